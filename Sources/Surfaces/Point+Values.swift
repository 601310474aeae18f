import Exact

extension Point {
  /// The direction u with u_i = s_i sqrt(v_i), up to a positive factor, when it is rational: all
  /// quotients v_i / v_j of non-zero values are squares of rationals. Nil when it is irrational.
  ///
  /// - Parameters:
  ///   - values: k numbers >= 0, not all zero; only their ratios matter.
  ///   - signs: k numbers 1 or -1.
  public static func rationalDirection(values: [Rational], signs: [Int]) -> [Integer]? {
    precondition(values.count == signs.count, "one sign for each value")
    precondition(values.allSatisfy { $0.signum >= 0 }, "values are not negative")
    guard let reference = values.first(where: { !$0.isZero }) else {
      preconditionFailure("some value is not zero")
    }
    var direction: [Rational] = []
    for (value, sign) in zip(values, signs) {
      guard let root = (value / reference).exactSquareRoot else { return nil }
      direction.append(sign < 0 ? -root : root)
    }
    return integerDirection(direction)
  }
}
