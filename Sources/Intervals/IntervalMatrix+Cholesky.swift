import Exact

extension IntervalMatrix {
  /// Decides definiteness of all symmetric matrices in the enclosure by interval Cholesky
  /// factorization, and looks for a direction of negative curvature when a pivot is not positive.
  ///
  /// A = L L^T is computed row by row, l_jj^2 = a_jj - sum_{k<j} l_jk^2. When all these pivots are
  /// certainly positive, every member has positive leading minors and is positive definite
  /// (Sylvester). A singular matrix is in no enclosure that passes. A direction is taken from the
  /// exact elimination of the matrix of midpoints and counts only when the enclosure of x^T A x
  /// is negative.
  ///
  /// Only the lower triangle is read.
  ///
  /// - Precondition: the matrix is square.
  /// - Complexity: n^3/6 interval products; the direction costs an exact elimination.
  package func definiteness() -> IntervalDefiniteness {
    precondition(isSquare, "not a square matrix")
    let bits = precision
    let zero = Interval.zero(precision: bits)
    var factor: [[Interval]] = []
    for i in 0..<rows {
      var row: [Interval] = []
      for j in 0..<i {
        let sum = Interval.dot(row, Array(factor[j][..<j]), precision: bits)
        row.append((self[i, j] - sum) / factor[j][j])
      }
      // The sum of squares, each of them known to be non-negative.
      let squares = row.reduce(zero) { $0 + $1.square }
      let pivot = self[i, i] - squares
      guard pivot.isPositive.isCertain else {
        if let direction = negativeDirection(upTo: i) {
          return .notSemidefinite(direction: direction)
        }
        return .undecided(pivot: i, enclosure: pivot)
      }
      row.append(pivot.squareRoot)
      factor.append(row)
    }
    return .positiveDefinite(
      factor: IntervalMatrix(rows: rows, columns: rows) { $1 <= $0 ? factor[$0][$1] : zero })
  }

  /// Whether every symmetric matrix in the enclosure is certainly positive definite.
  package var isCertainlyPositiveDefinite: Bool {
    if case .positiveDefinite = definiteness() { return true }
    return false
  }

  /// An integer vector, zero after the given row, on which every member has a negative form.
  private func negativeDirection(upTo last: Int) -> [Integer]? {
    let kept = Array(0...last)
    let leading = IntervalMatrix(rows: last + 1, columns: last + 1) { i, j in
      i >= j ? self[i, j] : self[j, i]
    }
    guard let middle = leading.rationalMidpoint,
      case .notSemidefinite(let direction) = middle.principalSubmatrix(kept).definiteness()
    else { return nil }
    let vector = direction.map { Rational($0) }
    guard leading.bilinear(vector, vector).isNegative.isCertain else { return nil }
    return direction + Array(repeating: Integer.zero, count: rows - last - 1)
  }
}
