import Cases
import Exact
import ExactJSON
import Intervals
import Verify

/// What is printed about one point, whatever it is given by.
protocol PointReporting {
  /// The report for people, indented by two spaces.
  var text: [String] { get }
  /// The verdicts in one line.
  var summary: String { get }
  /// The report for programs.
  var json: ExactJSONValue { get }
}

extension PointVerdict {
  /// The report about the point.
  var report: any PointReporting {
    switch content {
    case .rational(let verdict): return RationalPointReport(name: name, verdict: verdict)
    case .enclosed(let verdict): return EnclosedPointReport(name: name, verdict: verdict)
    case .optima(let verdict): return OptimaReport(name: name, verdict: verdict)
    }
  }
}

extension PointReporting {
  /// The report for programs about a point of a case, `scalarization-point/1`.
  func json(of problem: Case) -> ExactJSONValue {
    guard case .object(let members) = json else { return json }
    return .object([.init("format", "scalarization-point/1")] + problem.members + members)
  }

  /// How the tangent plane is violated: a direction, and an enclosure of x^T T x / x^T x.
  static func text(violation: (direction: [Integer], quotient: Interval)) -> String {
    "the tangent plane is violated at least by x^T T x / x^T x in"
      + " \(violation.quotient.decimal(digits: 8)), x \(TextLayout.direction(violation.direction))"
  }

  /// The same for programs.
  static func json(
    violation: (direction: [Integer], quotient: Interval)
  ) -> ExactJSONValue.Member {
    .init(
      "violation",
      .object([
        .init("direction", .exact(violation.direction)),
        .init("quotientIn", .text(violation.quotient.decimal(digits: 20))),
      ]))
  }

  /// The first names of the surfaces through a point.
  static func brief(_ names: [String], isComplete: Bool) -> String {
    let more = names.count > 8 ? " and \(names.count - 8) more" : ""
    return (isComplete ? "" : "at least ") + names.prefix(8).joined(separator: ", ") + more
  }
}

extension TextLayout {
  /// Whether a point is Pareto optimal, in words.
  static func word(paretoOptimal: Bool?) -> String {
    switch paretoOptimal {
    case true?: return "Pareto optimal"
    case false?: return "dominated"
    case nil: return "Pareto optimality undecided"
    }
  }
}
