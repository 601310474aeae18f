import Exact

/// Why a point has not one of the three kinds of support. Tasks count from 1; w = Q u.
///
/// The first three say that no weights >= 0, not all zero, reach the point at all.
public enum SupportObstruction: Sendable, Equatable {
  /// The weight w_i / u_i that optimality forces on this task is negative.
  case negativeWeight(task: Int)
  /// u_i = 0 but w_i != 0: no weight of this task makes the point stationary.
  case zeroCoordinate(task: Int)
  /// A direction x along which the forced weights do better: x^T T x < 0 with T the tangent-plane
  /// matrix (eq. 58). For width 1 x = G y with the given preimage y, where one is given.
  case negativeDirection([Integer], preimage: [Integer]?)
  /// Strictly positive weights are impossible: the forced weight of this task is zero.
  case zeroWeight(task: Int)
  /// Another optimum of the forced weights: T x = 0 for this x, which for "supported" does not
  /// vanish where u does, and for "exposed" is no multiple of u.
  case otherOptimum([Integer])
}
