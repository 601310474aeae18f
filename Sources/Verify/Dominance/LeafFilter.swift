import Exact
import Floating

/// Decides in floating point, behind a proved bound, whether multipliers close a leaf of the sign
/// tree for width 1: (y . a)^2 f > c p^T N p for integers y >= 0, p = s * y.
///
/// *Scaling.* With powers of two 2^(e_i) such that 2^(-2 e_i) n_ii lies in [1/4, 1), the entries
/// A_ij = n_ij 2^(-e_i - e_j), the lengths a_i 2^(-e_i) and the multipliers y_i 2^(e_i) stand for
/// the same numbers; lengths and multipliers are then divided by the power of two of the largest.
/// So all of them are at most 1 in size, and nothing overflows. Each is truncated to 53 bits, a
/// relative error of 2 u, or replaced by zero below 2^-1000.
///
/// *Error.* For m multipliers, every product of the sum alpha = y . a meets two truncations and at
/// most m roundings, every product of beta = p^T A p three truncations and at most 2 m roundings.
/// Hence |fl(alpha) - alpha| <= gamma_(m+6) fl(alpha) and
/// |fl(beta) - beta| <= gamma_(2m+8) fl(sum |p_i A_ij p_j|), up to ``Rounding/margin`` for
/// underflow; the two units added pay for having the computed sums on the right. The quotient f / c
/// has two truncations and one rounding; with the squares and sums that follow fewer than 16
/// roundings separate either side of the comparison from its bound, for which both sides give
/// 32 u.
struct LeafFilter {
  private let size: Int
  /// A, row by row.
  private let entries: [Double]
  private let exponents: [Int]
  /// a_i 2^(-e_i), over the power of two of the largest.
  private let lengths: [Double]
  /// f / c times the square of that power.
  private let quotient: ScaledDouble
  private let filter: FloatingFilter

  /// Prepares the leaves of one point.
  ///
  /// - Parameters:
  ///   - gram: The integers n_ij, scaled.
  ///   - magnitudes: a, k integers, not all zero.
  ///   - norm: c, positive.
  ///   - factor: f, positive.
  ///   - filter: Scales the error bounds.
  init(
    gram: EquilibratedMatrix, magnitudes: [Integer], norm: Integer, factor: Integer,
    filter: FloatingFilter = .on
  ) {
    exponents = gram.exponents
    let scaled = zip(magnitudes, exponents).map { length, exponent in
      ScaledDouble(length).timesTwoToThe(-exponent)
    }
    let top = scaled.lazy.filter { $0.mantissa != 0 }.map(\.exponent).max() ?? 0
    size = magnitudes.count
    entries = gram.values
    lengths = scaled.map { $0.double(dividedByTwoToThe: top) }
    quotient = (ScaledDouble(factor) / ScaledDouble(norm)).timesTwoToThe(2 * top)
    self.filter = filter
  }

  /// Whether the multipliers close the leaf; nil when the bound leaves that open.
  ///
  /// - Parameters:
  ///   - multipliers: y, k integers >= 0.
  ///   - support: The tasks with y_i > 0, not empty.
  ///   - signs: k signs, 1 or -1 on the support.
  /// - Complexity: O(m^2) floating-point operations for m tasks in the support.
  func closes(_ multipliers: [Integer], support: [Int], signs: [Int8]) -> Bool? {
    guard filter.isOn, Rounding.modelHolds else { return nil }
    let scaled = support.map { ScaledDouble(multipliers[$0]).timesTwoToThe(exponents[$0]) }
    let top = scaled.lazy.map(\.exponent).max() ?? 0
    let y = scaled.map { $0.double(dividedByTwoToThe: top) }
    var linear = 0.0
    var form = 0.0
    var absolute = 0.0
    for (position, i) in support.enumerated() {
      linear += y[position] * lengths[i]
      var (row, size) = (0.0, 0.0)
      for (other, j) in support.enumerated() {
        let term = entries[i * self.size + j] * y[other]
        row += signs[j] < 0 ? -term : term
        size += abs(term)
      }
      form += y[position] * (signs[i] < 0 ? -row : row)
      absolute += y[position] * size
    }
    let count = support.count
    let boundScale = filter.boundScale
    let linearError =
      boundScale * (Rounding.gamma(count + 6) * linear * Rounding.inflation + Rounding.margin)
    let formError =
      boundScale
      * (Rounding.gamma(2 * count + 8) * absolute * Rounding.inflation + Rounding.margin)
    let slack = 32 * Rounding.unit * boundScale
    // Written so that a NaN compares false and leaves the question open.
    if linear - linearError > 0 {
      let root = ScaledDouble((linear - linearError) * (1 - slack))
      let right = ScaledDouble((form + formError) * (1 + slack))
      if right < root * root * quotient { return true }
    }
    if form - formError > 0 {
      let root = ScaledDouble((linear + linearError) * (1 + slack))
      let right = ScaledDouble((form - formError) * (1 - slack))
      if root * root * quotient < right { return false }
    }
    return nil
  }
}
