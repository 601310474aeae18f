import ArgumentParser
import Cases

/// How a file becomes a case: which columns of a table, which tasks.
struct CaseOptions: ParsableArguments {
  /// What may be given as a file.
  static let fileHelp = ArgumentHelp(
    "A case file, or with --targets a table: CSV, TSV, NPY or NPZ, CSV and NPY also gzipped; - is"
      + " standard input.")

  @Option(
    help: ArgumentHelp(
      "For a table: the input columns, separated by commas; q1..q7 and q01..q12 count up. All"
        + " columns that are not targets when missing.", valueName: "columns"))
  var inputs: String?

  @Option(
    help: ArgumentHelp(
      "For a table: the target columns, one for each task.", valueName: "columns"))
  var targets: String?

  @Flag(inversion: .prefixedNo, help: "For a table: add a column of ones to the inputs.")
  var intercept = true

  @Flag(
    inversion: .prefixedNo,
    help: "For a table: subtract the mean of each target; done unless switched off.")
  var center: Bool?

  @Option(
    help: ArgumentHelp(
      "What a table is, whatever its name: csv or npy. By default its name and its first bytes"
        + " decide.", valueName: "format"))
  var inputFormat: DataSource.Format?

  @Option(
    help: ArgumentHelp(
      "For CSV: the character between cells, or tab. By default a tab in .tsv files, a semicolon"
        + " with --decimal-comma, otherwise a comma.", valueName: "character"))
  var separator: String?

  @Flag(help: "For CSV: numbers have a decimal comma, as in 3,14.")
  var decimalComma = false

  @Option(
    help: ArgumentHelp(
      "For a table: what to do about rows where a chosen column has no value (a blank cell, NA,"
        + " nan): error, or drop, which leaves them out and counts them.", valueName: "action"))
  var missing: DataSource.Missing?

  @Option(
    help: ArgumentHelp(
      "Keep only these tasks, counted from 1, for example 3,4,5 or 1-3,7.", valueName: "tasks"))
  var tasks: String?

  /// Reads a case file, or a table with the columns of the options.
  ///
  /// - Parameter quiet: Whether to say nothing about which inputs a table has by default and how
  ///   many rows were left out.
  /// - Parameter keepsBlocks: Whether the moments of blocks of rows are kept, for resampling.
  /// - Throws: `InputError`, and `UsageError` when options do not fit the file.
  func load(_ file: String, quiet: Bool, keepsBlocks: Bool = false) throws -> Case {
    guard var source = try dataSource(file) else {
      return try choosing(Case(contentsOf: file, keepsBlocks: keepsBlocks))
    }
    source.keepsBlocks = keepsBlocks
    return try choosing(try Self.read(source, quiet: quiet))
  }

  /// The file and the options that a further command needs to be about the same problem, the choice
  /// of tasks aside.
  func arguments(_ file: String) -> [String] {
    var arguments = [file]
    func add(_ option: String, _ value: String?) {
      if let value { arguments += [option, value] }
    }
    add("--inputs", inputs)
    add("--targets", targets)
    add("--input-format", inputFormat?.rawValue)
    add("--separator", separator)
    add("--missing", missing?.rawValue)
    if decimalComma { arguments.append("--decimal-comma") }
    if !intercept { arguments.append("--no-intercept") }
    if let center { arguments.append(center ? "--center" : "--no-center") }
    return arguments
  }

  /// Reads a table, and says what was done without being asked.
  ///
  /// - Throws: `InputError`.
  static func read(_ source: DataSource, quiet: Bool) throws -> Case {
    let contents = try source.read()
    let result = try Case(data: source, contents: contents)
    if quiet { return result }
    if source.inputs == nil {
      let names = contents.inputs.prefix(40).joined(separator: ", ")
      Console.note(
        "\(FilePath.shown(source.file)): inputs are all columns that are not targets: \(names)"
          + (contents.inputs.count > 40 ? ", ... (\(contents.inputs.count) in all)" : ""))
    }
    if contents.droppedRows > 0 {
      let rows = contents.droppedRows
      Console.note(
        "\(FilePath.shown(source.file)): \(TextLayout.count(rows, "row")) left out,"
          + " with a missing value in a chosen column; \(contents.moments.samples) kept")
    }
    return result
  }

  /// The case of the chosen tasks.
  ///
  /// - Throws: `InputError`, and `UsageError` for a choice that is none.
  func choosing(_ whole: Case) throws -> Case {
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
  ///
  /// - Throws: `UsageError` when options do not fit together.
  func dataSource(_ file: String) throws -> DataSource? {
    let format = inputFormat ?? DataSource.format(ofFileNamed: file)
    let isCase = FilePath.has(file, extension: "json") || targets == nil
    guard format != nil || !isCase else {
      let given = [
        ("--inputs", inputs != nil), ("--targets", targets != nil),
        ("--separator", separator != nil), ("--decimal-comma", decimalComma),
        ("--missing", missing != nil),
      ].filter(\.1).map(\.0)
      guard given.isEmpty else {
        throw UsageError(
          message: "\(file): \(given.joined(separator: ", ")): only for a table, and a table needs"
            + " --targets; --input-format csv or npy says that a file is one")
      }
      return nil
    }
    guard let targets else {
      throw UsageError(
        message: "\(file): a table needs --targets, the columns to predict; all others are inputs"
          + " unless --inputs names some")
    }
    var source = DataSource(
      file: file, format: format,
      inputs: try inputs.map { try ColumnList.names($0, option: "--inputs") },
      targets: try ColumnList.names(targets, option: "--targets"), intercept: intercept,
      center: center ?? true)
    source.separator = try separatorCharacter()
    source.decimalComma = decimalComma
    source.missing = missing ?? .error
    return source
  }

  private func separatorCharacter() throws -> Character? {
    guard let separator else { return nil }
    let names: [String: Character] = [
      "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|",
    ]
    if let named = names[separator.lowercased()] { return named }
    guard separator.count == 1, let character = separator.first else {
      throw UsageError(
        message: "--separator: \"\(separator)\"; expected one character, such as ';', or tab")
    }
    return character
  }
}

extension DataSource.Format: ExpressibleByArgument {}
extension DataSource.Missing: ExpressibleByArgument {}
