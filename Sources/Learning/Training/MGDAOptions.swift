/// The published variants of MGDA.
package struct MGDAOptions: Sendable, Equatable {
  /// Along what the parameters move once the weights alpha are found on the normalised gradients.
  package enum Convention: String, Sendable, CaseIterable {
    /// Along sum alpha_i g_i, heads included: the normalised gradients serve to find alpha only.
    /// The code released with Sener and Koltun.
    case senerKoltun = "sener-koltun"
    /// The shared parameters along sum alpha_i g_i / n_i, each head along its own plain gradient:
    /// the code of Kurin et al. With gradients of the representation it takes sum alpha_i g_i for
    /// the shared parameters.
    case kurin
  }

  /// How the point of smallest norm is found.
  package enum Solver: String, Sendable, CaseIterable {
    /// Active sets: exact up to rounding.
    case activeSet = "active-set"
    /// Frank-Wolfe as released with Sener and Koltun.
    case frankWolfe = "frank-wolfe"
    /// Projected gradient as released with Sener and Koltun, which their training uses.
    case projectedGradient = "projected-gradient"

    /// The weights for gradients with these inner products.
    package func weights(gram: [[Double]]) -> [Double] {
      switch self {
      case .activeSet: return MinimumNormPoint.find(gram: gram).weights
      case .frankWolfe: return ReleasedMinimumNorm.frankWolfe.weights(gram: gram)
      case .projectedGradient: return ReleasedMinimumNorm.projectedGradient.weights(gram: gram)
      }
    }
  }

  /// What the gradients are divided by.
  package var normalisation: GradientNormalisation
  /// The direction of the step.
  package var convention: Convention
  /// The solver.
  package var solver: Solver
  /// MGDA-UB: gradients of the representation in place of those of the shared parameters.
  package var onRepresentation: Bool

  /// Creates options; the defaults are plain MGDA, solved exactly.
  package init(
    normalisation: GradientNormalisation = .none, convention: Convention = .senerKoltun,
    solver: Solver = .activeSet, onRepresentation: Bool = false
  ) {
    self.normalisation = normalisation
    self.convention = convention
    self.solver = solver
    self.onRepresentation = onRepresentation
  }
}
