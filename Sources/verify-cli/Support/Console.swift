import Cases
import ExactJSON
import Foundation

/// Standard output and standard error.
///
/// Results go to standard output; progress, warnings and errors to standard error. A result that
/// cannot be written is an error, never a silently shortened output. What cannot be seen, in a
/// name of a task say, is printed escaped, as `\u00a0`; in JSON that is the same text.
enum Console {
  /// Held while a result is printed, so that nothing ends the program in the middle of one.
  private static let output = NSRecursiveLock()

  /// Does something while no result is being printed.
  static func withOutput(_ body: () -> Void) {
    output.lock()
    defer { output.unlock() }
    body()
  }

  /// Writes a result to standard output and waits until the system has taken it.
  static func print(_ text: String) throws(OutputError) {
    output.lock()
    defer { output.unlock() }
    let line = text.visible(keepingLines: true) + "\n"
    try FileOutput.write(
      Array(line.utf8), toDescriptor: STDOUT_FILENO, named: "standard output")
  }

  /// Writes a report for programs in one line, with the version of this program after its format.
  static func print(_ report: ExactJSONValue) throws(OutputError) {
    guard case .object(var members) = report, members.first?.key == "format" else {
      return try print(report.text(.compact))
    }
    members.insert(.init("version", .text(VerifyCLI.configuration.version)), at: 1)
    try print(ExactJSONValue.object(members).text(.compact))
  }

  /// Writes a line to standard error; failures are ignored, there is nowhere to report them.
  static func note(_ text: String) { noteRaw(text.visible(keepingLines: true) + "\n") }

  /// Writes an error line to standard error.
  static func error(_ text: String) { note("verify-cli: error: \(text.visible())") }

  /// Writes a text without a newline to standard error.
  static func noteRaw(_ text: String) {
    try? FileOutput.write(
      Array(text.utf8), toDescriptor: STDERR_FILENO, named: "standard error")
  }
}
