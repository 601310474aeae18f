import CMPFR
import Exact

extension Interval {
  /// The exact order of two endpoints, -1, 0 or 1; neither may be NaN.
  @inline(__always)
  private static func compare(_ a: Endpoints, _ b: Endpoints) -> Int32 { mpfr_cmp3(a, b, 1) }

  /// Lends the endpoints of two non-empty intervals, or returns `otherwise`.
  @inline(__always)
  private func with<R>(
    _ other: Interval, otherwise: R, _ body: (Endpoints, Endpoints) -> R
  ) -> R {
    storage.withEndpoints { x in
      other.storage.withEndpoints { y in
        IntervalKernel.isEmpty(x) || IntervalKernel.isEmpty(y) ? otherwise : body(x, y)
      }
    }
  }

  /// x < y for the enclosed numbers.
  public static func < (left: Interval, right: Interval) -> TernaryTruth {
    left.with(right, otherwise: .undecided) { x, y in
      if compare(x + 1, y) < 0 { return .certainlyTrue }
      return compare(x, y + 1) >= 0 ? .certainlyFalse : .undecided
    }
  }

  /// x <= y for the enclosed numbers.
  public static func <= (left: Interval, right: Interval) -> TernaryTruth {
    left.with(right, otherwise: .undecided) { x, y in
      if compare(x + 1, y) <= 0 { return .certainlyTrue }
      return compare(x, y + 1) > 0 ? .certainlyFalse : .undecided
    }
  }

  /// x > y for the enclosed numbers.
  public static func > (left: Interval, right: Interval) -> TernaryTruth { right < left }

  /// x >= y for the enclosed numbers.
  public static func >= (left: Interval, right: Interval) -> TernaryTruth { right <= left }

  /// x = y for the enclosed numbers: certain only for two equal points.
  public func equals(_ other: Interval) -> TernaryTruth {
    with(other, otherwise: .undecided) { x, y in
      if Self.compare(x + 1, y) < 0 || Self.compare(y + 1, x) < 0 { return .certainlyFalse }
      let points =
        mpfr_number_p(x) != 0 && mpfr_equal_p(x, x + 1) != 0 && mpfr_equal_p(y, y + 1) != 0
      return points ? .certainlyTrue : .undecided
    }
  }

  /// x > 0 for the enclosed number.
  public var isPositive: TernaryTruth {
    sign { lower, upper in lower > 0 ? .certainlyTrue : (upper <= 0 ? .certainlyFalse : .undecided)
    }
  }
  /// x < 0 for the enclosed number.
  public var isNegative: TernaryTruth {
    sign { lower, upper in upper < 0 ? .certainlyTrue : (lower >= 0 ? .certainlyFalse : .undecided)
    }
  }
  /// x >= 0 for the enclosed number.
  public var isNonnegative: TernaryTruth { !isNegative }
  /// x <= 0 for the enclosed number.
  public var isNonpositive: TernaryTruth { !isPositive }
  /// x = 0 for the enclosed number: certain only for [0, 0].
  public var isZero: TernaryTruth {
    storage.withEndpoints { x in
      if IntervalKernel.isEmpty(x) { return .undecided }
      if mpfr_sgn(x) > 0 || mpfr_sgn(x + 1) < 0 { return .certainlyFalse }
      return IntervalKernel.isZero(x) ? .certainlyTrue : .undecided
    }
  }

  /// -1, 0 or 1 when the sign of the enclosed number is certain, otherwise nil.
  public var certainSign: Int? {
    if isPositive.isCertain { return 1 }
    if isNegative.isCertain { return -1 }
    return isZero.isCertain ? 0 : nil
  }

  /// Decides from the signs of the endpoints.
  @inline(__always)
  private func sign(_ decide: (_ lower: Int32, _ upper: Int32) -> TernaryTruth) -> TernaryTruth {
    storage.withEndpoints { x in
      IntervalKernel.isEmpty(x) ? .undecided : decide(mpfr_sgn(x), mpfr_sgn(x + 1))
    }
  }
}

extension Interval {
  /// Whether a number is a member.
  public func contains(_ value: Rational) -> Bool {
    storage.withEndpoints { x in
      value.withGMP { number in
        !IntervalKernel.isEmpty(x) && mpfr_cmp_q(x, number) <= 0 && mpfr_cmp_q(x + 1, number) >= 0
      }
    }
  }

  /// Whether the interval is bounded, not empty, and every member lies strictly between two
  /// numbers.
  public func isStrictlyBetween(_ low: Rational, _ high: Rational) -> Bool {
    storage.withEndpoints { x in
      guard mpfr_number_p(x) != 0, mpfr_number_p(x + 1) != 0 else { return false }
      return low.withGMP { mpfr_cmp_q(x, $0) > 0 } && high.withGMP { mpfr_cmp_q(x + 1, $0) < 0 }
    }
  }

