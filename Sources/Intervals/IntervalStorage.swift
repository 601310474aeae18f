import CGMP
import CMPFR

/// The two endpoints of an interval: the lower one, followed in memory by the upper one.
typealias Endpoints = UnsafeMutablePointer<__mpfr_struct>

/// The storage of an ``Interval``: two MPFR numbers and their limbs in one allocation.
///
/// The numbers have fixed precision and are never reallocated by MPFR, so nothing has to be
/// cleared. They are written only before the storage is shared.
final class IntervalStorage: ManagedBuffer<(__mpfr_struct, __mpfr_struct), UInt> {
  /// Creates storage for endpoints of a precision, holding [0, 0].
  static func make(precision: Int) -> IntervalStorage {
    let limbs = (precision + 63) / 64
    let buffer = create(minimumCapacity: 2 * limbs) { buffer in
      let base = buffer.withUnsafeMutablePointerToElements { $0 }
      var pair = (__mpfr_struct(), __mpfr_struct())
      mpfr_custom_init_set(&pair.0, zeroKind, 0, precision, base)
      mpfr_custom_init_set(&pair.1, zeroKind, 0, precision, base + limbs)
      return pair
    }
    return unsafeDowncast(buffer, to: IntervalStorage.self)
  }

  /// MPFR's code for plus zero.
  static var zeroKind: Int32 { Int32(MPFR_ZERO_KIND.rawValue) }

  /// Lends the endpoints.
  @inline(__always)
  func withEndpoints<R>(_ body: (Endpoints) -> R) -> R {
    withUnsafeMutablePointerToHeader { header in
      body(UnsafeMutableRawPointer(header).assumingMemoryBound(to: __mpfr_struct.self))
    }
  }
}
