import ArgumentParser
import Cases
import Exact

/// `moments FILE`: turns a CSV or NPY file into a case that holds its exact moments.
struct MomentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moments",
    abstract: "Turn a CSV or NPY file into a case file with its exact moments.",
    discussion: """
      Reads the table once, in memory that does not depend on the number of rows, and writes \
      X^T X, X^T Y and Y^T Y as exact numbers. Verdicts from the moments are those from the data.
      """)

  @Argument(help: "A CSV file with a header, or an NPY file.")
  var file: String

  @OptionGroup var options: CaseOptions

  @Option(help: ArgumentHelp("The name of the case.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Where the data come from.", valueName: "text"))
  var source: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    try Session.run {
      try OutputPaths.requireDistinct(input: file, outputs: [("--output", output)])
      guard try options.dataSource(file) != nil else {
        throw UsageError(message: "\(file): expected a file name that ends in .csv or .npy")
      }
      var result = try options.load(file)
      if let name { result.name = name }
      if let source { result.source = source }
      if let output {
        try FileOutput.write(result.json.bytes() + [UInt8(ascii: "\n")], to: output)
      } else {
        try Console.print(result.json.text())
      }
      return .success
    }
  }
}
