import Cases
import Exact
import ExactJSON
import Learning
import Surfaces
import Verify

/// What `sweep` prints.
struct SweepReport {
  let problem: Case
  let instance: Instance
  let model: LossModel
  let hiddenUnits: Int
  let sampling: String
  let seed: UInt64
  let summary: SweepSummary
  /// The front of the width 1 or k-1, decided exactly.
  var front: FrontSummary?
  /// The front of another width, in double precision.
  var network: SweepCommand.NetworkFront?

  /// The front, however it was sampled.
  var sampledFront: FrontSummary? { front ?? network?.summary }

  var text: String {
    var lines = [
      "\(problem.title), \(TextLayout.count(instance.taskCount, "task")), width \(hiddenUnits):"
        + " \(TextLayout.count(summary.count, "weighting")) (\(sampling)"
        + (sampling.hasPrefix("lattice") ? ")" : ", seed \(seed))")
    ]
    if hiddenUnits >= instance.taskCount {
      lines.append("  every task is fitted at once: the front is one point")
    }
    if summary.count > 0 {
      let rows =
        [["\(model.units.label) of", "smallest", "mean", "largest", "alone"]]
        + instance.taskNames.indices.map { i in
          [instance.taskNames[i]]
            + [summary.smallest[i], summary.mean[i], summary.largest[i], model.optima[i]]
            .map(TextLayout.decimal)
        }
      lines += TextTable.lines(rows, indent: 2)
    }
    if let front = sampledFront {
      let optimal = front.optimalCount
      let reached = front.counts[.reachable, default: 0]
      let all = front.counts.values.reduce(0, +)
      lines.append(
        network == nil
          ? "  front: \(all) rays decided exactly, \(optimal) Pareto optimal; weights reach"
            + " \(reached)"
          : "  front, in floating point (not verified): \(all) rays, \(optimal) meet it; weights"
            + " reach \(reached)")
      if let share = front.reachableShare {
        lines.append(
          "  weights reach \(TextLayout.percent(share)) of the front"
            + (front.areas == nil ? " (of the sampled points)" : " (of its area in these losses)"))
      }
      if let open = front.counts[.undecided] {
        lines.append("  \(TextLayout.count(open, "point")) undecided within the limits")
      }
    }
    if let network {
      if network.largestGap > 0 {
        lines.append(
          "  where they do not, mixtures of networks have losses up to"
            + " \(TextLayout.percent(network.largestGap / (1 + network.largestGap))) smaller than"
            + " the best network found")
      }
      lines += ["  exactly:", BetweenReport(verdict: network.exact, instance: instance).line]
    }
    return lines.joined(separator: "\n")
  }

  var json: ExactJSONValue {
    func numbers(_ values: [Double]) -> ExactJSONValue {
      .array(values.map { .text($0.description) })
    }
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-sweep-summary/1")
    ]
    members += problem.members
    members += [
      .init("tasks", .integer(instance.taskCount)),
      .init("taskNames", .array(instance.taskNames.map { .text($0) })),
      .init("q", .integer(hiddenUnits)), .init("units", .text(model.units.rawValue)),
      .init("sampling", .text(sampling)), .init("seed", .text(String(seed))),
      .init("weightings", .integer(summary.count)),
    ]
    if summary.count > 0 {
      members += [
        .init("smallest", numbers(summary.smallest)), .init("mean", numbers(summary.mean)),
        .init("largest", numbers(summary.largest)), .init("alone", numbers(model.optima)),
      ]
    }
    if let front = sampledFront {
      var counts: [ExactJSONValue.Member] = []
      for verdict in FrontClass.allCases {
        counts.append(
          .init(verdict.rawValue, .integer(front.counts[verdict, default: 0])))
      }
      members.append(.init("front", .object(counts)))
      if let share = front.reachableShare {
        members.append(.init("reachableShare", .text(share.description)))
      }
    }
    if let network {
      members += [
        .init("frontVerified", false), .init("largestGap", .text(network.largestGap.description)),
        .init("exact", BetweenReport(verdict: network.exact, instance: instance).json),
      ]
    }
    return .object(members)
  }
}
