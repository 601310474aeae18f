import Exact

/// A closed interval with rational ends, for ranges of quotients and products.
struct RationalRange {
  /// The least value.
  let lower: Rational
  /// The greatest value.
  let upper: Rational

  private init(lower: Rational, upper: Rational) {
    self.lower = lower
    self.upper = upper
  }

  /// From the least to the greatest of some numbers, at least one.
  init(of ends: [Rational]) {
    lower = ends.reduce(ends[0]) { min($0, $1) }
    upper = ends.reduce(ends[0]) { max($0, $1) }
  }

  /// All products.
  static func * (left: RationalRange, right: RationalRange) -> RationalRange {
    RationalRange(of: [
      left.lower * right.lower, left.lower * right.upper, left.upper * right.lower,
      left.upper * right.upper,
    ])
  }

  /// All differences.
  static func - (left: RationalRange, right: RationalRange) -> RationalRange {
    RationalRange(lower: left.lower - right.upper, upper: left.upper - right.lower)
  }

  /// The least square: zero when zero lies in the range.
  var leastSquare: Rational {
    if lower.signum > 0 { return lower * lower }
    return upper.signum < 0 ? upper * upper : .zero
  }

  /// The greatest square.
  var greatestSquare: Rational { max(lower * lower, upper * upper) }
}
