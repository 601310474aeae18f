/// What is wrong with a JSON text, where, and what was expected there.
public struct ExactJSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The JSON path of the value, for example `$.predictors[1][2]`; `$` is the whole text.
  public let path: String
  /// The line of the value, counted from 1.
  public let line: Int
  /// The column of the value in its line, counted from 1 in Unicode code points.
  public let column: Int
  /// What was found.
  public let problem: String
  /// What was expected there.
  public let expectation: String

  /// Creates an error about one place of a JSON text.
  public init(path: String, line: Int, column: Int, problem: String, expectation: String) {
    self.path = path
    self.line = line
    self.column = column
    self.problem = problem
    self.expectation = expectation
  }

  /// The place: path, line and column.
  public var place: String { "\(path) (line \(line), column \(column))" }

  /// One sentence: the place, what was found, what was expected.
  public var description: String { "\(place): \(problem); expected \(expectation)" }
}
