import Cases
import Exact
import ExactJSON

/// What is printed about a case whose predictors are linearly dependent.
struct DependenceReport {
  let problem: Case
  /// G z = 0 for this z.
  let nullVector: [Integer]

  /// Whether the case says that it is refused for that reason.
  var isExpected: Bool { problem.expectation.error == .linearlyDependent }

  /// The report for people; nil where the error is all there is to say.
  var text: String? {
    isExpected
      ? "\(problem.title): the predictors are linearly dependent, as expected:"
        + " G z = 0 for z = \(TextLayout.vector(nullVector))"
      : nil
  }

  /// The report for programs.
  var json: ExactJSONValue {
    .object(
      [.init("format", "scalarization-report/1")] + problem.members
        + [
          .init(
            "error",
            .object([
              .init("kind", "linearlyDependent"), .init("nullVector", .exact(nullVector)),
            ]))
        ])
  }
}
