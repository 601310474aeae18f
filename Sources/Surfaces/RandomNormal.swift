/// The transcendental function behind normal and exponential draws, from correctly rounded
/// operations only, so that it gives the same bits on every machine; the C library's does not
/// promise that.
enum RandomNormal {
  /// ln(x) for a finite x > 0, within a few units in the last place of max(|ln x|, 1).
  ///
  /// x = m 2^e with m in [1/sqrt 2, sqrt 2); ln m = 2 artanh((m - 1) / (m + 1)) by its series,
  /// whose argument is at most 0.172, so that 12 terms leave less than 2^-64.
  static func logarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    let square = t * t
    var sum = 0.0
    for term in stride(from: 25.0, through: 3, by: -2) {
      sum = (sum + 1 / term) * square
    }
    return exponent * 0.693_147_180_559_945_3 + 2 * t * (1 + sum)
  }
}
