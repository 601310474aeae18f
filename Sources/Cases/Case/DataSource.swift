import Exact
import ExactJSON
import Surfaces

/// A table of numbers in a file, and which of its columns are the inputs and the targets.
public struct DataSource: Sendable, Equatable {
  /// The file formats that are read.
  public enum Format: String, Sendable, CaseIterable {
    /// Values separated by commas, tabs or another character, with a header (RFC 4180); columns
    /// have the names of the header.
    case csv
    /// A NumPy array of one or two dimensions, or an archive of such arrays (NPZ); see
    /// docs/case-format.md for the names of the columns.
    case npy
  }

  /// What happens to a row in which a chosen column has no value.
  public enum Missing: String, Sendable, CaseIterable {
    /// Reading ends in an error that names the first such cell.
    case error
    /// The row is left out, and counted.
    case drop
  }

  /// The file; `-` is standard input.
  public var file: String
  /// The format of the file; nil when its first bytes decide.
  public var format: Format?
  /// The names of the input columns, the columns of X; nil for all columns that are not targets.
  public var inputs: [String]?
  /// The names of the target columns, one for each task.
  public var targets: [String]
  /// Whether X gets a further column of ones, behind the inputs.
  public var intercept: Bool
  /// Whether the mean of each target is subtracted from it.
  public var center: Bool
  /// The ASCII character between the cells of a CSV file; nil for a tab in a file whose name ends
  /// in `.tsv` or `.tab`, otherwise a semicolon with a decimal comma and a comma without.
  public var separator: Character?
  /// Whether the numbers of a CSV file have a comma as their decimal point.
  public var decimalComma = false
  /// What happens to rows with missing values.
  public var missing = Missing.error
  /// Whether the moments of blocks of rows are kept, for resampling.
  public var keepsBlocks = false

  /// Describes a table.
  public init(
    file: String, format: Format? = nil, inputs: [String]?, targets: [String],
    intercept: Bool = false, center: Bool = false
  ) {
    self.file = file
    self.format = format
    self.inputs = inputs
    self.targets = targets
    self.intercept = intercept
    self.center = center
  }

  /// The format that the name of a file suggests, `.gz` at its end left aside: nil when it ends
  /// in none of `.csv`, `.tsv`, `.tab`, `.npy` and `.npz`.
  public static func format(ofFileNamed file: String) -> Format? {
    let name = FilePath.uncompressed(file)
    if ["csv", "tsv", "tab"].contains(where: { FilePath.has(name, extension: $0) }) { return .csv }
    return ["npy", "npz"].contains { FilePath.has(name, extension: $0) } ? .npy : nil
  }

  /// What a table holds.
  public struct Contents: Sendable, Equatable {
    /// The moments X^T X, X^T Y and Y^T Y, exactly.
    public var moments: Moments
    /// The names of the input columns.
    public var inputs: [String]
    /// The names of the target columns.
    public var targets: [String]
    /// How many rows were left out because a value was missing.
    public var droppedRows: Int
    /// The moments of blocks of rows, where they were wanted.
    public var blocks: RowBlocks?
  }

  /// Reads the file once and returns the moments X^T X, X^T Y and Y^T Y, exactly.
  ///
  /// - Throws: ``InputError``, as ``read()``.
  public func moments() throws(InputError) -> Moments { try read().moments }

