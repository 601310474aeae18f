import CGMP

extension Integer {
  /// The value as mantissa times 2 to the power of the exponent, without overflow.
  ///
  /// The mantissa is rounded towards zero and 0.5 <= |mantissa| < 1; both are 0 for zero.
  public var mantissaAndExponent: (mantissa: Double, exponent: Int) {
    withGMP { value in
      var exponent = 0
      let mantissa = __gmpz_get_d_2exp(&exponent, value)
      return (mantissa, exponent)
    }
  }

  /// Creates the integer nearest to `value` times 2 to the power `exponent`.
  ///
  /// Ties go away from zero. Returns nil when `value` is infinite or not a number, or when the
  /// result would have more than `maximumBits` bits.
  public init?(rounding value: Double, timesTwoToThe exponent: Int, maximumBits: Int = 1 << 20) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    // value = significand * 2^power with an integer significand of at most 53 bits.
    let power = Int(value.exponent) - 52
    let significand = Integer(Int((value.significand * 0x1p52).rounded()))
    let (shift, overflow) = power.addingReportingOverflow(exponent)
    guard !overflow, shift < maximumBits - 53 else { return nil }
    let magnitude: Integer
    if shift >= 0 {
      magnitude = significand.shiftedLeft(shift)
    } else if shift < -54 {
      magnitude = .zero
    } else {
      magnitude = (significand.shiftedRight(-shift - 1) + .one).shiftedRight(1)
    }
    self = value < 0 ? -magnitude : magnitude
  }

  /// The value divided by 2 to the power `bits`, rounded to nearest (ties away from zero).
  public func roundedShiftRight(_ bits: Int) -> Integer {
    guard bits > 0 else { return self }
    let magnitude = (self.magnitude.shiftedRight(bits - 1) + .one).shiftedRight(1)
    return signum < 0 ? -magnitude : magnitude
  }
}
