/// A double with an exponent of its own, so that no input size overflows or underflows.
///
/// It guides searches, whose suggestions are verified exactly afterwards, and carries numbers of
/// filters, which account for the error: conversion from an integer truncates to 53 bits (2 u), and
/// each operation rounds once (u).
@usableFromInline package struct ScaledDouble: Sendable {
  /// Zero, or a number with 0.5 <= |mantissa| < 1.
  @usableFromInline package var mantissa: Double
  /// The power of two that the mantissa is multiplied with.
  @usableFromInline package var exponent: Int

  /// Normalises mantissa times 2 to the power of the exponent.
  @inlinable package init(_ mantissa: Double, exponent: Int = 0) {
    if mantissa == 0 || !mantissa.isFinite {
      self.mantissa = mantissa
      self.exponent = 0
    } else {
      let shift = Int(mantissa.exponent) + 1
      self.mantissa = Double(sign: .plus, exponent: -shift, significand: mantissa)
      self.exponent = exponent + shift
    }
  }

  /// The value of an integer to about 53 bits.
  @inlinable package init(_ value: Integer) {
    let (mantissa, exponent) = value.mantissaAndExponent
    self.init(mantissa, exponent: exponent)
  }

  /// The value of a rational number to about 53 bits; zero stays zero.
  package init(rational value: Rational) {
    self = ScaledDouble(value.numerator) / ScaledDouble(value.denominator)
  }

  @inlinable package static func * (left: ScaledDouble, right: ScaledDouble) -> ScaledDouble {
    ScaledDouble(left.mantissa * right.mantissa, exponent: left.exponent + right.exponent)
  }

  @inlinable package static func / (left: ScaledDouble, right: ScaledDouble) -> ScaledDouble {
    ScaledDouble(left.mantissa / right.mantissa, exponent: left.exponent - right.exponent)
  }

  @inlinable package static func + (left: ScaledDouble, right: ScaledDouble) -> ScaledDouble {
    if left.mantissa == 0 { return right }
    if right.mantissa == 0 { return left }
    let top = max(left.exponent, right.exponent)
    let sum = left.double(dividedByTwoToThe: top) + right.double(dividedByTwoToThe: top)
    return ScaledDouble(sum, exponent: top)
  }

  /// Whether the left side is smaller; false when either is not a number.
  @inlinable package static func < (left: ScaledDouble, right: ScaledDouble) -> Bool {
    let (a, b) = (left.mantissa, right.mantissa)
    if a == 0 || b == 0 || (a < 0) != (b < 0) || left.exponent == right.exponent { return a < b }
    return (left.exponent < right.exponent) == (a > 0) && a.isFinite && b.isFinite
  }

  /// The value times a power of two, without rounding.
  @inlinable package func timesTwoToThe(_ shift: Int) -> ScaledDouble {
    var result = self
    if mantissa != 0 && mantissa.isFinite { result.exponent += shift }
    return result
  }

  /// The square root of a non-negative value.
  @inlinable package var squareRoot: ScaledDouble {
    exponent % 2 == 0
      ? ScaledDouble(mantissa.squareRoot(), exponent: exponent / 2)
      : ScaledDouble((mantissa * 2).squareRoot(), exponent: (exponent - 1) / 2)
  }

  /// The value divided by 2 to the power `shift`; zero or infinite when out of range.
  @inlinable package func double(dividedByTwoToThe shift: Int) -> Double {
    let power = exponent - shift
    if mantissa == 0 || power < -1_000 { return 0 }
    if power > 1_000 { return mantissa < 0 ? -.infinity : .infinity }
    return Double(sign: .plus, exponent: power, significand: mantissa)
  }

  /// The value as a double.
  @inlinable package var double: Double { double(dividedByTwoToThe: 0) }
}
