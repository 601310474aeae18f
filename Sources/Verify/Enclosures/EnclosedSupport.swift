import Exact
import Intervals

/// One kind of support of an enclosed point.
public enum EnclosedSupport: Sendable {
  /// It holds; the k weights are enclosed, up to a common factor.
  case holds(weights: IntervalVector, precision: Int)
  /// It fails.
  case fails(EnclosedObstruction, precision: Int)
  /// Neither was proved.
  case undecided(PointIndecision)

  /// Whether it holds; nil when that is undecided.
  public var holds: Bool? {
    switch self {
    case .holds: return true
    case .fails: return false
    case .undecided: return nil
    }
  }

  /// The reason for no answer.
  public var indecision: PointIndecision? {
    if case .undecided(let reason) = self { return reason }
    return nil
  }
}
