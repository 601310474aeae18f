import Exact

/// The second moments of a data set: all that the theory needs of it.
public struct Moments: Sendable, Equatable {
  /// The number of rows n of the data.
  public var samples: Integer
  /// X^T X, p x p for p inputs (an intercept counts as an input).
  public var xx: RationalMatrix
  /// X^T Y, p x k for k tasks.
  public var xy: RationalMatrix
  /// Y^T Y, k x k, when the irreducible losses are wanted.
  public var yy: RationalMatrix?

  /// Creates moments; they are checked when an ``Instance`` is made from them.
  public init(
    samples: Integer, xx: RationalMatrix, xy: RationalMatrix, yy: RationalMatrix? = nil
  ) {
    self.samples = samples
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// The moments that keep only the given tasks, counted from 0, in the given order.
  public func restricted(toTasks tasks: [Int]) -> Moments {
    Moments(
      samples: samples, xx: xx,
      xy: xy.submatrix(rows: Array(0..<xy.rows), columns: tasks),
      yy: yy?.principalSubmatrix(tasks))
  }

  /// The Gram matrix of the optimal predictions, G = Y^T X (X^T X)^+ X^T Y (k x k).
  ///
  /// A rank-deficient X is handled by a basis of its columns: the projection onto the column
  /// space does not depend on the basis.
  ///
  /// - Throws: ``InstanceError`` when shapes do not fit or no data has these moments.
  func gram() throws(InstanceError) -> RationalMatrix {
    let inputs = xx.rows
    let tasks = xy.columns
    try Self.requireShape(xx, "moments.xx", inputs, inputs)
    try Self.requireShape(xy, "moments.xy", inputs, tasks)
    if let yy { try Self.requireShape(yy, "moments.yy", tasks, tasks) }
    try Instance.requireSymmetric(xx, "moments.xx")
    if let yy { try Instance.requireSymmetric(yy, "moments.yy") }
    switch xx.definiteness() {
    case .positiveDefinite:
      break
    case .notSemidefinite(let direction):
      throw .notSemidefinite(name: "moments.xx", direction: direction)
    case .positiveSemidefinite(let kernel):
      for vector in kernel {
        let products = xy.transposed.numeratorProduct(vector)
        if let task = products.firstIndex(where: { !$0.isZero }) {
          throw .inconsistentMoments(task: task + 1, nullVector: vector)
        }
      }
    }
    let basis = xx.independentColumns()
    let right = xy.submatrix(rows: basis, columns: Array(0..<tasks))
    guard let solution = xx.principalSubmatrix(basis).solve(right) else {
      preconditionFailure("a principal block on independent columns is invertible")
    }
    let gram = (right.transposed * solution).reduced()
    if let yy, case .notSemidefinite(let direction) = (yy - gram).definiteness() {
      throw .notSemidefinite(name: "moments.yy minus the fitted part", direction: direction)
    }
    return gram
  }

  private static func requireShape(
    _ matrix: RationalMatrix, _ name: String, _ rows: Int, _ columns: Int
  ) throws(InstanceError) {
    guard matrix.rows == rows, matrix.columns == columns else {
      throw .wrongShape(
        name: name, expectedRows: rows, expectedColumns: columns, rows: matrix.rows,
        columns: matrix.columns)
    }
  }
}
