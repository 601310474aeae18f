import Exact

/// Why numbers do not describe an instance of the theory.
public enum InstanceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No task at all.
  case noTasks
  /// More tasks than ``Instance/maximumTasks``.
  case tooManyTasks(Int)
  /// Another number of names than of tasks.
  case wrongNameCount(expected: Int, found: Int)
  /// Two tasks of the same name, or an empty name.
  case ambiguousName(String)
  /// Predictors that hold no number.
  case emptyPredictors
  /// Rows of different lengths; tasks are counted from 1.
  case raggedPredictors(task: Int, expected: Int, found: Int)
  /// A matrix of the wrong shape.
  case wrongShape(name: String, expectedRows: Int, expectedColumns: Int, rows: Int, columns: Int)
  /// A matrix that should be symmetric; positions are counted from 1.
  case notSymmetric(name: String, row: Int, column: Int)
  /// A matrix that no data can produce: `direction` has a negative quadratic form.
  case notSemidefinite(name: String, direction: [Integer])
  /// Moments that no data can produce: X z = 0 for this z, but z^T X^T y != 0 for this task.
  case inconsistentMoments(task: Int, nullVector: [Integer])
  /// The optimal predictors are linearly dependent: G z = 0 for this non-zero integer vector.
  case linearlyDependent(nullVector: [Integer])

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .noTasks:
      return "there must be at least one task"
    case .tooManyTasks(let count):
      return "\(count) tasks: at most \(Instance.maximumTasks) are supported"
    case .wrongNameCount(let expected, let found):
      return "\(found) task names for \(expected) tasks"
    case .ambiguousName(let name):
      return name.isEmpty
        ? "a task name is empty" : "the task name \"\(name)\" stands for two tasks"
    case .emptyPredictors:
      return "a predictor must have at least one number"
    case .raggedPredictors(let task, let expected, let found):
      return "the predictor of task \(task) has \(found) numbers, the first has \(expected)"
    case .wrongShape(let name, let expectedRows, let expectedColumns, let rows, let columns):
      return "\(name) is \(rows) x \(columns), expected \(expectedRows) x \(expectedColumns)"
    case .notSymmetric(let name, let row, let column):
      return "\(name) is not symmetric: entry (\(row), \(column)) differs from"
        + " entry (\(column), \(row))"
    case .notSemidefinite(let name, let direction):
      return "\(name) is not positive semi-definite: x^T A x < 0 for x = \(Self.text(direction))"
    case .inconsistentMoments(let task, let nullVector):
      return "the moments contradict each other: X z = 0 for z = \(Self.text(nullVector)), but"
        + " z^T X^T y is not 0 for task \(task)"
    case .linearlyDependent(let nullVector):
      return "the optimal predictors are linearly dependent: G z = 0 for"
        + " z = \(Self.text(nullVector))"
    }
  }

  private static func text(_ vector: [Integer]) -> String {
    "(" + vector.map(\.description).joined(separator: ", ") + ")"
  }
}
