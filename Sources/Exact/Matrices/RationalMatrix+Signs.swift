extension RationalMatrix {
  /// The signs -1, 0, 1 of all entries, row by row.
  ///
  /// - Complexity: O(rows * columns).
  public func signs() -> [Int8] {
    let base = storage.base
    return [Int8](unsafeUninitializedCapacity: storage.count) { target, count in
      for index in 0..<storage.count {
        target[index] = Int8(truncatingIfNeeded: base[index]._mp_size.signum())
      }
      count = storage.count
    }
  }
}
