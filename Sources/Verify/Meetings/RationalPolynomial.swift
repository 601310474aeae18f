import Exact

/// Polynomials in one variable with rational coefficients, the constant one first, for counting
/// real roots exactly.
struct RationalPolynomial: Sendable, Equatable {
  /// The coefficients, the last one not zero; none for the zero polynomial.
  private(set) var coefficients: [Rational]

  init(_ coefficients: [Rational]) {
    self.coefficients = coefficients
    while self.coefficients.last?.isZero == true { self.coefficients.removeLast() }
  }

  /// The degree; -1 for the zero polynomial.
  var degree: Int { coefficients.count - 1 }

  var isZero: Bool { coefficients.isEmpty }

  static func + (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial {
    let count = max(left.coefficients.count, right.coefficients.count)
    return RationalPolynomial(
      (0..<count).map { i in
        (i <= left.degree ? left.coefficients[i] : .zero)
          + (i <= right.degree ? right.coefficients[i] : .zero)
      })
  }

  static prefix func - (value: RationalPolynomial) -> RationalPolynomial {
    RationalPolynomial(value.coefficients.map { -$0 })
  }

  static func - (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial {
    left + (-right)
  }

  static func * (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial {
    if left.isZero || right.isZero { return RationalPolynomial([]) }
    var result = Array(repeating: Rational.zero, count: left.degree + right.degree + 1)
    for (i, a) in left.coefficients.enumerated() where !a.isZero {
      for (j, b) in right.coefficients.enumerated() { result[i + j] += a * b }
    }
    return RationalPolynomial(result)
  }

  var derivative: RationalPolynomial {
    RationalPolynomial(
      coefficients.enumerated().dropFirst().map { $0.element * Rational($0.offset) })
  }

  /// Quotient and remainder; the divisor must not be zero.
  func divided(by divisor: RationalPolynomial) -> (
    quotient: RationalPolynomial, remainder: RationalPolynomial
  ) {
    precondition(!divisor.isZero, "division by zero")
    var rest = coefficients
    var quotient = Array(repeating: Rational.zero, count: max(0, degree - divisor.degree + 1))
    let leading = divisor.coefficients[divisor.degree]
    for position in quotient.indices.reversed() {
      let factor = rest[position + divisor.degree] / leading
      quotient[position] = factor
      if factor.isZero { continue }
      for (j, b) in divisor.coefficients.enumerated() { rest[position + j] -= factor * b }
    }
    return (RationalPolynomial(quotient), RationalPolynomial(rest))
  }

  /// The monic greatest common divisor.
  static func gcd(_ left: RationalPolynomial, _ right: RationalPolynomial) -> RationalPolynomial {
    var (a, b) = (left, right)
    while !b.isZero { (a, b) = (b, a.divided(by: b).remainder) }
    guard let leading = a.coefficients.last else { return a }
    return RationalPolynomial(a.coefficients.map { $0 / leading })
  }

  /// The number of different real roots, by Sturm's chain; the polynomial must not be zero.
  var distinctRealRootCount: Int {
    var chain = [self, derivative]
    while let last = chain.last, !last.isZero {
      chain.append(-chain[chain.count - 2].divided(by: last).remainder)
    }
    func changes(_ negative: Bool) -> Int {
      let signs = chain.compactMap { polynomial -> Int? in
        guard let leading = polynomial.coefficients.last else { return nil }
        return negative && polynomial.degree % 2 == 1 ? -leading.signum : leading.signum
      }
      return zip(signs, signs.dropFirst()).count { $0 != $1 }
    }
    return changes(true) - changes(false)
  }

  /// The number of real roots, each as often as its multiplicity; the polynomial must not be zero.
  var realRootCount: Int {
    // Every root of multiplicity n is a root of f, gcd(f, f'), ... of n polynomials in all.
    var total = 0
    var polynomial = self
    while polynomial.degree > 0 {
      total += polynomial.distinctRealRootCount
      polynomial = Self.gcd(polynomial, polynomial.derivative)
    }
    return total
  }
}
