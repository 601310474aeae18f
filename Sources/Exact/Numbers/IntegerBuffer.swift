import CGMP

/// One contiguous block of GMP integers: the storage of ``RationalMatrix``.
///
/// The block owns its numbers. It is written only while a single matrix refers to it, so that
/// matrices may be shared freely between threads.
final class IntegerBuffer: @unchecked Sendable {
  let base: UnsafeMutablePointer<__mpz_struct>
  let count: Int

  /// Creates `count` zeros. A zero owns no memory until it is written.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    for index in 0..<count { __gmpz_init(base + index) }
  }

  /// Creates a deep copy.
  convenience init(copying other: IntegerBuffer) {
    self.init(count: other.count)
    for index in 0..<count { __gmpz_set(base + index, other.base + index) }
  }

  deinit {
    for index in 0..<count { __gmpz_clear(base + index) }
    base.deallocate()
  }

  /// -1, 0 or 1: the sign of one number.
  @inline(__always)
  func sign(_ index: Int) -> Int {
    let size = base[index]._mp_size
    return size < 0 ? -1 : (size > 0 ? 1 : 0)
  }

  /// One number as a value.
  func value(_ index: Int) -> Integer { Integer(copying: base + index) }

  /// Overwrites one number.
  func set(_ index: Int, _ value: Integer) {
    if let word = value.word {
      __gmpz_set_si(base + index, word)
    } else {
      value.withGMP { __gmpz_set(base + index, $0) }
    }
  }
}
