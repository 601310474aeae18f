import Cases
import Certificates
import Exact
import ExactJSON
import Surfaces
import Verify

/// The verdicts about one case: the printed words, the JSON and the exit status come from here.
struct CheckReport {
  let problem: Case
  let instance: Instance
  let widths: [WidthVerdict]
  let points: [any PointReporting]
  /// The floating-point answers beside the exact ones, where they were asked for.
  let comparisons: [CrossCheck.Comparison]?
  /// The same for the points; nil where a point is not one point.
  let pointComparisons: [FloatingPointVerdict?]?
  /// The expectations of the case that the verdicts do not meet, one sentence each.
  let unmet: [String]

  /// Decides a case at some widths and has the checker verify everything that has a certificate.
  ///
  /// - Parameters:
  ///   - usingFilter: Whether floating point behind proved bounds may decide.
  ///   - conditionOnly: Whether to leave out full exploration.
  ///   - crossCheck: Whether plain floating-point answers are compared with the exact ones.
  /// - Throws: `CertificationFailure`.
  init(
    _ problem: Case, _ instance: Instance, widths: [WidthEnd], usingFilter: Bool = true,
    conditionOnly: Bool = false, crossCheck: Bool = false
  ) throws {
    self.problem = problem
    self.instance = instance
    var verdicts: [WidthVerdict] = []
    for width in widths {
      verdicts.append(
        try WidthVerdict.decide(
          instance, width: width, usingFilter: usingFilter, conditionOnly: conditionOnly))
    }
    self.widths = verdicts
    let reports = PointReports(instance: instance, usingFilter: usingFilter)
    let points = try problem.points.filter { widths.contains($0.width) }
      .map { try reports.report($0) }
    self.points = points
    comparisons =
      crossCheck
      ? CrossCheck.compare(instance).filter { widths.contains($0.exact.width) } : nil
    pointComparisons =
      crossCheck
      ? points.map { report in
        report.approximation.map {
          FloatingPointVerdict.decide(instance, $0, width: report.width)
        }
      } : nil
    unmet = CaseAnswers(
      conditions: verdicts.map { ($0.condition.width, $0.condition.holds) },
      points: Dictionary(
        points.map { ($0.name ?? "", $0.answers) }, uniquingKeysWith: { first, _ in first })
    ).unmet(problem.expectation)
  }

  /// The exit status of the report.
  var status: ExitStatus {
    if !unmet.isEmpty { return .unexpected }
    let expected = Set(
      problem.expectation.points.filter { !$0.undecided.isEmpty }.map(\.name))
    let undecided =
      widths.contains { $0.isUndecided }
      || points.contains { $0.isUndecided && !expected.contains($0.name ?? "") }
    return undecided ? .undecided : .success
  }
}

extension CheckReport {
  /// The report for people.
  var text: String {
    let source = problem.source.map { " (\($0))" } ?? ""
    var lines = ["\(problem.name): \(TextLayout.count(instance.taskCount, "task"))\(source)"]
    if instance.taskNames != (1...instance.taskCount).map(String.init) {
      lines.append("  tasks: \(instance.taskNames.joined(separator: ", "))")
    }
    for verdict in widths { lines += text(verdict) }
    for point in points {
      lines.append("")
      lines.append("  point \"\(point.name ?? "")\", width \(point.width.rawValue)")
      lines.append("    \(point.summary)")
    }
    for comparison in comparisons ?? [] {
      let name = comparison.exact.width.conditionName
      let answer = comparison.floating.holds ? "holds" : "fails"
      lines.append(
        "  in floating point (unverified): \(name) \(answer)"
          + (comparison.agrees ? ", which is right" : ", which is WRONG"))
    }
    for (point, floating) in zip(points, pointComparisons ?? []) {
      guard let floating else { continue }
      let wrong = CaseAnswers.contradictions(point.answers, floating.answers)
      lines.append(
        "  in floating point (unverified): point \"\(point.name ?? "")\" "
          + (wrong.isEmpty
            ? "contradicts nothing that is decided"
            : "WRONG about \(wrong.joined(separator: ", "))"))
    }
    for sentence in unmet { lines.append("  NOT AS EXPECTED: \(sentence)") }
    return lines.joined(separator: "\n")
  }

