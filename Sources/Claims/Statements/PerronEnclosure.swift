import Exact

/// Whether the eigenvector of the largest eigenvalue of a symmetric matrix can be taken positive,
/// decided by rational enclosures.
enum PerronEnclosure {
  /// Whether the largest eigenvalue is simple with an eigenvector of positive entries; nil when
  /// the enclosure did not become narrow enough.
  ///
  /// The largest eigenvalue r is enclosed by bisection: it is at most t iff tI - A is positive
  /// semi-definite. If r is simple, adj(rI - A) is the positive multiple v v^T of its eigenvector,
  /// and its first column is bounded over the enclosure through the polynomials
  /// adj(tI - A) = sum_j t^j B_j (Faddeev and LeVerrier).
  static func hasPositiveEigenvector(_ matrix: RationalMatrix) -> Bool? {
    let n = matrix.rows
    if n == 1 { return true }
    func shifted(_ t: Rational) -> RationalMatrix {
      RationalMatrix.diagonal(Array(repeating: t, count: n)) - matrix
    }
    // B_(n-1) = I, B_(j-1) = A B_j + c_j I, c_j = -tr(A B_j) / (n - j).
    var coefficients = [RationalMatrix](repeating: .identity(n), count: n)
    for j in stride(from: n - 1, to: 0, by: -1) {
      let product = matrix * coefficients[j]
      let trace = product.diagonal.reduce(Rational.zero) { $0 + $1 }
      let c = -trace / Rational(n - j)
      coefficients[j - 1] = product + .diagonal(Array(repeating: c, count: n))
    }
    var upper = matrix.entries.reduce(Rational.one) { largest, row in
      max(largest, row.reduce(Rational.zero) { $0 + $1.magnitude })
    }
    var lower = -upper
    for round in 0..<40 {
      for _ in 0..<4 {
        let middle = (lower + upper) / 2
        if shifted(middle).definiteness().isSemidefinite { upper = middle } else { lower = middle }
      }
      if round < 2 { continue }
      // The first row of adj over [lower, upper].
      var isPositive = true
      var isDecided = true
      for i in 0..<n {
        var low = Rational.zero
        var high = Rational.zero
        for j in stride(from: n - 1, through: 0, by: -1) {
          let products = [low * lower, low * upper, high * lower, high * upper]
          let entry = coefficients[j][0, i]
          low = products.reduce(products[0]) { min($0, $1) } + entry
          high = products.reduce(products[0]) { max($0, $1) } + entry
        }
        if high.signum < 0 { isPositive = false }
        if low.signum <= 0 && high.signum >= 0 { isDecided = false }
      }
      if isDecided { return isPositive }
    }
    return nil
  }
}
