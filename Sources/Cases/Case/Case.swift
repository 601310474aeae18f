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
  /// Whether the file is a table of numbers rather than a JSON text.
  public private(set) var isTable = false
  /// The name; that of the file without its extension where the case gives none.
  public var name: String
  /// Where the numbers come from.
  public var source: String?
  /// Free text.
  public var note: String?
  /// The k task names, where they are given.
  public var taskNames: [String]?
  /// The k numbers of the tasks in the file, where only some of them were chosen.
  public private(set) var taskNumbers: [Int]?
  /// The names of the input columns, without a column of ones, where the numbers come from a table.
  public internal(set) var inputNames: [String]?
  /// The moments of blocks of rows, where the numbers come from a table and they were wanted.
  public internal(set) var blocks: RowBlocks?
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
    try self.init(data: data, contents: try data.read())
  }

  /// Creates a case from what a table holds; see ``init(data:)``.
  ///
  /// - Throws: ``InputError`` where the name of a target cannot be that of a task.
  public init(data: DataSource, contents: DataSource.Contents) throws(InputError) {
    let columns = contents.inputs + (data.intercept ? ["a column of ones"] : [])
    var note = "Inputs: \(columns.joined(separator: ", ")). Targets"
    note += (data.center ? ", centred: " : ": ") + contents.targets.joined(separator: ", ") + "."
    if contents.droppedRows > 0 {
      note += " Rows left out for missing values: \(contents.droppedRows)."
    }
    self.init(
      file: data.file, name: Self.name(ofFile: FilePath.uncompressed(data.file)),
      source: data.file == FileInput.standardInput
        ? "standard input" : FilePath.name(data.file).visible(),
      note: note, taskNames: try data.taskNames(contents), problem: .moments(contents.moments))
    isTable = true
    inputNames = contents.inputs
    blocks = contents.blocks
  }

  /// The name of a case whose file gives it none.
  static func name(ofFile file: String) -> String {
    file == FileInput.standardInput ? "standard-input" : FilePath.stem(file).visible()
  }

  /// What keeps a text from being a name, or a text on one line; nil when it can be one.
  ///
  /// - Returns: An attribute, such as "with control characters".
  public static func problem(ofName name: String) -> String? {
    if name.isEmpty { return "empty" }
    return name.unicodeScalars.contains { $0.properties.generalCategory == .control }
      ? "with control characters" : nil
  }

  /// The number k of tasks.
  public var taskCount: Int {
    switch problem {
    case .predictors(let rows): return rows.count
    case .gram(let gram): return gram.rows
    case .moments(let moments): return moments.xy.columns
    }
  }

  /// Keeps the numbers that chosen tasks have in the whole problem.
  mutating func keepNumbers(of indices: [Int]) {
    let numbers = taskNumbers ?? Array(1...taskCount)
    taskNumbers = indices.map { numbers[$0] }
  }

  /// The name, with the numbers of the tasks where only some were chosen: `NAME, tasks 1-3,7`.
  public var title: String {
    guard let taskNumbers else { return name }
    return name + (taskNumbers.count == 1 ? ", task " : ", tasks ")
      + TaskSelection.text(taskNumbers)
  }

  /// The name with everything that does not belong in a file name replaced by a hyphen, and the
  /// numbers of the tasks where only some were chosen: `NAME.tasks-1to3-7`.
  public var fileName: String {
    var result = ""
    for character in name {
      let isKept = character.isLetter || character.isNumber || "._-".contains(character)
      let kept = isKept && !(result.isEmpty && character == ".") ? String(character) : "-"
      guard result.utf8.count + kept.utf8.count <= 120 else { break }
      result += kept
    }
    if result.isEmpty { result = "case" }
    guard let taskNumbers else { return result }
    let selection = TaskSelection.text(taskNumbers, range: "to", separator: "-")
    return result + ".tasks-" + selection.prefix(80)
  }
}
