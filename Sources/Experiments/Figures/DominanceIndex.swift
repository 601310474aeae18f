/// Finds a row of losses that is smaller in every task than a given one.
struct DominanceIndex {
  private let rows: [[Double]]
  /// The positions of the rows by ascending first loss.
  private let order: [Int]

  init(_ rows: [[Double]]) {
    self.rows = rows
    order = rows.indices.sorted { (rows[$0][0], $0) < (rows[$1][0], $1) }
  }

  /// The first row, by ascending first loss, that is strictly smaller everywhere.
  ///
  /// - Complexity: O(rows with a smaller first loss).
  func firstDominating(_ losses: [Double]) -> Int? {
    for position in order {
      if rows[position][0] >= losses[0] { return nil }
      if zip(rows[position], losses).allSatisfy({ $0 < $1 }) { return position }
    }
    return nil
  }
}
