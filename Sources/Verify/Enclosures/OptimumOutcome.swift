import Exact
import Intervals
import Surfaces

/// What the optimum of given weights is.
public enum OptimumOutcome: Sendable {
  /// One point, whose direction is irrational as far as known.
  case enclosed(WeightedOptimum)
  /// One point, of a rational direction.
  case rational(direction: [Integer])
  /// The extreme eigenvalue is rational and multiple: every non-zero combination of these
  /// independent vectors is the direction of an optimum.
  case multiple(eigenvalue: Rational, basis: [[Integer]])
  /// Several eigenvalues were not separated.
  case cluster(OptimumCluster)
  /// Width k-1 and zero weights on several tasks (counted from 1): every direction on these tasks
  /// is an optimum.
  case free(tasks: [Int])
}

/// The extreme eigenvalues of G diag(weights) where they were not separated: exactly ``count`` of
/// them, counted with multiplicity, lie strictly between two levels, beyond all others.
public struct OptimumCluster: Sendable {
  /// How many eigenvalues there are between the levels.
  public let count: Int
  /// The lower level.
  public let lower: Rational
  /// The upper level.
  public let upper: Rational
  /// The bits to which eigenvalues were separated.
  public let precision: Int
  /// The tasks, counted from 0, on which ``subspace`` is the identity.
  public let pivots: [Int]
  /// An enclosure, k x count, of the basis of the invariant subspace of these eigenvalues that is
  /// the identity on the pivots; nil when none was proved.
  public let subspace: IntervalMatrix?
}
