import CGMP

extension RationalMatrix {
  /// The doubles nearest to the entries, row by row.
  public var doubleValues: [[Double]] {
    (0..<rows).map { i in
      (0..<columns).map { Integer.nearestDouble(numerator(i, $0), denominator) }
    }
  }

  /// The entries in double precision, row by row in one array, each with a relative error of a few
  /// units in the last place; entries out of range become infinite or zero.
  ///
  /// For display, starting points and unverified answers: a decision needs an error bound.
  ///
  /// - Complexity: O(rows * columns).
  public func doubleRows() -> [Double] {
    var denominatorExponent = 0
    let divisor = denominator.withGMP { __gmpz_get_d_2exp(&denominatorExponent, $0) }
    return (0..<storage.count).map { index in
      var exponent = 0
      let fraction = __gmpz_get_d_2exp(&exponent, storage.base + index)
      if fraction == 0 { return 0 }
      return Double(
        sign: .plus, exponent: exponent - denominatorExponent, significand: fraction / divisor)
    }
  }
}
