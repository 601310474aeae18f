import ArgumentParser
import Cases
import Exact

/// `moments FILE...`: turns a table, or several parts, into a case that holds its exact moments.
struct MomentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moments",
    abstract: "Turn a table into a case file with its exact moments.",
    discussion: """
      Reads the table once, in memory that does not depend on the number of rows, and writes \
      X^T X, X^T Y and Y^T Y as exact numbers. Verdicts from the moments are those from the data.

      Several files are parts of one data set, tables or case files with moments, whose sums are \
      added. Targets are centred by the mean of the whole: parts that are case files have to be \
      made with --no-center, and --center centres their sum.
      """)

  @Argument(
    help: ArgumentHelp(
      "Tables (CSV, TSV, NPY, NPZ; - is standard input), or case files with moments."),
    completion: .file())
  var files: [String]

  @OptionGroup var options: CaseOptions

  @Option(help: ArgumentHelp("The name of the case.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Where the data come from.", valueName: "text"))
  var source: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Print no warnings.")
  var quiet = false

  func run() throws {
    try Session.run {
      for file in files {
        try OutputPaths.requireDistinct(input: file, outputs: [("--output", output)])
      }
      var result = try options.choosing(try whole())
      if let name { result.name = try text(name, option: "--name") }
      if let source { result.source = try text(source, option: "--source") }
      let bytes = try result.fileBytes()
      if let output {
        try FileOutput.write(bytes, to: output)
      } else {
        try Console.print(String(decoding: bytes.dropLast(), as: UTF8.self))
      }
      return .success
    }
  }

  /// The case of all files together.
  private func whole() throws -> Case {
    let sources = try files.map { try options.dataSource($0) }
    if files.count == 1, let source = sources[0] {
      return try CaseOptions.read(source, quiet: quiet)
    }
    var parts: [Case] = []
    for (file, source) in zip(files, sources) {
      guard var source else {
        parts.append(try Case(contentsOf: file))
        continue
      }
      // The mean of the whole is subtracted at the end.
      source.center = false
      parts.append(try CaseOptions.read(source, quiet: quiet))
    }
    // Tables are centred unless switched off; the moments of cases are added as they are.
    let center = options.center ?? (sources.allSatisfy { $0 != nil } ? true : nil)
    guard center != true || options.intercept else {
      throw UsageError(
        message: "--no-intercept: parts can be centred only with an intercept, which says what the"
          + " means are; expected --no-center too")
    }
    return try Case.merging(parts, center: center)
  }

  private func text(_ text: String, option: String) throws -> String {
    if let problem = Case.problem(ofName: text) {
      throw UsageError(message: "\(option): a text \(problem); expected a text on one line")
    }
    return text
  }
}
