import CMPFR

/// An approximate inverse of the midpoints of an interval matrix, in rounded floating point of any
/// precision.
///
/// Nothing is proved about the result: it serves as a preconditioner.
struct MidpointInverse {
  private let size: Int
  /// The rows of [A | I], reduced to [I | A^-1] in place.
  private let numbers: BinaryFloatBuffer

  /// The approximate inverse as a matrix of points, or nil when a column has no pivot or a number
  /// is not finite.
  ///
  /// - Precondition: the matrix is square.
  /// - Complexity: n^3 multiplications at the given precision.
  static func of(_ matrix: IntervalMatrix, precision: Int) -> IntervalMatrix? {
    let elimination = MidpointInverse(size: matrix.rows, precision: precision)
    guard elimination.load(matrix), elimination.reduce() else { return nil }
    return elimination.result(precision: precision)
  }

  private init(size: Int, precision: Int) {
    self.size = size
    numbers = BinaryFloatBuffer(count: 2 * size * size + 1, precision: precision)
  }

  private func entry(_ i: Int, _ j: Int) -> UnsafeMutablePointer<__mpfr_struct> {
    numbers.base + (i * 2 * size + j)
  }

  private func load(_ matrix: IntervalMatrix) -> Bool {
    for i in 0..<size {
      for j in 0..<size {
        guard let middle = matrix[i, j].midpoint else { return false }
        middle.storage.withEndpoints { _ = mpfr_set(entry(i, j), $0, MPFR_RNDN) }
      }
      mpfr_set_si(entry(i, size + i), 1, MPFR_RNDN)
    }
    return true
  }

  /// Gauss-Jordan elimination; the pivot is the entry that is largest relative to its row.
  private func reduce() -> Bool {
    let product = numbers.base + 2 * size * size
    for column in 0..<size {
      guard let pivotRow = pivotRow(column) else { return false }
      if pivotRow != column {
        for j in 0..<2 * size { mpfr_swap(entry(column, j), entry(pivotRow, j)) }
      }
      let pivot = entry(column, column)
      for j in (column + 1)..<2 * size {
        mpfr_div(entry(column, j), entry(column, j), pivot, MPFR_RNDN)
      }
      for i in 0..<size where i != column {
        let factor = entry(i, column)
        if mpfr_zero_p(factor) != 0 { continue }
        for j in (column + 1)..<2 * size {
          mpfr_mul(product, factor, entry(column, j), MPFR_RNDN)
          mpfr_sub(entry(i, j), entry(i, j), product, MPFR_RNDN)
        }
      }
    }
    return true
  }

  private func pivotRow(_ column: Int) -> Int? {
    var best: (row: Int, weight: Int)?
    for i in column..<size {
      guard let own = exponent(i, column) else { continue }
      let scale = (column..<size).compactMap { exponent(i, $0) }.max() ?? own
      if best.map({ own - scale > $0.weight }) ?? true { best = (i, own - scale) }
    }
    return best?.row
  }

  /// The binary exponent of an entry; nil for zero and for what is not finite.
  private func exponent(_ i: Int, _ j: Int) -> Int? {
    mpfr_regular_p(entry(i, j)) == 0 ? nil : mpfr_get_exp(entry(i, j))
  }

  private func result(precision: Int) -> IntervalMatrix? {
    for i in 0..<size {
      for j in 0..<size where mpfr_number_p(entry(i, size + j)) == 0 { return nil }
    }
    return IntervalMatrix(rows: size, columns: size) { i, j in
      Interval.computed(precision: precision) {
        mpfr_set($0, entry(i, size + j), MPFR_RNDD)
        mpfr_set($0 + 1, entry(i, size + j), MPFR_RNDU)
      }
    }
  }
}
