import Exact
import Surfaces

/// A randomised network: deterministic networks of width 1 or k-1, each used with a probability.
package struct NetworkMixture: Sendable {
  /// The width of the networks.
  package let width: WidthEnd
  /// The networks, as points of the feasible region.
  package let points: [Point]
  /// Their probabilities: positive, with sum 1.
  package let probabilities: [Rational]

  /// Creates a mixture; networks of probability zero are left out.
  ///
  /// - Throws: ``LearningError/badOption(_:)`` when the probabilities are none.
  package init(
    width: WidthEnd, points: [Point], probabilities: [Rational]
  ) throws(LearningError) {
    guard points.count == probabilities.count, !points.isEmpty,
      probabilities.allSatisfy({ $0.signum >= 0 }),
      probabilities.reduce(.zero, +) == 1
    else { throw .badOption("probabilities must be non-negative, one a network, with sum 1") }
    let kept = points.indices.filter { probabilities[$0].signum > 0 }
    self.width = width
    self.points = kept.map { points[$0] }
    self.probabilities = kept.map { probabilities[$0] }
  }

  /// The expected squares sum_j p_j u_ji^2 / c_j: the expected values for width 1, the expected
  /// losses for width k-1.
  package var squares: [Rational] {
    var sum = points[0].squares.map { _ in Rational.zero }
    for (point, probability) in zip(points, probabilities) {
      for (i, square) in point.squares.enumerated() { sum[i] += probability * square }
    }
    return sum
  }

  /// The expected losses without the irreducible part (eq. 13).
  package func losses(_ instance: Instance) -> [Rational] {
    width == .one ? zip(instance.optima, squares).map { $0 - $1 } : squares
  }
}
