/// What a decider found out about a point of the feasible region.
package enum FrontClass: String, Sendable, CaseIterable {
  /// Pareto optimal, and some weights reach it (weakly supported).
  case reachable
  /// Pareto optimal, and no weights reach it.
  case unreachable
  /// Another point dominates it.
  case dominated
  /// Not decided within the limits.
  case undecided

  /// Whether the point is known to be Pareto optimal.
  package var isOptimal: Bool { self == .reachable || self == .unreachable }
}
