import Exact
import Intervals

/// What proves, in intervals, that a point has no support of some kind. Tasks count from 1; w = Q
/// u.
public enum EnclosedObstruction: Sendable {
  /// The weight w_i / u_i that optimality forces on this task is certainly negative.
  case negativeWeight(task: Int, enclosure: Interval)
  /// u_i = 0 exactly, but w_i is certainly not zero.
  case zeroCoordinate(task: Int, enclosure: Interval)
  /// x^T T x < 0 for this x; `curvature` encloses x^T T x / x^T x. (Width k-1: T is diag(w/u) - Q.)
  case negativeDirection([Integer], curvature: Interval)
  /// The forced weight of this task is exactly zero, so the point is not supported.
  case zeroWeight(task: Int)
  /// With the forced weights, other points on the coordinates of these tasks alone are optimal
  /// too, so the point is not exposed.
  case otherOptimum(tasks: [Int])
  /// The gradients of two surfaces through the point, which flip these tasks, differ on a task.
  case disagreement(flip: [Int], task: Int)
}
