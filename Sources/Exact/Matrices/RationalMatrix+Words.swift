import CGMP

extension RationalMatrix {
  /// All numerators over the common ``denominator``, row by row, when every one of them fits a
  /// machine word; otherwise nil.
  ///
  /// - Complexity: O(rows * columns).
  package func numeratorWords() -> [Int]? {
    var fits = true
    let words = [Int](unsafeUninitializedCapacity: storage.count) { target, count in
      for index in 0..<storage.count {
        let entry = storage.base + index
        let limbs = entry.pointee._mp_size
        if limbs == 0 {
          target[index] = 0
          continue
        }
        guard limbs == 1 || limbs == -1, entry.pointee._mp_d[0] <= UInt(Int.max) else {
          fits = false
          break
        }
        let magnitude = Int(truncatingIfNeeded: entry.pointee._mp_d[0])
        target[index] = limbs < 0 ? -magnitude : magnitude
      }
      count = fits ? storage.count : 0
    }
    return fits ? words : nil
  }
}
