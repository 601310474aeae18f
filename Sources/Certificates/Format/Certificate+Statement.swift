extension Certificate {
  /// What a certificate claims. The matrix M is G for width 1 and Q = G^-1 for width k-1.
  public enum Statement: String, Sendable, CaseIterable {
    /// Flipping the signs of some tasks makes M non-negative: C1, respectively C2.
    case conditionHolds = "condition-holds"
    /// No flipping of signs makes M non-negative.
    case conditionFails = "condition-fails"
    /// Every Pareto optimum is reached by some weights >= 0, not all zero (from the condition,
    /// Theorem 3.10; version 3, any width: Theorems B and C of the notes).
    case fullyExplorable = "fully-explorable"
    /// Some Pareto optimum is reached by no weights >= 0, not all zero (version 3 only).
    case notFullyExplorable = "not-fully-explorable"
    /// Some weights >= 0, not all zero, make the point optimal.
    case weaklySupported = "weakly-supported"
    /// Some weights > 0 make the point optimal.
    case supported = "supported"
    /// Some weights >= 0 make the point the only optimum.
    case exposed = "exposed"
    /// No weights >= 0, not all zero, make the point optimal.
    case unsupported = "unsupported"
    /// No point dominates the point.
    case paretoOptimal = "pareto-optimal"
    /// Another point is at least as good for every task and better for one.
    case dominated = "dominated"
    /// The point is Pareto optimal and no weights >= 0, not all zero, make it optimal.
    case unreachableParetoOptimum = "unreachable-pareto-optimum"
    /// The point exists and its box contains no other of its kind (version 2 only).
    case enclosed = "enclosed"
    /// The gradients of two surfaces through the point are not parallel (version 2 only).
    case gradientsDisagree = "gradients-disagree"
  }
}
