import ExactJSON
import Intervals
import Surfaces
import Verify

/// What is printed about weights whose optimum is not one point, or not known to be.
struct OptimaReport: PointReporting {
  let name: String?
  let verdict: OptimaVerdict

  private var which: String { verdict.width == .one ? "largest" : "smallest" }

  var text: [String] {
    var lines = ["weights     \(TextLayout.vector(verdict.weights))"]
    switch verdict.outcome {
    case .multiple(let eigenvalue, let basis):
      lines.append(
        "the optimum is not unique: the \(which) eigenvalue of G diag(weights) is \(eigenvalue),"
          + " \(basis.count) times")
    case .free(let tasks):
      let numbers = tasks.map { String(verdict.instance.number($0)) }.joined(separator: ",")
      lines.append(
        "the optimum is not unique: the tasks \(numbers)"
          + " have no weight, so only the others count, and they can all be fitted")
    case .cluster(let cluster):
      lines.append(
        "undecided, because exactly \(cluster.count) eigenvalues of G diag(weights), the \(which)"
          + " ones, lie in \(cluster.eigenvalues.decimal(digits: 20)) and were not separated at"
          + " \(cluster.precision) bits (tie suspected)")
      if let subspace = cluster.subspace {
        lines.append("their vectors u are spanned by (enclosed, with certainty)")
        for j in 0..<subspace.columns {
          lines.append("  " + EnclosedPointReport.brief(IntervalVector(subspace.column(j))))
        }
      }
    case .enclosed, .rational: break
    }
    if let basis = verdict.basis {
      lines.append("every combination of these directions u is an optimum of the weights, exactly:")
      for vector in basis { lines.append("  u \(TextLayout.direction(vector))") }
      lines.append("each of them is weakly supported by the weights, which expose none of them")
    }
    return lines.map { "  " + $0 }
  }

  var summary: String {
    verdict.isUndecided
      ? "the optimum of the weights is undecided: eigenvalues were not separated"
      : "the optimum of the weights is not unique"
  }

  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = []
    if let name { members.append(.init("name", .text(name))) }
    members += [
      .init("width", .text(verdict.width.rawValue)), .init("weights", .exact(verdict.weights)),
      .init("uniqueOptimum", verdict.isUndecided ? .null : .boolean(false)),
    ]
    switch verdict.outcome {
    case .multiple(let eigenvalue, _): members.append(.init("eigenvalue", .exact(eigenvalue)))
    case .cluster(let cluster):
      members.append(
        .init(
          "cluster",
          .object([
            .init("count", .integer(cluster.count)), .init("lower", .exact(cluster.lower)),
            .init("upper", .exact(cluster.upper)), .init("precision", .integer(cluster.precision)),
          ])))
      if let subspace = cluster.subspace {
        members.append(
          .init(
            "subspaceIn",
            .array(
              (0..<subspace.columns).map {
                EnclosedPointReport.enclosures(IntervalVector(subspace.column($0)))
              })))
      }
      members.append(
        .init(
          "undecided",
          .object([
            .init(
              "uniqueOptimum",
              .text(
                "\(cluster.count) eigenvalues were not separated at \(cluster.precision) bits"
                  + " (tie suspected)"))
          ])))
    case .free, .enclosed, .rational: break
    }
    if let basis = verdict.basis {
      members.append(.init("optima", .array(basis.map { .exact($0) })))
    }
    return .object(members)
  }
}
