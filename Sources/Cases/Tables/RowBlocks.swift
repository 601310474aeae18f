import Exact

/// The second moments of blocks of consecutive rows of a table, for resampling its rows by blocks.
///
/// The sums are exact up to the last step, in which each is rounded once to double precision, in
/// units in which no overflow or cancellation is left: where means are taken off anyway, columns
/// are shifted to a mean near zero, and all are scaled by powers of two.
public struct RowBlocks: Sendable, Equatable {
  /// The number of inputs p, without a column of ones.
  public let inputs: Int
  /// The number of tasks k.
  public let tasks: Int
  /// Whether the inputs have a column of ones behind them.
  public let intercept: Bool
  /// Whether the mean of each target is taken off.
  public let center: Bool
  /// The number of rows of each block.
  public let rows: [Int]
  /// For each block the sums of products of the columns: the p inputs, the k targets and a column
  /// of ones, (p + k + 1)^2 numbers row by row, symmetric.
  public let products: [[Double]]

  /// The number of blocks.
  public var count: Int { rows.count }

  /// The most chosen columns of a table for which blocks are kept.
  public static let mostColumns = 512

  /// Rounds the sums of blocks.
  init(_ blocks: [ColumnSums], inputs: Int, intercept: Bool, center: Bool) {
    let columns = blocks.first?.columns ?? inputs
    let size = columns + 1
    let scales = (0..<size).map { column in blocks.map { $0.scales[column] }.max() ?? 0 }
    let exact = blocks.map { $0.rescaled(to: scales) }
    let total = exact.dropFirst().reduce(exact.first ?? []) { zip($0, $1).map { $0 + $1 } }
    let count = Integer(blocks.reduce(0) { $0 + $1.rows })
    func at(_ sums: [Integer], _ i: Int, _ j: Int) -> Integer {
      sums[ColumnSums.index(min(i, j), max(i, j), size: size)]
    }
    // The whole number next to the mean, in the units of the column.
    let shifts = (0..<size).map { column -> Integer in
      let isShifted = column < inputs ? intercept : column < columns && center
      return isShifted ? Rational(at(total, column, columns), count).rounded : .zero
    }
    /// The sum of (z_i - m_i)(z_j - m_j) over a block.
    func shifted(_ sums: [Integer], rows: Integer, _ i: Int, _ j: Int) -> Integer {
      var sum = at(sums, i, j)
      if !shifts[i].isZero { sum -= shifts[i] * at(sums, j, columns) }
      if !shifts[j].isZero { sum -= shifts[j] * at(sums, i, columns) }
      if !shifts[i].isZero && !shifts[j].isZero { sum += shifts[i] * shifts[j] * rows }
      return sum
    }
    let exponents = (0..<size).map { column in
      let square = shifted(total, rows: count, column, column)
      return square.isZero || column == columns
        ? 0 : -((square.bitWidth - count.bitWidth) >> 1)
    }
    self.inputs = inputs
    tasks = columns - inputs
    self.intercept = intercept
    self.center = center
    rows = blocks.map(\.rows)
    products = zip(exact, blocks).map { sums, block in
      var result = [Double](repeating: 0, count: size * size)
      for i in 0..<size {
        for j in i..<size {
          let value =
            Rational(shifted(sums, rows: Integer(block.rows), i, j))
            * .powerOfTwo(exponents[i] + exponents[j])
          result[i * size + j] = value.doubleValue
          result[j * size + i] = value.doubleValue
        }
      }
      return result
    }
  }

  private init(_ whole: RowBlocks, tasks kept: [Int]) {
    let size = whole.inputs + whole.tasks + 1
    let columns = Array(0..<whole.inputs) + kept.map { whole.inputs + $0 } + [size - 1]
    inputs = whole.inputs
    tasks = kept.count
    intercept = whole.intercept
    center = whole.center
    rows = whole.rows
    products = whole.products.map { block in
      columns.flatMap { i in columns.map { block[i * size + $0] } }
    }
  }

  /// The blocks with some tasks only, counted from 0, in the given order.
  func restricted(toTasks tasks: [Int]) -> RowBlocks { RowBlocks(self, tasks: tasks) }
}
