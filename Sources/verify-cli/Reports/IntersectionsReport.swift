import Cases
import ExactJSON
import Surfaces
import Verify

/// What is printed about the points where pairs of surfaces meet.
struct IntersectionsReport {
  let problem: Case
  let verdicts: IntersectionVerdicts

  /// The report for people.
  var text: String {
    var lines = [
      "\(problem.title), width \(verdicts.width.rawValue): points where two surfaces meet"
    ]
    for pair in verdicts.pairs {
      let names = pair.names.joined(separator: " and ")
      if pair.points.isEmpty {
        lines.append("  \(names): only where coordinates vanish")
      }
      for point in pair.points {
        lines.append("  \(names): u \(TextLayout.direction(point.point.direction))")
        lines.append(
          "    " + RationalPointReport(name: nil, verdict: point).summary)
      }
    }
    if !verdicts.isComplete { lines.append("undecided: stopped before every pair was examined") }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-intersections/1")
    ]
    members += problem.members
    members += [
      .init("width", .text(verdicts.width.rawValue)),
      .init("complete", .boolean(verdicts.isComplete)),
      .init(
        "pairs",
        .array(
          verdicts.pairs.map { pair in
            .object([
              .init("surfaces", .array(pair.names.map { .text($0) })),
              .init(
                "points",
                .array(
                  pair.points.map { RationalPointReport(name: nil, verdict: $0).json })),
            ])
          })),
    ]
    return .object(members)
  }
}
