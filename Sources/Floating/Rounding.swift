/// The rounding model behind every bound of this module, and the constants that go with it.
///
/// **Model.** All arithmetic is IEEE 754 binary64 in round-to-nearest: for one operation
/// + - * / sqrt or a fused multiply-add, `fl(x) = x (1 + d) + e` with |d| <= u = 2^-53 and
/// |e| <= 2^-1022, d e = 0. (Gradual underflow would allow |e| <= 2^-1075; the weaker constant
/// keeps the bounds true where a library has switched subnormal numbers off.) No rounding mode is
/// ever switched.
///
/// **Sums in any order.** A sum of n products, evaluated in any order and with or without fused
/// multiply-adds, differs from the exact one by at most
/// gamma_n sum |x_i y_i| + 2 n 2^-1022 (1 + gamma_n), where gamma_n = n u / (1 - n u)
/// (Higham, *Accuracy and Stability of Numerical Algorithms*, section 3.1). That the entries of a
/// matrix product are such sums is the only thing assumed of the BLAS (`dgemm` of a conventional
/// kind, not Strassen's); factorisations and inverses computed by LAPACK are used as guesses whose
/// residual is bounded afterwards, and nothing is assumed of them.
///
/// **Bounds of bounds.** The bounds themselves are computed in floating point. An expression that
/// combines non-negative numbers by fewer than 2^30 additions, multiplications, divisions and
/// square roots along any path has a computed value of at least (1 - u)^(2^30) >= 1 - 2^-22 times
/// the exact one, apart from underflow; ``inflation`` = 1 + 2^-20 makes up for that, and the
/// callers add a ``margin`` that exceeds what underflow can have taken away. Divisors are numbers
/// computed the other way round and are discussed where they occur.
///
/// **Not a number.** Every decision is taken by a comparison that is false for NaN and for an
/// infinite bound, so that overflow and NaN end as "undecided".
package enum Rounding {
  /// u = 2^-53, the relative error of one rounding.
  package static let unit = 0x1p-53

  /// An upper bound of gamma_n = n u / (1 - n u), exactly representable.
  ///
  /// gamma_n <= n u (1 + 2 n u) <= (n + 1) u as long as 2 n^2 u <= 1, that is n < 2^26.
  ///
  /// - Precondition: 0 <= n <= 2^26.
  @inlinable package static func gamma(_ n: Int) -> Double {
    precondition(n >= 0 && n <= 1 << 26, "gamma is used for sizes up to 2^26")
    return Double(n + 1) * unit
  }

  /// 1 + 2^-20: makes a computed sum of non-negative terms an upper bound of the exact one.
  package static let inflation = 1 + 0x1p-20

  /// 2^-700: exceeds what at most 2^60 underflows, each amplified by factors up to 2^200, can have
  /// taken away.
  package static let margin = 0x1p-700

  /// 2^-1000: the absolute error that an entry may have suffered by underflow when it was scaled.
  package static let underflow = 0x1p-1000

  /// 2^100: numbers beyond it, or below its reciprocal where a divisor is concerned, make a filter
  /// give up, so that products of a few of them stay far from overflow.
  package static let limit = 0x1p100
}

extension Rounding {
  /// Whether this process rounds to nearest, ties to even, and does not read subnormal numbers as
  /// zero while it produces them; where it does not, every filter is undecided.
  ///
  /// Tested once, on numbers that the compiler cannot fold.
  package static let modelHolds: Bool = {
    let one = opaque(1)
    let unit = opaque(0x1p-53)
    let nearest =
      one + unit == 1 && one + (unit + opaque(0x1p-105)) == 1 + 0x1p-52
      && one - unit / 2 == 1 && one - (unit / 2 + opaque(0x1p-106)) == 1 - 0x1p-53
      && -one - unit == -1 && -one - (unit + opaque(0x1p-105)) == -1 - 0x1p-52
    let half = opaque(0x1p-1022) * opaque(0.5)
    let flushesResults = half + half == 0
    let readsAsZero = opaque(0x1p-1060) * opaque(0x1p60) == 0
    return nearest && (flushesResults || !readsAsZero)
      && (half + half == 0x1p-1022 || flushesResults)
  }()

  /// The value, out of the optimiser's sight.
  @inline(never) @_optimize(none)
  private static func opaque(_ value: Double) -> Double { value }
}
