import ExactJSON
import Surfaces
import Verify

/// What is printed about one case.
struct CheckReport {
  let verdict: CaseVerdict
  /// The widths that were asked for.
  let width: ChosenWidth

  private func numbers(_ tasks: [Int]) -> [Int] { tasks.map(verdict.instance.number) }
}

extension CheckReport {
  /// The report for people.
  var text: String {
    let (problem, instance) = (verdict.problem, verdict.instance)
    let source = problem.source.map { " (\($0))" } ?? ""
    var lines = ["\(problem.title): \(TextLayout.count(instance.taskCount, "task"))\(source)"]
    if let tasks = instance.taskText { lines.append("  tasks: \(tasks)") }
    var isFirstBetween = true
    for entry in verdict.widths {
      switch entry {
      case .end(let verdict): lines += text(verdict)
      case .between(let verdict):
        let report = BetweenReport(verdict: verdict, instance: instance)
        if width == .every {
          lines += (isFirstBetween ? [""] : []) + [report.line]
        } else {
          lines += [""] + report.text
        }
        isFirstBetween = false
      }
    }
    if !verdict.isConditionsOnly { lines += ["", beyond] }
    for point in verdict.points {
      lines.append("")
      lines.append("  point \"\(point.name ?? "")\", width \(point.width.rawValue)")
      lines.append("    \(point.report.summary)")
    }
    if let floating = verdict.floating { lines += text(floating) }
    for sentence in verdict.unmet { lines.append("  NOT AS EXPECTED: \(sentence)") }
    return lines.joined(separator: "\n")
  }

  /// The widths at which there is no question.
  private var beyond: String {
    let count = verdict.instance.taskCount
    return
      "  width \(count) or more: all tasks are fitted at once; the front is one point, which all"
      + " weights reach."
  }

  private func text(_ floating: FloatingComparison) -> [String] {
    let conditions = floating.conditions.map { comparison in
      let name = comparison.exact.width.conditionName
      let answer = comparison.floating.holds ? "holds" : "fails"
      return "\(name) \(answer)"
        + (comparison.agrees ? ", which is right" : ", which is WRONG")
    }
    let points = zip(verdict.points, floating.points).compactMap { point, comparison in
      comparison.map { comparison in
        let wrong = comparison.contradictions.map(\.rawValue)
        return "point \"\(point.name ?? "")\" "
          + (wrong.isEmpty
            ? "contradicts nothing that is decided"
            : "WRONG about \(wrong.joined(separator: ", "))")
      }
    }
    return (conditions + points).map { "  in floating point (unverified): " + $0 }
  }

  private func text(_ verdict: WidthVerdict) -> [String] {
    let width = verdict.end
    let matrix = width == .one ? "G" : "Q = G^-1"
    var lines = [""]
    switch verdict.condition.evidence {
    case .signs(let signs):
      let text = signs.map { $0 > 0 ? "+" : "-" }.joined(separator: " ")
      lines.append(
        "  width \(width.rawValue): \(width.conditionName) holds"
          + " (with the signs \(text) no entry of \(matrix) is negative)")
    case .frustratedCycle(let cycle):
      let text = numbers(cycle + [cycle[0]]).map(String.init).joined(separator: "-")
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
      lines += text(witness, verdict.witnessPlace)
    case .resisted(_, let candidates):
      lines.append(
        "    NOT FULLY EXPLORABLE by the theory, but UNDECIDED by certificate: none of"
          + " \(candidates) candidates for an unreachable Pareto optimum could be certified.")
    }
    return lines
  }

  private func text(_ witness: Witness, _ place: WitnessPlace?) -> [String] {
    var lines = ["      direction u \(TextLayout.direction(witness.point.direction))"]
    if let place {
      lines.append(
        "      losses  t-v ~ "
          + TextLayout.vector(place.losses.map { TextLayout.decimal($0) }))
      lines.append(
        place.isOnBoth
          ? "      The gradients of \(place.ownSurface) and \(place.otherSurface) disagree there."
          : "      It lies on \(place.ownSurface); close by \(place.otherSurface) crosses it, and"
            + " where they meet their gradients disagree.")
    }
    let reason = RationalPointReport.explain(
      witness.obstruction, numbers: verdict.instance.taskNumbers)
    lines.append("      Unreachable: \(reason).")
    return lines
  }

