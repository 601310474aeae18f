import Exact

/// Whether a point is reached by a weighting, certified by intervals and without certificate.
public enum IrrationalPointReachability: Sendable {
  /// The forced weights w_i / u_i are all positive, and the point is their only optimum: weakly
  /// supported, supported and exposed.
  case supportedAndExposed(weights: IntervalVector, precision: Int)
  /// Width k-1 and u_i = 0 exactly: the weights e_i make the point optimal. The task counts from 1.
  case weaklySupported(zeroTask: Int)
  /// No weights >= 0, not all zero, reach the point.
  case unreachable(IrrationalPointObstruction, precision: Int)
  /// Neither was proved.
  case undecided(IrrationalPointIndecision)
}
