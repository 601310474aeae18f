/// Why a text is not an exact number.
public enum LiteralError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is empty.
  case empty
  /// The text is not an integer, a fraction, or a decimal with an optional exponent.
  case malformed(String)
  /// A fraction whose denominator is zero.
  case zeroDenominator
  /// More digits than ``Rational/maximumDigits``.
  case tooManyDigits(Int)
  /// An exponent beyond ``Rational/maximumExponent`` in absolute value.
  case exponentTooLarge(String)

  /// One sentence that says what was found and what was expected.
  public var description: String {
    switch self {
    case .empty:
      return "empty text where a number was expected"
    case .malformed(let text):
      return "\"\(text)\" is not an exact number: expected an integer, a fraction p/q, or a"
        + " decimal with an optional exponent"
    case .zeroDenominator:
      return "a fraction with denominator zero"
    case .tooManyDigits(let count):
      return "a number of \(count) digits: at most \(Rational.maximumDigits) are read"
    case .exponentTooLarge(let text):
      return "the exponent \(text) is out of range: at most \(Rational.maximumExponent) in"
        + " absolute value"
    }
  }
}
