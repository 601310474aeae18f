import Cases
import Exact

/// Numbers that describe no point.
public struct InvalidPoint: Error, Equatable, Sendable, CustomStringConvertible {
  /// One sentence: what was found and what was expected.
  public let description: String

  /// Checks the shape of a definition.
  ///
  /// - Throws: ``InvalidPoint`` for a wrong count, numbers that are all zero, negative values or
  ///   weights, and signs other than 1 and -1.
  static func check(
    _ definition: CasePoint.Definition, taskCount: Int
  ) throws(InvalidPoint) {
    let (word, numbers): (String, [Rational])
    switch definition {
    case .direction(let direction): (word, numbers) = ("direction", direction)
    case .values(let values, _): (word, numbers) = ("values", values)
    case .weights(let weights): (word, numbers) = ("weights", weights)
    }
    func refuse(_ found: String, _ expected: String) -> InvalidPoint {
      InvalidPoint(description: "the \(word) of a point: \(found); expected \(expected)")
    }
    guard numbers.count == taskCount else {
      throw refuse("\(numbers.count) numbers", "\(taskCount), one for each task")
    }
    guard numbers.contains(where: { !$0.isZero }) else {
      throw refuse("all numbers are zero", "one that is not")
    }
    if case .direction = definition { return }
    if let negative = numbers.first(where: { $0.signum < 0 }) {
      throw refuse("the number \(negative)", "numbers >= 0")
    }
    if case .values(_, let signs) = definition {
      guard signs.count == taskCount, signs.allSatisfy({ abs($0) == 1 }) else {
        throw refuse("the signs \(signs)", "\(taskCount) times 1 or -1")
      }
    }
  }
}
