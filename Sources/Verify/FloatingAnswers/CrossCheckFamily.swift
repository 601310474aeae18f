import Exact
import Randomness
import Surfaces

/// A kind of instance on which floating-point answers are compared with exact ones.
package enum CrossCheckFamily: String, Sendable, CaseIterable, Hashable {
  /// Predictors with independent two-digit integer entries.
  case random
  /// The last predictor is a small integer combination of the others, up to a unit in each
  /// entry, while the others are large.
  case nearlyDependent = "nearly-dependent"
  /// Two predictors are orthogonal up to a unit while their entries are large.
  case nearlyOrthogonal = "nearly-orthogonal"
  /// The inverse of the Gram matrix is sparse with small integer ratios, up to a tiny change:
  /// its entries are zero or nearly so.
  case boundary

  /// Draws one instance; it may be linearly dependent.
  ///
  /// The instance depends on nothing but the generator, so that it is the same on every machine.
  ///
  /// - Precondition: there are at least 2 tasks.
  func draw(_ generator: inout CounterGenerator, taskCount k: Int) -> CrossCheckInstance {
    precondition(k >= 2, "one task has no signs to compare")
    switch self {
    case .random:
      return CrossCheckInstance(predictors: (0..<k).map { _ in row(&generator, k, 99) })
    case .nearlyDependent:
      let scale = Integer(1 << generator.integer(in: 0...26))
      var rows = (0..<k).map { _ in row(&generator, k, 9).map { $0 * scale } }
      var last = row(&generator, k, 1)
      for other in rows.dropLast() {
        let factor = Integer(generator.integer(in: -2...2))
        for l in 0..<k { last[l] += factor * other[l] }
      }
      rows[k - 1] = last
      return CrossCheckInstance(predictors: rows)
    case .nearlyOrthogonal:
      let size = 1 << generator.integer(in: 3...40)
      var rows = (0..<k).map { _ in row(&generator, k, size) }
      // (x, y, 0 ...) and (-y t, x t, 0 ...), then a unit somewhere.
      let stretch = Integer(generator.integer(in: 1...3))
      for l in 2..<max(k, 2) {
        rows[0][l] = Integer(generator.integer(in: -1...1))
        rows[1][l] = Integer(generator.integer(in: -1...1))
      }
      rows[1][0] = -(rows[0][1] * stretch)
      rows[1][1] = rows[0][0] * stretch
      rows[1][generator.integer(below: k)] += Integer(generator.integer(in: -1...1))
      return CrossCheckInstance(predictors: rows)
    case .boundary:
      return boundaryInstance(&generator, k)
    }
  }

  private func row(_ generator: inout CounterGenerator, _ count: Int, _ size: Int) -> [Integer] {
    (0..<count).map { _ in Integer(generator.integer(in: -size...size)) }
  }

  /// G = 2^s adj(M) plus or minus a unit, for a sparse diagonally dominant M.
  private func boundaryInstance(
    _ generator: inout CounterGenerator, _ k: Int
  ) -> CrossCheckInstance {
    var entries = Array(repeating: Array(repeating: Integer.zero, count: k), count: k)
    var sums = Array(repeating: 0, count: k)
    for i in 0..<k {
      for j in 0..<i where generator.bernoulli(0.5) {
        let value = generator.integer(in: -2...2)
        entries[i][j] = Integer(value)
        entries[j][i] = Integer(value)
        sums[i] += abs(value)
        sums[j] += abs(value)
      }
    }
    for i in 0..<k { entries[i][i] = Integer(sums[i] + generator.integer(in: 1...3)) }
    // A diagonally dominant matrix is positive definite, so it has an inverse.
    let inverse = RationalMatrix(numerators: entries).positiveDefiniteInverse().inverse
    var gram = (inverse ?? .identity(k)).numerators
    let shift = generator.integer(in: 0...70)
    gram = gram.map { $0.map { $0.shiftedLeft(shift) } }
    if generator.bernoulli(0.8) {
      let i = generator.integer(below: k)
      let j = generator.integer(below: k)
      let unit = Integer(generator.sign())
      gram[i][j] += unit
      if i != j { gram[j][i] += unit }
    }
    return CrossCheckInstance(gram: RationalMatrix(numerators: gram))
  }
}
