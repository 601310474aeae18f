import Exact
import Foundation
import Surfaces
import Verify

/// What `check` says to a person, before it is laid out as text or as a page: the answer, why, how
/// sure it is, what it costs and what to do.
struct CheckSummary {
  /// The answer for one number of hidden units.
  struct Answer {
    /// The number of units, in words.
    let width: String
    /// Whether weights reach every Pareto optimum; nil where that is undecided.
    let isYes: Bool?
    /// What stands in the way, or empty.
    let reason: String
    /// Whether resampled data often has another answer.
    let isUnstable: Bool

    /// The answer in one word.
    var word: String {
      switch isYes {
      case true?: return "yes"
      case false?: return "no"
      case nil: return "UNDECIDED"
      }
    }
  }

  /// How often resampled data agrees about one width.
  struct Agreement {
    let answer: Answer
    let stability: WidthStability
  }

  /// Something to do.
  struct Advice {
    let text: String
    /// Further lines, such as groups of tasks.
    var lines: [String] = []
    /// The commands that do it.
    var commands: [String] = []
  }

  let verdict: CaseVerdict
  let hint: CommandHint
  /// Whether the mathematics is printed anyhow.
  let showsDetails: Bool

  private var instance: Instance { verdict.instance }

  /// The widths below k, each once: for two tasks both ends are the same networks.
  private var entries: [CaseVerdict.WidthEntry] {
    instance.taskCount == 2 ? Array(verdict.widths.prefix(1)) : verdict.widths
  }

  // MARK: The answer

  static let question = "Does minimising a weighted sum of the losses reach every trade-off?"

  /// The answer for every width that was asked for, and for k units or more.
  var answers: [Answer] {
    let count = instance.taskCount
    if count == 1 {
      return [
        Answer(
          width: "any number of units", isYes: true,
          reason: "with a single task nothing is traded off", isUnstable: false)
      ]
    }
    return entries.map(answer) + [
      Answer(
        width: "\(count) units or more", isYes: true,
        reason: "each task is fitted as well as the inputs allow", isUnstable: false)
    ]
  }

  private func answer(_ entry: CaseVerdict.WidthEntry) -> Answer {
    var reason = ""
    if let blame = blame(entry) {
      reason =
        "because of \(instance.words(instance.byNumber(blame.tasks)))"
        + (blame.fitted.isEmpty
          ? "" : ", beside \(instance.words(instance.byNumber(blame.fitted))) fitted exactly")
    } else if entry.isFullyExplorable == nil {
      reason = indecision(entry)
    }
    return Answer(
      width: TextLayout.units(entry.width), isYes: entry.isFullyExplorable, reason: reason,
      isUnstable: stability(entry)?.isUnstable == true)
  }

  private func stability(_ entry: CaseVerdict.WidthEntry) -> WidthStability? {
    verdict.resampling?.widths.first { $0.width == entry.width }
  }

  /// The tasks that stand in the way of a width, counted from 1, and those that are fitted exactly
  /// meanwhile.
  private func blame(_ entry: CaseVerdict.WidthEntry) -> (tasks: [Int], fitted: [Int])? {
    switch entry {
    case .end(let verdict):
      if let margin = verdict.margin, !margin.cycle.isEmpty { return (margin.cycleTasks, []) }
      guard case .frustratedCycle(let cycle) = verdict.condition.evidence else { return nil }
      return (cycle, [])
    case .between(let verdict):
      guard case .unexplored(let failing) = verdict.exploration else { return nil }
      // The correlations of a minor depend on all of its tasks, not only on those of the cycle.
      return (failing.minor.kept.map { $0 + 1 }, failing.minor.contracted.map { $0 + 1 })
    }
  }

  private func indecision(_ entry: CaseVerdict.WidthEntry) -> String {
    switch entry {
    case .end(let verdict):
      return "\(verdict.condition.holds ? "yes" : "no") by the theory, but no example was certified"
    case .between(let verdict): return BetweenReport(verdict: verdict, instance: instance).reason
    }
  }

