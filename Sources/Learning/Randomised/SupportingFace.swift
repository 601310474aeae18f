import Exact
import Surfaces

/// The optima of one weighting: the directions in the kernel of mu Q - diag(lambda), which is
/// positive semi-definite (width k-1: of diag(lambda) - mu Q).
package struct SupportingFace: Sendable {
  /// lambda, k numbers >= 0, not all zero.
  package let weights: [Rational]
  /// mu: the extreme generalised eigenvalue, sum lambda_i u_i^2 / u^T Q u of every optimum.
  package let eigenvalue: Rational
  /// A basis of the kernel: r >= 1 vectors of k integers.
  package let basis: [[Integer]]
  /// The matrix whose kernel it is, k x k.
  let equations: RationalMatrix

  /// The face of a mixture of optima.
  ///
  /// - Throws: ``LearningError/badWeights(_:)``, and ``LearningError/notOnFace(_:)`` when a network
  ///   of the mixture does not minimise the weighted losses.
  /// - Complexity: O(k^3) exact operations.
  package init(
    _ instance: Instance, _ mixture: NetworkMixture, weights: [Rational]
  ) throws(LearningError) {
    let k = instance.taskCount
    guard weights.count == k, weights.allSatisfy({ $0.signum >= 0 }),
      weights.contains(where: { !$0.isZero })
    else { throw .badWeights("\(k) numbers >= 0, not all zero, are expected") }
    let first = mixture.points[0]
    var eigenvalue = Rational.zero
    for (weight, square) in zip(weights, first.squares) { eigenvalue += weight * square }
    let scaled = instance.gramInverse.scaled(by: eigenvalue)
    let difference = scaled - RationalMatrix.diagonal(weights)
    let matrix = mixture.width == .one ? difference : difference.scaled(by: -1)
    for (position, point) in mixture.points.enumerated() {
      guard matrix.numeratorProduct(point.direction).allSatisfy(\.isZero) else {
        throw .notOnFace("network \(position + 1) is no optimum of the weights")
      }
    }
    switch matrix.definiteness() {
    case .positiveSemidefinite(let kernel): basis = kernel
    case .positiveDefinite, .notSemidefinite:
      throw .notOnFace("the weights have a better optimum than network 1")
    }
    self.weights = weights
    self.eigenvalue = eigenvalue
    equations = matrix
  }
}
