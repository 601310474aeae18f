import CMPFR
import Exact

extension Interval {
  /// Applies an operation of the kernel to one operand.
  @inline(__always)
  private func map(_ operation: (Endpoints, Endpoints) -> Void) -> Interval {
    storage.withEndpoints { x in
      Self.computed(precision: x.pointee._mpfr_prec) { operation($0, x) }
    }
  }

  /// Applies an operation of the kernel to two operands, at the larger precision.
  @inline(__always)
  static func combine(
    _ left: Interval, _ right: Interval, _ operation: (Endpoints, Endpoints, Endpoints) -> Void
  ) -> Interval {
    left.storage.withEndpoints { x in
      right.storage.withEndpoints { y in
        computed(precision: max(x.pointee._mpfr_prec, y.pointee._mpfr_prec)) {
          operation($0, x, y)
        }
      }
    }
  }

  /// The negated interval, exact.
  public static prefix func - (value: Interval) -> Interval {
    value.map { IntervalKernel.negate($0, $1) }
  }

  /// The sum.
  public static func + (left: Interval, right: Interval) -> Interval {
    combine(left, right) { IntervalKernel.add($0, $1, $2) }
  }

  /// The difference.
  public static func - (left: Interval, right: Interval) -> Interval {
    combine(left, right) { IntervalKernel.subtract($0, $1, $2) }
  }

  /// The product. A member zero times an unbounded interval is zero.
  public static func * (left: Interval, right: Interval) -> Interval {
    combine(left, right) { IntervalKernel.multiply($0, $1, $2) }
  }

  /// The quotient: the smallest interval around all p / q with q != 0.
  ///
  /// Empty when the divisor is [0, 0]; entire when zero is in the interior of the divisor and the
  /// dividend is not [0, 0]; unbounded on one side when zero is an endpoint of the divisor and the
  /// dividend has one sign.
  public static func / (left: Interval, right: Interval) -> Interval {
    combine(left, right) { IntervalKernel.divide($0, $1, $2) }
  }

  /// Adds in place.
  public static func += (left: inout Interval, right: Interval) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Interval, right: Interval) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Interval, right: Interval) { left = left * right }

  /// The sum with a rational number, which is enclosed at the precision of the interval.
  public static func + (left: Interval, right: Rational) -> Interval {
    left + Interval(right, precision: left.precision)
  }

  /// The difference with a rational number, which is enclosed at the precision of the interval.
  public static func - (left: Interval, right: Rational) -> Interval {
    left - Interval(right, precision: left.precision)
  }

  /// The product with a rational number, which is enclosed at the precision of the interval.
  public static func * (left: Interval, right: Rational) -> Interval {
    left * Interval(right, precision: left.precision)
  }

  /// The square: never negative, and tighter than the product with itself.
  public var square: Interval { map { IntervalKernel.square($0, $1) } }

  /// The square roots of all members that are not negative; empty when there are none.
  ///
  /// Members below zero are ignored, as IEEE 1788 has it: whoever needs to know that there are
  /// none asks ``isNonnegative`` first.
  public var squareRoot: Interval { map { IntervalKernel.squareRoot($0, $1) } }

  /// The absolute values of all members.
  public var magnitude: Interval { map { IntervalKernel.magnitude($0, $1) } }

  /// The largest absolute value of a member as a point; [+inf] is avoided: an unbounded interval
  /// gives [largest finite number, +inf], an empty one empty.
  public var largestMagnitude: Interval {
    map { result, x in
      IntervalKernel.largestMagnitude(result, x)
      if mpfr_inf_p(result) != 0 { mpfr_nextbelow(result) }
    }
  }

  /// The members raised to an integer power; `power(0)` is 1 for every non-empty interval.
  ///
  /// A negative power is defined for members other than zero. The bounds are the tightest ones
  /// of the precision.
  public func power(_ exponent: Int) -> Interval {
    map { result, x in
      if IntervalKernel.isEmpty(x) { return IntervalKernel.setEmpty(result) }
      if exponent < 0 && IntervalKernel.isZero(x) { return IntervalKernel.setEmpty(result) }
      if exponent == 0 {
        mpfr_set_si(result, 1, MPFR_RNDD)
        mpfr_set_si(result + 1, 1, MPFR_RNDU)
        return
      }
      let (low, high) = Self.powerEndpoints(x, exponent)
      Self.setPower(result, low, exponent, MPFR_RNDD)
      Self.setPower(result + 1, high, exponent, MPFR_RNDU)
    }
  }

  /// The numbers whose powers bound the powers of an interval, for an exponent that is not zero.
  private static func powerEndpoints(
    _ x: Endpoints, _ exponent: Int
  ) -> (low: PowerBound, high: PowerBound) {
    let hasNegative = mpfr_sgn(x) < 0
    let hasPositive = mpfr_sgn(x + 1) > 0
    let even = exponent % 2 == 0
    if exponent > 0 {
      if !even || !hasNegative { return (.endpoint(x), .endpoint(x + 1)) }
      if !hasPositive { return (.endpoint(x + 1), .endpoint(x)) }
      return (.zero, .endpoint(mpfr_cmpabs(x, x + 1) > 0 ? x : x + 1))
    }
    if hasNegative && hasPositive {
      // Zero is inside: an even power is unbounded above, an odd one on both sides.
      let far = mpfr_cmpabs(x, x + 1) > 0 ? x : x + 1
      return even ? (.endpoint(far), .infinity) : (.infinity, .infinity)
    }
    if hasPositive {
      return (.endpoint(x + 1), mpfr_zero_p(x) != 0 ? .infinity : .endpoint(x))
    }
    let near: PowerBound = mpfr_zero_p(x + 1) != 0 ? .infinity : .endpoint(x + 1)
    return even ? (.endpoint(x), near) : (near, .endpoint(x))
  }

  /// A bound of a power: that of an endpoint, zero, or the infinity towards which it is rounded.
  private enum PowerBound {
    case endpoint(Endpoints)
    case zero
    case infinity
  }

  private static func setPower(
    _ result: Endpoints, _ bound: PowerBound, _ exponent: Int, _ rounding: mpfr_rnd_t
  ) {
    switch bound {
    case .zero: mpfr_set_zero(result, 1)
    case .infinity: mpfr_set_inf(result, rounding == MPFR_RNDD ? -1 : 1)
    case .endpoint(let base): mpfr_pow_si(result, base, exponent, rounding)
    }
  }
}

extension Interval {
  /// The enclosure of sum_i x_i y_i.
  ///
  /// - Precondition: the arrays have the same length.
  /// - Complexity: n interval products, without intermediate allocations.
  public static func dot(_ left: [Interval], _ right: [Interval], precision: Int) -> Interval {
    precondition(left.count == right.count, "vectors of different lengths")
    let work = IntervalStorage.make(
      precision: min(max(precision, precisions.lowerBound), precisions.upperBound))
    return computed(precision: precision) { total in
      work.withEndpoints { work in
        for index in left.indices {
          left[index].storage.withEndpoints { x in
            right[index].storage.withEndpoints { y in
              IntervalKernel.addProduct(total, x, y, work: work)
            }
          }
        }
      }
    }
  }
}
