import Dispatch
import Synchronization

/// The one request to stop of the whole process: by a person (``request()``) or a time limit.
///
/// Long searches look at ``isPending`` in their inner loops and then end as they do at their other
/// limits: undecided. Whoever counts undecided answers discards those of interrupted work.
public enum Interruption {
  private static let isRequested = Atomic<Bool>(false)
  /// In nanoseconds of the monotonic clock; the largest number for none.
  private static let deadline = Atomic<UInt64>(.max)

  /// Asks everything to stop; returns whether that was asked before. Safe in a signal handler.
  @discardableResult
  public static func request() -> Bool { isRequested.exchange(true, ordering: .relaxed) }

  /// Asks everything to stop some seconds from now.
  public static func request(after seconds: Double) {
    let now = DispatchTime.now().uptimeNanoseconds
    deadline.store(now + UInt64(max(0, min(seconds, 1e9)) * 1e9), ordering: .relaxed)
  }

  /// Whether work should stop. Once true, it stays so.
  ///
  /// - Complexity: a few nanoseconds, or one look at the clock where there is a time limit.
  public static var isPending: Bool {
    if isRequested.load(ordering: .relaxed) { return true }
    let end = deadline.load(ordering: .relaxed)
    guard end != .max, DispatchTime.now().uptimeNanoseconds >= end else { return false }
    request()
    return true
  }
}
