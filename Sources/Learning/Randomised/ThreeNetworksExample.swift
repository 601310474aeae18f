import Exact
import Surfaces

/// Six tasks for which a point of the convexified front needs three networks of width 1, although
/// section 4.2 of Hu et al. uses two.
///
/// The first three coordinates of the predictors are (1, +-1, 0), (1, 0, +-1), (0, 1, +-1): with
/// equal weights the three coordinate axes span the optima, and the six squares b_i^T Z b_i
/// determine the symmetric 3 x 3 matrix Z. The other three coordinates, small and orthogonal to
/// the first, make the predictors linearly independent.
package struct ThreeNetworksExample: Sendable {
  /// The six tasks.
  package let instance: Instance
  /// The weighting: all ones.
  package let weights: [Rational]
  /// The three axes, each used with probability 1/3.
  package let mixture: NetworkMixture

  /// Creates the example.
  ///
  /// - Parameter remainder: The size of the last three coordinates, between 0 and 1, both excluded.
  /// - Throws: ``LearningError/badOption(_:)``.
  package init(remainder: Rational = Rational(1, 10)) throws(LearningError) {
    guard remainder.signum > 0, remainder < 1 else {
      throw .badOption("a remainder between 0 and 1, both excluded")
    }
    let heads: [[Rational]] = [
      [1, 1, 0], [1, -1, 0], [1, 0, 1], [1, 0, -1], [0, 1, 1], [0, 1, -1],
    ]
    let tails: [[Rational]] = [
      [1, 1, 0], [1, -1, 0], [-1, 0, 1], [-1, 0, -1], [0, -1, -1], [0, -1, 1],
    ]
    let rows = zip(heads, tails).map { head, tail in head + tail.map { $0 * remainder } }
    do {
      instance = try Instance(predictors: rows)
    } catch {
      throw .badOption("\(error)")
    }
    weights = Array(repeating: .one, count: 6)
    let instance = instance
    let points = (0..<3).map { axis in
      Point(instance, direction: heads.map { $0[axis].numerator })
    }
    mixture = try NetworkMixture(
      width: .one, points: points, probabilities: Array(repeating: Rational(1, 3), count: 3))
  }
}
