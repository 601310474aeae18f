import Exact

/// A network of q hidden units as a point of the feasible region F_q: the values v_i and losses
/// t_i - v_i that it reaches when its output layer is best.
///
/// A network is a k x q matrix U of full column rank, U = Yhat^T B for a basis B of the space that
/// the hidden units span: v = diag(U (U^T Q U)^-1 U^T), Q = G^-1. Changing the basis changes
/// nothing.
public struct NetworkPoint: Sendable {
  /// U, k x q.
  public let matrix: RationalMatrix
  /// The values v_i, which are maximised.
  public let values: [Rational]

  /// Computes the values of a network.
  ///
  /// - Throws: ``NetworkError``.
  /// - Complexity: O(k^2 q) multiplications and the solution of a system of q equations.
  public init(_ instance: Instance, matrix: RationalMatrix) throws(NetworkError) {
    let count = instance.taskCount
    guard matrix.rows == count else {
      throw .wrongRows(expected: count, found: matrix.rows)
    }
    guard (1...count).contains(matrix.columns) else {
      throw .wrongColumns(largest: count, found: matrix.columns)
    }
    if let vector = matrix.nullVector() { throw .dependentColumns(nullVector: vector) }
    let transposed = matrix.transposed
    guard let solution = (transposed * instance.gramInverse * matrix).solve(transposed) else {
      preconditionFailure("U has full column rank and Q is positive definite")
    }
    self.matrix = matrix
    values = (0..<count).map { task in
      (0..<matrix.columns).reduce(.zero) { $0 + matrix[task, $1] * solution[$1, task] }
    }
  }

  /// The width q.
  public var width: Width { Width(matrix.columns) }

  /// The losses t_i - v_i, which are minimised.
  public func losses(_ instance: Instance) -> [Rational] {
    zip(instance.optima, values).map { $0 - $1 }
  }

  /// The tasks, counted from 0, that the network fits exactly.
  public func fittedTasks(_ instance: Instance) -> [Int] {
    losses(instance).enumerated().filter { $0.element.isZero }.map(\.offset)
  }

  /// Whether this network is better: no smaller in any value and larger in one.
  public func dominates(_ other: NetworkPoint) -> Bool {
    zip(values, other.values).allSatisfy { $0 >= $1 } && values != other.values
  }
}

/// Why a matrix is no network of an instance.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The matrix has another number of rows than there are tasks.
  case wrongRows(expected: Int, found: Int)
  /// The matrix has no columns, or more than there are tasks.
  case wrongColumns(largest: Int, found: Int)
  /// The columns are linearly dependent: this combination of them vanishes.
  case dependentColumns(nullVector: [Integer])

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .wrongRows(let expected, let found):
      return "the network has \(found) rows, expected \(expected), one for each task"
    case .wrongColumns(let largest, let found):
      return "the network has \(found) columns, expected 1 to \(largest), one for each hidden unit"
    case .dependentColumns(let vector):
      let text = vector.map(\.description).joined(separator: ", ")
      return "the columns of the network are linearly dependent: the combination (\(text)) of them"
        + " is zero"
    }
  }
}
