import Synchronization

/// A progress line that several threads may update.
final class SharedProgress: Sendable {
  private struct State: ~Copyable, @unchecked Sendable {
    let progress: Progress
  }

  private let state: Mutex<State>

  init(quiet: Bool) { state = Mutex(State(progress: Progress(quiet: quiet))) }

  /// Shows a new text, now and then.
  func update(_ text: () -> String) {
    _ = state.withLockIfAvailable { $0.progress.update(text()) }
  }

  /// Removes the line.
  func finish() { state.withLock { $0.progress.finish() } }
}
