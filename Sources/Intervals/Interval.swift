import CGMP
import CMPFR
import Exact

/// A closed interval of real numbers with binary endpoints of a chosen precision, computed by
/// MPFR with directed rounding.
///
/// The contract is containment, in the set-based sense of IEEE 1788-2015: the result of an
/// operation contains the exact result for all members of the operands for which the operation is
/// defined. Terms follow that standard:
///
/// * *empty*: the interval without members. Every operation on it is empty. It arises where an
///   operation is defined for no member: division by [0, 0], the square root of a negative
///   interval, an intersection of disjoint intervals.
/// * *entire*: all real numbers, [-inf, +inf]. An infinite endpoint is a bound, never a member.
/// * Overflow: an endpoint beyond the exponent range (about 2^(2^30)) becomes infinite when it is
///   rounded away from zero, and the largest finite number when it is rounded towards zero; both
///   enclose. Underflow is likewise enclosed by zero and the least positive number.
/// * NaN never occurs as an endpoint of a non-empty interval, and no operation takes one:
///   initializers with invalid bounds return nil.
///
/// A comparison has three outcomes (``TernaryTruth``), and never decides anything about an empty
/// interval. The precision of a result is the larger one of its operands. Values are immutable and
/// may be shared between threads.
public struct Interval: @unchecked Sendable {
  /// The endpoints. Sendable is safe because nobody writes them once this value exists.
  let storage: IntervalStorage

  init(storage: IntervalStorage) { self.storage = storage }

  /// The precisions that are accepted, in bits; requests outside are moved to the nearest one.
  public static let precisions = 2...1_048_576

  /// Computes an interval by letting `body` write the endpoints.
  @inline(__always)
  static func computed(precision: Int, _ body: (Endpoints) -> Void) -> Interval {
    let bits = min(max(precision, precisions.lowerBound), precisions.upperBound)
    let result = IntervalStorage.make(precision: bits)
    result.withEndpoints(body)
    return Interval(storage: result)
  }

  /// The precision of the endpoints in bits.
  public var precision: Int { storage.withEndpoints { $0.pointee._mpfr_prec } }
}

extension Interval {
  /// The tightest interval of a precision that contains a rational number.
  public init(_ value: Rational, precision: Int) {
    self.init(lower: value, upper: value, ordered: (), precision: precision)
  }

  /// The tightest interval of a precision that contains an integer.
  public init(_ value: Int, precision: Int) {
    self = Self.computed(precision: precision) {
      mpfr_set_si(($0), value, MPFR_RNDD)
      mpfr_set_si(($0 + 1), value, MPFR_RNDU)
    }
  }

  /// The tightest interval of a precision that contains all numbers from `lower` to `upper`, or
  /// nil when there are none.
  public init?(lower: Rational, upper: Rational, precision: Int) {
    guard lower <= upper else { return nil }
    self.init(lower: lower, upper: upper, ordered: (), precision: precision)
  }

  private init(lower: Rational, upper: Rational, ordered: Void, precision: Int) {
    self = Self.computed(precision: precision) {
      Self.set($0, lower, MPFR_RNDD)
      Self.set($0 + 1, upper, MPFR_RNDU)
    }
  }

  /// The tightest interval of a precision that contains all real numbers between two doubles, or
  /// nil for bounds without a real number between them: when one is NaN, when the lower bound is
  /// above the upper one or +inf, or the upper one -inf.
  public init?(lower: Double, upper: Double, precision: Int) {
    guard lower <= upper, lower < .infinity, upper > -.infinity else { return nil }
    self = Self.computed(precision: precision) {
      mpfr_set_d($0, lower, MPFR_RNDD)
      mpfr_set_d($0 + 1, upper, MPFR_RNDU)
    }
  }

  /// The tightest interval of a precision that contains center - radius and center + radius, or
  /// nil when the radius is negative.
  public init?(center: Rational, radius: Rational, precision: Int) {
    self.init(lower: center - radius, upper: center + radius, precision: precision)
  }

  /// The interval without members.
  public static func empty(precision: Int) -> Interval {
    computed(precision: precision) { IntervalKernel.setEmpty($0) }
  }

  /// All real numbers.
  public static func entire(precision: Int) -> Interval {
    computed(precision: precision) { IntervalKernel.setEntire($0) }
  }

  /// The interval [0, 0].
  public static func zero(precision: Int) -> Interval {
    computed(precision: precision) { _ in }
  }

  /// The interval [1, 1].
  public static func one(precision: Int) -> Interval { Interval(1, precision: precision) }

  /// Rounds a rational number to an endpoint.
  private static func set(_ target: Endpoints, _ value: Rational, _ rounding: mpfr_rnd_t) {
    if value.isInteger {
      _ = value.numerator.withGMP { mpfr_set_z(target, $0, rounding) }
    } else {
      _ = value.withGMP { mpfr_set_q(target, $0, rounding) }
    }
  }

  /// The same interval at another precision, rounded outward.
  public func rounded(toPrecision precision: Int) -> Interval {
    storage.withEndpoints { x in
      Self.computed(precision: precision) { IntervalKernel.set($0, x) }
    }
  }
}

extension Interval {
  /// Whether the interval has no members.
  public var isEmpty: Bool { storage.withEndpoints { IntervalKernel.isEmpty($0) } }

  /// Whether the interval is all real numbers.
  public var isEntire: Bool {
    storage.withEndpoints {
      mpfr_inf_p($0) != 0 && mpfr_inf_p($0 + 1) != 0
    }
  }

  /// Whether the interval is not empty and both endpoints are finite.
  public var isBounded: Bool {
    storage.withEndpoints { mpfr_number_p($0) != 0 && mpfr_number_p($0 + 1) != 0 }
  }

  /// Whether the interval has exactly one member.
  public var isPoint: Bool {
    storage.withEndpoints { mpfr_number_p($0) != 0 && mpfr_equal_p($0, $0 + 1) != 0 }
  }

  /// The exact lower endpoint; nil for an empty interval or one without lower bound.
  public var lower: Rational? { storage.withEndpoints { Self.rational($0) } }

  /// The exact upper endpoint; nil for an empty interval or one without upper bound.
  public var upper: Rational? { storage.withEndpoints { Self.rational($0 + 1) } }

  /// A double that is not above any member; -inf when there is no bound, NaN for an empty interval.
  public var lowerDouble: Double { storage.withEndpoints { mpfr_get_d($0, MPFR_RNDD) } }

  /// A double that is not below any member; +inf when there is no bound, NaN for an empty interval.
  public var upperDouble: Double { storage.withEndpoints { mpfr_get_d($0 + 1, MPFR_RNDU) } }

  /// The exact value of an endpoint, a dyadic rational.
  private static func rational(_ endpoint: Endpoints) -> Rational? {
    guard mpfr_number_p(endpoint) != 0 else { return nil }
    if mpfr_zero_p(endpoint) != 0 { return .zero }
    var exponent = 0
    let significand = Integer.computed { exponent = mpfr_get_z_2exp($0, endpoint) }
    return exponent >= 0
      ? Rational(significand.shiftedLeft(exponent))
      : Rational(significand, Integer.one.shiftedLeft(-exponent))
  }
}
