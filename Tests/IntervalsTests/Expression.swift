import Exact
import Intervals
import TestSupport

/// A random expression that can be evaluated exactly and in intervals.
indirect enum Expression {
  case variable(Int)
  case constant(Rational)
  case sum(Expression, Expression)
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case quotient(Expression, Expression)
  case negation(Expression)
  case square(Expression)
  case magnitude(Expression)
  case power(Expression, Int)
  case squareRoot(Expression)

  /// An expression of at most the given depth; square roots only when they are allowed.
  static func random(
    _ generator: inout TestGenerator, depth: Int, variables: Int, roots: Bool
  ) -> Expression {
    if depth == 0 || generator.chance(6) {
      return generator.chance(3)
        ? .constant(generator.rational(.fractions)) : .variable(generator.int(0...variables - 1))
    }
    let a = random(&generator, depth: depth - 1, variables: variables, roots: roots)
    switch generator.int(0...(roots ? 10 : 9)) {
    case 0, 1:
      return .sum(a, random(&generator, depth: depth - 1, variables: variables, roots: roots))
    case 2:
      return .difference(
        a, random(&generator, depth: depth - 1, variables: variables, roots: roots))
    case 3, 4:
      return .product(
        a, random(&generator, depth: depth - 1, variables: variables, roots: roots))
    case 5:
      return .quotient(
        a, random(&generator, depth: depth - 1, variables: variables, roots: roots))
    case 6: return .negation(a)
    case 7: return .square(a)
    case 8: return .magnitude(a)
    case 9: return .power(a, generator.int(-3...4))
    default: return .squareRoot(a)
    }
  }

  /// The exact value; nil where it is not defined or not rational.
  func exact(_ x: [Rational]) -> Rational? {
    switch self {
    case .variable(let i): return x[i]
    case .constant(let value): return value
    case .sum(let a, let b): return Self.both(a, b, x) { $0 + $1 }
    case .difference(let a, let b): return Self.both(a, b, x) { $0 - $1 }
    case .product(let a, let b): return Self.both(a, b, x) { $0 * $1 }
    case .quotient(let a, let b): return Self.both(a, b, x) { $1.isZero ? nil : $0 / $1 }
    case .negation(let a): return a.exact(x).map { -$0 }
    case .square(let a): return a.exact(x).map { $0 * $0 }
    case .magnitude(let a): return a.exact(x).map(\.magnitude)
    case .power(let a, let n): return a.exact(x).flatMap { Self.power($0, n) }
    case .squareRoot(let a): return a.exact(x).flatMap(\.exactSquareRoot)
    }
  }

  private static func both(
    _ a: Expression, _ b: Expression, _ x: [Rational],
    _ operation: (Rational, Rational) -> Rational?
  ) -> Rational? {
    guard let left = a.exact(x), let right = b.exact(x) else { return nil }
    return operation(left, right)
  }

  static func power(_ value: Rational, _ exponent: Int) -> Rational? {
    if exponent < 0 && value.isZero { return nil }
    let positive = Rational(
      value.numerator.power(abs(exponent)), value.denominator.power(abs(exponent)))
    return exponent < 0 ? positive.reciprocal : positive
  }

  /// The enclosure over a box.
  func enclosure(_ x: [Interval]) -> Interval {
    switch self {
    case .variable(let i): return x[i]
    case .constant(let value): return Interval(value, precision: x[0].precision)
    case .sum(let a, let b): return a.enclosure(x) + b.enclosure(x)
    case .difference(let a, let b): return a.enclosure(x) - b.enclosure(x)
    case .product(let a, let b): return a.enclosure(x) * b.enclosure(x)
    case .quotient(let a, let b): return a.enclosure(x) / b.enclosure(x)
    case .negation(let a): return -a.enclosure(x)
    case .square(let a): return a.enclosure(x).square
    case .magnitude(let a): return a.enclosure(x).magnitude
    case .power(let a, let n): return a.enclosure(x).power(n)
    case .squareRoot(let a): return a.enclosure(x).squareRoot
    }
  }
}
