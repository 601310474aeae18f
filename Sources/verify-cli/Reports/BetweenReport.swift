import Exact
import ExactJSON
import Surfaces
import Verify

/// What is printed about one width between 1 and k-1.
struct BetweenReport {
  let verdict: BetweenVerdict
  let instance: Instance

  private var units: Int { verdict.width.units }

  /// One line.
  var line: String { "  width \(units): \(answer): \(reason)" }

  /// The report for people, in full.
  var text: [String] {
    switch verdict.exploration {
    case .explored(let signs):
      return [
        "  width \(units): \(reason)",
        "    FULLY EXPLORABLE: every Pareto optimum minimises a weighted sum of losses.",
        "      \(explain(signs.theorem))",
      ] + withoutCertificate
    case .unexplored(let failing):
      return [
        "  width \(units): \(reason)",
        "    NOT FULLY EXPLORABLE: \(consequence(failing))",
      ] + evidence(failing)
    case .undecided:
      return ["  width \(units): UNDECIDED", "    \(reason)"]
    }
  }

  private var withoutCertificate: [String] {
    verdict.certificate == nil
      ? ["      The signs are not in a certificate, which holds fewer sets and shorter numbers."]
      : []
  }

  private var answer: String {
    switch verdict.isFullyExplorable {
    case true?: return "yes"
    case false?: return "no"
    case nil: return "UNDECIDED"
    }
  }

  var reason: String {
    switch verdict.exploration {
    case .explored(let signs):
      let sets = "signs of the \(signs.signs.count) sets of \(units) tasks"
      return signs.theorem == .compound
        ? "\(sets) leave no minor of the Gram matrix negative"
        : "\(sets) agree with all minors of neighbouring sets"
    case .unexplored(let failing):
      let tasks = names(failing.minor.kept)
      if failing.minor.contracted.isEmpty {
        return "some Pareto optimum of the tasks \(tasks) alone is out of reach"
      }
      return "with \(names(failing.minor.contracted)) fitted exactly, some Pareto optimum of the"
        + " tasks \(tasks) is out of reach"
    case .undecided(let reason): return explain(reason)
    }
  }

  private func names(_ tasks: [Int]) -> String {
    tasks.map { instance.taskNames[$0] }.joined(separator: ", ")
  }

  private func explain(_ theorem: SubsetSigns.Theorem) -> String {
    switch theorem {
    case .compound: return "Proved by the signs of all pairs of sets (Theorem B)."
    case .johnson:
      return "Proved by the signs of sets that differ by one task, whose minors are not zero"
        + " (Theorem C)."
    case .perturbed:
      return "Proved by the signs of pairs of tasks in G + tH for all small t > 0 (Theorem C)."
    }
  }

  private func explain(_ reason: WidthIndecision) -> String {
    switch reason {
    case .zeroMinors(let zeros, let count):
      return
        "no minor fails, but \(zeros) of the \(count) minors of neighbouring sets are zero, and"
        + " no signs suit the sets farther apart"
    case .dualityGap(let zeros, let count):
      return "mixtures of networks beat networks for some weights, but no minor fails, and"
        + " \(zeros) of the \(count) minors of neighbouring sets are zero"
    case .tooManySubsets:
      return "there are too many sets of tasks to examine, and no minor fails"
        + " among those that were"
    case .stopped: return "stopped before all minors were examined"
    }
  }

  private func consequence(_ failing: FailingMinor) -> String {
    switch failing.consequence(taskCount: instance.taskCount) {
    case .point: return "this Pareto optimum minimises no weighted sum of losses."
    case .completedPoint:
      return "with the best that it leaves to the other tasks, this Pareto optimum of the tasks"
        + " \(names(failing.minor.kept)) minimises no weighted sum of losses."
    case .nearbyPoints:
      return "at this Pareto optimum only weights on \(names(failing.minor.contracted)) alone are"
        + " least, and arbitrarily near are Pareto optima that minimise no weighted sum of losses."
    }
  }

  private func evidence(_ failing: FailingMinor) -> [String] {
    let matrix = failing.end == .one ? "its Gram matrix" : "the inverse of its Gram matrix"
    let cycle = (failing.cycle + [failing.cycle[0]]).map { String(instance.number($0)) }
      .joined(separator: "-")
    var lines = [
      "      \(failing.end.conditionName) of this minor fails: around the tasks \(cycle) an odd"
        + " number of entries of \(matrix) is negative."
    ]
    if let witness = failing.witness {
      lines.append(
        "      direction u \(TextLayout.direction(witness.point.direction)) of the tasks"
          + " \(names(failing.minor.kept))")
      lines.append("      losses  t-v ~ \(losses(failing, witness))")
      let numbers = failing.minor.kept.map { instance.taskNumbers[$0] }
      let reason = RationalPointReport.explain(witness.obstruction, numbers: numbers)
      lines.append("      Unreachable: \(reason).")
    }
    return lines
  }

  /// Up to this many tasks the losses of all of them are worked out.
  private static let mostLosses = 16

  /// The losses of a network at the witness; of many tasks those of the kept ones, which are the
  /// same in the minor: g_ii - (g_ii - n_ii + v'_i) = n_ii - v'_i.
  private func losses(_ failing: FailingMinor, _ witness: Witness) -> String {
    var losses = witness.point.losses(failing.minor.instance, width: failing.end)
    var tasks = " of these tasks"
    if instance.taskCount <= Self.mostLosses, let network = failing.network(instance) {
      losses = network.losses(instance)
      tasks = ""
    }
    return TextLayout.vector(losses.map { TextLayout.decimal($0.doubleValue) }) + tasks
  }

  /// The entry of the report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [.init("q", .integer(units))]
    switch verdict.exploration {
    case .explored(let signs):
      let theorem: String
      switch signs.theorem {
      case .compound: theorem = "compound"
      case .johnson: theorem = "johnson"
      case .perturbed: theorem = "perturbed"
      }
      members += [
        .init("fullyExplorable", true), .init("theorem", .text(theorem)),
        .init("certificate", .boolean(verdict.certificate != nil)),
      ]
    case .unexplored(let failing):
      members += [
        .init("fullyExplorable", false), .init("minor", json(failing)),
      ]
    case .undecided:
      members.append(.init("undecided", .text(reason)))
    }
    return .object(members)
  }

  private func json(_ failing: FailingMinor) -> ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("contracted", .integers(failing.minor.contracted.map { instance.taskNumbers[$0] })),
      .init("kept", .integers(failing.minor.kept.map { instance.taskNumbers[$0] })),
      .init("condition", .text(failing.end.conditionName)),
      .init("frustratedCycle", .integers(failing.cycle.map(instance.number))),
    ]
    if let witness = failing.witness {
      members.append(
        .init("witness", .object([.init("direction", .exact(witness.point.direction))])))
    }
    return .object(members)
  }
}
