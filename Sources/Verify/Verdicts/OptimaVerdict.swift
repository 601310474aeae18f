import Exact
import Surfaces

/// What is decided about weights whose optimum is not one point, or not known to be.
public struct OptimaVerdict: Sendable {
  /// The instance that the weights are for.
  public let instance: Instance
  /// The end of the range of widths that is asked about.
  public let width: WidthEnd
  /// The k weights.
  public let weights: [Rational]
  /// What their optima are: `multiple`, `cluster` or `free`.
  public let outcome: OptimumOutcome
  /// Independent directions all of whose combinations are optima, exactly; nil where that is
  /// undecided.
  public let basis: [[Integer]]?

  init(_ instance: Instance, width: WidthEnd, weights: [Rational], outcome: OptimumOutcome) {
    self.instance = instance
    self.width = width
    self.weights = weights
    self.outcome = outcome
    switch outcome {
    case .multiple(_, let basis): self.basis = basis
    case .free(let tasks):
      basis = tasks.map { task in
        (1...instance.taskCount).map { $0 == task ? Integer.one : .zero }
      }
    case .cluster, .enclosed, .rational: basis = nil
    }
  }

  /// Whether it stayed undecided how many optima there are.
  public var isUndecided: Bool {
    if case .cluster = outcome { return true }
    return false
  }
}
