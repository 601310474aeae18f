import Exact
import Surfaces

/// Networks of an instance in double precision, as subspaces of R^k.
///
/// With G = D C C^T D, D the roots of the diagonal and C lower triangular with rows c_i of length
/// 1, a network is a subspace of R^k with an orthonormal basis V, and v_i / g_ii = |V^T c_i|^2.
struct NetworkSpace: Sendable {
  /// The number k of tasks.
  let count: Int
  /// The rows c_i of C.
  let factor: [[Double]]
  /// The roots of the diagonal of G.
  let roots: [Double]

  /// Factors the Gram matrix; nil when double precision cannot hold it.
  init?(_ instance: Instance) {
    let count = instance.taskCount
    let roots = instance.optima.map { $0.doubleValue.squareRoot() }
    guard roots.allSatisfy({ $0.isFinite && $0 > 0 }) else { return nil }
    var factor = (0..<count).map { i in
      (0..<count).map { instance.gram[i, $0].doubleValue / roots[i] / roots[$0] }
    }
    for j in 0..<count {
      for i in j..<count {
        var sum = factor[i][j]
        for l in 0..<j { sum -= factor[i][l] * factor[j][l] }
        if i == j {
          guard sum > 1e-14 else { return nil }
          factor[i][i] = sum.squareRoot()
        } else {
          factor[i][j] = sum / factor[j][j]
          factor[j][i] = 0
        }
      }
    }
    self.count = count
    self.factor = factor
    self.roots = roots
  }

  /// v_i / g_ii for the subspace of an orthonormal basis.
  func values(_ basis: [[Double]]) -> [Double] {
    factor.map { row -> Double in
      var sum = 0.0
      for column in basis {
        let part = Self.dot(column, row)
        sum += part * part
      }
      return sum
    }
  }

  /// The gradients of the values, up to the factor 2: for each task the part of c_i outside the
  /// subspace and the k x q matrix that it makes with V^T c_i.
  func gradients(_ basis: [[Double]]) -> (outer: [[Double]], inner: [[Double]]) {
    let inner = factor.map { row in basis.map { Self.dot($0, row) } }
    let outer = zip(factor, inner).map { row, parts -> [Double] in
      var rest = row
      for (part, column) in zip(parts, basis) {
        for i in 0..<count { rest[i] -= part * column[i] }
      }
      return rest
    }
    return (outer, inner)
  }

  /// The basis moved by a sum of gradients, orthonormal again; nil when nothing is left of a
  /// column.
  ///
  /// - Parameter steps: The coefficient of each gradient.
  func moved(
    _ basis: [[Double]], _ gradients: (outer: [[Double]], inner: [[Double]]), steps: [Double]
  ) -> [[Double]]? {
    var columns = basis
    for column in basis.indices {
      for task in 0..<count {
        let step = steps[task] * gradients.inner[task][column]
        for i in 0..<count { columns[column][i] += step * gradients.outer[task][i] }
      }
    }
    return Self.orthonormal(columns)
  }

  static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }

  /// Gram and Schmidt, twice over; nil when a column depends on those before it.
  static func orthonormal(_ columns: [[Double]]) -> [[Double]]? {
    var result: [[Double]] = []
    for column in columns {
      var x = column
      for _ in 0..<2 {
        for other in result {
          let part = dot(x, other)
          for i in x.indices { x[i] -= part * other[i] }
        }
        let norm = dot(x, x).squareRoot()
        guard norm > 1e-150, norm.isFinite else { return nil }
        x = x.map { $0 / norm }
      }
      result.append(x)
    }
    return result
  }
}
