extension Rational {
  /// 2 to the power of the exponent, which may be negative.
  public static func powerOfTwo(_ exponent: Int) -> Rational {
    let power = Integer.one.shiftedLeft(abs(exponent))
    return exponent < 0 ? Rational(lowestTerms: .one, power) : Rational(power)
  }
}
