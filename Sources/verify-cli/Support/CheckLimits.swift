import Foundation
import Synchronization

/// Limits of one certificate after another: how long checking it may take and how much memory the
/// program may use.
///
/// Checking cannot be asked to stop: it may be inside one multiplication of long integers. So a
/// thread beside it looks at the clock and ends the program.
final class CheckLimits: Sendable {
  /// Processor time in seconds for one file; none when 0.
  let seconds: Double
  /// Memory in MiB; none when 0.
  let mebibytes: Int
  /// When the file that is being checked was begun, in seconds of processor time.
  private let start = Mutex<Double?>(nil)

  /// Creates limits and begins to watch.
  ///
  /// - Parameter end: Called with what was reached, while no other file is begun; it ends the
  ///   program.
  init(seconds: Double, mebibytes: Int, end: @escaping @Sendable (String) -> Void) {
    self.seconds = seconds
    self.mebibytes = mebibytes
    guard seconds > 0 || mebibytes > 0 else { return }
    Thread.detachNewThread { [self] in
      while true {
        usleep(20_000)
        start.withLock { start in
          guard let start else { return }
          let usage = Self.usage
          if seconds > 0 && usage.seconds - start > seconds {
            end("the limit of \(seconds.formatted()) s was reached")
          } else if mebibytes > 0 && usage.bytes > mebibytes << 20 {
            end("the limit of \(mebibytes) MiB was reached")
          }
        }
      }
    }
  }

  /// Checks a file within the limits.
  func check<Result>(_ body: () throws -> Result) rethrows -> Result {
    start.withLock { $0 = Self.usage.seconds }
    defer { start.withLock { $0 = nil } }
    return try body()
  }

  /// The processor time and the most memory that the program has used.
  private static var usage: (seconds: Double, bytes: Int) {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #endif
    let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
    #if canImport(Darwin)
      return (seconds, usage.ru_maxrss)
    #else
      return (seconds, usage.ru_maxrss << 10)
    #endif
  }
}
