/// The transcendental functions behind random draws, from correctly rounded operations only, so
/// that they give the same bits on every machine; the C library's do not promise that.
public enum RandomFunctions {
  /// ln(x) for a finite x > 0, within a few units in the last place of max(|ln x|, 1).
  ///
  /// x = m 2^e with m in [1/sqrt 2, sqrt 2); ln m = 2 artanh((m - 1) / (m + 1)) by its series,
  /// whose argument is at most 0.172, so that 12 terms leave less than 2^-64.
  public static func logarithm(_ x: Double) -> Double {
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

  /// e^x with a relative error of a few units in the last place times max(|x|, 1); 0 below -745.
  ///
  /// - Precondition: `x` is at most 700 and not NaN.
  public static func exponential(_ x: Double) -> Double {
    precondition(x <= 700, "too large for e^x")
    if x < -745 { return 0 }
    // x = n ln 2 + r with |r| <= 0.35; 18 terms of the series leave less than 2^-64.
    let n = (x / 0.693_147_180_559_945_3).rounded()
    let r = (x - n * 0.693_147_180_369_123_8) - n * 1.908_214_929_270_587_7e-10
    var sum = 1.0
    for term in stride(from: 18.0, through: 1, by: -1) { sum = 1 + sum * r / term }
    return sum * Double(sign: .plus, exponent: Int(n) / 2, significand: 1)
      * Double(sign: .plus, exponent: Int(n) - Int(n) / 2, significand: 1)
  }
}
