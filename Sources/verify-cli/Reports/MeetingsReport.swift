import Cases
import ExactJSON
import Surfaces
import Verify

/// What is printed about the points where several surfaces meet.
struct MeetingsReport {
  let problem: Case
  let size: Int
  let verdicts: MeetingVerdicts

  private var list: MeetingList { verdicts.list }

  private func names(_ patterns: [SignPattern]) -> [String] {
    patterns.map { verdicts.instance.surfaceName($0, width: verdicts.width) }
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
      "\(problem.title), width \(verdicts.width.rawValue): points where \(size) surfaces meet",
      "  \(TextLayout.count(list.meetings.count, "point")) without zero coordinates; "
        + completeness,
    ]
    for slices in list.slices {
      let texts = slices.map { TextLayout.vector($0) }.joined(separator: ", ")
      lines.append("  on the hyperplanes h . |u| = 0, h = \(texts)")
    }
    if list.dependentSetCount > 0 {
      lines.append(
        "  \(TextLayout.count(list.dependentSetCount, "set")) of \(size) surfaces passed over:"
          + " fewer of them meet in the same points, for example "
          + names(list.dependentSets.first ?? []).joined(separator: ", "))
    }
    for (position, entry) in verdicts.entries.enumerated() {
      let report = entry.verdict.report
      let surfaces = names(entry.meeting.surfaces).joined(separator: ", ")
      lines.append("  \(position + 1). \(surfaces): \(report.summary)")
      lines += report.text.map { "  " + $0 }
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
    } else if !verdicts.isFinished {
      lines.append(
        "undecided: stopped after \(verdicts.entries.count) of \(list.meetings.count) points")
    }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  var json: ExactJSONValue {
    func texts(_ values: [String]) -> ExactJSONValue { .array(values.map { .text($0) }) }
    var isComplete = false
    if case .proved = list.completeness { isComplete = true }
    var members: [ExactJSONValue.Member] = [.init("format", "scalarization-meetings/1")]
    members += problem.members
    members += [
      .init("width", .text(verdicts.width.rawValue)), .init("surfaces", .integer(size)),
      .init("finished", .boolean(list.isFinished && verdicts.isFinished)),
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
          verdicts.entries.map { entry in
            .object([
              .init("meeting", texts(names(entry.meeting.surfaces))),
              .init("point", entry.verdict.report.json),
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
    ]
    return .object(members)
  }
}
