import Exact

/// What proves, in intervals, that no weights >= 0, not all zero, reach a point. Tasks count from 1;
/// w = Q u.
public enum IrrationalPointObstruction: Sendable {
  /// The weight w_i / u_i that optimality forces on this task is certainly negative.
  case negativeWeight(task: Int, enclosure: Interval)
  /// u_i = 0 exactly, but w_i is certainly not zero (width 1).
  case zeroCoordinate(task: Int, enclosure: Interval)
  /// x^T T x < 0 for this x; `curvature` encloses x^T T x / x^T x.
  case negativeDirection([Integer], curvature: Interval)
}
