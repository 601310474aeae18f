extension Rational {
  /// The double nearest to the value, ties to even; infinite from 2^1024 (1 - 2^-54) on, and zero
  /// up to 2^-1075.
  ///
  /// For display and for starting points only: a decision that uses it needs an error bound.
  public var doubleValue: Double { Integer.nearestDouble(numerator, denominator) }

  /// The exact value of a finite binary floating-point number, or nil for infinities and NaN.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    // A finite double is an integer of at most 53 bits times a power of two.
    let shift = Int(value.exponent) - 52
    let scaled = Integer(Int(value.significand * 4_503_599_627_370_496.0))
    let signed = value.sign == .minus ? -scaled : scaled
    self =
      shift >= 0
      ? Rational(signed.shiftedLeft(shift))
      : Rational(signed, Integer.one.shiftedLeft(-shift))
  }
}

extension Integer {
  /// The double nearest to the value, ties to even; infinite when it is too large.
  public var doubleValue: Double { Integer.nearestDouble(self, .one) }

  /// The double nearest to `numerator / denominator`, ties to even. The quotient need not be in
  /// lowest terms.
  ///
  /// - Precondition: `denominator` is positive.
  static func nearestDouble(_ numerator: Integer, _ denominator: Integer) -> Double {
    precondition(denominator.signum > 0, "denominator not positive")
    if let top = numerator.word, let bottom = denominator.word {
      // One correctly rounded division of exact operands, or one correctly rounded conversion.
      let exact: UInt = 1 << 53
      if bottom == 1 || (top.magnitude <= exact && bottom.magnitude <= exact) {
        return Double(top) / Double(bottom)
      }
    }
    // The value is at least 2^(bits - 1) and below 2^(bits + 1). Keep the quotient by 2^exponent:
    // 55 or 56 bits, or fewer where the spacing of doubles does not shrink any further.
    let bits = numerator.bitWidth - denominator.bitWidth
    if bits > 1025 { return numerator.signum < 0 ? -.infinity : .infinity }
    if bits < -1077 { return numerator.signum < 0 ? -0.0 : 0 }
    let exponent = max(bits - 55, -1076)
    let top = numerator.magnitude
    let (quotient, remainder) =
      exponent <= 0
      ? top.shiftedLeft(-exponent).quotientAndRemainder(dividingBy: denominator)
      : top.quotientAndRemainder(dividingBy: denominator.shiftedLeft(exponent))
    guard let kept = quotient.word else { return .nan }
    // Round away the last two or three bits; `half` is one half of the last kept unit.
    let drop = kept >> 55 == 0 ? 2 : 3
    let half = 1 << (drop - 1)
    let rest = kept & (half + half - 1)
    var rounded = kept >> drop
    if rest > half || (rest == half && (!remainder.isZero || rounded & 1 == 1)) { rounded += 1 }
    return Double(
      sign: .plus, exponent: exponent + drop,
      significand: Double(numerator.signum < 0 ? -rounded : rounded))
  }
}
