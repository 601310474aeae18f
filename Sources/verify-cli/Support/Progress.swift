import Foundation

/// One line on standard error that is rewritten while a long command runs; only on a terminal.
final class Progress {
  private let isShown: Bool
  private var lastUpdate = ContinuousClock.now
  private var width = 0

  /// Creates a progress line, which stays invisible when `quiet` or not on a terminal.
  init(quiet: Bool) { isShown = !quiet && isatty(STDERR_FILENO) == 1 }

  /// Shows a new text, at most ten times a second.
  func update(_ text: @autoclosure () -> String) {
    guard isShown, ContinuousClock.now - lastUpdate > .milliseconds(100) else { return }
    lastUpdate = .now
    let line = text()
    Console.noteRaw("\r" + line + String(repeating: " ", count: max(0, width - line.count)))
    width = line.count
  }

  /// Removes the line.
  func finish() {
    guard isShown, width > 0 else { return }
    Console.noteRaw("\r" + String(repeating: " ", count: width) + "\r")
    width = 0
  }
}
