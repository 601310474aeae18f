import CGMP

extension Rational {
  /// Lends the value to `body` as a read-only GMP rational in lowest terms.
  @inline(__always)
  package func withGMP<R>(_ body: (UnsafePointer<__mpq_struct>) -> R) -> R {
    numerator.withGMP { numerator in
      denominator.withGMP { denominator in
        var view = __mpq_struct()
        view._mp_num = numerator.pointee
        view._mp_den = denominator.pointee
        return withUnsafePointer(to: &view) { body($0) }
      }
    }
  }
}
