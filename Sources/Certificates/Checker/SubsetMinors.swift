import Exact

/// The minors of a matrix of integers for all pairs of sets of r rows and columns.
struct SubsetMinors {
  /// The numerators of the matrix, k x k.
  let entries: [[Integer]]
  /// The sets of 0, 1, ..., r indices from 0, those of one size in lexicographic order.
  let sets: [[[Int]]]
  /// For each of these sets the positions, among the sets of one index fewer, of what is left
  /// without its first, second, ... index.
  private let parts: [[[Int]]]

  /// Lists the sets of up to `order` indices for a square matrix.
  init(of matrix: RationalMatrix, order: Int) {
    entries = matrix.numerators
    var sets: [[[Int]]] = [[[]]]
    var parts: [[[Int]]] = [[[]]]
    for size in 1...order {
      var larger: [[Int]] = []
      var positions: [[Int]: Int] = [:]
      for (position, set) in sets[size - 1].enumerated() {
        positions[set] = position
        let next = (set.last ?? -1) + 1
        for index in next..<max(next, matrix.rows) { larger.append(set + [index]) }
      }
      parts.append(
        larger.map { set in
          set.indices.compactMap { positions[Array(set[..<$0] + set[($0 + 1)...])] }
        })
      sets.append(larger)
    }
    self.sets = sets
    self.parts = parts
  }

  /// Calls `body` with the positions of two different sets of r indices, the smaller one first,
  /// and what computes their minor: once for each pair.
  func visit(_ body: (Int, Int, () -> Integer) throws(Rejection) -> Void) throws(Rejection) {
    var position = 0
    try visit(after: nil, size: 0, minors: [.one], position: &position, body)
  }

  /// Adds one more row, in every way, to `size` rows that end with `last` and whose minors with
  /// all sets of as many columns are known.
  private func visit(
    after last: Int?, size: Int, minors: [Integer], position: inout Int,
    _ body: (Int, Int, () -> Integer) throws(Rejection) -> Void
  ) throws(Rejection) {
    let order = sets.count - 1
    for row in (last ?? -1) + 1...entries.count - (order - size) {
      if size + 1 < order {
        let longer = sets[size + 1].indices.map { minor(row, size + 1, $0, minors) }
        try visit(after: row, size: size + 1, minors: longer, position: &position, body)
        continue
      }
      for other in sets[order].indices.dropFirst(position + 1) {
        try body(position, other) { minor(row, order, other, minors) }
      }
      position += 1
    }
  }

  /// A minor of `size` rows and columns by expansion along the last row.
  private func minor(_ row: Int, _ size: Int, _ columns: Int, _ minors: [Integer]) -> Integer {
    let coefficients = sets[size][columns].enumerated().map { place, column in
      (size - 1 - place) % 2 == 0 ? entries[row][column] : -entries[row][column]
    }
    return Integer.dot(coefficients, parts[size][columns].map { minors[$0] })
  }
}
