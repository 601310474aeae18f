import Surfaces

/// The multi-task optimisers that train the two-layer linear network (section 3 of Kurin et al.).
///
/// Where a method is defined on gradients of shared parameters only, the heads follow the plain
/// gradients of their own losses; where it weights losses, the heads follow the weighted losses.
package enum Optimiser: Sendable, Equatable {
  /// The sum of the losses.
  case unitaryScalarization
  /// A weighted sum of the losses, k weights.
  case fixedWeights([Double])
  /// The multiple-gradient descent algorithm.
  case mgda(MGDAOptions)
  /// IMTL-G: equal cosines with all gradients. A zero gradient, a singular system or a zero in the
  /// affine hull of the unit gradients leaves the shared layer as it is.
  case imtlG
  /// IMTL-L: the losses are weighted by e^(s_i), learned jointly by descent on sum e^(s_i) L_i -
  /// s_i.
  case imtlL
  /// IMTL-G on the losses weighted by IMTL-L.
  case imtl
  /// PCGrad, in the given orders of projection (k rows), or in random ones for each step.
  case pcGrad(orders: [[Int]]?)
  /// GradDrop on the gradients of the shared layer, one uniform number for each parameter.
  case gradDrop(GradDropStep<Double>.Rule)
  /// Random loss weighting: Dirichlet(1) weights, times k as in the authors' code.
  case randomWeightsDirichlet
  /// Random loss weighting: softmax of k normal numbers, times k as in the authors' code.
  case randomWeightsNormal
  /// Random Grad Drop: each loss kept with this probability.
  case randomGradDrop(Double)

  /// Checks the options for k tasks.
  ///
  /// - Throws: ``LearningError/badWeights(_:)`` or ``LearningError/badOption(_:)``.
  package func validate(taskCount: Int) throws(LearningError) {
    switch self {
    case .fixedWeights(let weights):
      guard weights.count == taskCount else {
        throw .badWeights("\(weights.count) weights for \(taskCount) tasks")
      }
      guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
      else {
        throw .badWeights(
          "they must be >= 0, not all zero, and within the range of double precision")
      }
    case .pcGrad(.some(let orders)):
      let tasks = 0..<taskCount
      guard orders.count == taskCount,
        orders.allSatisfy({ $0.allSatisfy(tasks.contains) && Set($0).count == $0.count })
      else { throw .badOption("PCGrad needs one order of the other tasks for each task") }
    case .randomGradDrop(let probability):
      guard probability > 0, probability <= 1 else {
        throw .badOption("a probability of keeping a loss must be in (0, 1], not \(probability)")
      }
    default: break
    }
  }
}
