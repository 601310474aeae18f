import Cases
import Exact
import Surfaces
import Verify

/// The floating-point answers to C1 and C2 of one case: unverified, and labelled so everywhere.
struct FloatingReport {
  let problem: Case
  let instance: Instance
  let verdicts: [ConditionVerdict]

  /// Answers for some widths as a person with a tolerance would.
  init(_ problem: Case, _ instance: Instance, widths: [Width]) {
    self.problem = problem
    self.instance = instance
    verdicts = widths.map { FloatingConditions.decide(instance.gram, width: $0) }
  }

  /// The report for people.
  var text: String {
    var lines = ["\(problem.name): \(TextLayout.count(instance.taskCount, "task"))"]
    for verdict in verdicts {
      lines.append(
        "  width \(verdict.width.rawValue): \(verdict.width.conditionName)"
          + " \(verdict.holds ? "holds" : "fails") (\(Method.floating.label))")
    }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  var json: ExactJSONValue {
    .object([
      .init("format", "scalarization-report/1"), .init("case", .text(problem.name)),
      .init("tasks", .integer(instance.taskCount)), .init("verified", false),
      .init(
        "widths",
        .array(
          verdicts.map { verdict in
            .object([
              .init("width", .text(verdict.width.rawValue)),
              .init("condition", .text(verdict.width.conditionName)),
              .init("holds", .boolean(verdict.holds)),
              .init("decidedBy", .text(Method.floating.label)),
            ])
          })),
    ])
  }
}
