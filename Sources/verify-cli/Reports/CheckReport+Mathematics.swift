import Surfaces
import Verify

extension CheckReport {
  /// The mathematics behind the answer, for people.
  var mathematics: [String] {
    let instance = verdict.instance
    var lines: [String] = []
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
    return lines
  }

  /// The widths at which there is no question.
  private var beyond: String {
    let count = verdict.instance.taskCount
    return
      "  width \(count) or more: all tasks are fitted at once; the front is one point, which all"
      + " weights reach."
  }

  func text(_ floating: FloatingComparison) -> [String] {
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
}
