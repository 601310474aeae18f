import ArgumentParser
import Cases
import Certificates
import Exact
import ExactJSON
import Foundation
import Synchronization

/// `recheck FILE...`: verifies certificates.
struct RecheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract: "Verify certificates in rational arithmetic.",
    discussion: """
      Prints VERIFIED statement FILE or REJECTED reason FILE for each file. Exit status: 0 if all \
      are verified, 1 if one is rejected, 65 if one is not a certificate at all, 66 if one does \
      not exist, 75 if checking one reached a limit: it and those after it are not verified, and \
      nothing is known of them.
      """)

  @Argument(help: "Certificate files.", completion: .file())
  var files: [String]

  @Option(help: "Seconds of processor time for one file; 0 for no limit.")
  var timeLimit = 60.0

  @Option(help: "Memory in MiB; 0 for no limit.")
  var memoryLimit = 1_024

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard timeLimit >= 0, memoryLimit >= 0, memoryLimit <= 1 << 30 else {
      throw ValidationError("a limit is negative or too large")
    }
  }

  func run() throws {
    try Session.run {
      var statuses: [ExitStatus] = []
      let position = Mutex(0)
      let limits = CheckLimits(seconds: timeLimit, mebibytes: memoryLimit) {
        [files, output] reached in
        Console.withOutput {
          var reason = "not checked: \(reached)"
          for file in files[position.withLock { $0 }...] {
            try? Self.print(.unreadable(reason: reason, .limitReached), file, output.format)
            reason = "not checked: a limit was reached before"
          }
          _exit(ExitStatus.limitReached.rawValue)
        }
      }
      for (index, file) in files.enumerated() {
        position.withLock { $0 = index }
        let outcome = limits.check { Self.recheck(file) }
        statuses.append(outcome.status)
        try Self.print(outcome, file, output.format)
      }
      return ExitStatus.gravest(statuses)
    }
  }

  private static func print(
    _ outcome: Outcome, _ file: String, _ format: OutputFormat
  ) throws(OutputError) {
    switch format {
    case .text: try Console.print(outcome.line(file))
    case .json: try Console.print(outcome.json(file).text(.compact))
    }
  }

  /// What became of one file.
  private enum Outcome {
    case checked(CheckResult)
    /// Not a certificate at all, not readable, or too much work.
    case unreadable(reason: String, ExitStatus)

    var status: ExitStatus {
      switch self {
      case .checked(let result): return result.isVerified ? .success : .unexpected
      case .unreadable(_, let status): return status
      }
    }

    /// The line for people and for other checkers' comparison.
    func line(_ file: String) -> String {
      switch self {
      case .checked(.verified(let statement)): return "VERIFIED \(statement.rawValue) \(file)"
      case .checked(.rejected(let reason)), .unreadable(let reason, _):
        let oneLine = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "REJECTED \(oneLine) \(file)"
      }
    }

    func json(_ file: String) -> ExactJSONValue {
      var members: [ExactJSONValue.Member] = [.init("file", .text(file))]
      switch self {
      case .checked(.verified(let statement)):
        members.append(.init("result", "verified"))
        members.append(.init("statement", .text(statement.rawValue)))
      case .checked(.rejected(let reason)):
        members.append(.init("result", "rejected"))
        members.append(.init("reason", .text(reason)))
      case .unreadable(let reason, let status):
        let isUnchecked = status == .limitReached
        members.append(.init("result", isUnchecked ? "unchecked" : "unreadable"))
        members.append(.init("reason", .text(reason)))
      }
      return .object(members)
    }
  }

  private static func recheck(_ file: String) -> Outcome {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(file)
    } catch {
      let reason = "\(error.problem), expected \(error.expectation)"
      return .unreadable(reason: reason, error.exitStatus)
    }
    do {
      return .checked(Checker.verify(try AnyCertificate(parsing: bytes)))
    } catch let error where error.kind == .notACertificate {
      return .unreadable(reason: error.description, .badInput)
    } catch {
      return .checked(.rejected(reason: error.description))
    }
  }
}
