import Cases
import Exact
import ExactJSON
import Learning
import Surfaces

/// What is printed about a network of any width.
struct NetworkReport {
  let problem: Case
  let instance: Instance
  let verdict: NetworkVerdict

  /// The report for people.
  var text: String {
    let fitted = verdict.fitted.map { instance.taskNames[$0] }
    var lines = [
      "\(problem.title), width \(verdict.network.width.units)",
      "  losses  t-v ~ \(Self.decimals(verdict.losses))",
      fitted.isEmpty
        ? "  no task is fitted exactly" : "  fitted exactly: \(fitted.joined(separator: ", "))",
    ]
    switch verdict.better {
    case .found:
      lines.append(
        "  NOT PARETO OPTIMAL: a better network is known (exact numbers with --format json)")
      lines += verdict.betterLosses.map { ["    its losses ~ \(Self.decimals($0))"] } ?? []
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
      .init("q", .integer(verdict.network.width.units)),
      .init("losses", .exact(verdict.losses)),
      .init("fitted", .integers(verdict.fitted.map { instance.taskNumbers[$0] })),
      .init("paretoOptimal", verdict.isParetoOptimal.map { .boolean($0) } ?? .null),
    ]
    if case .found(let other) = verdict.better, let losses = verdict.betterLosses {
      members.append(
        .init(
          "better",
          .object([.init("network", .exact(other.matrix)), .init("losses", .exact(losses))])))
    }
    return .object(members)
  }
}