  /// Whether zero is a member.
  public var containsZero: Bool {
    storage.withEndpoints {
      !IntervalKernel.isEmpty($0) && mpfr_sgn($0) <= 0 && mpfr_sgn($0 + 1) >= 0
    }
  }

  /// Whether every member is a member of the other interval; true for an empty one.
  public func isSubset(of other: Interval) -> Bool {
    if isEmpty { return true }
    return with(other, otherwise: false) { x, y in
      Self.compare(y, x) <= 0 && Self.compare(x + 1, y + 1) <= 0
    }
  }

  /// Whether the interval lies in the topological interior of the other one; true for an empty
  /// one. The line's infinite ends do not count as boundary points.
  public func isInterior(to other: Interval) -> Bool {
    if isEmpty { return true }
    return with(other, otherwise: false) { x, y in
      let below = Self.compare(y, x) < 0 || (mpfr_inf_p(y) != 0)
      let above = Self.compare(x + 1, y + 1) < 0 || (mpfr_inf_p(y + 1) != 0)
      return below && above
    }
  }

  /// Whether no number is a member of both intervals; true when one is empty.
  public func isDisjoint(from other: Interval) -> Bool {
    with(other, otherwise: true) { x, y in
      Self.compare(x + 1, y) < 0 || Self.compare(y + 1, x) < 0
    }
  }

  /// Whether two intervals are the same set, whatever their precisions.
  public func isIdentical(to other: Interval) -> Bool {
    if isEmpty || other.isEmpty { return isEmpty && other.isEmpty }
    return with(other, otherwise: false) { x, y in
      Self.compare(x, y) == 0 && Self.compare(x + 1, y + 1) == 0
    }
  }

  /// The smallest interval that contains both.
  public func hull(_ other: Interval) -> Interval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Self.combine(self, other) { result, x, y in
      mpfr_min(result, x, y, MPFR_RNDD)
      mpfr_max(result + 1, x + 1, y + 1, MPFR_RNDU)
    }
  }

  /// The common members; empty when there are none.
  public func intersection(_ other: Interval) -> Interval {
    if isDisjoint(from: other) { return .empty(precision: max(precision, other.precision)) }
    return Self.combine(self, other) { result, x, y in
      mpfr_max(result, x, y, MPFR_RNDD)
      mpfr_min(result + 1, x + 1, y + 1, MPFR_RNDU)
    }
  }

  /// A point near the middle, always a member; nil for an empty or unbounded interval.
  public var midpoint: Interval? {
    guard isBounded else { return nil }
    return storage.withEndpoints { x in
      Self.computed(precision: x.pointee._mpfr_prec) { result in
        // Half of each first, so that the sum cannot overflow; then back into the interval.
        mpfr_div_2ui(result, x, 1, MPFR_RNDN)
        mpfr_div_2ui(result + 1, x + 1, 1, MPFR_RNDN)
        mpfr_add(result, result, result + 1, MPFR_RNDN)
        mpfr_max(result, result, x, MPFR_RNDN)
        mpfr_min(result, result, x + 1, MPFR_RNDN)
        mpfr_set(result + 1, result, MPFR_RNDN)
      }
    }
  }

  /// A point r with x contained in [m - r, m + r] for m = ``midpoint``, rounded up; nil for an
  /// empty or unbounded interval, or when r overflows.
  public var radius: Interval? {
    guard let midpoint else { return nil }
    let result = storage.withEndpoints { x in
      midpoint.storage.withEndpoints { m in
        Self.computed(precision: x.pointee._mpfr_prec) { result in
          mpfr_sub(result, m, x, MPFR_RNDU)
          mpfr_sub(result + 1, x + 1, m, MPFR_RNDU)
          mpfr_max(result, result, result + 1, MPFR_RNDU)
          mpfr_set(result + 1, result, MPFR_RNDU)
        }
      }
    }
    return result.isBounded ? result : nil
  }

  /// A point not below upper - lower; nil for an empty or unbounded interval, or when it
  /// overflows.
  public var width: Interval? {
    guard isBounded else { return nil }
    let result = storage.withEndpoints { x in
      Self.computed(precision: x.pointee._mpfr_prec) { result in
        mpfr_sub(result, x + 1, x, MPFR_RNDU)
        mpfr_set(result + 1, result, MPFR_RNDU)
      }
    }
    return result.isBounded ? result : nil
  }
}
