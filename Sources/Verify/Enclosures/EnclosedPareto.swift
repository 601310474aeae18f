import Exact

/// Whether an enclosed point is Pareto optimal.
public enum EnclosedPareto: Sendable {
  /// Some weights > 0 make it optimal, or some weights make it the only optimum.
  case optimalBySupport(precision: Int)
  /// The sign tree closes every surface: strictly, or because it passes through the point by
  /// definition.
  case optimalByTree(SignTree, precision: Int)
  /// The point of this rational direction is better for every task whose coordinate is not zero.
  case dominated(by: [Integer], precision: Int)
  /// Neither was proved.
  case undecided(PointIndecision)

  /// Whether the point is Pareto optimal; nil when that is undecided.
  public var isOptimal: Bool? {
    switch self {
    case .optimalBySupport, .optimalByTree: return true
    case .dominated: return false
    case .undecided: return nil
    }
  }
}
