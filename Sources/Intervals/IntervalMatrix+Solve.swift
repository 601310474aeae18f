import Exact

extension IntervalMatrix {
  /// A verified enclosure of the solutions of A x = b for all A and b in the enclosures, or nil
  /// when it cannot be proved that every A is non-singular.
  ///
  /// With R an approximate inverse, y = R b an approximate solution, C = I - R A and
  /// e = |R (b - A y)|_inf / (1 - |C|_inf): when |C|_inf < 1, every A is non-singular and the
  /// solution x obeys x - y = R (b - A y) + C (x - y), so that |x - y|_inf <= e, and, inserted
  /// once more, x - y lies in R (b - A y) + C [-e, e]^n. (S. M. Rump, "Verification methods:
  /// rigorous results using floating-point arithmetic", Acta Numerica 2010, Theorem 10.2 is a
  /// variant.)
  ///
  /// - Precondition: the matrix is square and the vector has its size.
  /// - Complexity: 2 n^3 interval products.
  package func solve(_ right: IntervalVector) -> IntervalVector? {
    precondition(isSquare && right.count == rows, "shapes do not fit")
    if rows == 0 { return IntervalVector([]) }
    let bits = max(precision, right.precision)
    guard isBounded, right.isBounded else { return nil }
    // Half the precision is enough for the preconditioner unless the matrix is ill-conditioned.
    for guess in Set([min(64, bits), bits]).sorted() {
      guard let inverse = MidpointInverse.of(self, precision: guess) else { continue }
      if let solution = solve(right, preconditioner: inverse, precision: bits) { return solution }
    }
    return nil
  }

  private func solve(
    _ right: IntervalVector, preconditioner: IntervalMatrix, precision bits: Int
  ) -> IntervalVector? {
    let contraction = .identity(rows, precision: bits) - preconditioner * self
    let one = Interval.one(precision: bits)
    let norm = contraction.maximumNorm
    let gap = one - norm
    guard norm.isBounded, gap.isPositive.isCertain else { return nil }
    guard var center = (preconditioner * right).midpoint else { return nil }
    // Steps of residual correction; the last residual is the one that is verified.
    var residual = preconditioner * (right - self * center)
    for _ in 0..<64 {
      guard let corrected = (center + residual).midpoint else { return nil }
      let next = preconditioner * (right - self * corrected)
      guard next.isBounded, next.maximumNorm.upperDoubleLess(than: residual.maximumNorm) else {
        break
      }
      center = corrected
      residual = next
    }
    let error = residual.maximumNorm / gap
    guard residual.isBounded, error.isBounded else { return nil }
    let ball = (-error).hull(error)
    let spread = IntervalVector(Array(repeating: ball, count: rows))
    return center + (residual + contraction * spread)
  }

  /// The largest sum of absolute values in a row, rounded up, as a point.
  package var maximumNorm: Interval {
    let zero = Interval.zero(precision: precision)
    var result = zero
    for i in 0..<rows {
      let sum = row(i).reduce(zero) { $0 + $1.largestMagnitude }
      result = result.hull(sum)
    }
    return result.largestMagnitude
  }
}

extension IntervalVector {
  /// The largest absolute value of a coordinate, rounded up, as a point.
  package var maximumNorm: Interval {
    elements.reduce(Interval.zero(precision: precision)) { $0.hull($1.largestMagnitude) }
      .largestMagnitude
  }
}

extension Interval {
  /// Whether the upper endpoint is below half that of another interval.
  fileprivate func upperDoubleLess(than other: Interval) -> Bool {
    ((self + self) < other).isCertain
  }
}
