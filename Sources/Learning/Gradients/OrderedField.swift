import Exact

/// The numbers in which a gradient step can be computed: exactly with `Rational`, fast with
/// `Double`.
package protocol OrderedField: Comparable, Sendable {
  /// Zero.
  static var zero: Self { get }
  /// One.
  static var one: Self { get }
  /// An upper bound of the relative error of one operation: zero for exact numbers.
  static var unitRoundoff: Self { get }
  /// A positive number by which quantities of this square are divided before a linear system is
  /// solved: about the square root in floating point; one for exact numbers, which need none.
  var equilibrationRoot: Self { get }
  /// The absolute value.
  var magnitude: Self { get }
  /// The sum.
  static func + (left: Self, right: Self) -> Self
  /// The difference.
  static func - (left: Self, right: Self) -> Self
  /// The product.
  static func * (left: Self, right: Self) -> Self
  /// The quotient by a number that is not zero.
  static func / (left: Self, right: Self) -> Self
  /// The negated value.
  static prefix func - (value: Self) -> Self
}

extension Rational: OrderedField {
  /// Zero: arithmetic is exact.
  package static var unitRoundoff: Rational { .zero }
  /// One.
  package var equilibrationRoot: Rational { .one }
}

extension Double: OrderedField {
  /// One.
  package static var one: Double { 1 }
  /// 2^-53.
  package static var unitRoundoff: Double { 0x1p-53 }
  /// The square root of a positive number, otherwise one.
  package var equilibrationRoot: Double { self > 0 ? squareRoot() : 1 }
}

extension OrderedField {
  /// The inner product of two vectors of the same length.
  static func dot(_ left: [Self], _ right: [Self]) -> Self {
    var sum = zero
    for (x, y) in zip(left, right) { sum = sum + x * y }
    return sum
  }

  /// The product of a matrix and a vector.
  static func product(_ matrix: [[Self]], _ vector: [Self]) -> [Self] {
    matrix.map { dot($0, vector) }
  }
}