  // MARK: Why

  static let explanation =
    "A trade-off is a network that no other network of its size beats: better for one task only"
    + " at the cost of another (a Pareto optimum). Each choice of weights w >= 0 for the losses"
    + " finds one. \"no\" means that some trade-off is found by no choice."

  /// One sentence or more for each width; empty where there is nothing to explain.
  var why: [String] {
    guard instance.taskCount >= 3 else { return [] }
    return entries.compactMap { entry in
      sentence(entry).map { "\(TextLayout.units(entry.width)): \($0)" }
    }
  }

  private func sentence(_ entry: CaseVerdict.WidthEntry) -> String? {
    switch entry {
    case .end(let verdict): return sentence(verdict)
    case .between(let verdict):
      guard case .unexplored(let failing) = verdict.exploration else { return nil }
      let tasks = instance.words(failing.minor.kept.map { $0 + 1 })
      let kind = failing.end == .one ? "correlations" : "partial correlations"
      if failing.minor.contracted.isEmpty {
        return "\(tasks) by themselves cannot all go together (signs of their \(kind))."
      }
      let fitted = instance.words(failing.minor.contracted.map { $0 + 1 })
      return "with \(fitted) fitted exactly, what is left of \(tasks) cannot all go together"
        + " (signs of \(kind))."
    }
  }

  private func sentence(_ verdict: WidthVerdict) -> String? {
    let held = "(of two tasks, all others held fixed)"
    let odd = verdict.end == .one ? "negative" : "positive"
    switch verdict.condition.evidence {
    case .signs(let signs):
      let turned = signs.indices.filter { signs[$0] < 0 }.map { $0 + 1 }
      let kind = verdict.end == .one ? "correlation" : "partial correlation \(held)"
      return "of what the inputs predict of the tasks, no \(kind) is \(odd)"
        + (turned.isEmpty
          ? "."
          : " once the sign of \(instance.words(instance.byNumber(turned))) is changed.")
    case .frustratedCycle:
      guard let margin = verdict.margin else { return nil }
      let kind = verdict.end == .one ? "correlations" : "partial correlations \(held)"
      let links = margin.cycle.map { TextLayout.brief($0.correlation) }
      return "around \(instance.words(margin.cycleTasks)) the \(kind) of what the inputs predict"
        + " of them are \(TextLayout.list(links)): an odd number is \(odd), so there is no way"
        + " for all of them to go together."
    }
  }

  // MARK: How sure

  /// What makes the verdicts say less than it seems.
  var warnings: [String] { verdict.warnings.map(\.text) }

  /// How far correlations are from another answer, for widths 1 and k-1.
  var margins: [String] {
    entries.compactMap { entry in
      guard case .end(let verdict) = entry, let margin = verdict.margin else { return nil }
      let pair = instance.words([margin.deciding.first, margin.deciding.second])
      let kind = verdict.end == .one ? "correlation" : "partial correlation"
      let answer = verdict.condition.holds ? "yes" : "no"
      guard margin.squared.signum > 0 else {
        return "\(TextLayout.units(verdict.width)): \"\(answer)\" rests on a \(kind) that is"
          + " exactly 0, of \(pair): the least change can turn it."
      }
      return "\(TextLayout.units(verdict.width)): \"\(answer)\" stands as long as no \(kind)"
        + " changes by \(TextLayout.brief(Self.roundedDown(margin.value))) or more; \(pair) decide."
    }
  }

  /// A positive number to three digits, never more than it is: a change below it is safe.
  private static func roundedDown(_ value: Double) -> Double {
    let unit = Foundation.pow(10, Foundation.log10(value).rounded(.down) - 2)
    guard unit.isNormal else { return value }
    return (value / unit).rounded(.down) * unit
  }

