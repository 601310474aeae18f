import CGMP

/// Fraction-free symmetric Gauss-Jordan elimination (the sweep operator over minors).
///
/// It pivots on positive diagonal entries as long as there are any; what remains tells the
/// definiteness. See ``PivotTable`` for the numbers it keeps.
struct SymmetricElimination {
  private let table: PivotTable
  private var buffer: IntegerBuffer { table.buffer }
  private var size: Int { table.size }
  /// The pivots taken, in order, counted from 0.
  private(set) var pivots: [Int] = []
  /// The determinants of the pivoted blocks, in order.
  private(set) var minors: [Integer] = []
  /// The definiteness of the matrix.
  private(set) var definiteness = Definiteness.positiveDefinite

  /// Eliminates the numerators of a symmetric matrix as far as its pivots are positive.
  ///
  /// - Parameters:
  ///   - matrix: A square matrix; only its lower triangle is read.
  ///   - full: Whether rows that are pivoted already are kept up to date, which the inverse
  ///     needs and definiteness does not.
  /// - Complexity: n^3/2 multiplications of minors, n^3/6 when `full` is false.
  init(_ matrix: RationalMatrix, full: Bool) {
    precondition(matrix.isSquare, "not a square matrix")
    table = PivotTable(matrix)
    var pending = Array(0..<matrix.rows)
    while !pending.isEmpty {
      if let bad = pending.first(where: { buffer.sign($0 * size + $0) < 0 }) {
        definiteness = .notSemidefinite(direction: solution([(bad, 1)], full: full))
        return
      }
      guard let next = pending.first(where: { buffer.sign($0 * size + $0) > 0 }) else {
        definiteness = remainder(pending, full: full)
        return
      }
      pending.removeAll { $0 == next }
      if full {
        table.sweep(next, updating: pivots + pending)
      } else {
        table.eliminate(next, updating: pending)
      }
      pivots.append(next)
      minors.append(table.minor)
    }
  }

  @inline(__always)
  private func entry(_ i: Int, _ j: Int) -> UnsafeMutablePointer<__mpz_struct> {
    table.entry(i, j)
  }

  /// The situation when every remaining diagonal entry is zero.
  private func remainder(_ pending: [Int], full: Bool) -> Definiteness {
    for (position, i) in pending.enumerated() {
      for j in pending[..<position] {
        let sign = buffer.sign(i * size + j)
        if sign != 0 {
          return .notSemidefinite(direction: solution([(i, 1), (j, -sign)], full: full))
        }
      }
    }
    return .positiveSemidefinite(kernel: pending.map { solution([($0, 1)], full: full) })
  }

  /// The primitive integer vector that has the given coefficients outside the pivots and for which
  /// A x vanishes on the pivots.
  private func solution(_ outside: [(index: Int, coefficient: Int)], full: Bool) -> [Integer] {
    let minor = minors.last ?? .one
    var vector = Array(repeating: Integer.zero, count: size)
    for (index, coefficient) in outside {
      vector[index] = coefficient < 0 ? -minor : minor
      if full {
        for i in pivots {
          let part = table.value(i, index)
          vector[i] = coefficient < 0 ? vector[i] + part : vector[i] - part
        }
      }
    }
    if !full {
      // Row i of the stored triangle, as it was when i was pivoted, is a row of the echelon form.
      for (position, i) in pivots.enumerated().reversed() {
        let total = LargeInteger()
        let later = pivots[(position + 1)...] + outside.map(\.index)
        for j in later {
          vector[j].withGMP { __gmpz_submul(total.pointer, entry(i, j), $0) }
        }
        __gmpz_divexact(total.pointer, total.pointer, entry(i, i))
        vector[i] = Integer(adopting: total)
      }
    }
    return Integer.primitive(vector)
  }

  /// The inverse of a positive definite matrix whose common denominator was `denominator`.
  ///
  /// - Precondition: the elimination was full and found the matrix positive definite.
  func inverse(denominator: Integer) -> RationalMatrix {
    precondition(definiteness == .positiveDefinite, "not positive definite")
    var result = RationalMatrix(rows: size, columns: size)
    denominator.withGMP { factor in
      for i in 0..<size {
        for j in 0..<size {
          let target = result.storage.base + i * size + j
          __gmpz_mul(target, entry(i, j), factor)
          __gmpz_neg(target, target)
        }
      }
    }
    result.denominator = minors.last ?? .one
    return result
  }
}

extension RationalMatrix {
  /// Decides whether a symmetric matrix is positive definite, positive semi-definite or neither,
  /// with evidence: a kernel basis or a direction of negative curvature.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3/6 multiplications of machine words for matrices that are not nearly
  ///   singular; O(n^3) and 2 n^2 for each 60 bits of a kernel vector for singular semi-definite
  ///   ones; n^3/6 multiplications of minors at worst.
  package func definiteness() -> Definiteness {
    precondition(isSquare, "not a square matrix")
    if let verdict = fixedPointDefiniteness() { return verdict }
    if rows >= Self.smallestPadicSize, let verdict = modularDefiniteness() { return verdict }
    return SymmetricElimination(self, full: false).definiteness
  }

  /// The inverse of a symmetric positive definite matrix, or the evidence that it is not positive
  /// definite.
  ///
  /// The numerators are minus or plus the minors of the numerators of the matrix, and the
  /// denominator its determinant: the result is not reduced.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3/2 multiplications of minors for small matrices; for larger ones n^3/2
  ///   multiplications of machine words for each 60 bits of the determinant.
  package func positiveDefiniteInverse() -> (inverse: RationalMatrix?, Definiteness) {
    let verdict = definiteness()
    guard verdict == .positiveDefinite else { return (nil, verdict) }
    let inverse =
      rows < Self.smallestModularSize
      ? SymmetricElimination(self, full: true).inverse(denominator: denominator)
      : ModularInverse(positiveDefinite: self).inverse(denominator: denominator)
    return (inverse, .positiveDefinite)
  }

  /// The size from which the inverse is found modulo primes.
  static var smallestModularSize: Int { 10 }

  /// The factors of P A P^T = L D L^T for a symmetric positive semi-definite matrix, or nil when
  /// the matrix is not positive semi-definite.
  ///
  /// `order` lists the indices, counted from 0, in the order of elimination (pivots first); `lower`
  /// is unit lower triangular and `diagonal` non-negative, both in that order.
  ///
  /// - Precondition: the matrix is square and symmetric.
  package func ldlFactors() -> (order: [Int], lower: RationalMatrix, diagonal: [Rational])? {
    let elimination = SymmetricElimination(self, full: false)
    guard elimination.definiteness.isSemidefinite else { return nil }
    return elimination.ldlFactors(denominator: denominator)
  }
}

extension SymmetricElimination {
  /// The factors described at ``RationalMatrix/ldlFactors()``.
  fileprivate func ldlFactors(
    denominator: Integer
  ) -> (order: [Int], lower: RationalMatrix, diagonal: [Rational]) {
    let order = pivots + (0..<size).filter { !pivots.contains($0) }
    var lower = Array(repeating: Array(repeating: Rational.zero, count: size), count: size)
    var diagonal = Array(repeating: Rational.zero, count: size)
    for column in 0..<size {
      lower[column][column] = .one
      guard column < pivots.count else { continue }
      let before = column == 0 ? Integer.one : minors[column - 1]
      diagonal[column] = Rational(minors[column], before * denominator)
      for row in (column + 1)..<max(size, column + 1) {
        let value = table.value(order[row], order[column])
        lower[row][column] = Rational(value, minors[column])
      }
    }
    return (order, RationalMatrix(lower), diagonal)
  }
}
