import Exact

/// Whether a point has one kind of support, with evidence either way.
public enum SupportVerdict: Sendable, Equatable {
  /// It has: k weights, >= 0 and not all zero (all > 0 for "supported").
  case holds(weights: [Rational])
  /// It has not.
  case fails(SupportObstruction)

  /// Whether the point has this kind of support.
  public var holds: Bool {
    if case .holds = self { return true }
    return false
  }
}
