/// The lower triangle of a symmetric matrix of integers, scaled by powers of two so that its
/// diagonal lies in [1/4, 1), and rounded to double precision.
///
/// With the integers n_ij and the exponents e_i, the value at (i, j) is n_ij 2^(-e_i - e_j) up to a
/// relative error of 2^-52; values below 2^-1000 in size are replaced by zero, and values beyond
/// the range of a double by an infinity.
package struct EquilibratedMatrix: Sendable {
  /// The k x k values, row by row, symmetric.
  package let values: [Double]
  /// The exponents e_i.
  package let exponents: [Int]
  /// Whether no value was rounded or replaced.
  package let isExact: Bool
}
