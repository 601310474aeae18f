/// A proof by one Cholesky factorisation in round-to-nearest that a symmetric matrix is positive
/// definite (S. M. Rump, *Verification of positive definiteness*, BIT 46, 2006).
///
/// Let M be any matrix of the enclosure with values A. Take a shift c > 0 and factor
/// B = fl(A - c I), B_ii = A_ii - c + th_i with |th_i| <= u |A_ii| (for 0 <= c <= A_ii). If the
/// factorisation of ``DenseKernel/choleskyInPlace(_:size:)`` runs through, the computed L has
/// L L^T = B + D with |D_ij| <= g sum_m |l_im| |l_jm| + underflow, g = gamma_(k+4): each entry is a
/// sum of at most k products and one more term, a multiplication by a rounded reciprocal instead of
/// a division, which costs two roundings more (Higham, Lemma 8.4 and Theorem 10.3, for any order of
/// summation). The diagonal gives (1 - g) sum_m l_im^2 <= B_ii, so
/// ||D||_2 <= g ||L||_F^2 <= g / (1 - g) tr B <= g / (1 - g) tr A. Therefore
///
///   lambda_min(M) > c - g / (1 - g) tr A - u max A_ii - ||M - A||_2,
///
/// strictly because L is regular, and ||M - A||_2 <= rho ||A||_F + k t. The shift is this sum,
/// rounded up, so that M is positive definite.
package enum PositiveDefiniteness {
  /// Whether every matrix of the enclosure is proved positive definite; false means undecided.
  ///
  /// - Complexity: k^3/6 multiplications.
  package static func isProved(
    _ matrix: SymmetricEnclosure, filter: FloatingFilter = .on
  ) -> Bool {
    var squares = 0.0
    if matrix.relativeError > 0 {
      for value in matrix.values { squares += value * value }
      guard squares <= Rounding.limit else { return false }
    }
    let normError =
      (matrix.relativeError * squares.squareRoot()
        + Double(matrix.size) * matrix.absoluteError) * Rounding.inflation
    return isProved(
      matrix.values, size: matrix.size, normError: normError, filter: filter)
  }

  /// Whether every symmetric matrix within `normError` of the values, in the spectral norm, is
  /// proved positive definite.
  ///
  /// - Parameter values: k x k doubles, row by row; the lower triangle is read.
  package static func isProved(
    _ values: [Double], size: Int, normError: Double, filter: FloatingFilter = .on
  ) -> Bool {
    if size == 0 { return true }
    guard filter.isOn, Rounding.modelHolds else { return false }
    var trace = 0.0
    var largest = 0.0
    for i in 0..<size {
      let entry = values[i * size + i]
      guard entry > 0, entry <= Rounding.limit else { return false }
      trace += entry
      if entry > largest { largest = entry }
    }
    // g / (1 - g) <= gamma_(k+4) (1 + 2^-20) for the sizes in use.
    let shift =
      filter.boundScale
      * ((Rounding.gamma(size + 4) * trace * Rounding.inflation + Rounding.unit * largest
        + normError) * Rounding.inflation + Rounding.margin)
    var work = values
    return work.withUnsafeMutableBufferPointer { work in
      guard let a = work.baseAddress else { return false }
      for i in 0..<size {
        let entry = a[i * size + i]
        guard entry > shift else { return false }
        a[i * size + i] = entry - shift
      }
      return DenseKernel.choleskyInPlace(a, size: size)
    }
  }
}
