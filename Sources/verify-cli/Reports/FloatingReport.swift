import Cases
import ExactJSON
import Surfaces
import Verify

/// What is printed about a case that floating point answered: unverified, and labelled so
/// everywhere.
struct FloatingReport {
  let verdict: FloatingCaseVerdict

  /// The report for people.
  var text: String {
    let count = TextLayout.count(verdict.instance.taskCount, "task")
    var lines = ["\(verdict.problem.title): \(count)"]
    for verdict in verdict.conditions {
      lines.append(
        "  width \(verdict.width.rawValue): \(verdict.width.conditionName)"
          + " \(verdict.holds ? "holds" : "fails") (\(Method.floating.label))")
    }
    for (point, verdict) in verdict.points {
      let words = Self.words(verdict).joined(separator: ", ")
      lines.append(
        "  point \"\(point.name)\", width \(point.width.rawValue): \(words)"
          + " (\(Method.floating.label))")
    }
    for sentence in verdict.unmet { lines.append("  NOT AS EXPECTED (unverified): \(sentence)") }
    return lines.joined(separator: "\n")
  }

  private static func words(_ verdict: FloatingPointVerdict) -> [String] {
    let kinds = [
      ("weakly supported", verdict.weaklySupported), ("supported", verdict.supported),
      ("exposed", verdict.exposed),
    ].filter(\.1).map(\.0)
    return [TextLayout.word(paretoOptimal: verdict.paretoOptimal)]
      + (kinds.isEmpty ? ["reached by no weighting"] : kinds)
  }

  /// The report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-report/1")
    ]
    members += verdict.problem.members
    members += [
      .init("tasks", .integer(verdict.instance.taskCount)), .init("verified", false),
      .init(
        "widths",
        .array(
          verdict.conditions.map { verdict in
            .object([
              .init("width", .text(verdict.width.rawValue)),
              .init("condition", .text(verdict.width.conditionName)),
              .init("holds", .boolean(verdict.holds)),
              .init("decidedBy", .text(Method.floating.label)),
            ])
          })),
    ]
    if !verdict.points.isEmpty {
      members.append(.init("points", .array(verdict.points.map(Self.json))))
    }
    if !verdict.unmet.isEmpty {
      members.append(
        .init("unmet", .array(verdict.unmet.map { .text($0.description) })))
    }
    return .object(members)
  }

  private static func json(_ point: CasePoint, _ verdict: FloatingPointVerdict) -> ExactJSONValue {
    .object([
      .init("name", .text(point.name)), .init("width", .text(point.width.rawValue)),
      .init("paretoOptimal", verdict.paretoOptimal.map { .boolean($0) } ?? .null),
      .init("weaklySupported", .boolean(verdict.weaklySupported)),
      .init("supported", .boolean(verdict.supported)),
      .init("exposed", .boolean(verdict.exposed)),
      .init("decidedBy", .text(Method.floating.label)),
    ])
  }
}
