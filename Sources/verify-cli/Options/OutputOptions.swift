import ArgumentParser
import Cases
import ExactJSON

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// Options of every command.
struct OutputOptions: ParsableArguments {
  @Option(help: "Print results as text, or as JSON with one document on each line.")
  var format: OutputFormat = .text

  @Flag(help: "Print no progress and no warnings.")
  var quiet = false

  /// Prints a result in the format that was asked for.
  ///
  /// - Throws: `OutputError`.
  func print(
    text: @autoclosure () -> String, json: @autoclosure () -> ExactJSONValue
  ) throws(OutputError) {
    switch format {
    case .text: try Console.print(text())
    case .json: try Console.print(json())
    }
  }
}

/// The option of commands that can take long.
struct TimeLimitOption: ParsableArguments {
  @Option(help: ArgumentHelp("Stop after this many seconds.", valueName: "seconds"))
  var timeLimit: Double?

  /// A deadline that begins now.
  var deadline: Deadline { Deadline(seconds: timeLimit) }

  func validate() throws {
    if let timeLimit, !(timeLimit > 0 && timeLimit < 1e9) {
      throw ValidationError("--time-limit takes a positive number of seconds")
    }
  }
}

/// Options of commands that can take long and draw random numbers.
struct LimitOptions: ParsableArguments {
  @OptionGroup var time: TimeLimitOption

  @Option(help: "The seed of everything random; the same seed gives the same answer.")
  var seed: UInt64 = 1
}

/// The option of commands that use several threads.
struct JobOptions: ParsableArguments {
  @Option(help: "How many threads; the results do not depend on it.")
  var jobs = 1

  func validate() throws { try Self.validate(jobs) }

  /// - Throws: `ValidationError` for a number that is out of range.
  static func validate(_ jobs: Int) throws {
    guard (1...256).contains(jobs) else {
      throw ValidationError("--jobs takes a number from 1 to 256")
    }
  }
}
