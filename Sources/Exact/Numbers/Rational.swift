/// A rational number in lowest terms with a positive denominator.
public struct Rational: Hashable, Sendable {
  /// The numerator; it carries the sign.
  public let numerator: Integer
  /// The denominator, always positive and coprime to the numerator.
  public let denominator: Integer

  /// Creates the rational number with the value of an integer.
  public init(_ value: Integer) {
    numerator = value
    denominator = .one
  }

  /// Creates the rational number with the value of a machine word.
  public init(_ value: Int) { self.init(Integer(value)) }

  /// Creates `numerator / denominator` in lowest terms.
  ///
  /// - Precondition: `denominator` is not zero.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(!denominator.isZero, "denominator zero")
    if denominator == .one {
      self.init(numerator)
      return
    }
    let divisor = Integer.gcd(numerator, denominator)
    let sign = denominator.signum < 0
    let top = divisor == .one ? numerator : numerator.exactQuotient(by: divisor)
    let bottom = divisor == .one ? denominator : denominator.exactQuotient(by: divisor)
    self.init(lowestTerms: sign ? -top : top, sign ? -bottom : bottom)
  }

  /// Adopts a numerator and a positive denominator that are already coprime.
  init(lowestTerms numerator: Integer, _ denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The number zero.
  public static let zero = Rational(0)
  /// The number one.
  public static let one = Rational(1)
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Creates the number from an integer literal in source code.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Whether the first number is smaller.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.signum != right.signum { return left.signum < right.signum }
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational {
  /// -1, 0 or 1: the sign of the value.
  public var signum: Int { numerator.signum }
  /// Whether the value is zero.
  public var isZero: Bool { numerator.isZero }
  /// Whether the value is an integer.
  public var isInteger: Bool { denominator == .one }
  /// The absolute value.
  public var magnitude: Rational { signum < 0 ? -self : self }

  /// The value divided into one.
  ///
  /// - Precondition: the value is not zero.
  public var reciprocal: Rational {
    precondition(!isZero, "division by zero")
    return signum < 0
      ? Rational(lowestTerms: -denominator, -numerator)
      : Rational(lowestTerms: denominator, numerator)
  }

  /// The negated value.
  public static prefix func - (value: Rational) -> Rational {
    Rational(lowestTerms: -value.numerator, value.denominator)
  }

  /// The sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if left.denominator == right.denominator {
      return Rational(left.numerator + right.numerator, left.denominator)
    }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + (-right) }

  /// The product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if left.isInteger && right.isInteger { return Rational(left.numerator * right.numerator) }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient.
  ///
  /// - Precondition: `right` is not zero.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(!right.isZero, "division by zero")
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// The largest integer not above the value.
  public var floor: Integer { numerator.floorQuotient(by: denominator) }

  /// The nearest integer; halves go up.
  public var rounded: Integer {
    (numerator + numerator + denominator).floorQuotient(by: denominator + denominator)
  }

  /// The square root when it is rational, otherwise nil.
  public var exactSquareRoot: Rational? {
    guard let top = numerator.exactSquareRoot, let bottom = denominator.exactSquareRoot else {
      return nil
    }
    return Rational(lowestTerms: top, bottom)
  }
}

extension Rational: CustomStringConvertible {
  /// `p` or `p/q` in decimal digits; ``init(literal:)`` reads it back.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }
}
