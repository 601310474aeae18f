/// What the checker of certificates needs to know of a symmetric matrix, in the plainest way that
/// is fast enough. ``RationalMatrix/definiteness()`` and
/// ``RationalMatrix/positiveDefiniteInverse()`` are faster, by methods that a reader of the checker
/// need not follow.
extension RationalMatrix {
  /// The dimension of the kernel when the matrix is positive semi-definite, otherwise nil.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3/6 multiplications of short integers for matrices that are positive definite
  ///   and not nearly singular; otherwise that of ``inertia()``.
  public func semidefiniteNullity() -> Int? {
    if rows > 16, [64, 256, 1_024].contains(where: hasFactor) { return 0 }
    let (_, negative, zero) = inertia()
    return negative == 0 ? zero : nil
  }

  /// Whether a factor in integers of about `digits` bits proves that the matrix is positive
  /// definite.
  ///
  /// With the numerators n_ij and D = diag(2^-e_i), chosen to make the diagonal of D N D about 1,
  /// let B be 2^(2 digits) D N D with its entries rounded down. The method of Cholesky gives
  /// integers L, lower triangular, and the rest S, with B = L L^T + S exactly. If
  ///
  ///     s_ii > sum_{j != i} |s_ij| + n   for all i,
  ///
  /// S stays positive definite (strictly diagonally dominant) with the parts below 1 that rounding
  /// took away, and so does N. How L was found is of no consequence.
  private func hasFactor(digits: Int) -> Bool {
    precondition(isSquare, "not a square matrix")
    let exponents = (0..<rows).map { (numerator($0, $0).bitWidth + 1) / 2 }
    func scaled(_ i: Int, _ j: Int) -> Integer {
      let shift = 2 * digits - exponents[i] - exponents[j]
      let entry = numerator(i, j)
      return shift < 0 ? entry.shiftedRight(-shift) : entry.shiftedLeft(shift)
    }
    // L without its diagonal, row by row; its diagonal; the sums over j of |s_ij|; s_ii.
    var factor: [[Integer]] = []
    var roots: [Integer] = []
    var sums = Array(repeating: Integer.zero, count: rows)
    var rests = sums
    for i in 0..<rows {
      var row: [Integer] = []
      for j in 0..<i {
        let entry = scaled(i, j) - Integer.dot(row, factor[j])
        let quotient = entry.floorQuotient(by: roots[j])
        let rest = entry - quotient * roots[j]
        row.append(quotient)
        sums[i] += rest.magnitude
        sums[j] += rest.magnitude
      }
      // Leave enough for the rests to come in column i, each smaller than the root.
      let pivot = scaled(i, i) - Integer.dot(row, row)
      if pivot.signum <= 0 { return false }
      let later = Integer(rows - i) * (pivot.squareRoot + 1)
      let square = pivot - sums[i] - later - Integer(rows)
      if square.signum <= 0 { return false }
      factor.append(row)
      roots.append(square.squareRoot)
      rests[i] = pivot - roots[i] * roots[i]
    }
    return zip(rests, sums).allSatisfy { $0 > $1 + Integer(rows) }
  }

  /// The inverse of a symmetric positive definite matrix, or nil when it is not positive definite.
  ///
  /// Fraction-free Gauss-Jordan elimination. After the pivots S with minor d = det A_SS the table
  /// holds, for i, j outside S, the Schur complement times d; for i in S and j outside the solution
  /// of A_SS x = A_Sj times d; and within S minus the adjugate of A_SS. All are minors of A up to
  /// sign, so that every division is exact.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3 multiplications of minors.
  public func plainInverse() -> RationalMatrix? {
    precondition(isSquare, "not a square matrix")
    var table = numerators
    var minor = Integer.one
    for pivot in 0..<rows {
      let row = table[pivot]
      let value = row[pivot]
      if value.signum <= 0 { return nil }
      for i in 0..<rows where i != pivot {
        for j in 0...i where j != pivot {
          table[i][j] = (value * table[i][j] - row[i] * row[j]).exactQuotient(by: minor)
          table[j][i] = table[i][j]
        }
      }
      table[pivot][pivot] = -minor
      minor = value
    }
    return RationalMatrix(
      numerators: table.map { $0.map { -$0 * denominator } }, denominator: minor)
  }
}
