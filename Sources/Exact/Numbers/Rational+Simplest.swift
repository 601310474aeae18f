extension Rational {
  /// The rational number with the least denominator in a closed interval, and of those the one of
  /// least magnitude; nil when the interval is empty.
  ///
  /// Continued fractions: the integer part common to both ends, then the simplest number between
  /// the reciprocals of what is left.
  ///
  /// - Complexity: one division for each partial quotient, at most about 1.5 times the bits of the
  ///   ends.
  public static func simplest(from lower: Rational, through upper: Rational) -> Rational? {
    guard lower <= upper else { return nil }
    if lower.signum <= 0 && upper.signum >= 0 { return .zero }
    if upper.signum < 0 { return simplest(from: -upper, through: -lower).map { -$0 } }
    var (low, high) = (lower, upper)
    var quotients: [Integer] = []
    var result: Rational
    while true {
      let whole = low.floor
      if low.isInteger {
        result = low
        break
      }
      if high >= Rational(whole) + .one {
        result = Rational(whole) + .one
        break
      }
      quotients.append(whole)
      let rest = (low - Rational(whole), high - Rational(whole))
      (low, high) = (rest.1.reciprocal, rest.0.reciprocal)
    }
    for quotient in quotients.reversed() { result = Rational(quotient) + result.reciprocal }
    return result
  }
}
