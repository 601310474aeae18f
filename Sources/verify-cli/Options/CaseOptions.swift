import ArgumentParser
import Cases

/// How a file becomes a case: which columns of a table, which tasks.
struct CaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For a CSV or NPY file: the input columns, separated by commas.", valueName: "columns"))
  var inputs: String?

  @Option(
    help: ArgumentHelp(
      "For a CSV or NPY file: the target columns, one for each task.", valueName: "columns"))
  var targets: String?

  @Flag(
    inversion: .prefixedNo,
    help: "For a CSV or NPY file: add a column of ones to the inputs.")
  var intercept = true

  @Flag(
    inversion: .prefixedNo,
    help: "For a CSV or NPY file: subtract the mean of each target.")
  var center = true

  @Option(
    help: ArgumentHelp(
      "Keep only these tasks, counted from 1, for example 3,4,5 or 1-3,7.", valueName: "tasks"))
  var tasks: String?

  /// Reads a case file, or a table with the columns of the options.
  ///
  /// - Throws: `InputError`, and `UsageError` when options do not fit the file.
  func load(_ file: String) throws -> Case {
    let whole: Case
    if let source = try dataSource(file) {
      whole = try Case(data: source)
    } else {
      guard inputs == nil, targets == nil else {
        throw UsageError(message: "\(file): --inputs and --targets go with a .csv or .npy file")
      }
      whole = try Case(contentsOf: file)
    }
    guard let tasks else { return whole }
    let selection: TaskSelection
    do {
      selection = try TaskSelection(tasks)
    } catch {
      throw UsageError(message: "--tasks: \(error.description)")
    }
    return try whole.choosing(selection)
  }

  /// The table that a file name and the options describe, or nil for a case file.
  func dataSource(_ file: String) throws -> DataSource? {
    guard let format = DataSource.format(ofFileNamed: file) else { return nil }
    guard let targets else {
      throw UsageError(
        message: "\(file): a table needs --targets, and --inputs unless an intercept is all")
    }
    return DataSource(
      file: file, format: format, inputs: try Self.columns(inputs ?? "", option: "--inputs"),
      targets: try Self.columns(targets, option: "--targets"), intercept: intercept,
      center: center)
  }

  /// The names in a list such as `q1,q2` or `q1..q7`, where a range counts up a number at the end.
  private static func columns(_ text: String, option: String) throws -> [String] {
    if text.isEmpty { return [] }
    var names: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard !part.isEmpty else {
        throw UsageError(message: "\(option): an empty column name in \"\(text)\"")
      }
      if let range = part.firstRange(of: ".."),
        let first = NumberedName(part[..<range.lowerBound]),
        let last = NumberedName(part[range.upperBound...]), first.stem == last.stem,
        first.number <= last.number, last.number - first.number < 10_000
      {
        names += (first.number...last.number).map { first.stem + String($0) }
      } else {
        names.append(String(part))
      }
    }
    return names
  }

  /// A column name that ends in a number.
  private struct NumberedName {
    let stem: String
    let number: Int

    init?(_ text: Substring) {
      let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
      guard digits > 0, let number = Int(text.suffix(digits)) else { return nil }
      stem = String(text.dropLast(digits))
      self.number = number
    }
  }
}
