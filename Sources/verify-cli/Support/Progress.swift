import Foundation

/// Signs of life on standard error while a long command runs: on a terminal one line that is
/// rewritten and never wraps, elsewhere a line every half minute.
final class Progress {
  /// Between two lines in a file or pipe.
  static let interval = Duration.seconds(30)

  private let isQuiet: Bool
  private let isTerminal: Bool
  private var lastUpdate = ContinuousClock.now
  private var width = 0

  /// Creates a progress line, which stays invisible when `quiet`.
  init(quiet: Bool) {
    isQuiet = quiet
    isTerminal = isatty(STDERR_FILENO) == 1
    Interrupt.workBegins()
  }

  /// Shows a new text, at most ten times a second.
  func update(_ text: @autoclosure () -> String) {
    let pause: Duration = isTerminal ? .milliseconds(100) : Self.interval
    guard !isQuiet, ContinuousClock.now - lastUpdate > pause else { return }
    lastUpdate = .now
    guard isTerminal else { return Console.note(text()) }
    let line = Self.fitting(text(), columns: Self.columns)
    Console.noteRaw("\r" + line + String(repeating: " ", count: max(0, width - line.count)))
    width = line.count
  }

  /// Removes the line; the work is over.
  func finish() {
    Interrupt.workIsOver()
    clear()
  }

  /// Removes the line.
  func clear() {
    guard isTerminal, width > 0 else { return }
    Console.noteRaw("\r" + String(repeating: " ", count: min(width, Self.columns - 1)) + "\r")
    width = 0
  }

  /// The text cut to one column less than there are, since the last one makes some terminals wrap.
  static func fitting(_ text: String, columns: Int) -> String {
    let room = max(1, columns - 1)
    return text.count <= room ? text : String(text.prefix(max(0, room - 1))) + "…"
  }

  /// The width of the terminal now; 80 where it does not say.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
