import ArgumentParser
import Verify

/// The exit statuses of the tool; `docs/case-format.md` lists them for users.
enum ExitStatus: Int32 {
  /// Decided, as expected.
  case success = 0
  /// An expectation was not met, or a certificate was rejected.
  case unexpected = 1
  /// Undecided within the limits.
  case undecided = 5
  /// A counterexample was found.
  case refuted = 10
  /// No instance met the hypothesis.
  case vacuous = 11
  /// Wrong usage.
  case usage = 64
  /// Bad input.
  case badInput = 65
  /// No such file.
  case noInput = 66
  /// A defect of this program.
  case defect = 70
  /// Could not write.
  case cannotWrite = 74
  /// Checking a certificate reached a limit of time or memory.
  case limitReached = 75

  /// The status of a case.
  init(_ outcome: CaseVerdict.Outcome) {
    switch outcome {
    case .decided: self = .success
    case .undecided: self = .undecided
    case .unexpected: self = .unexpected
    }
  }

  /// The status of a run over several files: the gravest one.
  static func gravest(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let order: [ExitStatus] = [
      .limitReached, .defect, .cannotWrite, .usage, .noInput, .badInput, .unexpected, .refuted,
      .vacuous,
      .undecided,
    ]
    let found = Set(statuses)
    return order.first { found.contains($0) } ?? .success
  }

  /// Ends the command with this status unless it is success.
  func finish() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}
