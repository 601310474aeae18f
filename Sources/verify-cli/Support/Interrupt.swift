import Dispatch
import Foundation
import Parallel
import Synchronization

/// Lets a long command end early, on Ctrl-C, a request to terminate or at a time limit, with what
/// it knows so far.
///
/// The first signal asks the command to stop (``Interruption``); a second one ends the program at
/// once. Where a command has not come back from its work after ``patience`` seconds, inside one
/// long exact operation for example, a thread beside it ends the program: what was printed and
/// written stays, and what the command left to be cleared is cleared.
enum Interrupt {
  /// The longest time in seconds that work goes on after a request.
  static let patience = 0.8

  private static let isListening = Atomic<Bool>(false)
  private static let isWorkOver = Atomic<Bool>(false)
  private static let clearings = Mutex<[@Sendable () -> Void]>([])

  /// Starts to listen for Ctrl-C and for a request to terminate.
  static func listen() {
    guard !isListening.exchange(true, ordering: .relaxed) else { return }
    for signal in [SIGINT, SIGTERM] {
      Foundation.signal(signal) { signal in
        if Interruption.request() { _exit(128 + signal) }
      }
    }
    // A parent may have started this program from a thread that blocks them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    Thread.detachNewThread {
      while !Interruption.isPending { usleep(20_000) }
      usleep(UInt32(patience * 1e6))
      clearings.withLock { clearings in
        // While work is over, the command prints what it knows and ends by itself.
        guard !isWorkOver.load(ordering: .relaxed) else { return }
        Console.withOutput {
          Console.noteRaw("\n")
          Console.error("interrupted; what is printed and written so far is complete in itself")
          for clear in clearings { clear() }
          _exit(ExitStatus.undecided.rawValue)
        }
      }
    }
  }

  /// Says that the work is done and only its results are left to print and write.
  static func workIsOver() {
    // Waits while the other thread is ending the program.
    clearings.withLock { _ in isWorkOver.store(true, ordering: .relaxed) }
  }

  /// Says that more work begins after results were printed.
  static func workBegins() { isWorkOver.store(false, ordering: .relaxed) }

  /// What to clear when the program is ended inside its work.
  static func whenAbandoned(_ clear: @escaping @Sendable () -> Void) {
    clearings.withLock { $0.append(clear) }
  }
}

/// A point in time after which a command should stop.
struct Deadline {
  /// A deadline some seconds from now; none when nil. From now on an interrupt asks the command
  /// to stop, where it would have ended the program.
  init(seconds: Double?) {
    Interrupt.listen()
    if let seconds { Interruption.request(after: seconds) }
  }

  /// Whether the time is over or the user asked to stop.
  var isOver: Bool { Interruption.isPending }
}
