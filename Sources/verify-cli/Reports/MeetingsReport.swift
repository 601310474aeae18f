import Exact
import ExactJSON
import Intervals
import Surfaces
import Verify

/// The points where several surfaces meet, each decided, for printing.
struct MeetingsReport {
  /// One point and what was decided about it.
  struct Entry {
    let meeting: Meeting
    let report: any PointReporting
  }

  let name: String
  let width: WidthEnd
  let size: Int
  let list: MeetingList
  let entries: [Entry]
  /// Whether every point was decided before the time was over.
  private let isFinished: Bool

  /// Decides the points of a list.
  ///
  /// - Parameter progress: Called with the number of points done and their total; returns false to
  ///   stop.
  /// - Throws: `CertificationFailure`.
  init(
    name: String, instance: Instance, width: WidthEnd, size: Int, list: MeetingList,
    schedule: PrecisionDoubling, progress: (Int, Int) -> Bool
  ) throws {
    self.name = name
    self.width = width
    self.size = size
    self.list = list
    var entries: [Entry] = []
    for meeting in list.meetings {
      let report: any PointReporting
      if let definition = meeting.definition {
        report = EnclosedPointReport(
          name: nil,
          verdict: EnclosedVerdict(EnclosedPoint(definition, width: width), schedule: schedule),
          schedule: schedule)
      } else if let direction = meeting.rationalDirection {
        report = try PointReport(
          instance: instance, width: width, point: Point(instance, direction: direction))
      } else {
        continue
      }
      entries.append(Entry(meeting: meeting, report: report))
      if !progress(entries.count, list.meetings.count) && entries.count < list.meetings.count {
        break
      }
    }
    self.entries = entries
    isFinished = entries.count == list.meetings.count
  }

  /// Whether something stayed undecided.
  var isUndecided: Bool {
    !list.isFinished || !isFinished || !list.possiblyEqual.isEmpty || !list.unproved.isEmpty
      || entries.contains { $0.report.isUndecided }
  }

  private func names(_ patterns: [SignPattern]) -> [String] {
    patterns.map { Surface.label($0, width: width) }
  }

  private var completeness: String {
    switch list.completeness {
    case .proved(let reason): return "complete: \(reason)"
    case .notClaimed(let reason): return "not claimed to be all: \(reason)"
    }
  }

  /// The report for people.
  var text: String {
    var lines = [
      "\(name), width \(width.rawValue): points where \(size) surfaces meet",
      "  \(TextLayout.count(list.meetings.count, "point")) without zero coordinates; "
        + completeness,
    ]
    for slices in list.slices {
      let texts = slices.map { TextLayout.vector($0) }.joined(separator: ", ")
      lines.append("  on the hyperplanes h . |u| = 0, h = \(texts)")
    }
    if list.dependentSetCount > 0 {
      lines.append(
        "  \(TextLayout.count(list.dependentSetCount, "set")) of \(size) surfaces passed over: fewer"
          + " of them meet in the same points, for example "
          + names(list.dependentSets.first ?? []).joined(separator: ", "))
    }
    for (position, entry) in entries.enumerated() {
      let surfaces = names(entry.meeting.surfaces).joined(separator: ", ")
      lines.append("  \(position + 1). \(surfaces): \(entry.report.summary)")
      lines += entry.report.text.map { "  " + $0 }
    }
    for pair in list.possiblyEqual {
      lines.append(
        "  points \(pair.first + 1) and \(pair.second + 1) may be one and the same: undecided")
    }
    for place in list.unproved {
      lines.append(
        "  not proved, near u ~ \(TextLayout.vector(place.approximation.map(TextLayout.decimal))):"
          + " \(names(place.surfaces).joined(separator: ", ")) may meet, in a multiple"
          + " point or along a curve; \(place.obstacle)")
    }
    if !list.isFinished {
      lines.append(
        "undecided: stopped after \(list.systems.searched) of \(list.systems.total) systems of"
          + " equations")
    } else if !isFinished {
      lines.append(
        "undecided: stopped after \(entries.count) of \(list.meetings.count) points")
    }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  var json: ExactJSONValue {
    func texts(_ values: [String]) -> ExactJSONValue { .array(values.map { .text($0) }) }
    var isComplete = false
    if case .proved = list.completeness { isComplete = true }
    return .object([
      .init("format", "scalarization-meetings/1"), .init("case", .text(name)),
      .init("width", .text(width.rawValue)), .init("surfaces", .integer(size)),
      .init("finished", .boolean(list.isFinished && isFinished)),
      .init(
        "slices", .array(list.slices.map { slices in .array(slices.map { .exact($0) }) })),
      .init("complete", .boolean(isComplete)), .init("completeness", .text(completeness)),
      .init(
        "dependentSets",
        .object([
          .init("count", .integer(list.dependentSetCount)),
          .init("examples", .array(list.dependentSets.prefix(10).map { texts(names($0)) })),
        ])),
      .init(
        "points",
        .array(
          entries.map { entry in
            .object([
              .init("meeting", texts(names(entry.meeting.surfaces))),
              .init("point", entry.report.json),
            ])
          })),
      .init(
        "possiblyEqual",
        .array(list.possiblyEqual.map { .integers([$0.first + 1, $0.second + 1]) })),
      .init(
        "unproved",
        .array(
          list.unproved.map { place in
            .object([
              .init("meeting", texts(names(place.surfaces))),
              .init("near", texts(place.approximation.map { "\($0)" })),
              .init("reason", .text(place.obstacle.description)),
            ])
          })),
    ])
  }
}
