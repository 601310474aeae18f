import ExactJSON
import Mustache
import Verify

/// The report of `check` as one page: a file that needs nothing else, to be looked at and printed.
///
/// It says what the text says, with drawings. The template escapes everything that is put into it;
/// what cannot be seen in a name is written as `\u0301`, as everywhere.
struct CheckPage {
  let report: CheckReport

  /// Above this number of tasks correlations are not drawn.
  private static let mostDrawn = 20

  /// The page, in HTML that is well-formed XML, too.
  ///
  /// - Throws: an error of the template, a defect of this program.
  func html() throws -> String {
    try MustacheTemplate(string: Self.template).render(context)
  }

  // MARK: What is put into the template

  private typealias Object = [String: Any]

  private var context: Object {
    let (verdict, summary) = (report.verdict, report.summary)
    let resampling = summary.resampling.map(shown)
    let command = summary.resamplingCommand.map(shown)
    let (warnings, margins) = (summary.warnings.map(shown), summary.margins.map(shown))
    let why = summary.why.map(shown)
    let pictures = drawings
    let advice = summary.advice.map { item -> Object in
      [
        "text": shown(item.text), "lines": item.lines.map(shown),
        "commands": item.commands.map(shown),
      ]
    }
    var context: Object = [
      "title": shown(verdict.problem.title),
      "tasks": shown(verdict.instance.taskNames.joined(separator: ", ")),
      "count": TextLayout.count(verdict.instance.taskCount, "task"),
      "question": CheckSummary.question, "answers": summary.answers.map(object),
      "hasWhy": !why.isEmpty || !pictures.isEmpty, "explanation": CheckSummary.explanation,
      "why": why, "drawings": pictures,
      "hasSureness": !warnings.isEmpty || !margins.isEmpty || resampling != nil || command != nil,
      "warnings": warnings, "margins": margins, "agreements": summary.agreements.map(object),
      "hasAdvice": !advice.isEmpty, "advice": advice,
      "mathematics": shown(report.mathematics.joined(separator: "\n")),
      "certificates": shown(report.hint("check", "--certificates", "certificates")),
    ]
    if let source = verdict.problem.source { context["source"] = shown(source) }
    if let resampling { context["resampling"] = resampling }
    if let command { context["resamplingCommand"] = command }
    if let cost = summary.cost { context["cost"] = object(cost) }
    return context
  }

  private func shown(_ text: String) -> String { text.visible(keepingLines: true) }

  private func object(_ answer: CheckSummary.Answer) -> Object {
    [
      "width": answer.width, "word": answer.word, "reason": shown(answer.reason),
      "kind": answer.isYes == true ? "yes" : answer.isYes == false ? "no" : "open",
      "isUnstable": answer.isUnstable,
    ]
  }

  private func object(_ agreement: CheckSummary.Agreement) -> Object {
    let stability = agreement.stability
    var object: Object = [
      "width": agreement.answer.width, "word": agreement.answer.word,
      "share": TextLayout.percent(stability.bootstrap.value),
      "bar": Self.decimal(200 * stability.bootstrap.value),
      "jackknife": "\(stability.jackknife.agreeing) of \(stability.jackknife.count)",
      "isUnstable": stability.isUnstable,
    ]
    if let reason = stability.sameReason { object["reason"] = TextLayout.percent(reason.value) }
    return object
  }

  private func object(_ cost: CheckSummary.Cost) -> Object {
    let largest = cost.misses.map(\.share).max() ?? 1
    var object: Object = [
      "misses": cost.misses.map { miss -> Object in
        [
          "width": miss.width, "text": miss.text,
          "bar": Self.decimal(200 * miss.share / max(largest, 1e-300)),
        ]
      },
      "example": cost.example, "legend": cost.legend,
      "header": (cost.table.first ?? []).map(shown),
      "rows": cost.table.dropFirst().map { row -> Object in
        ["task": shown(row.first ?? ""), "cells": Array(row.dropFirst())]
      },
    ]
    if let text = cost.missText { object["missText"] = text }
    return object
  }

  /// The correlations of the widths 1 and k-1: as a table of colours, and as a signed graph.
  private var drawings: [Object] {
    let instance = report.verdict.instance
    guard (3...Self.mostDrawn).contains(instance.taskCount) else { return [] }
    return report.verdict.widths.compactMap { entry -> Object? in
      guard case .end(let verdict) = entry, let margin = verdict.margin else { return nil }
      let drawing = CorrelationDrawing(
        names: instance.taskNames.map(shown), correlations: margin.correlations,
        cycle: margin.cycle.map { ($0.first - 1, $0.second - 1) })
      let kind = verdict.end == .one ? "Correlations" : "Partial correlations"
      let cycle = instance.words(margin.cycleTasks)
      return [
        "title": "\(kind) of what the inputs predict (\(TextLayout.units(verdict.width)))",
        "caption": margin.cycle.isEmpty
          ? "No cycle stands in the way." : shown("Outlined: \(cycle), which stand in the way."),
        "size": Self.decimal(drawing.size), "cells": drawing.cells, "labels": drawing.labels,
        "edges": drawing.edges, "nodes": drawing.nodes,
      ]
    }
  }

  /// A coordinate.
  static func decimal(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}
