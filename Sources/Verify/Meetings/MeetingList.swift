import Exact
import Surfaces

/// The points where surfaces meet that a search found.
public struct MeetingList: Sendable {
  /// What is known about points that are not in the list.
  public enum Completeness: Sendable, Equatable {
    /// Every point without zero coordinates where that many distinct surfaces meet is in the list.
    case proved(reason: String)
    /// Nothing is claimed.
    case notClaimed(reason: String)
  }

  /// The points, each proved to exist, in the order in which they were found.
  public internal(set) var meetings: [Meeting] = []
  /// Pairs of positions in ``meetings`` that could not be told apart.
  public internal(set) var possiblyEqual: [(first: Int, second: Int)] = []
  /// Where Newton's iteration settled without proof.
  public internal(set) var unproved: [UnprovedMeeting] = []
  /// Sets of surfaces whose equations follow from fewer of them, some of them.
  public internal(set) var dependentSets: [[SignPattern]] = []
  /// The number of all such sets.
  public internal(set) var dependentSetCount = 0
  /// The vectors h of the hyperplanes h . |u| = 0 on which the points were sought, for each sample;
  /// none when as many surfaces as tasks meet.
  public internal(set) var slices: [[[Rational]]] = []
  /// The number of systems of equations that were searched, and of all.
  public internal(set) var systems: (searched: Int, total: Int) = (0, 0)
  /// What is known about points that are not in the list.
  public internal(set) var completeness = Completeness.notClaimed(
    reason: "the starts of Newton's iteration are a sample")

  /// Whether every system was searched.
  public var isFinished: Bool { systems.searched == systems.total }
}
