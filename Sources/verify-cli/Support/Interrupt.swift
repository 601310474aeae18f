import Foundation
import Synchronization

/// Lets a long command end early, on Ctrl-C or at a time limit, with what it knows so far.
///
/// The first interrupt asks the command to stop at its next opportunity; a second one ends the
/// program at once.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  /// Starts to listen for Ctrl-C and for a request to terminate.
  static func listen() {
    for signal in [SIGINT, SIGTERM] {
      Foundation.signal(signal) { signal in
        if Interrupt.requested.exchange(true, ordering: .relaxed) { _exit(128 + signal) }
      }
    }
  }

  /// Whether the user asked to stop.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }
}

/// A point in time after which a command should stop.
struct Deadline {
  private let end: ContinuousClock.Instant?

  /// A deadline some seconds from now; none when nil. From now on an interrupt asks the command
  /// to stop, where it would have ended the program.
  init(seconds: Double?) {
    Interrupt.listen()
    end = seconds.map { ContinuousClock.now + .seconds($0) }
  }

  /// Whether the time is over or the user asked to stop.
  var isOver: Bool { Interrupt.isRequested || (end.map { ContinuousClock.now >= $0 } ?? false) }
}
