import ArgumentParser
import Cases
import Certificates
import Exact

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

  @Argument(help: "Certificate files.")
  var files: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      var statuses: [ExitStatus] = []
      for file in files {
        let outcome = Self.recheck(file)
        statuses.append(outcome.status)
        switch output.format {
        case .text:
          if let line = outcome.line { try Console.print(line) }
        case .json:
          try Console.print(outcome.json(file).text(.compact))
        }
        if let error = outcome.error { Console.error(error) }
      }
      return ExitStatus.gravest(statuses)
    }
  }

  /// What became of one file.
  private struct Outcome {
    var status: ExitStatus
    var line: String?
    var error: String?
    var result: CheckResult?

    func json(_ file: String) -> ExactJSONValue {
      switch result {
      case .verified(let statement)?:
        return .object([
          .init("file", .text(file)), .init("result", "verified"),
          .init("statement", .text(statement.rawValue)),
        ])
      case .rejected(let reason)?:
        return .object([
          .init("file", .text(file)), .init("result", "rejected"), .init("reason", .text(reason)),
        ])
      case nil:
        return .object([
          .init("file", .text(file)), .init("result", "unreadable"),
          .init("reason", .text(error ?? "")),
        ])
      }
    }
  }

  private static func recheck(_ file: String) -> Outcome {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(file)
    } catch {
      return Outcome(status: error.exitStatus, error: error.description)
    }
    let result: CheckResult
    do {
      result = Checker.verify(try Certificate(parsing: bytes))
    } catch where error.kind == .notACertificate {
      return Outcome(status: .badInput, error: "\(file): not a certificate: \(error.description)")
    } catch {
      result = .rejected(reason: error.description)
    }
    switch result {
    case .verified(let statement):
      return Outcome(
        status: .success, line: "VERIFIED \(statement.rawValue) \(file)", result: result)
    case .rejected(let reason):
      let oneLine = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
      return Outcome(status: .unexpected, line: "REJECTED \(oneLine) \(file)", result: result)
    }
  }
}
