import CGMP
import CMPFR

/// Interval operations on bare endpoints, for expressions that are evaluated without allocating
/// an ``Interval`` for every step.
///
/// Every operation rounds the lower endpoint down and the upper one up. An empty operand gives an
/// empty result. Results may share storage with operands only where it is said.
enum IntervalKernel {
  static func setEmpty(_ result: Endpoints) {
    mpfr_set_nan(result)
    mpfr_set_nan(result + 1)
  }

  static func setEntire(_ result: Endpoints) {
    mpfr_set_inf(result, -1)
    mpfr_set_inf(result + 1, 1)
  }

  static func setZero(_ result: Endpoints) {
    mpfr_set_zero(result, 1)
    mpfr_set_zero(result + 1, 1)
  }

  @inline(__always)
  static func isEmpty(_ x: Endpoints) -> Bool { mpfr_nan_p(x) != 0 }

  @inline(__always)
  static func isZero(_ x: Endpoints) -> Bool { mpfr_zero_p(x) != 0 && mpfr_zero_p(x + 1) != 0 }

  static func set(_ result: Endpoints, _ x: Endpoints) {
    mpfr_set(result, x, MPFR_RNDD)
    mpfr_set(result + 1, x + 1, MPFR_RNDU)
  }

  /// x + y. The result may be an operand.
  static func add(_ result: Endpoints, _ x: Endpoints, _ y: Endpoints) {
    if isEmpty(x) || isEmpty(y) { return setEmpty(result) }
    mpfr_add(result, x, y, MPFR_RNDD)
    mpfr_add(result + 1, x + 1, y + 1, MPFR_RNDU)
  }

  /// x - y. The result may be x, not y.
  static func subtract(_ result: Endpoints, _ x: Endpoints, _ y: Endpoints) {
    if isEmpty(x) || isEmpty(y) { return setEmpty(result) }
    mpfr_sub(result, x, y + 1, MPFR_RNDD)
    mpfr_sub(result + 1, x + 1, y, MPFR_RNDU)
  }

  /// -x. The result must not be x.
  static func negate(_ result: Endpoints, _ x: Endpoints) {
    if isEmpty(x) { return setEmpty(result) }
    mpfr_neg(result, x + 1, MPFR_RNDD)
    mpfr_neg(result + 1, x, MPFR_RNDU)
  }

  /// A product of endpoints, where zero times infinity is zero.
  @inline(__always)
  private static func product(
    _ result: Endpoints, _ a: Endpoints, _ b: Endpoints, _ rounding: mpfr_rnd_t
  ) {
    if mpfr_zero_p(a) != 0 || mpfr_zero_p(b) != 0 {
      mpfr_set_zero(result, 1)
    } else {
      mpfr_mul(result, a, b, rounding)
    }
  }

  /// x y. The result must be neither operand.
  static func multiply(_ result: Endpoints, _ x: Endpoints, _ y: Endpoints) {
    if isEmpty(x) || isEmpty(y) { return setEmpty(result) }
    let (a, b, c, d) = (x, x + 1, y, y + 1)
    // The endpoints of each factor that give the lower and the upper bound.
    let low: (Endpoints, Endpoints)
    let high: (Endpoints, Endpoints)
    if mpfr_sgn(a) >= 0 {
      low = (mpfr_sgn(c) >= 0 ? a : b, c)
      high = (mpfr_sgn(d) > 0 ? b : a, d)
    } else if mpfr_sgn(b) <= 0 {
      low = (mpfr_sgn(d) > 0 ? a : b, d)
      high = (mpfr_sgn(c) >= 0 ? b : a, c)
    } else if mpfr_sgn(c) >= 0 {
      low = (a, d)
      high = (b, d)
    } else if mpfr_sgn(d) <= 0 {
      low = (b, c)
      high = (a, c)
    } else {
      return multiplyMixed(result, x, y)
    }
    product(result, low.0, low.1, MPFR_RNDD)
    product(result + 1, high.0, high.1, MPFR_RNDU)
  }

  /// The product of two intervals that both hold zero in their interior:
  /// [min(ad, bc), max(ac, bd)].
  private static func multiplyMixed(_ result: Endpoints, _ x: Endpoints, _ y: Endpoints) {
    let scratch = IntervalStorage.make(precision: result.pointee._mpfr_prec)
    scratch.withEndpoints { other in
      mpfr_mul(result, x, y + 1, MPFR_RNDD)
      mpfr_mul(other, x + 1, y, MPFR_RNDD)
      mpfr_min(result, result, other, MPFR_RNDD)
      mpfr_mul(result + 1, x, y, MPFR_RNDU)
      mpfr_mul(other, x + 1, y + 1, MPFR_RNDU)
      mpfr_max(result + 1, result + 1, other, MPFR_RNDU)
    }
  }

