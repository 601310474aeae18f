import Exact

extension TextLayout {
  /// An exact number in decimal notation with a few digits, for reading; unlike a double it has
  /// no largest and no smallest value.
  static func decimal(_ value: Rational) -> String {
    let double = value.doubleValue
    if double.isNormal && double.isFinite || value.isZero { return decimal(double) }
    return scientific(value)
  }

  /// Five digits and an exponent of ten, rounded to nearest.
  static func scientific(_ value: Rational) -> String {
    let numerator = value.numerator.magnitude
    let denominator = value.denominator
    // The exponent from the number of bits, which may be one off in either direction.
    let bits = numerator.bitWidth - denominator.bitWidth
    var exponent = Int((Double(bits) * 0.301_029_995_663_981_2).rounded(.down))
    while true {
      // Four digits behind the first one: |value| * 10^(4 - exponent), rounded.
      let shift = 4 - exponent
      let power = Integer(10).power(abs(shift))
      let top = shift >= 0 ? numerator * power : numerator
      let bottom = shift >= 0 ? denominator : denominator * power
      let doubled = (top + top + bottom).quotientAndRemainder(dividingBy: bottom + bottom).quotient
      let digits = doubled.description
      if digits.count == 5 {
        var fraction = digits.dropFirst()[...]
        while fraction.count > 1, fraction.last == "0" { fraction = fraction.dropLast() }
        return (value.signum < 0 ? "-" : "") + "\(digits.prefix(1)).\(fraction)e\(exponent)"
      }
      exponent += digits.count - 5
    }
  }
}
