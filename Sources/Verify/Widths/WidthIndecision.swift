/// Why full exploration at a width stayed undecided.
///
/// A frustrated minor was not found in any of these cases. The *Johnson graph* has the sets of q
/// tasks as vertices and joins neighbours, two that differ by one pair of tasks which entries of G
/// connect, with the sign of det G[S, T]. When none of these minors is zero, its balance decides
/// (proofs-notes/widths-sufficient.md, Theorem C').
public enum WidthIndecision: Sendable, Equatable {
  /// Some of the minors between neighbours are zero; the Johnson graph is balanced, but no choice
  /// of signs suits all pairs of sets, and no perturbation of G was found that decides.
  case zeroMinors(zeros: Int, count: Int)
  /// Some of them are zero, and the Johnson graph is not balanced: a duality gap is proved, that
  /// is, some mixture of networks has losses that no network matches (Theorem J). Every Pareto
  /// optimum may be reached all the same. The cycle is a shortest frustrated one of the Johnson
  /// graph, sets of tasks counted from 1; nil where the graph is too large to look for it.
  case dualityGap(cycle: [[Int]]?, zeros: Int, count: Int)
  /// There are too many sets of tasks to examine: C(k, q) of them.
  case tooManySubsets
  /// The search was stopped.
  case stopped
}
