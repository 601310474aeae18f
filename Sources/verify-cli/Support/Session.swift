import ArgumentParser
import Cases
import Learning
import Verify

/// The frame around every command: it turns errors into a message and an exit status.
enum Session {
  /// Runs a command and ends with the status it returns.
  ///
  /// - Throws: `ExitCode` for every status but success.
  static func run(_ body: () throws -> ExitStatus) throws {
    let status: ExitStatus
    do {
      status = try body()
    } catch let error as any Reportable {
      Console.error(error.message)
      throw ExitCode(error.exitStatus.rawValue)
    }
    try status.finish()
  }
}

/// An error that is understood at the edge: it has a message and an exit status.
protocol Reportable: Error {
  /// What a person reads.
  var message: String { get }
  /// The exit status of the command.
  var exitStatus: ExitStatus { get }
}

extension InputError: Reportable {
  var message: String { description }
  var exitStatus: ExitStatus {
    switch kind {
    case .noSuchFile, .directory, .unreadable: return .noInput
    case .wrongUsage: return .usage
    default: return .badInput
    }
  }
}

extension OutputError: Reportable {
  var message: String { description }
  var exitStatus: ExitStatus { .cannotWrite }
}

extension CertificationFailure: Reportable {
  var message: String { description }
  var exitStatus: ExitStatus { .defect }
}

extension InvalidPoint: Reportable {
  var message: String { description }
  var exitStatus: ExitStatus { .usage }
}

extension LearningError: Reportable {
  var message: String { description }
  var exitStatus: ExitStatus {
    switch self {
    case .outOfRange: return .badInput
    case .stopped: return .undecided
    default: return .usage
    }
  }
}

/// A choice on the command line that only the input shows to be wrong.
struct UsageError: Reportable {
  let message: String
  var exitStatus: ExitStatus { .usage }
}
