import Cases
import Surfaces

/// Something that a case expects and that did not come out.
public enum UnmetExpectation: Sendable, Equatable, CustomStringConvertible {
  /// The case should have been refused.
  case error(CaseExpectation.Failure)
  /// The condition of this width should have held, or should have failed.
  case condition(WidthEnd, expected: Bool)
  /// A question about a point has another answer.
  case point(name: String, PointQuestion, expected: PointAnswer, found: PointAnswer)

  /// One sentence.
  public var description: String {
    switch self {
    case .error(let failure):
      return "expected the error \(failure.rawValue), but the case is a proper instance"
    case .condition(let width, let expected):
      return "expected \(width.conditionName) to \(expected ? "hold" : "fail")"
    case .point(let name, let question, let expected, let found):
      return "expected \(question.rawValue) of \"\(name)\" to be \(expected), found \(found)"
    }
  }
}

extension CaseExpectation {
  /// What does not come out as expected; what was not asked for is passed over.
  ///
  /// - Parameters:
  ///   - conditions: The verdicts on C1 and C2.
  ///   - points: The names of points and the answers about each; of points of the same name the
  ///     first one counts.
  func unmet(
    conditions: [ConditionVerdict], points: [(name: String, answers: [PointQuestion: PointAnswer])]
  ) -> [UnmetExpectation] {
    var result: [UnmetExpectation] = []
    if let error { result.append(.error(error)) }
    for condition in conditions {
      if let expected = self.conditions[condition.width], expected != condition.holds {
        result.append(.condition(condition.width, expected: expected))
      }
    }
    for expected in self.points {
      guard let answers = points.first(where: { $0.name == expected.name })?.answers else {
        continue
      }
      for question in PointQuestion.allCases {
        guard let wanted = expected.answers[question], let found = answers[question],
          wanted != found
        else { continue }
        result.append(
          .point(name: expected.name, question, expected: wanted, found: found))
      }
    }
    return result
  }
}
