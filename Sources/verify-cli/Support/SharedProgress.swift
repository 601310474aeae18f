import Foundation
import Synchronization

/// A progress line that several threads may update, and that shows the time while none does.
final class SharedProgress: Sendable {
  private struct State: ~Copyable, @unchecked Sendable {
    let progress: Progress
    var text: String?
    var start = ContinuousClock.now
  }

  private let state: Mutex<State>

  init(quiet: Bool) {
    state = Mutex(State(progress: Progress(quiet: quiet)))
    Thread.detachNewThread { [weak self] in
      while true {
        usleep(200_000)
        guard let self else { return }
        self.showTime()
      }
    }
  }

  /// Begins a piece of work that may take long without an update.
  func begin(_ text: String) {
    state.withLock {
      $0.text = text
      $0.start = .now
    }
    Interrupt.workBegins()
  }

  /// Shows a new text, now and then.
  func update(_ text: () -> String) {
    _ = state.withLockIfAvailable { state in
      if state.text == nil { return state.progress.update(text()) }
      let new = text()
      state.text = new
      state.progress.update(new)
    }
  }

  /// Removes the line; the work is over.
  func finish() {
    state.withLock {
      $0.text = nil
      $0.progress.finish()
    }
  }

  private func showTime() {
    state.withLock { state in
      guard let text = state.text else { return }
      let seconds = (ContinuousClock.now - state.start) / .seconds(1)
      if seconds >= 1 { state.progress.update("\(text), \(Int(seconds)) s") }
    }
  }
}