  /// The enclosure of all p / q with p in x and q in y, q != 0. The result must be neither
  /// operand.
  static func divide(_ result: Endpoints, _ x: Endpoints, _ y: Endpoints) {
    if isEmpty(x) || isEmpty(y) || isZero(y) { return setEmpty(result) }
    if isZero(x) { return setZero(result) }
    let (a, b, c, d) = (x, x + 1, y, y + 1)
    if mpfr_sgn(c) < 0 && mpfr_sgn(d) > 0 { return setEntire(result) }
    let positive = mpfr_sgn(c) >= 0
    // The divisor of smaller magnitude may be zero; its quotient is infinite then.
    let (near, far) = positive ? (c, d) : (d, c)
    if mpfr_sgn(a) >= 0 {
      quotient(result, positive ? a : b, positive ? far : near, MPFR_RNDD)
      quotient(result + 1, positive ? b : a, positive ? near : far, MPFR_RNDU)
    } else if mpfr_sgn(b) <= 0 {
      quotient(result, positive ? a : b, positive ? near : far, MPFR_RNDD)
      quotient(result + 1, positive ? b : a, positive ? far : near, MPFR_RNDU)
    } else {
      quotient(result, positive ? a : b, near, MPFR_RNDD)
      quotient(result + 1, positive ? b : a, near, MPFR_RNDU)
    }
  }

  /// A quotient of endpoints. A zero divisor stands for the limit from inside its interval: the
  /// quotient is the infinity towards which it is rounded.
  @inline(__always)
  private static func quotient(
    _ result: Endpoints, _ p: Endpoints, _ q: Endpoints, _ rounding: mpfr_rnd_t
  ) {
    if mpfr_zero_p(q) != 0 {
      mpfr_set_inf(result, rounding == MPFR_RNDD ? -1 : 1)
    } else if mpfr_zero_p(p) != 0 {
      mpfr_set_zero(result, 1)
    } else {
      mpfr_div(result, p, q, rounding)
    }
  }

  /// x^2. The result must not be x.
  static func square(_ result: Endpoints, _ x: Endpoints) {
    if isEmpty(x) { return setEmpty(result) }
    if mpfr_sgn(x) >= 0 {
      mpfr_sqr(result, x, MPFR_RNDD)
      mpfr_sqr(result + 1, x + 1, MPFR_RNDU)
    } else if mpfr_sgn(x + 1) <= 0 {
      mpfr_sqr(result, x + 1, MPFR_RNDD)
      mpfr_sqr(result + 1, x, MPFR_RNDU)
    } else {
      mpfr_sqr(result + 1, mpfr_cmpabs(x, x + 1) > 0 ? x : x + 1, MPFR_RNDU)
      mpfr_set_zero(result, 1)
    }
  }

  /// The square roots of the members of x that are not negative. The result may be x.
  static func squareRoot(_ result: Endpoints, _ x: Endpoints) {
    if isEmpty(x) || mpfr_sgn(x + 1) < 0 { return setEmpty(result) }
    if mpfr_sgn(x) <= 0 {
      mpfr_set_zero(result, 1)
    } else {
      mpfr_sqrt(result, x, MPFR_RNDD)
    }
    mpfr_sqrt(result + 1, x + 1, MPFR_RNDU)
  }

  /// |x|. The result must not be x.
  static func magnitude(_ result: Endpoints, _ x: Endpoints) {
    if isEmpty(x) { return setEmpty(result) }
    if mpfr_sgn(x) >= 0 { return set(result, x) }
    if mpfr_sgn(x + 1) <= 0 { return negate(result, x) }
    mpfr_abs(result + 1, mpfr_cmpabs(x, x + 1) > 0 ? x : x + 1, MPFR_RNDU)
    mpfr_set_zero(result, 1)
  }

  /// The largest absolute value in x, rounded up, as a point. The result may be x.
  static func largestMagnitude(_ result: Endpoints, _ x: Endpoints) {
    if isEmpty(x) { return setEmpty(result) }
    let source = mpfr_cmpabs(x, x + 1) > 0 ? x : x + 1
    mpfr_abs(result + 1, source, MPFR_RNDU)
    mpfr_set(result, result + 1, MPFR_RNDD)
  }

  /// total + x y, where `work` is scratch storage different from all operands.
  @inline(__always)
  static func addProduct(
    _ total: Endpoints, _ x: Endpoints, _ y: Endpoints, work: Endpoints
  ) {
    multiply(work, x, y)
    add(total, total, work)
  }
}
