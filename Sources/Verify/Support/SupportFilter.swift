import Exact
import Floating
import Surfaces

/// A floating-point proof that T(u) is positive semi-definite with a kernel spanned by u.
///
/// With w = Q u and L = diag(w/u), T = Q - L (width k-1: L - Q). No inverse is needed: S = G T G =
/// G - G L G has the definiteness of T, its kernel is G^-1 ker T, and S w = G T u = 0. So T is as
/// wanted exactly when the block of S (width k-1: of -S) without a row and column p with w_p != 0
/// is positive definite.
///
/// *Scaling.* With the integers N of G = N / d, the powers of two D of ``EquilibratedMatrix`` and
/// A = D N D up to rounding, S becomes A - A M A for M = diag(w_i / (u_i d) 2^(2 e_i)); the signs
/// of forms do not change.
///
/// *Error.* Entries of A err by 2 u relatively; M is a quotient of four truncated numbers (2 u
/// each) with three roundings: 12 u. A product a_il m_l a_lj takes one rounding for a_il m_l and k
/// + 1 in a sum of k + 1 terms. So |fl(S) - S| <= c (|A| + |A| M |A|) entrywise with
/// c = gamma_(k+24), which exceeds (4 + 12 + 1 + k + 1) u with the second-order terms; the spectral
/// norm of the error is at most its largest row sum (the matrix of bounds is symmetric). Entries
/// below 2^-1000 that were replaced by zero change this by less than ``Rounding/margin``, because
/// all m_l <= 2^100.
enum SupportFilter {
  /// Whether it is proved that T (width k-1: the same with the other sign) is positive
  /// semi-definite and vanishes on multiples of u alone; false means undecided.
  ///
  /// - Precondition: the forced weights w_i / u_i are not negative, and w_i = 0 where u_i = 0.
  /// - Complexity: about 7/6 k^3 floating-point multiplications.
  static func provesExposed(
    _ instance: Instance, _ point: Point, width: WidthEnd, filter: FloatingFilter = .on
  ) -> Bool {
    let size = instance.taskCount
    guard filter.isOn else { return false }
    guard size > 1 else { return true }
    let scaled = instance.scaledGram.equilibrated
    guard let weights = scaledWeights(instance, point, scaled.exponents),
      let dropped = largestDual(point, scaled.exponents)
    else { return false }
    let a = scaled.values
    var weighted = a
    var rowSums = [Double](repeating: 0, count: size)
    for i in 0..<size {
      for j in 0..<size {
        weighted[i * size + j] *= weights[j]
        rowSums[i] += abs(a[i * size + j])
      }
    }
    let product = LAPACK.multiply(weighted, a, rows: size, inner: size, columns: size)
    var largest = 0.0
    for i in 0..<size {
      var sum = rowSums[i]
      for j in 0..<size { sum += abs(weighted[i * size + j]) * rowSums[j] }
      // Written so that a NaN is not passed over.
      guard sum <= Rounding.limit else { return false }
      largest = max(largest, sum)
    }
    let normError =
      Rounding.gamma(size + 24) * largest * Rounding.inflation + Rounding.margin
    let kept = (0..<size).filter { $0 != dropped }
    var block = [Double](repeating: 0, count: kept.count * kept.count)
    for (row, i) in kept.enumerated() {
      for (column, j) in kept.enumerated().prefix(row + 1) {
        let value = a[i * size + j] - product[i * size + j]
        block[row * kept.count + column] = width == .one ? value : -value
      }
    }
    return PositiveDefiniteness.isProved(
      block, size: kept.count, normError: normError, filter: filter)
  }

  /// w_i / (u_i d) 2^(2 e_i), 0 where u_i = 0; nil when one is out of range.
  private static func scaledWeights(
    _ instance: Instance, _ point: Point, _ exponents: [Int]
  ) -> [Double]? {
    let scale = point.dualScale.mantissaAndExponent
    let denominator = instance.gram.denominator.mantissaAndExponent
    var weights = [Double](repeating: 0, count: exponents.count)
    for i in weights.indices where !point.direction[i].isZero && !point.dual[i].isZero {
      let w = point.dual[i].mantissaAndExponent
      let u = point.direction[i].mantissaAndExponent
      let mantissa = w.mantissa / (u.mantissa * scale.mantissa * denominator.mantissa)
      let exponent =
        w.exponent - u.exponent - scale.exponent - denominator.exponent + 2 * exponents[i]
      // Mantissas are between 1/2 and 1, so the quotient is between 1/2 and 8.
      guard mantissa > 0, exponent <= 96, exponent >= -1000 else { return nil }
      weights[i] = Double(sign: .plus, exponent: exponent, significand: mantissa)
    }
    return weights
  }

  /// The task with the largest |w_i| 2^(e_i), about; its w_i is not zero.
  private static func largestDual(_ point: Point, _ exponents: [Int]) -> Int? {
    var best: (task: Int, exponent: Int, mantissa: Double)?
    for i in exponents.indices where !point.dual[i].isZero {
      let (mantissa, exponent) = point.dual[i].mantissaAndExponent
      let candidate = (task: i, exponent: exponent + exponents[i], mantissa: abs(mantissa))
      if let best, (best.exponent, best.mantissa) >= (candidate.exponent, candidate.mantissa) {
        continue
      }
      best = candidate
    }
    return best?.task
  }
}
