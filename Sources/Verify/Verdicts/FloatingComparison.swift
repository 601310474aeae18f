import Cases
import Surfaces

/// The unverified floating-point answers about a case beside the exact ones.
public struct FloatingComparison: Sendable {
  /// The two answers about one point.
  public struct PointComparison: Sendable {
    /// The unverified answers.
    public let floating: FloatingPointVerdict
    /// The questions to which the two give contradicting answers; undecided contradicts nothing.
    public let contradictions: [PointQuestion]
  }

  /// The answers to C1 and C2 for the widths that were asked for.
  public let conditions: [CrossCheck.Comparison]
  /// The answers about each point, in the order of the verdicts; nil where there is not one point.
  public let points: [PointComparison?]

  /// Answers in floating point and compares.
  init(_ instance: Instance, conditions: [ConditionVerdict], points: [PointVerdict]) {
    self.conditions = conditions.map { CrossCheck.Comparison(instance, exact: $0) }
    self.points = points.map { verdict in
      verdict.approximation.map { point in
        let floating = FloatingPointVerdict.decide(instance, point, width: verdict.width)
        let (exact, found) = (verdict.answers, floating.answers)
        return PointComparison(
          floating: floating,
          contradictions: PointQuestion.allCases.filter { question in
            guard let one = exact[question]?.value, let other = found[question]?.value else {
              return false
            }
            return one != other
          })
      }
    }
  }

  /// Whether floating point contradicts nothing that is decided.
  public var agrees: Bool {
    conditions.allSatisfy(\.agrees) && points.allSatisfy { $0?.contradictions.isEmpty ?? true }
  }
}

extension FloatingPointVerdict {
  /// The answers; gradients are not looked at.
  var answers: [PointQuestion: PointAnswer] {
    [
      .paretoOptimal: PointAnswer(paretoOptimal),
      .weaklySupported: PointAnswer(weaklySupported), .supported: PointAnswer(supported),
      .exposed: PointAnswer(exposed),
    ]
  }
}
