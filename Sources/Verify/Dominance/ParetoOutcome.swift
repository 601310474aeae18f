import Exact

/// The answer to "does another point dominate this one?".
public enum ParetoOutcome: Sendable, Equatable {
  /// No point dominates.
  case optimal(ParetoEvidence)
  /// The point of this direction is at least as good for every task and better for one.
  case dominated(by: [Integer])
  /// The search stopped at its limit of tree nodes.
  case undecided(nodes: Int)
}
