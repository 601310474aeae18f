import CGMP

/// The pivots of a row echelon form modulo one prime.
///
/// The rank modulo a prime is at most the true one, and rows or columns that are independent
/// modulo a prime are independent. Everything else that is read off here is a guess, right for all
/// but finitely many primes, and has to be verified.
struct ModularEchelon {
  /// The columns, counted from 0, that hold a pivot, in rising order.
  private(set) var pivotColumns: [Int] = []
  /// The rows, counted from 0, that the pivots were taken from, in the order of the columns.
  private(set) var pivotRows: [Int] = []

  /// Eliminates the numerators of a matrix.
  ///
  /// - Complexity: rows * columns * rank multiplications of words.
  init(_ matrix: RationalMatrix, _ field: WordPrimeField) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    let entries = UnsafeMutablePointer<UInt>.allocate(capacity: max(1, rows * columns))
    defer { entries.deallocate() }
    for index in 0..<rows * columns { entries[index] = field.form(matrix.storage.base + index) }
    var order = Array(0..<rows)
    for column in 0..<columns {
      let step = pivotColumns.count
      if step == rows { break }
      guard let found = (step..<rows).first(where: { entries[order[$0] * columns + column] != 0 })
      else { continue }
      order.swapAt(step, found)
      let pivotRow = entries + order[step] * columns
      guard let reciprocal = field.inverse(of: pivotRow[column]) else { continue }
      for i in (step + 1)..<max(rows, step + 1) {
        let row = entries + order[i] * columns
        if row[column] == 0 { continue }
        let factor = field.multiply(row[column], reciprocal)
        for j in column..<columns {
          row[j] = field.subtract(row[j], field.multiply(factor, pivotRow[j]))
        }
      }
      pivotColumns.append(column)
      pivotRows.append(order[step])
    }
  }
}
