import Exact

extension SymmetricEnclosure {
  /// Encloses D M D for a symmetric rational matrix M with a positive diagonal and a diagonal D of
  /// positive numbers that brings the diagonal of the product into [1/4, 1); nil when a diagonal
  /// entry is not positive.
  ///
  /// D M D is definite, and its inverse has the signs of the inverse of M, exactly as M itself.
  ///
  /// - Complexity: O(k^2).
  package init?(scaling matrix: RationalMatrix) {
    guard let scaled = matrix.equilibrated() else { return nil }
    self.init(
      values: scaled.values, size: matrix.rows, relativeError: scaled.isExact ? 0 : 0x1p-52,
      absoluteError: scaled.isExact ? 0 : Rounding.underflow)
  }
}