  private func text(_ verdict: WidthVerdict) -> [String] {
    let width = verdict.condition.width
    let matrix = width == .one ? "G" : "Q = G^-1"
    var lines = [""]
    switch verdict.condition.evidence {
    case .signs(let signs):
      let text = signs.map { $0 > 0 ? "+" : "-" }.joined(separator: " ")
      lines.append(
        "  width \(width.rawValue): \(width.conditionName) holds"
          + " (with the signs \(text) no entry of \(matrix) is negative)")
    case .frustratedCycle(let cycle):
      let text = (cycle + [cycle[0]]).map(String.init).joined(separator: "-")
      lines.append(
        "  width \(width.rawValue): \(width.conditionName) fails"
          + " (around the tasks \(text) an odd number of entries of \(matrix) is negative)")
    }
    switch verdict.exploration {
    case nil:
      break
    case .explored:
      lines.append("    FULLY EXPLORABLE: every Pareto optimum minimises a weighted sum of losses.")
    case .unexplored(let witness):
      lines.append(
        "    NOT FULLY EXPLORABLE: this Pareto optimum minimises no weighted sum of losses.")
      lines += text(witness)
    case .resisted(_, let candidates):
      lines.append(
        "    NOT FULLY EXPLORABLE by the theory, but UNDECIDED by certificate: none of"
          + " \(candidates) candidates for an unreachable Pareto optimum could be certified.")
    }
    return lines
  }

  private func text(_ witness: Witness) -> [String] {
    let losses = witness.point.losses(instance, width: witness.width)
    var lines = [
      "      direction u \(TextLayout.direction(witness.point.direction))",
      "      losses  t-v ~ "
        + TextLayout.vector(losses.map { TextLayout.decimal($0) }),
    ]
    let names = [witness.crossing.own, witness.crossing.other]
      .map { Surface.label($0, width: witness.width) }
    lines.append(
      witness.isOnCrossing(instance)
        ? "      The gradients of \(names[0]) and \(names[1]) disagree there."
        : "      It lies on \(names[0]); close by \(names[1]) crosses it, and where they meet their"
          + " gradients disagree.")
    lines.append("      Unreachable: \(PointReport.explain(witness.obstruction)).")
    return lines
  }

  /// The report for programs, `scalarization-report/1`.
  var json: ExactJSONValue {
    let enumeration = SurfaceEnumeration(instance)
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-report/1"), .init("case", .text(problem.name)),
      .init("tasks", .integer(instance.taskCount)), .init("gram", .exact(instance.gram)),
    ]
    if widths.contains(where: { $0.condition.width == .allButOne }) {
      members.append(
        .init(
          "surfaces",
          .object([
            .init("count", .exact(enumeration.count)),
            .init("distinct", .exact(enumeration.distinctCount)),
          ])))
    }
    members.append(.init("widths", .array(widths.map { json($0) })))
    if !points.isEmpty { members.append(.init("points", .array(points.map(\.json)))) }
    if let comparisons {
      members.append(
        .init("floating", ["agrees": .boolean(comparisons.allSatisfy(\.agrees) && pointsAgree)]))
    }
    if !unmet.isEmpty { members.append(.init("unmet", .array(unmet.map { .text($0) }))) }
    return .object(members)
  }

  /// Whether floating point answers as the exact verdicts do about all points.
  private var pointsAgree: Bool {
    zip(points, pointComparisons ?? []).allSatisfy { point, floating in
      floating.map { CaseAnswers.contradictions(point.answers, $0.answers).isEmpty } ?? true
    }
  }

  private func json(_ verdict: WidthVerdict) -> ExactJSONValue {
    let width = verdict.condition.width
    var members: [ExactJSONValue.Member] = [
      .init("width", .text(width.rawValue)), .init("condition", .text(width.conditionName)),
      .init("holds", .boolean(verdict.condition.holds)),
      .init("decidedBy", .text(verdict.decidedBy.rawValue)),
    ]
    switch verdict.condition.evidence {
    case .signs(let signs):
      members.append(.init("evidence", .object([.init("signs", .integers(signs))])))
    case .frustratedCycle(let cycle):
      members.append(.init("evidence", .object([.init("frustratedCycle", .integers(cycle))])))
    }
    switch verdict.exploration {
    case nil: break
    case .explored: members.append(.init("fullyExplorable", true))
    case .unexplored(let witness):
      members.append(.init("fullyExplorable", false))
      members.append(.init("witness", json(witness)))
    case .resisted(_, let candidates):
      members.append(.init("fullyExplorable", .null))
      members.append(
        .init("undecided", .text("no witness among \(candidates) candidates")))
    }
    return .object(members)
  }

  private func json(_ witness: Witness) -> ExactJSONValue {
    let names = [witness.crossing.own, witness.crossing.other]
      .map { ExactJSONValue.text(Surface.label($0, width: witness.width)) }
    return .object([
      .init("direction", .exact(witness.point.direction)),
      .init("losses", .exact(witness.point.losses(instance, width: witness.width))),
      .init("surfaces", .array(names)),
      .init("onBothSurfaces", .boolean(witness.isOnCrossing(instance))),
    ])
  }
}
