import Randomness
import Surfaces

/// The direction that one step of an optimiser follows downwards.
package struct OptimiserStep: Sendable {
  /// The direction for the shared layer, p q numbers.
  package let shared: [Double]
  /// The factor of each head's own gradient.
  package let headFactors: [Double]
  /// The coefficients of the task gradients in the shared direction, where it is a combination of
  /// them.
  package let weights: [Double]?
  /// The length of the vector whose vanishing stops the method: of the point of smallest norm for
  /// MGDA, of the shared direction otherwise.
  package let stationarity: Double
  /// The change of the logarithmic loss scales s_i of IMTL-L, before the learning rate.
  package let scaleGradient: [Double]

  /// Computes a step.
  ///
  /// - Parameters:
  ///   - logarithmicScales: s_1 ... s_k of IMTL-L; ignored by the others.
  ///   - generator: The source of random orders, masks and weights.
  /// - Complexity: O(k^2 p q + k^3).
  package init(
    _ optimiser: Optimiser, _ gradients: LossGradients, logarithmicScales: [Double],
    generator: inout CounterGenerator
  ) {
    let k = gradients.losses.count
    let ones = Array(repeating: 1.0, count: k)
    var scaleGradient = Array(repeating: 0.0, count: k)
    var headFactors = ones
    var combination: [Double]?
    var direction: [Double]?
    var stationarity: Double?
    switch optimiser {
    case .unitaryScalarization:
      combination = ones
    case .fixedWeights(let weights):
      combination = weights
      headFactors = weights
    case .mgda(let options):
      let gram =
        options.onRepresentation
        ? gradients.representationGram : GradientSet(gradients.shared).gram
      let divisors = options.normalisation.divisors(gram: gram, losses: gradients.losses)
      let scaled = GradientNormalisation.scaled(gram, by: divisors)
      let alpha = options.solver.weights(gram: scaled)
      let square = Double.dot(alpha, Double.product(scaled, alpha))
      stationarity = max(square, 0).squareRoot()
      switch options.convention {
      case .senerKoltun:
        combination = alpha
        headFactors = alpha
      case .kurin:
        combination = options.onRepresentation ? alpha : zip(alpha, divisors).map { $0 / $1 }
      }
    case .imtlG:
      let step = IMTLGStep(gram: GradientSet(gradients.shared).gram)
      combination = step.weights ?? ones.map { _ in 0 }
    case .imtlL, .imtl:
      let scales = logarithmicScales.map { RandomFunctions.exponential(min($0, 700)) }
      headFactors = scales
      for i in 0..<k { scaleGradient[i] = scales[i] * gradients.losses[i] - 1 }
      if optimiser == .imtlL {
        combination = scales
      } else {
        let scaled = GradientNormalisation.scaled(
          GradientSet(gradients.shared).gram, by: scales.map { 1 / $0 })
        let step = IMTLGStep(gram: scaled)
        combination = zip(step.weights ?? ones.map { _ in 0 }, scales).map(*)
      }
    case .pcGrad(let orders):
      let order =
        orders ?? (0..<k).map { i in generator.permutation(k).filter { $0 != i } }
      combination = PCGradStep(gram: GradientSet(gradients.shared).gram, orders: order).weights
    case .gradDrop(let rule):
      let uniforms = gradients.shared[0].map { _ in generator.uniform() }
      direction =
        GradDropStep(gradients: gradients.shared, uniforms: uniforms, rule: rule).direction
    case .randomWeightsDirichlet:
      let weights = generator.simplexPoint(k).map { $0 * Double(k) }
      combination = weights
      headFactors = weights
    case .randomWeightsNormal:
      let normals = ones.map { _ in generator.normal() }
      let largest = normals.max() ?? 0
      let powers = normals.map { RandomFunctions.exponential($0 - largest) }
      let sum = powers.reduce(0, +)
      let weights = powers.map { $0 / sum * Double(k) }
      combination = weights
      headFactors = weights
    case .randomGradDrop(let probability):
      let weights = ones.map { _ in generator.bernoulli(probability) ? 1.0 : 0.0 }
      combination = weights
      headFactors = weights
    }
    let shared =
      direction ?? combination.map { GradientSet(gradients.shared).combination($0) } ?? []
    self.shared = shared
    self.headFactors = headFactors
    self.scaleGradient = scaleGradient
    weights = combination
    self.stationarity = stationarity ?? Double.dot(shared, shared).squareRoot()
  }
}
