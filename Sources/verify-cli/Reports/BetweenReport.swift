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
    case .undecided(.dualityGap(let cycle, let zeros, let count)):
      var lines = [
        "  width \(units): UNDECIDED whether weights reach every Pareto optimum:",
        "    no minor fails, but \(zeros) of the \(count) minors of neighbouring sets are zero.",
        "    DUALITY GAP: some mixture of networks has losses that no network matches.",
      ]
      if let cycle {
        let sets = numbers(cycle + [cycle[0]]).map {
          "{\($0.map(\.description).joined(separator: ","))}"
        }
        lines.append(
          "      Proved by an odd number of negative minors around \(sets.joined(separator: "-"))"
            + " (Theorem J).")
      }
      return lines
    case .undecided:
      return ["  width \(units): UNDECIDED", "    \(reason)"]
    }
  }

  private var withoutCertificate: [String] {
    verdict.certificateLimit.map { ["      The signs are in no certificate: \($0)."] } ?? []
  }

  private func numbers(_ sets: [[Int]]) -> [[Int]] { sets.map { $0.map(instance.number) } }

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
        + " (Theorem C')."
    case .perturbed:
      return "Proved by the signs of sets that differ by one task in G + tH for all small t > 0"
        + " (Theorem C')."
    }
  }

  private func explain(_ reason: WidthIndecision) -> String {
    switch reason {
    case .zeroMinors(let zeros, let count):
      return
        "no minor fails, but \(zeros) of the \(count) minors of neighbouring sets are zero, no"
        + " signs suit the sets farther apart, and no perturbation that decides was found"
    case .dualityGap:
      return "a duality gap is proved (some mixture of networks has losses that no network"
        + " matches), but not that weights miss a Pareto optimum"
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
      if let known = verdict.witnessLosses {
        let losses = known.losses.map { TextLayout.decimal($0.doubleValue) }
        lines.append(
          "      losses  t-v ~ \(TextLayout.vector(losses))"
            + (known.areComplete ? "" : " of these tasks"))
      }
      let numbers = failing.minor.kept.map { instance.taskNumbers[$0] }
      let reason = RationalPointReport.explain(witness.obstruction, numbers: numbers)
      lines.append("      Unreachable: \(reason).")
    }
    return lines
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
      if let limit = verdict.certificateLimit {
        members.append(.init("certificateLimit", .text("\(limit)")))
      }
    case .unexplored(let failing):
      members += [
        .init("fullyExplorable", false), .init("minor", json(failing)),
      ]
    case .undecided(let indecision):
      if case .dualityGap(let cycle, _, _) = indecision {
        let evidence = cycle.map {
          [ExactJSONValue.Member("frustratedCycle", .array(numbers($0).map { .integers($0) }))]
        }
        members.append(.init("dualityGap", .object(evidence ?? [])))
      }
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
      let numbers = failing.minor.kept.map { instance.taskNumbers[$0] }
      members.append(
        .init(
          "witness",
          .object([
            .init("direction", .exact(witness.point.direction)),
            .init(
              "unreachableBecause",
              RationalPointReport.json(witness.obstruction, numbers: numbers)),
          ])))
    }
    return .object(members)
  }
}
