import CGMP

extension RationalMatrix {
  /// The Schur complement A_TT - A_TR (A_RR)^-1 A_RT of a symmetric positive definite matrix, in
  /// lowest terms.
  ///
  /// - Parameters:
  ///   - eliminated: The indices R, counted from 0.
  ///   - kept: The indices T, counted from 0, in the order of the result; none of them in R.
  /// - Complexity: r (r + n)^2 / 2 multiplications of minors, at most.
  package func schurComplement(eliminating eliminated: [Int], keeping kept: [Int]) -> RationalMatrix
  {
    precondition(isSquare, "not a square matrix")
    let count = eliminated.count
    // Only these rows and columns take part.
    let table = PivotTable(principalSubmatrix(eliminated + kept))
    let all = count + kept.count
    for pivot in 0..<count { table.eliminate(pivot, updating: Array((pivot + 1)..<all)) }
    var result = RationalMatrix(rows: kept.count, columns: kept.count)
    for i in kept.indices {
      for j in kept.indices {
        __gmpz_set(
          result.storage.base + i * kept.count + j, table.entry(count + i, count + j))
      }
    }
    result.denominator = denominator * table.minor
    return result.reduced()
  }
}
