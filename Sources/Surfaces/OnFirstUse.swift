import Synchronization

/// A value that is computed once, for whichever thread asks first.
final class OnFirstUse<Value: Sendable>: Sendable {
  private let cache = Mutex<Value?>(nil)

  func value(_ compute: () -> Value) -> Value {
    cache.withLock { cached in
      if let cached { return cached }
      let value = compute()
      cached = value
      return value
    }
  }
}
