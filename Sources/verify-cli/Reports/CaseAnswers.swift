import Cases
import Surfaces
import Verify

/// The answers about a case that are compared with what the case expects.
struct CaseAnswers {
  /// The answers about one point by the keys of the file format: nil where undecided, missing where
  /// the question was not asked.
  typealias PointAnswers = [String: Bool?]

  /// Whether C1 or C2 holds, for each width that was asked for.
  var conditions: [(width: WidthEnd, holds: Bool)]
  /// The points that were asked for, by name.
  var points: [String: PointAnswers]

  /// What does not come out as expected, one sentence each; what was not asked for is passed over.
  func unmet(_ expectation: CaseExpectation) -> [String] {
    var result: [String] = []
    if let error = expectation.error {
      result.append("expected the error \(error.rawValue), but the case is a proper instance")
    }
    for (width, holds) in conditions {
      if let expected = expectation.conditions[width], expected != holds {
        result.append("expected \(width.conditionName) to \(expected ? "hold" : "fail")")
      }
    }
    for expected in expectation.points {
      guard let answers = points[expected.name] else { continue }
      for (key, member) in CaseExpectation.Point.keys {
        if expected.undecided.contains(key), let answer = answers[key], let answer {
          result.append(
            "expected \(key) of \"\(expected.name)\" to be undecided, found \(answer)")
        }
        guard let wanted = expected[keyPath: member], let answer = answers[key], answer != wanted
        else { continue }
        result.append(
          "expected \(key) of \"\(expected.name)\" to be \(wanted), found"
            + " \(answer.map(String.init) ?? "undecided")")
      }
    }
    return result
  }

  /// The keys, in the order of the file format, about which two sets of answers contradict each
  /// other.
  static func contradictions(_ left: PointAnswers, _ right: PointAnswers) -> [String] {
    CaseExpectation.Point.keys.map(\.key).filter { key in
      guard let one = left[key] ?? nil, let other = right[key] ?? nil else { return false }
      return one != other
    }
  }
}

extension FloatingPointVerdict {
  /// The answers by the keys of the file format; gradients are not looked at.
  var answers: CaseAnswers.PointAnswers {
    [
      "paretoOptimal": paretoOptimal, "weaklySupported": weaklySupported, "supported": supported,
      "exposed": exposed,
    ]
  }
}
