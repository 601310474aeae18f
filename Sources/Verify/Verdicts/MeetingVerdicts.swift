import Intervals
import Surfaces

/// The points where several surfaces meet, each decided.
public struct MeetingVerdicts: Sendable {
  /// One point and what was decided about it.
  public struct Entry: Sendable {
    /// The point.
    public let meeting: Meeting
    /// What was decided about it.
    public let verdict: PointVerdict
  }

  /// The instance the points belong to.
  public let instance: Instance
  /// The end of the range of widths that the points belong to.
  public let width: WidthEnd
  /// What the search found.
  public let list: MeetingList
  /// The decided points, in the order of the list.
  public let entries: [Entry]

  /// Decides the points of a list.
  ///
  /// - Parameters:
  ///   - list: The points that a search found.
  ///   - instance: Their instance.
  ///   - width: The width.
  ///   - schedule: The precisions to try for irrational points.
  ///   - progress: Called with the number of points done and their total; returns false to stop.
  /// - Throws: ``CertificationFailure`` when the checker rejects a certificate: a defect of this
  ///   program.
  public static func decide(
    _ list: MeetingList, of instance: Instance, width: WidthEnd,
    schedule: PrecisionDoubling = PrecisionDoubling(),
    progress: (Int, Int) -> Bool = { _, _ in true }
  ) throws(CertificationFailure) -> MeetingVerdicts {
    var entries: [Entry] = []
    for meeting in list.meetings {
      let content: PointVerdict.Content
      if let definition = meeting.definition {
        content = .enclosed(
          EnclosedVerdict(EnclosedPoint(definition, width: width), schedule: schedule))
      } else if let direction = meeting.rationalDirection {
        content = .rational(
          try RationalPointVerdict.decide(
            instance, Point(instance, direction: direction), width: width))
      } else {
        continue
      }
      entries.append(
        Entry(
          meeting: meeting, verdict: PointVerdict(name: nil, width: width, content: content)))
      if !progress(entries.count, list.meetings.count) && entries.count < list.meetings.count {
        break
      }
    }
    return MeetingVerdicts(instance: instance, width: width, list: list, entries: entries)
  }

  /// Whether every point was decided before the time was over.
  public var isFinished: Bool { entries.count == list.meetings.count }

  /// Whether something stayed undecided.
  public var isUndecided: Bool {
    !list.isFinished || !isFinished || !list.possiblyEqual.isEmpty || !list.unproved.isEmpty
      || entries.contains { $0.verdict.isUndecided }
  }
}
