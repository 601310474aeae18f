import Certificates
import Exact
import ExactJSON
import Intervals
import Surfaces

/// What is printed about one point, whatever it is given by.
protocol PointReporting {
  /// The name in the case; nil on the command line.
  var name: String? { get }
  var width: WidthEnd { get }
  /// The report for people, indented by two spaces.
  var text: [String] { get }
  /// The verdicts in one line.
  var summary: String { get }
  /// The report for programs.
  var json: ExactJSONValue { get }
  /// The answers by the keys of the file format.
  var answers: CaseAnswers.PointAnswers { get }
  /// Whether something about the point stayed undecided.
  var isUndecided: Bool { get }
  /// The certificates of the verdicts, all verified.
  var certificates: [Certificate] { get }
  /// The point, or a rational one nearby, for pictures and for floating point; nil where there is
  /// not one point.
  var approximation: Point? { get }
}

extension PointReport: PointReporting {
  var approximation: Point? { point }
}

extension PointReporting {
  /// How the tangent plane is violated: a direction, and an enclosure of x^T T x / x^T x.
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
}
