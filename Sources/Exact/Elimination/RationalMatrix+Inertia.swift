extension RationalMatrix {
  /// The numbers of positive, negative and zero eigenvalues of a symmetric matrix, counted with
  /// multiplicity.
  ///
  /// Fraction-free symmetric elimination: by Sylvester's law the signs of the quotients of
  /// consecutive leading minors are those of the eigenvalues. Where every diagonal entry that is
  /// left vanishes but an entry a_ij does not, adding row and column j to row and column i makes
  /// the diagonal entry 2 a_ij.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3/3 multiplications of minors.
  package func inertia() -> (positive: Int, negative: Int, zero: Int) {
    precondition(isSquare, "not a square matrix")
    var table = (0..<rows).map { i in (0..<rows).map { numerator(i, $0) } }
    var open = Array(0..<rows)
    var minor = Integer.one
    var positive = 0
    var negative = 0
    while !open.isEmpty {
      if !open.contains(where: { !table[$0][$0].isZero }) {
        guard let (i, j) = Self.coupledPair(open, table) else { break }
        for l in open { table[i][l] += table[j][l] }
        for l in open { table[l][i] += table[l][j] }
      }
      guard let pivot = open.first(where: { !table[$0][$0].isZero }) else { break }
      open.removeAll { $0 == pivot }
      let value = table[pivot][pivot]
      if value.signum == minor.signum { positive += 1 } else { negative += 1 }
      for (position, i) in open.enumerated() {
        for j in open[...position] {
          let entry = (value * table[i][j] - table[i][pivot] * table[pivot][j])
            .exactQuotient(by: minor)
          table[i][j] = entry
          table[j][i] = entry
        }
      }
      minor = value
    }
    return (positive, negative, rows - positive - negative)
  }

  private static func coupledPair(_ open: [Int], _ table: [[Integer]]) -> (Int, Int)? {
    for (position, i) in open.enumerated() {
      for j in open[..<position] where !table[i][j].isZero { return (i, j) }
    }
    return nil
  }
}
