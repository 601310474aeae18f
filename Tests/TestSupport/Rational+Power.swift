import Exact

extension Rational {
  /// An integer to any power, negative ones included.
  package static func power(_ base: Int, _ exponent: Int) -> Rational {
    let value = Integer(base).power(abs(exponent))
    return exponent < 0 ? Rational(1, value) : Rational(value)
  }
}
