import Exact
import Surfaces

/// A problem as a file describes it: tasks, the points that are asked about, and what the
/// verdicts should be.
public struct Case: Sendable {
  /// The numbers that define the tasks.
  public enum Problem: Sendable {
    /// The optimal predictors, one row for each task.
    case predictors([[Rational]])
    /// Their Gram matrix, k x k and symmetric.
    case gram(RationalMatrix)
    /// The moments of a data set.
    case moments(Moments)
  }

  /// The file, as it was named.
  public var file: String
  /// The name; that of the file without its extension where the case gives none.
  public var name: String
  /// Where the numbers come from.
  public var source: String?
  /// Free text.
  public var note: String?
  /// The k task names, where they are given.
  public var taskNames: [String]?
  /// The numbers that define the tasks.
  public var problem: Problem
  /// The points that are asked about.
  public var points: [CasePoint]
  /// What the verdicts should be.
  public var expectation: CaseExpectation

  /// Creates a case.
  public init(
    file: String, name: String, source: String? = nil, note: String? = nil,
    taskNames: [String]? = nil, problem: Problem, points: [CasePoint] = [],
    expectation: CaseExpectation = CaseExpectation()
  ) {
    self.file = file
    self.name = name
    self.source = source
    self.note = note
    self.taskNames = taskNames
    self.problem = problem
    self.points = points
    self.expectation = expectation
  }

  /// Creates a case from a table of numbers; reads the table once.
  ///
  /// The case has the name of the file, the targets are its tasks, and its note says which
  /// columns were used.
  ///
  /// - Throws: ``InputError``, as ``DataSource/moments()``.
  public init(data: DataSource) throws(InputError) {
    let inputs =
      data.inputs.joined(separator: ", ")
      + (data.intercept ? (data.inputs.isEmpty ? "" : ", ") + "a column of ones" : "")
    self.init(
      file: data.file, name: FilePath.stem(data.file), source: FilePath.name(data.file),
      note: "Inputs: \(inputs). Targets\(data.center ? ", centred" : ""): "
        + data.targets.joined(separator: ", ") + ".",
      taskNames: data.targets, problem: .moments(try data.moments()))
  }

  /// The number k of tasks.
  public var taskCount: Int {
    switch problem {
    case .predictors(let rows): return rows.count
    case .gram(let gram): return gram.rows
    case .moments(let moments): return moments.xy.columns
    }
  }

  /// The name with everything that does not belong in a file name replaced by a hyphen.
  public var fileName: String {
    var result = ""
    for character in name {
      let isKept = character.isLetter || character.isNumber || "._-".contains(character)
      let kept = isKept && !(result.isEmpty && character == ".") ? String(character) : "-"
      guard result.utf8.count + kept.utf8.count <= 120 else { break }
      result += kept
    }
    return result.isEmpty ? "case" : result
  }
}
