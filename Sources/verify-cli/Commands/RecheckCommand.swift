import ArgumentParser
import Cases
import Certificates
import Exact
import ExactJSON

/// `recheck FILE...`: verifies certificates.
struct RecheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract: "Verify certificates in rational arithmetic.",
    discussion: """
      Prints VERIFIED statement FILE or REJECTED reason FILE for each file. Exit status: 0 if all \
      are verified, 1 if one is rejected, 65 if one is not a certificate at all, 66 if one does \
      not exist.
      """)

  @Argument(help: "Certificate files.", completion: .file())
  var files: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      var statuses: [ExitStatus] = []
      for file in files {
        let outcome = Self.recheck(file)
        statuses.append(outcome.status)
        switch output.format {
        case .text: try Console.print(outcome.line(file))
        case .json:
          try Console.print(outcome.json(file).text(.compact))
        }
      }
      return ExitStatus.gravest(statuses)
    }
  }

  /// What became of one file.
  private enum Outcome {
    case checked(CheckResult)
    /// Not a certificate at all, or not readable.
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
      case .unreadable(let reason, _):
        members.append(.init("result", "unreadable"))
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