  /// Reads the file once: its moments, exactly, and the columns they are of.
  ///
  /// A gzip file is decompressed on the way. Decimals are scaled to integers, column by column;
  /// binary floating-point numbers are taken as the dyadic rationals that they are. No step
  /// rounds. Memory does not depend on the number of rows, except for arrays in Fortran order
  /// and archives that are not regular files, which are held in memory.
  ///
  /// - Throws: ``InputError`` with row and column of the first cell that is not a finite number,
  ///   for ragged rows, unknown and repeated columns, and when the file cannot be read.
  /// - Complexity: O(n (p + k)^2) for n rows, p inputs and k targets.
  public func read() throws(InputError) -> Contents {
    try checkChoice()
    let choice = ColumnChoice(inputs: inputs, targets: targets, keepsBlocks: keepsBlocks)
    let file = try FileInput(self.file)
    var input: ByteStream = file
    if FileKind(try file.peek(FileKind.bytes)) == .gzip {
      input = InflatedInput(file, wrapping: .gzip)
    }
    let kind = FileKind(try input.peek(FileKind.bytes))
    let table: TableSums
    switch format ?? (kind == .numpy || kind == .zip ? .npy : .csv) {
    case .csv:
      if let kind { throw kind.error(file: input.name, expected: "a table in CSV") }
      table = try CSVReader.sums(of: choice, in: input, try dialect())
    case .npy:
      table = try NPYReader.sums(of: choice, in: input, dropsMissing: missing == .drop)
    }
    let columns = table.columns
    guard !columns.inputs.isEmpty || intercept && !center else {
      throw failure(
        "no column that is not a target", "at least one input column beside the targets")
    }
    var seen: Set<Int> = []
    guard !keepsBlocks || columns.all.count <= RowBlocks.mostColumns else {
      throw failure(
        "\(columns.all.count) columns whose blocks of rows are to be resampled",
        "at most \(RowBlocks.mostColumns)", .tooLarge)
    }
    for column in columns.all where !seen.insert(column.position).inserted {
      throw twice(column.name)
    }
    let blocks =
      table.blocks.isEmpty
      ? nil
      : RowBlocks(
        table.blocks, inputs: columns.inputs.count, intercept: intercept, center: center)
    return Contents(
      moments: table.sums.moments(
        inputs: columns.inputs.count, intercept: intercept, center: center),
      inputs: columns.inputs.map(\.name), targets: columns.targets.map(\.name),
      droppedRows: table.droppedRows, blocks: blocks)
  }

  private func dialect() throws(InputError) -> CSVDialect {
    let name = FilePath.uncompressed(file)
    let isTabbed = ["tsv", "tab"].contains { FilePath.has(name, extension: $0) }
    let character = separator ?? (isTabbed ? "\t" : decimalComma ? ";" : ",")
    guard let byte = character.asciiValue, byte == 9 || byte >= 32,
      !"0123456789.+-eE\"".contains(character)
    else {
      throw failure(
        "the separator \(ExactJSONValue.quoted(String(character)))",
        "one character between cells, such as a comma, a semicolon or a tab")
    }
    return CSVDialect(
      separator: byte, point: UInt8(ascii: decimalComma ? "," : "."),
      dropsMissing: missing == .drop)
  }

  // MARK: Choice of columns

  /// Checks what can be said about the choice of columns without looking into the file.
  private func checkChoice() throws(InputError) {
    if let inputs, inputs.isEmpty {
      guard intercept else {
        throw failure("no input column", "at least one input column or an intercept")
      }
      guard !center else {
        throw failure(
          "no input column but the intercept, and centred targets",
          "at least one input column: an intercept alone predicts the mean, which is zero")
      }
    }
    if targets.isEmpty { throw failure("no target column", "at least one target column") }
    guard targets.count <= Limits.tasks else {
      throw failure("\(targets.count) target columns", "at most \(Limits.tasks)", .tooLarge)
    }
    guard inputs?.count ?? 0 <= Limits.inputs else {
      throw failure("\(inputs?.count ?? 0) input columns", "at most \(Limits.inputs)", .tooLarge)
    }
    var seen: Set<[UInt8]> = []
    for name in (inputs ?? []) + targets where !seen.insert(Array(name.utf8)).inserted {
      throw twice(name)
    }
  }

  private func twice(_ name: String) -> InputError {
    failure(
      "the column \(ExactJSONValue.quoted(name)) twice", "each column once, as input or target")
  }

  /// The names of the targets as names of tasks.
  ///
  /// - Throws: ``InputError`` for a name that a case file cannot hold, and for two that are equal
  ///   up to the way in which accents are encoded.
  func taskNames(_ contents: Contents) throws(InputError) -> [String] {
    var names: [String: String] = [:]
    for name in contents.targets {
      if let problem = Case.problem(ofName: name) {
        throw failure(
          "the target \(ExactJSONValue.quoted(name)), \(problem)",
          "a name that a task can have; rename the column")
      }
      if let other = names.updateValue(name, forKey: name) {
        let pair = Spelling.quotedApart(other, name)
        throw failure(
          "the targets \(pair.0) and \(pair.1), which look the same",
          "targets with different names; rename one of the columns")
      }
    }
    return contents.targets
  }

  private func failure(
    _ problem: String, _ expectation: String, _ kind: InputError.Kind = .invalid
  ) -> InputError {
    InputError(
      kind, file: file, place: "choice of columns", problem: problem, expectation: expectation)
  }
}
