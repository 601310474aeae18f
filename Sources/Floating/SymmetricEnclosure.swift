/// A set of real symmetric matrices: those whose lower triangle is within the stated error of the
/// stored doubles.
///
/// For an exact matrix M the stored values are a_ij with |m_ij - a_ij| <= relativeError |a_ij| +
/// absoluteError, m_ij taken after an exact scaling by powers of two that brings the diagonal
/// near 1, so that entries of any size can be treated. Such a scaling M -> D M D, D > 0 diagonal,
/// changes neither definiteness nor the signs of the inverse.
package struct SymmetricEnclosure: Sendable {
  /// The number k of rows.
  package let size: Int
  /// The k x k values, row by row, symmetric.
  package let values: [Double]
  /// A bound on |m_ij - a_ij| / |a_ij|.
  package let relativeError: Double
  /// An absolute error that comes on top: entries that underflowed, or that are rounded sums.
  package let absoluteError: Double

  /// Creates an enclosure.
  ///
  /// - Parameters:
  ///   - values: k x k doubles, symmetric; one that is not finite makes every filter undecided.
  ///   - relativeError: 0 where the entries are exact, otherwise at most 2^-20.
  ///   - absoluteError: At most 2^-20.
  package init(
    values: [Double], size: Int, relativeError: Double = 0, absoluteError: Double = 0
  ) {
    precondition(values.count == size * size, "not a square matrix of that size")
    precondition(
      relativeError >= 0 && relativeError <= 0x1p-20 && absoluteError >= 0
        && absoluteError <= 0x1p-20, "the filters are for errors of the size of roundings")
    self.size = size
    self.values = values
    self.relativeError = relativeError
    self.absoluteError = absoluteError
  }
}
