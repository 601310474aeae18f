import Exact
import ExactJSON
import Surfaces

/// A table of numbers in a file, and which of its columns are the inputs and the targets.
public struct DataSource: Sendable, Equatable {
  /// The file formats that are read.
  public enum Format: String, Sendable, CaseIterable {
    /// Comma-separated values with a header (RFC 4180); columns have the names of the header.
    case csv
    /// A NumPy array of one or two dimensions; columns are named "1", "2", ... from the left.
    case npy
  }

  /// The file.
  public var file: String
  /// The format of the file.
  public var format: Format
  /// The names of the input columns, the columns of X.
  public var inputs: [String]
  /// The names of the target columns, one for each task.
  public var targets: [String]
  /// Whether X gets a further column of ones, behind the inputs.
  public var intercept: Bool
  /// Whether the mean of each target is subtracted from it.
  public var center: Bool

  /// Describes a table.
  public init(
    file: String, format: Format, inputs: [String], targets: [String], intercept: Bool = false,
    center: Bool = false
  ) {
    self.file = file
    self.format = format
    self.inputs = inputs
    self.targets = targets
    self.intercept = intercept
    self.center = center
  }

  /// The format that the name of a file suggests, or nil when it is neither `.csv` nor `.npy`.
  public static func format(ofFileNamed file: String) -> Format? {
    Format.allCases.first { FilePath.has(file, extension: $0.rawValue) }
  }

  /// Reads the file once and returns the moments X^T X, X^T Y and Y^T Y, exactly.
  ///
  /// Decimals are scaled to integers, column by column; binary floating-point numbers are taken
  /// as the dyadic rationals that they are. No step rounds. Memory does not depend on the number
  /// of rows.
  ///
  /// - Throws: ``InputError`` with row and column of the first cell that is not a finite number,
  ///   for ragged rows, unknown and repeated columns, and when the file cannot be read.
  /// - Complexity: O(n (p + k)^2) for n rows, p inputs and k targets.
  public func moments() throws(InputError) -> Moments {
    try checkColumns()
    let columns = inputs + targets
    let sums: ColumnSums
    switch format {
    case .csv: sums = try CSVReader.sums(of: columns, in: file)
    case .npy: sums = try NPYReader.sums(of: columns, in: file)
    }
    return sums.moments(inputs: inputs.count, intercept: intercept, center: center)
  }

  /// Checks what can be said about the choice of columns without looking into the file.
  private func checkColumns() throws(InputError) {
    if inputs.isEmpty && !intercept {
      throw failure("no input column", "at least one input column or an intercept")
    }
    if targets.isEmpty { throw failure("no target column", "at least one target column") }
    guard targets.count <= Limits.tasks else {
      throw failure("\(targets.count) target columns", "at most \(Limits.tasks)", .tooLarge)
    }
    guard inputs.count <= Limits.inputs else {
      throw failure("\(inputs.count) input columns", "at most \(Limits.inputs)", .tooLarge)
    }
    var seen: Set<[UInt8]> = []
    for name in inputs + targets where !seen.insert(Array(name.utf8)).inserted {
      throw failure(
        "the column \(ExactJSONValue.quoted(name)) twice", "each column once, as input or target")
    }
  }

  private func failure(
    _ problem: String, _ expectation: String, _ kind: InputError.Kind = .invalid
  ) -> InputError {
    InputError(
      kind, file: file, place: "choice of columns", problem: problem, expectation: expectation)
  }
}
