import Cases
import Exact
import ExactJSON
import Experiments
import Learning
import Surfaces
import Verify

/// What `train` prints and writes.
struct TrainingReport {
  let problem: Case
  let instance: Instance
  let training: Training
  let optimiser: String
  /// Whether the rate was chosen by ``Training/suitableRate``.
  let isRateChosen: Bool
  let seed: UInt64
  let tolerance: Rational
  let runs: [LocatedRun]
  /// Whether the width is one for which ends are located.
  let isLocated: Bool
  /// The e where target i was multiplied by 2^e_i before training; nil where none was.
  var exponents: [Int]?
  /// The number of runs that were asked for.
  let planned: Int

  private var taskNames: [String] { instance.taskNames }

  private func count(_ verdict: FrontClass?) -> Int { runs.count { $0.verdict == verdict } }
  /// The number of runs that did not end by themselves.
  var interrupted: Int { runs.count { $0.run.outcome.word == "interrupted" } }
  private var diverged: Int { runs.count { $0.run.outcome.word == "diverged" } }
  private var near: Int { runs.count { $0.isOnFront(tolerance: tolerance) } }
  private var beaten: Int { runs.count { $0.isBeaten(tolerance: tolerance) } }

  var text: String {
    let model = training.model
    var lines = [
      "\(problem.title), \(TextLayout.count(taskNames.count, "task")),"
        + " width \(training.hiddenUnits): \(optimiser),"
        + " rate \(training.rate)\(isRateChosen ? " (chosen)" : ""),"
        + " \(TextLayout.count(training.epochs, "epoch")),"
        + " \(TextLayout.count(runs.count, "run")), seed \(seed)"
    ]
    let finite = runs.filter { !["diverged", "interrupted"].contains($0.run.outcome.word) }
    lines.append(
      "  finished \(runs.count { $0.run.outcome.word == "finished" }), stationary"
        + " \(runs.count { $0.run.outcome.word == "stationary" }), diverged \(diverged)"
        + (interrupted > 0 ? ", interrupted \(interrupted)" : ""))
    if diverged > 0 {
      lines.append(
        "  the diverged runs are in no number below; hint: a smaller rate, say"
          + " --rate \(training.rate / 4)")
    }
    if !finite.isEmpty {
      let rows =
        [["final \(model.units.label) of", "smallest", "median", "largest", "alone"]]
        + taskNames.indices.map { i in
          let sorted = finite.map { $0.losses[i] }.sorted()
          return [taskNames[i]]
            + [sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1], model.offsets[i]]
            .map(TextLayout.decimal)
        }
      lines += TextTable.lines(rows, indent: 2)
    }
    if isLocated {
      let open = runs.count - near - beaten - diverged - interrupted
      lines += [
        "  hidden layers, with the best heads: \(count(.unreachable)) Pareto optimal and reached"
          + " by no weights, \(count(.reachable)) Pareto optimal and reached, \(count(.dominated))"
          + " dominated"
          + (count(.undecided) > 0 ? ", \(count(.undecided)) undecided" : ""),
        "  networks: \(near) within \(tolerance) of the front, \(beaten) beaten by more than that"
          + " in every task, \(open) not proved either way",
      ]
    } else {
      lines.append(
        "  no verdicts: exact ones exist for widths 1 and k-1 of at least two tasks")
    }
    if runs.count <= 10 {
      for run in runs { lines.append("  run \(run.run.index + 1): \(line(run))") }
    }
    return lines.joined(separator: "\n")
  }

  /// The direction of a run's hidden layer in the units of the instance.
  private func direction(of end: LocatedRun) -> [Rational]? {
    guard let direction = end.located?.direction else { return nil }
    guard let exponents else { return direction }
    return zip(direction, exponents).map { $0 * .powerOfTwo(-$1) }
  }

  /// Where the network itself is, by its losses: certified from both sides.
  private func position(_ end: LocatedRun) -> String? {
    guard end.distance != nil else { return nil }
    if end.isOnFront(tolerance: tolerance) { return "within tolerance" }
    return end.isBeaten(tolerance: tolerance) ? "dominated" : "open"
  }

  private func line(_ end: LocatedRun) -> String {
    let losses = TextLayout.vector(end.losses.map(TextLayout.decimal))
    var text = "\(end.run.outcome.word) after \(end.run.curve.count - 1) steps at \(losses)"
    switch end.verdict {
    case .reachable: text += "; hidden layer Pareto optimal, reached by weights"
    case .unreachable: text += "; hidden layer Pareto optimal, reached by no weights"
    case .dominated: text += "; hidden layer dominated, with the best heads"
    case .undecided: text += "; hidden layer undecided"
    case nil: break
    }
    if let distance = end.distance {
      let upper = TextLayout.decimal(distance.upper)
      text +=
        distance.lower < Rational(1, 1_000_000)
        ? "; no network is better in every task by \(upper)"
        : "; distance from the front " + TextLayout.decimal(distance.lower)
          + " (certified to \(TextLayout.decimal(distance.upper - distance.lower)))"
    }
    return text
  }

  /// The end of every run.
  var table: DataTable {
    var table = DataTable(
      "runs", caption: "The end of every run.",
      columns: ["run", "outcome", "steps"] + taskNames.map { "loss \($0)" }
        + taskNames.map { "u \($0)" }
        + ["hidden layer", "network", "distance at least", "distance below"])
    for end in runs {
      table.append(
        [
          .integer(end.run.index + 1), .text(end.run.outcome.word),
          .integer(end.run.curve.count - 1),
        ] + end.losses.map { .number($0) }
          + (direction(of: end).map { $0.map { .number($0.doubleValue) } }
            ?? taskNames.map { _ in .missing })
          + [
            end.verdict.map { .text($0.rawValue) } ?? .missing,
            position(end).map { .text($0) } ?? .missing,
            end.distance.map { .number($0.lower.doubleValue) } ?? .missing,
            end.distance.map { .number($0.upper.doubleValue) } ?? .missing,
          ])
    }
    if runs.count < planned, interrupted == 0 {
      // So that a part is not taken for the whole.
      table.append(
        [.integer(runs.count + 1), .text("interrupted"), .integer(0)]
          + Array(repeating: .missing, count: 2 * taskNames.count + 4))
    }
    return table
  }

  /// The losses after every step of every run, with the stationarity measure before it.
  var curves: DataTable {
    var table = DataTable(
      "curves", caption: "The losses after every step.",
      columns: ["run", "step"] + taskNames.map { "loss \($0)" } + ["stationarity"])
    for end in runs {
      for (step, losses) in end.run.curve.enumerated() {
        let measure = end.run.stationarity
        table.append(
          [.integer(end.run.index + 1), .integer(step)] + losses.map { .number($0) }
            + [measure.indices.contains(step) ? .number(measure[step]) : .missing])
      }
    }
    return table
  }

  var json: ExactJSONValue {
    func numbers(_ values: [Double]) -> ExactJSONValue {
      .array(values.map { .text($0.description) })
    }
    var ends: [ExactJSONValue] = []
    for end in runs {
      var members: [ExactJSONValue.Member] = [
        .init("run", .integer(end.run.index + 1)), .init("outcome", .text(end.run.outcome.word)),
        .init("steps", .integer(end.run.curve.count - 1)), .init("losses", numbers(end.losses)),
      ]
      if let direction = direction(of: end) {
        members.append(.init("direction", .exact(direction)))
      }
      if let verdict = end.verdict {
        members.append(.init("hiddenLayer", .text(verdict.rawValue)))
      }
      if let position = position(end) { members.append(.init("network", .text(position))) }
      if let distance = end.distance {
        members.append(
          .init(
            "distance",
            .object([
              .init("atLeast", .exact(distance.lower)), .init("below", .exact(distance.upper)),
            ])))
      }
      ends.append(.object(members))
    }
    var members: [ExactJSONValue.Member] = [.init("format", "scalarization-training/1")]
    members += problem.members
    members += [
      .init("tasks", .integer(taskNames.count)),
      .init("taskNames", .array(taskNames.map { .text($0) })),
      .init("q", .integer(training.hiddenUnits)), .init("optimiser", .text(optimiser)),
      .init("rate", .text(training.rate.description)),
      .init("rateChosen", .boolean(isRateChosen)), .init("epochs", .integer(training.epochs)),
      .init("seed", .text(String(seed))), .init("units", .text(training.model.units.rawValue)),
      .init("tolerance", .exact(tolerance)),
      .init("complete", .boolean(runs.count == planned && interrupted == 0)),
      .init("runs", .array(ends)),
    ]
    return .object(members)
  }
}