  /// How the rows were resampled; nil where they were not.
  var resampling: String? {
    verdict.resampling.map { resampling in
      "Resampled \(TextLayout.count(resampling.samples, "time")) (bootstrap of"
        + " \(TextLayout.count(resampling.blocks, "block")) of"
        + " \(TextLayout.count(resampling.rowsOfBlock, "row")), seed \(resampling.seed)), and with"
        + " one block left out at a time:"
    }
  }

  /// How often resampled data agrees, for each width that is decided.
  var agreements: [Agreement] {
    entries.compactMap { entry in
      stability(entry).map { Agreement(answer: answer(entry), stability: $0) }
    }
  }

  /// The command that resamples, where that is possible and was not done.
  var resamplingCommand: String? {
    verdict.resampling == nil && verdict.problem.isTable
      ? hint("check", "--resamples", "200") : nil
  }

  // MARK: What to do

  /// What to do where weights do not reach everything.
  var advice: [Advice] {
    let failing = entries.filter { $0.isFullyExplorable == false }
    guard !failing.isEmpty else { return [] }
    let count = instance.taskCount
    // From the last width with the problem on there is none.
    let last = entries.last { $0.isFullyExplorable != true }?.width.units ?? 0
    let single = entries.filter { $0.isFullyExplorable == true && $0.width.units < last }
    // A width that was not asked about may have the problem.
    let enough = entries.count == count - 1 ? last + 1 : count
    var advice = [
      Advice(
        text: "Choose a width without the problem: "
          + single.map { "\(TextLayout.units($0.width)), " }.joined()
          + (single.isEmpty ? "" : "or ") + "\(enough) hidden units or more.")
    ]
    advice += groups
    if let weights = shownLosses?.tchebycheffWeights {
      let text = weights.map { TextLayout.brief($0) }
      advice.append(
        Advice(
          text: "To reach one trade-off that a weighted sum misses, minimise the largest of"
            + " w_i * loss_i instead of the sum, with w_i = 1 / loss_i of the trade-off (losses"
            + " above the least, raw). For the one above: w = (\(text.joined(separator: ", ")))."))
    }
    advice.append(Advice(text: "To see what weights do reach:", commands: [hint("sweep")]))
    if !showsDetails {
      advice.append(
        Advice(
          text: "For the mathematics behind the answer:", commands: [hint("check", "--details")]))
    }
    return advice
  }

  /// The losses of the trade-off that is shown as an example.
  var shownLosses: LossTable? { verdict.misses.first?.losses ?? verdict.unreached?.losses }

  private var groups: [Advice] {
    guard !verdict.covers.isEmpty else {
      let failing = entries.first { $0.isFullyExplorable == false }
      let units = String(failing?.width.units ?? 1)
      return [
        Advice(
          text: "Or train groups of tasks apart:", commands: [hint("groups", "--width", units)])
      ]
    }
    var advice = Advice(
      text: "Or train these groups of tasks apart; within each the weighted sum reaches everything:"
    )
    for cover in verdict.covers {
      let groups = cover.groups.map { group in
        "{" + instance.byNumber(group).map { instance.taskNames[$0 - 1] }.joined(separator: ", ")
          + "}"
      }
      advice.lines.append(
        "\(TextLayout.units(cover.width)): \(groups.joined(separator: " "))"
          + (cover.isFewest ? "" : " (perhaps not the fewest)"))
      if advice.commands.isEmpty, let group = cover.groups.first, group.count > 1 {
        let numbers = instance.byNumber(group).map { String(instance.number($0)) }
        advice.commands.append(
          hint(
            "check", "--tasks", numbers.joined(separator: ","), "--width",
            String(cover.width.units)))
      }
    }
    let droppable = verdict.covers.filter {
      !$0.droppable.isEmpty && $0.droppable.count < instance.taskCount
    }
    return [advice]
      + droppable.map { cover in
        let tasks = cover.droppable.map { instance.words([$0]) }.joined(separator: " or ")
        return Advice(text: "Or, with \(TextLayout.units(cover.width)), leave out \(tasks).")
      }
  }
}
