import Cases
import Exact
import ExactJSON
import Learning
import Surfaces

/// What is printed about a network of any width.
struct NetworkReport {
  let problem: Case
  let instance: Instance
  let network: NetworkPoint
  let better: BetterNetwork

  /// The report for people.
  var text: String {
    let fitted = network.fittedTasks(instance)
    var lines = [
      "\(problem.title), width \(network.width.units)",
      "  losses  t-v ~ \(Self.decimals(network.losses(instance)))",
      fitted.isEmpty
        ? "  no task is fitted exactly"
        : "  fitted exactly: \(fitted.map { instance.taskNames[$0] }.joined(separator: ", "))",
    ]
    switch better {
    case .found(let other):
      lines.append(
        "  NOT PARETO OPTIMAL: a better network is known (exact numbers with --format json)")
      lines.append("    its losses ~ \(Self.decimals(other.losses(instance)))")
    case .impossible:
      lines.append(
        "  PARETO OPTIMAL: it fits as many tasks as it has units"
          + (fitted.count == instance.taskCount ? ", all of them." : ", so no other network does."))
    case .unknown:
      lines.append("  No better network is known, which proves nothing.")
    }
    return lines.joined(separator: "\n")
  }

  private static func decimals(_ losses: [Rational]) -> String {
    TextLayout.vector(losses.map { TextLayout.decimal($0.doubleValue) })
  }

  /// The report for programs, `scalarization-network-report/1`.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-network-report/1")
    ]
    members += problem.members
    members += [
      .init("q", .integer(network.width.units)),
      .init("losses", .exact(network.losses(instance))),
      .init("fitted", .integers(network.fittedTasks(instance).map { instance.taskNumbers[$0] })),
    ]
    switch better {
    case .found(let other):
      members += [
        .init("paretoOptimal", false),
        .init(
          "better",
          .object([
            .init("network", .exact(other.matrix)),
            .init("losses", .exact(other.losses(instance))),
          ])),
      ]
    case .impossible: members.append(.init("paretoOptimal", true))
    case .unknown: members.append(.init("paretoOptimal", .null))
    }
    return .object(members)
  }
}