  /// The report for programs, `scalarization-report/1`.
  var json: ExactJSONValue {
    let instance = verdict.instance
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-report/1")
    ]
    members += verdict.problem.members
    if verdict.problem.taskNumbers != nil {
      members.append(.init("taskNames", .array(instance.taskNames.map { .text($0) })))
    }
    members += [
      .init("tasks", .integer(instance.taskCount)), .init("gram", .exact(instance.gram)),
    ]
    if let surfaces = verdict.surfaces {
      members.append(
        .init(
          "surfaces",
          .object([
            .init("count", .exact(surfaces.indexSets)),
            .init("distinct", .exact(surfaces.distinct)),
          ])))
    }
    members.append(
      .init(
        "widths",
        .array(
          fitting
            + verdict.widths.map { entry in
              switch entry {
              case .end(let verdict): return json(verdict)
              case .between(let verdict):
                return BetweenReport(verdict: verdict, instance: instance).json
              }
            })))
    if !verdict.points.isEmpty {
      members.append(.init("points", .array(verdict.points.map(\.report.json))))
    }
    if let floating = verdict.floating {
      members.append(.init("floating", ["agrees": .boolean(floating.agrees)]))
    }
    if !verdict.unmet.isEmpty {
      members.append(
        .init("unmet", .array(verdict.unmet.map { .text($0.description) })))
    }
    return .object(members)
  }

  /// The entry of a width of at least k units.
  private var fitting: [ExactJSONValue] {
    guard width.isBeyond(taskCount: verdict.instance.taskCount), case .units(let width) = width
    else { return [] }
    return [
      .object([
        .init("q", .integer(width.units)), .init("fullyExplorable", true),
        .init("fitsAllTasks", true),
      ])
    ]
  }

  private func json(_ verdict: WidthVerdict) -> ExactJSONValue {
    let width = verdict.end
    var members: [ExactJSONValue.Member] = [
      .init("q", .integer(verdict.width.units)), .init("width", .text(width.rawValue)),
      .init("condition", .text(width.conditionName)),
      .init("holds", .boolean(verdict.condition.holds)),
      .init("decidedBy", .text(verdict.decidedBy.rawValue)),
    ]
    switch verdict.condition.evidence {
    case .signs(let signs):
      members.append(.init("evidence", .object([.init("signs", .integers(signs))])))
    case .frustratedCycle(let cycle):
      members.append(
        .init("evidence", .object([.init("frustratedCycle", .integers(numbers(cycle)))])))
    }
    switch verdict.exploration {
    case nil: break
    case .explored: members.append(.init("fullyExplorable", true))
    case .unexplored(let witness):
      members.append(.init("fullyExplorable", false))
      members.append(.init("witness", json(witness, verdict.witnessPlace)))
    case .resisted(_, let candidates):
      members.append(
        .init("undecided", .text("no witness among \(candidates) candidates")))
    }
    return .object(members)
  }

  private func json(_ witness: Witness, _ place: WitnessPlace?) -> ExactJSONValue {
    var members = [ExactJSONValue.Member("direction", .exact(witness.point.direction))]
    if let place {
      members += [
        .init("losses", .exact(place.losses)),
        .init("surfaces", .array([.text(place.ownSurface), .text(place.otherSurface)])),
        .init("onBothSurfaces", .boolean(place.isOnBoth)),
      ]
    }
    let reason = RationalPointReport.json(
      witness.obstruction, numbers: verdict.instance.taskNumbers)
    members.append(.init("unreachableBecause", reason))
    return .object(members)
  }
}
