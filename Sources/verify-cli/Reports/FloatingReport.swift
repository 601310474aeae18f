import Cases
import Exact
import ExactJSON
import Surfaces
import Verify

/// The floating-point answers about one case: unverified, and labelled so everywhere.
struct FloatingReport {
  let problem: Case
  let instance: Instance
  let verdicts: [ConditionVerdict]
  let points: [(point: CasePoint, verdict: FloatingPointVerdict)]
  /// The expectations of the case that the answers do not meet, one sentence each.
  let unmet: [String]

  /// Answers for some widths as a person with a tolerance would.
  init(_ problem: Case, _ instance: Instance, widths: [WidthEnd]) {
    self.problem = problem
    self.instance = instance
    verdicts = widths.map { FloatingConditions.decide(instance.gram, width: $0) }
    let reports = PointReports(instance: instance)
    points = problem.points.filter { widths.contains($0.width) }.compactMap { point in
      reports.approximation(point).map {
        (point, FloatingPointVerdict.decide(instance, $0, width: point.width))
      }
    }
    // A tie that is expected to stay undecided is nothing that floating point could meet.
    let ties = Dictionary(
      problem.expectation.points.map { ($0.name, $0.undecided) },
      uniquingKeysWith: { first, _ in first })
    unmet = CaseAnswers(
      conditions: verdicts.map { ($0.width, $0.holds) },
      points: Dictionary(
        points.map { point, verdict in
          (point.name, verdict.answers.filter { ties[point.name]?.contains($0.key) != true })
        }, uniquingKeysWith: { first, _ in first })
    ).unmet(problem.expectation)
  }

  /// The exit status of the report.
  var status: ExitStatus { unmet.isEmpty ? .success : .unexpected }

  /// The report for people.
  var text: String {
    var lines = ["\(problem.name): \(TextLayout.count(instance.taskCount, "task"))"]
    for verdict in verdicts {
      lines.append(
        "  width \(verdict.width.rawValue): \(verdict.width.conditionName)"
          + " \(verdict.holds ? "holds" : "fails") (\(Method.floating.label))")
    }
    for (point, verdict) in points {
      let words = Self.words(verdict).joined(separator: ", ")
      lines.append(
        "  point \"\(point.name)\", width \(point.width.rawValue): \(words)"
          + " (\(Method.floating.label))")
    }
    for sentence in unmet { lines.append("  NOT AS EXPECTED (unverified): \(sentence)") }
    return lines.joined(separator: "\n")
  }

  private static func words(_ verdict: FloatingPointVerdict) -> [String] {
    let optimal =
      switch verdict.paretoOptimal {
      case true?: "Pareto optimal"
      case false?: "dominated"
      case nil: "Pareto optimality undecided"
      }
    let kinds = [
      ("weakly supported", verdict.weaklySupported), ("supported", verdict.supported),
      ("exposed", verdict.exposed),
    ].filter(\.1).map(\.0)
    return [optimal] + (kinds.isEmpty ? ["reached by no weighting"] : kinds)
  }

  /// The report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
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
    ]
    if !points.isEmpty { members.append(.init("points", .array(points.map(Self.json)))) }
    if !unmet.isEmpty { members.append(.init("unmet", .array(unmet.map { .text($0) }))) }
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
