import Exact

/// Whether a point is Pareto optimal, certified by intervals and without certificate.
public enum IrrationalPointPareto: Sendable {
  /// It is the only optimum of positive weights.
  case optimalBySupport(precision: Int)
  /// Every other surface is passed over strictly, or coincides in its value by an exact reason.
  case optimalBySurfaces(precision: Int)
  /// The point of this rational direction is better for every task whose coordinate is not zero.
  case dominated(by: [Integer], precision: Int)
  /// Width k-1: the point of the same values with these signs is better.
  case dominatedByFlip(signs: [Int], precision: Int)
  /// Neither was proved.
  case undecided(IrrationalPointIndecision)
}
