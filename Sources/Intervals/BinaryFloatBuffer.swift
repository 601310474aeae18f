import CMPFR

/// A block of MPFR numbers of one precision, all zero at first, for computations in place.
final class BinaryFloatBuffer {
  let base: UnsafeMutablePointer<__mpfr_struct>
  private let limbs: UnsafeMutablePointer<UInt>

  init(count: Int, precision: Int) {
    let bits = min(
      max(precision, Interval.precisions.lowerBound), Interval.precisions.upperBound)
    let width = (bits + 63) / 64
    base = .allocate(capacity: max(1, count))
    limbs = .allocate(capacity: max(1, count * width))
    for index in 0..<count {
      base[index] = __mpfr_struct()
      mpfr_custom_init_set(base + index, IntervalStorage.zeroKind, 0, bits, limbs + index * width)
    }
  }

  deinit {
    base.deallocate()
    limbs.deallocate()
  }
}
