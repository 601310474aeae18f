import Exact
import Intervals
import Surfaces

extension OptimumCluster {
  /// The cluster with an enclosure of its invariant subspace, where a Krawczyk test proves one.
  func enclosingSubspace(
    _ instance: Instance, weights: [Rational], width: WidthEnd, precision: Int = 128
  ) -> OptimumCluster {
    guard
      let problem = InvariantSubspace(instance, weights: weights, width: width, count: count),
      let basis = problem.enclosed(precision: precision)?.basis
    else { return self }
    return OptimumCluster(
      count: count, lower: lower, upper: upper, precision: self.precision, pivots: problem.pivots,
      subspace: basis)
  }
}

/// The invariant subspace of the extreme eigenvalues of A = G diag(weights).
///
/// With P the pivots, R the other tasks, X with X_P = I spans an invariant subspace if and only if
/// F(X) = (A X)_R - X_R (A X)_P = 0; then A X = X (A X)_P. The (k - h) h unknowns are the rows R of
/// X. The start is the space of the floating-point vectors.
struct InvariantSubspace {
  /// The h tasks, counted from 0, on which X is the identity.
  let pivots: [Int]
  private let instance: Instance
  private let weights: [Rational]
  private let rest: [Int]
  private var start: [Rational]

  /// Chooses pivots and a start for h extreme eigenvalues; nil where floating point sees none.
  init?(_ instance: Instance, weights: [Rational], width: WidthEnd, count: Int) {
    let total = instance.taskCount
    guard count < total, count > 0, let spectrum = OptimumSpectrum(instance, weights: weights)
    else { return nil }
    let positions =
      width == .one ? Array(spectrum.values.indices.suffix(count)) : Array(0..<count)
    let columns = positions.compactMap { spectrum.unknowns($0, width: width)?.values }
    guard columns.count == count else { return nil }
    // X = V V_P^-1 by elimination with the largest pivots.
    var table = columns.map { Array($0.prefix(total)).map { $0.doubleValue } }
    var chosen: [Int] = []
    for row in 0..<count {
      guard
        let pivot = (0..<total).filter({ !chosen.contains($0) }).max(by: {
          table[row][$0].magnitude < table[row][$1].magnitude
        }), table[row][pivot] != 0, table[row].allSatisfy(\.isFinite)
      else { return nil }
      chosen.append(pivot)
      let value = table[row][pivot]
      table[row] = table[row].map { $0 / value }
      for other in 0..<count where other != row {
        let factor = table[other][pivot]
        for i in 0..<total { table[other][i] -= factor * table[row][i] }
      }
    }
    let rest = (0..<total).filter { !chosen.contains($0) }
    // The columns of X belong to the pivots in the order in which they were chosen.
    let start = rest.flatMap { i in (0..<count).map { Rational(exactly: table[$0][i]) ?? .zero } }
    self.instance = instance
    self.weights = weights
    pivots = chosen
    self.rest = rest
    self.start = start
  }

  /// X, k x h, and (A X)_P, h x h, at a precision; nil where nothing is proved.
  ///
  /// - Parameter first: A better start: the rows R of X.
  func enclosed(
    precision: Int, from first: [Rational]? = nil
  ) -> (basis: IntervalMatrix, image: IntervalMatrix, center: [Rational])? {
    let count = pivots.count
    let lengths = instance.scaledGram.equilibrated.exponents
    let exponents = rest.flatMap { i in pivots.map { lengths[i] - lengths[$0] } }
    let system = Self.system(
      instance, weights: weights, pivots: pivots, rest: rest, precision: precision)
    guard
      let enclosure = Krawczyk.enclose(
        system, near: first ?? start, exponents: exponents, precision: precision
      ).enclosure
    else { return nil }
    let one = Interval.one(precision: precision)
    let zero = Interval.zero(precision: precision)
    let basis = IntervalMatrix(rows: instance.taskCount, columns: count) { i, j in
      if let position = pivots.firstIndex(of: i) { return position == j ? one : zero }
      let row = rest.firstIndex(of: i) ?? 0
      return enclosure.refined[row * count + j]
    }
    let image = IntervalMatrix(rows: count, columns: count) { i, j in
      (0..<instance.taskCount).reduce(zero) {
        $0 + basis[$1, j] * (instance.gram[pivots[i], $1] * weights[$1])
      }
    }
    return (basis, image, enclosure.center)
  }

  private static func system(
    _ instance: Instance, weights: [Rational], pivots: [Int], rest: [Int], precision: Int
  ) -> IntervalSystem {
    let count = pivots.count
    let size = rest.count * count
    let order = pivots + rest
    let matrix = IntervalMatrix(rows: order.count, columns: order.count) { i, j in
      Interval(instance.gram[order[i], order[j]] * weights[order[j]], precision: precision)
    }
    /// (A X)_i for the rows of X given as unknowns, in the order pivots, rest.
    @Sendable func image(_ i: Int, _ j: Int, _ x: IntervalVector) -> Interval {
      var sum = matrix[i, j]
      for l in rest.indices { sum += matrix[i, count + l] * x[l * count + j] }
      return sum
    }
    return IntervalSystem(
      size: size,
      value: { x in
        let onPivots = (0..<count).map { i in (0..<count).map { image(i, $0, x) } }
        return IntervalVector(
          (0..<size).map { position in
            let (l, j) = (position / count, position % count)
            var value = image(count + l, j, x)
            for i in 0..<count { value -= x[l * count + i] * onPivots[i][j] }
            return value
          })
      },
      jacobian: { x in
        let onPivots = (0..<count).map { i in (0..<count).map { image(i, $0, x) } }
        // dF(E)_lj = sum_m (A_lm - sum_i X_li A_im) E_mj - sum_i E_li (A X)_ij.
        return IntervalMatrix(rows: size, columns: size) { row, column in
          let (l, j) = (row / count, row % count)
          let (m, n) = (column / count, column % count)
          var entry = Interval.zero(precision: precision)
          if j == n {
            entry += matrix[count + l, count + m]
            for i in 0..<count { entry -= x[l * count + i] * matrix[i, count + m] }
          }
          if l == m { entry -= onPivots[n][j] }
          return entry
        }
      })
  }
}
