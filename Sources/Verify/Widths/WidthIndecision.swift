/// Why full exploration at a width stayed undecided.
///
/// A frustrated minor was not found in any of these cases. The *Johnson graph* has the sets of q
/// tasks as vertices and joins two that share q - 1 tasks, with the sign of det G[S, T]. When none
/// of these minors is zero, its balance decides (proofs-notes/widths-sufficient.md, Theorem C).
public enum WidthIndecision: Sendable, Equatable {
  /// Some of the minors between neighbours are zero; the Johnson graph is balanced, but no choice
  /// of signs suits all pairs of sets.
  case zeroMinors(zeros: Int, count: Int)
  /// The same, and the Johnson graph is not balanced: mixtures of networks are better than networks
  /// for some weights (a duality gap, Theorem J), but that may leave every Pareto optimum reached.
  case dualityGap(zeros: Int, count: Int)
  /// There are too many sets of tasks to examine: C(k, q) of them.
  case tooManySubsets
  /// The search was stopped.
  case stopped
}
