import Exact
import Intervals
import Surfaces

/// A place where Newton's iteration settled, but where no solution was proved: the solutions there
/// may be multiple, or a whole curve, or an artefact of rounding.
public struct UnprovedMeeting: Sendable {
  /// The surfaces that would meet.
  public let surfaces: [SignPattern]
  /// About where, as a direction u.
  public let approximation: [Double]
  /// Why nothing was proved.
  public let obstacle: KrawczykObstacle
}
