import Exact
import Floating

/// A multi-task problem as the theory sees it: the Gram matrix G of the optimal predictors
/// yhat_1 ... yhat_k, which are linearly independent, so that G is positive definite.
///
/// Everything the suite decides depends on G alone (Hu et al., eqs. 1 to 4).
public struct Instance: Sendable {
  /// The largest number of tasks that is supported.
  public static let maximumTasks = 512

  /// G = Yhat^T Yhat, k x k, symmetric and positive definite.
  public let gram: RationalMatrix
  /// The k task names; the task numbers where no names were given.
  public let taskNames: [String]
  /// The k numbers by which the tasks are called, pairwise distinct: 1...k, or in a part of a
  /// larger problem the numbers that they have there. Evidence counts its tasks from 1 all the
  /// same.
  public private(set) var taskNumbers: [Int]
  /// The irreducible loss ||yhat_i - y_i||^2 of each task (eq. 1), where the data is known.
  public let irreducibleLosses: [Rational]?
  /// The number of samples behind the predictors, where the data is known.
  public let samples: Integer?

  private let lazyInverse = OnFirstUse<RationalMatrix>()
  private let lazyScaledGram = OnFirstUse<ScaledGram>()
  private let lazyScaledInverse = OnFirstUse<ScaledGram>()

  /// The number k of tasks.
  public var taskCount: Int { gram.rows }

  /// Creates an instance from a Gram matrix (k x k).
  ///
  /// - Parameters:
  ///   - gram: A symmetric positive definite matrix.
  ///   - taskNames: k names, or nil to number the tasks from 1.
  ///   - filter: Whether a floating-point proof of positive definiteness is tried before exact
  ///     elimination (``PositiveDefiniteness``).
  /// - Throws: ``InstanceError``; a singular matrix is
  ///   ``InstanceError/linearlyDependent(nullVector:)`` with an exact null vector.
  public init(
    gram: RationalMatrix, taskNames: [String]? = nil, filter: FloatingFilter = .on
  ) throws(InstanceError) {
    try self.init(
      checking: gram, taskNames: taskNames, irreducibleLosses: nil, samples: nil,
      filter: filter)
  }

  /// Creates an instance from optimal predictors, one row of n >= 1 numbers for each task.
  ///
  /// - Throws: ``InstanceError``, as for a Gram matrix or when rows have different lengths.
  public init(
    predictors: [[Rational]], taskNames: [String]? = nil, filter: FloatingFilter = .on
  ) throws(InstanceError) {
    guard let first = predictors.first else { throw .noTasks }
    guard predictors.count <= Self.maximumTasks else { throw .tooManyTasks(predictors.count) }
    guard !first.isEmpty else { throw .emptyPredictors }
    for (task, row) in predictors.enumerated() where row.count != first.count {
      throw .raggedPredictors(task: task + 1, expected: first.count, found: row.count)
    }
    let matrix = RationalMatrix(predictors)
    try self.init(
      gram: matrix.rowGram().reduced(), taskNames: taskNames, filter: filter)
  }

  /// Creates an instance from the moments of a data set.
  ///
  /// - Throws: ``InstanceError``, as for a Gram matrix or when no data has these moments.
  public init(
    moments: Moments, taskNames: [String]? = nil, filter: FloatingFilter = .on
  ) throws(InstanceError) {
    let gram = try moments.gram()
    var losses: [Rational]?
    if let yy = moments.yy {
      losses = (0..<gram.rows).map { yy[$0, $0] - gram[$0, $0] }
    }
    try self.init(
      checking: gram, taskNames: taskNames, irreducibleLosses: losses,
      samples: moments.samples, filter: filter)
  }

