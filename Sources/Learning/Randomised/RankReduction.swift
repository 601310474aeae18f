import Exact
import Surfaces

/// A mixture of few networks with the expected losses of a given one, found by moving along the
/// directions that the conditions leave free until the matrix of ``FewestNetworks`` loses rank (A.
/// Barvinok 1995, G. Pataki 1998). Floating point: the count is decided exactly elsewhere, this
/// shows the networks. Where one network suffices, it is that one.
package struct RankReduction: Sendable {
  /// The directions of the networks, k numbers each.
  package let directions: [[Double]]
  /// Their probabilities.
  package let probabilities: [Double]
  /// The largest difference between the expected squares of this mixture and the given one,
  /// relative to the largest square.
  package let error: Double

  /// Reduces a mixture.
  ///
  /// - Throws: as ``FewestNetworks/decide(_:_:weights:)``.
  /// - Complexity: O(k r^4) for each of at most r steps.
  package init(
    _ instance: Instance, _ mixture: NetworkMixture, weights: [Rational]
  ) throws(LearningError) {
    let fewest = try FewestNetworks.decide(instance, mixture, weights: weights)
    if let signs = fewest.deterministicSigns {
      let squares = fewest.squares.map(\.doubleValue)
      directions = [zip(signs, squares).map { Double($0) * $1.squareRoot() }]
      probabilities = [1]
      error = 0
      return
    }
    let face = try SupportingFace(instance, mixture, weights: weights)
    let k = instance.taskCount
    let q = instance.gramInverse.doubleValues
    func form(_ u: [Double], _ v: [Double]) -> Double { Double.dot(u, Double.product(q, v)) }
    // A basis of the face that is orthonormal in the metric Q: then the trace is the usual one.
    var basis: [[Double]] = []
    for vector in face.basis {
      var u = vector.map(\.doubleValue)
      for _ in 0..<2 {
        for v in basis {
          let product = form(u, v)
          for i in 0..<k { u[i] -= product * v[i] }
        }
      }
      let norm = form(u, u).squareRoot()
      basis.append(u.map { $0 / norm })
    }
    let r = basis.count
    // Factor Z = F F^T with one column for each network.
    var columns = zip(mixture.points, mixture.probabilities).map { point, probability in
      let u = point.direction.map(\.doubleValue)
      let scale = (probability.doubleValue / form(u, u)).squareRoot()
      return basis.map { scale * form($0, u) }
    }
    columns = Self.spectralFactor(columns)
    let rows = (0..<k).map { i in basis.map { $0[i] } }
    while columns.count > 1, let move = Self.freeDirection(columns, rows) {
      let spectrum = SymmetricEigen(move)
      // I + t Delta loses rank at t = -1 / (largest or smallest eigenvalue); both keep it >= 0 if
      // the eigenvalue of larger size is used.
      let low = spectrum.values[spectrum.values.count - 1]
      let high = spectrum.values[0]
      let step = high >= -low ? -1 / high : -1 / low
      let m = columns.count
      var moved: [[Double]] = []
      for (value, vector) in zip(spectrum.values, spectrum.vectors) {
        let scale = 1 + step * value
        if scale < 1e-9 { continue }
        var column = Array(repeating: 0.0, count: r)
        for j in 0..<m {
          for a in 0..<r { column[a] += columns[j][a] * vector[j] * scale.squareRoot() }
        }
        moved.append(column)
      }
      columns = moved
    }
    directions = columns.map { x in
      (0..<k).map { i in (0..<r).reduce(0) { $0 + basis[$1][i] * x[$1] } }
    }
    let norms = columns.map { Double.dot($0, $0) }
    let sum = norms.reduce(0, +)
    probabilities = norms.map { $0 / sum }
    let expected = mixture.squares.map(\.doubleValue)
    var worst = 0.0
    for i in 0..<k {
      let found = directions.reduce(0) { $0 + $1[i] * $1[i] }
      worst = max(worst, (found - expected[i]).magnitude)
    }
    error = worst / (expected.max() ?? 1)
  }

  /// Orthogonal columns F with the same F F^T, without negligible ones.
  private static func spectralFactor(_ columns: [[Double]]) -> [[Double]] {
    let r = columns[0].count
    let z = (0..<r).map { a in (0..<r).map { b in columns.reduce(0) { $0 + $1[a] * $1[b] } } }
    let spectrum = SymmetricEigen(z)
    return zip(spectrum.values, spectrum.vectors).filter { $0.0 > 1e-12 * spectrum.values[0] }
      .map { value, vector in vector.map { $0 * value.squareRoot() } }
  }

  /// A symmetric m x m matrix Delta != 0 such that F (I + t Delta) F^T meets all conditions for
  /// every t, if there is one.
  private static func freeDirection(_ columns: [[Double]], _ rows: [[Double]]) -> [[Double]]? {
    let m = columns.count
    let pairs = (0..<m).flatMap { a in (0...a).map { (a, $0) } }
    // Condition i: sum over pairs of y_ia y_ib Delta_ab (twice off the diagonal), y_i = F^T b_i.
    var system = rows.map { row in
      let y = columns.map { Double.dot($0, row) }
      let size = max(Double.dot(y, y), 1e-300)
      return pairs.map { a, b in (a == b ? 1 : 2) * y[a] * y[b] / size }
    }
    // The trace: F^T F.
    let trace = pairs.map { a, b in
      (a == b ? 1 : 2) * Double.dot(columns[a], columns[b])
    }
    system.append(trace)
    // The eigenvector of the smallest eigenvalue of S^T S, if that is zero up to rounding.
    let square = pairs.indices.map { a in
      pairs.indices.map { b in system.reduce(0) { $0 + $1[a] * $1[b] } }
    }
    let spectrum = SymmetricEigen(square)
    guard let last = spectrum.values.last,
      last < 1e-13 * max(spectrum.values[0], 1e-300)
        || pairs.count > system.count
    else { return nil }
    let free = spectrum.vectors[pairs.count - 1]
    var delta = Array(repeating: Array(repeating: 0.0, count: m), count: m)
    for (position, (a, b)) in pairs.enumerated() {
      delta[a][b] = free[position]
      delta[b][a] = free[position]
    }
    return delta
  }
}
