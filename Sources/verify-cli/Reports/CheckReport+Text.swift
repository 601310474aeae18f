import Surfaces
import Verify

extension CheckReport {
  /// The report for people: the answer, then why, how sure it is, what it costs and what to do.
  var text: String {
    let (problem, instance) = (verdict.problem, verdict.instance)
    let source = problem.source.map { " (\($0))" } ?? ""
    var lines = ["\(problem.title): \(TextLayout.count(instance.taskCount, "task"))\(source)"]
    if let tasks = instance.taskText { lines.append("  tasks: \(tasks)") }
    if verdict.isConditionsOnly {
      lines += mathematics
    } else {
      let summary = self.summary
      let sections = [
        answer(summary), why(summary), sureness(summary), cost(summary), advice(summary),
      ]
      for section in sections where !section.isEmpty { lines += [""] + section }
      if showsDetails { lines += ["", "Mathematics"] + mathematics }
    }
    for point in verdict.points {
      lines.append("")
      lines.append("  point \"\(point.name ?? "")\", width \(point.width.rawValue)")
      lines.append("    \(point.report.summary)")
    }
    if let floating = verdict.floating { lines += text(floating) }
    for sentence in verdict.unmet { lines.append("  NOT AS EXPECTED: \(sentence)") }
    return lines.joined(separator: "\n")
  }

  /// What the text and the page say.
  var summary: CheckSummary {
    CheckSummary(verdict: verdict, hint: hint, showsDetails: showsDetails)
  }

  private func answer(_ summary: CheckSummary) -> [String] {
    let answers = summary.answers
    let length = answers.map(\.width.count).max() ?? 0
    return [CheckSummary.question]
      + answers.map { answer in
        let parts = [answer.reason, answer.isUnstable ? "UNSTABLE" : ""].filter { !$0.isEmpty }
        let width = answer.width + String(repeating: " ", count: length - answer.width.count)
        let word = answer.word + String(repeating: " ", count: max(0, 3 - answer.word.count))
        return "  \(width)  \(word)" + (parts.isEmpty ? "" : "  " + parts.joined(separator: "; "))
      }
  }

  private func why(_ summary: CheckSummary) -> [String] {
    let sentences = summary.why
    if sentences.isEmpty { return [] }
    return ["Why"] + TextLayout.wrapped(CheckSummary.explanation, indent: 2)
      + sentences.flatMap { TextLayout.wrapped($0, indent: 2, hanging: 2) }
  }

  private func sureness(_ summary: CheckSummary) -> [String] {
    var lines = summary.warnings.flatMap {
      TextLayout.wrapped("Warning: \($0)", indent: 2, hanging: 2)
    }
    lines += summary.margins.flatMap { TextLayout.wrapped($0, indent: 2, hanging: 2) }
    if let resampling = summary.resampling {
      lines += TextLayout.wrapped(resampling, indent: 2, hanging: 2)
      lines += TextTable.lines(
        summary.agreements.map { agreement in
          let stability = agreement.stability
          return [
            agreement.answer.width, "\"\(agreement.answer.word)\" again",
            TextLayout.percent(stability.bootstrap.value),
            "\(stability.jackknife.agreeing) of \(stability.jackknife.count)",
            stability.sameReason.map { "same reason " + TextLayout.percent($0.value) } ?? "",
            stability.isUnstable ? "UNSTABLE" : "",
          ]
        }, indent: 4)
    }
    if let command = summary.resamplingCommand {
      lines += ["  Is it so for other data of this kind, too?", "    \(command)"]
    }
    return lines.isEmpty ? [] : ["How sure"] + lines
  }

  private func cost(_ summary: CheckSummary) -> [String] {
    guard let cost = summary.cost else { return [] }
    var lines = ["What it costs"]
    if let text = cost.missText { lines += TextLayout.wrapped(text, indent: 2) }
    lines += TextTable.lines(cost.misses.map { [$0.width, $0.text] }, indent: 4)
    lines += TextLayout.wrapped(cost.example, indent: 2)
    lines += TextTable.lines(cost.table, indent: 4)
    return lines + TextLayout.wrapped(cost.legend, indent: 2)
  }

  private func advice(_ summary: CheckSummary) -> [String] {
    let advice = summary.advice
    if advice.isEmpty { return [] }
    return ["What to do"]
      + advice.flatMap { item in
        TextLayout.wrapped("- \(item.text)", indent: 2, hanging: 2)
          + item.lines.flatMap { TextLayout.wrapped($0, indent: 4, hanging: 2) }
          + item.commands.map { "      \($0)" }
      }
  }
}