  private init(
    checking gram: RationalMatrix, taskNames: [String]?, irreducibleLosses: [Rational]?,
    samples: Integer?, filter: FloatingFilter
  ) throws(InstanceError) {
    guard gram.rows > 0 else { throw .noTasks }
    guard gram.rows <= Self.maximumTasks else { throw .tooManyTasks(gram.rows) }
    try Self.requireSymmetric(gram, "gram")
    let names = taskNames ?? (1...gram.rows).map(String.init)
    guard names.count == gram.rows else {
      throw .wrongNameCount(expected: gram.rows, found: names.count)
    }
    var seen: Set<String> = []
    for name in names where name.isEmpty || !seen.insert(name).inserted {
      throw .ambiguousName(name)
    }
    switch Self.definiteness(gram, filter: filter) {
    case .positiveDefinite: break
    case .positiveSemidefinite(let kernel):
      let vector = kernel[0]
      let negate = (vector.first { !$0.isZero }?.signum ?? 1) < 0
      throw .linearlyDependent(nullVector: negate ? vector.map { -$0 } : vector)
    case .notSemidefinite(let direction):
      throw .notSemidefinite(name: "gram", direction: direction)
    }
    self.gram = gram
    self.taskNames = names
    taskNumbers = Array(1...gram.rows)
    self.irreducibleLosses = irreducibleLosses
    self.samples = samples
  }

  /// The definiteness of a symmetric matrix, by the filter where that decides.
  private static func definiteness(_ matrix: RationalMatrix, filter: FloatingFilter) -> Definiteness
  {
    if filter.isOn, let enclosure = SymmetricEnclosure(scaling: matrix),
      PositiveDefiniteness.isProved(enclosure, filter: filter)
    {
      return .positiveDefinite
    }
    return matrix.definiteness()
  }

  /// Adopts a Schur complement of a block of a checked instance, which is positive definite again.
  init(_ whole: Instance, gram: RationalMatrix, keeping tasks: [Int]) {
    self.gram = gram
    taskNames = tasks.map { whole.taskNames[$0] }
    taskNumbers = tasks.map { whole.taskNumbers[$0] }
    irreducibleLosses = whole.irreducibleLosses.map { losses in tasks.map { losses[$0] } }
    samples = whole.samples
  }

  /// The sub-problem of some tasks, counted from 0, in the given order.
  ///
  /// - Precondition: the tasks are pairwise distinct, in range, and at least one.
  public func restricted(to tasks: [Int]) -> Instance {
    precondition(
      !tasks.isEmpty && Set(tasks).count == tasks.count
        && tasks.allSatisfy { (0..<taskCount).contains($0) }, "not a choice of tasks")
    return Instance(self, gram: gram.principalSubmatrix(tasks).reduced(), keeping: tasks)
  }

  /// The same instance with other numbers for its tasks.
  ///
  /// - Precondition: k numbers, pairwise distinct.
  public func numbered(_ numbers: [Int]) -> Instance {
    precondition(
      numbers.count == taskCount && Set(numbers).count == taskCount, "one number for each task")
    var result = self
    result.taskNumbers = numbers
    return result
  }

  /// Q = G^-1, k x k, computed on first use and then kept. Not reduced: the numerators are the
  /// minors of the numerators of G, and the denominator its determinant.
  ///
  /// - Complexity: about k^3/2 multiplications of minors on first use.
  public var gramInverse: RationalMatrix {
    lazyInverse.value {
      guard let inverse = gram.positiveDefiniteInverse().inverse else {
        preconditionFailure("a checked Gram matrix is positive definite")
      }
      return inverse
    }
  }

  /// G in floating point, computed on first use and then kept.
  ///
  /// - Complexity: O(k^2) on first use.
  package var scaledGram: ScaledGram { lazyScaledGram.value { ScaledGram(gram) } }

  /// Q in floating point, computed on first use and then kept.
  ///
  /// - Complexity: O(k^2) on first use, and the inverse.
  package var scaledInverse: ScaledGram { lazyScaledInverse.value { ScaledGram(gramInverse) } }

  /// The task optima t_i = ||yhat_i||^2 = g_ii.
  public var optima: [Rational] { gram.diagonal }

  /// The matrix whose signs decide full exploration at a width: G for width 1 (C1), Q for
  /// width k-1 (C2).
  public func conditionMatrix(_ width: WidthEnd) -> RationalMatrix {
    width == .one ? gram : gramInverse
  }

  static func requireSymmetric(
    _ matrix: RationalMatrix, _ name: String
  ) throws(InstanceError) {
    guard matrix.isSquare else {
      throw .wrongShape(
        name: name, expectedRows: matrix.rows, expectedColumns: matrix.rows, rows: matrix.rows,
        columns: matrix.columns)
    }
    if let (row, column) = matrix.firstAsymmetry {
      throw .notSymmetric(name: name, row: row + 1, column: column + 1)
    }
  }
}
