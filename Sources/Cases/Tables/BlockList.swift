/// The sums of blocks of consecutive rows, whatever the number of rows: between
/// half of ``capacity`` and ``capacity`` blocks of one size, or a block for each row of a short
/// table.
///
/// When there are ``capacity`` blocks, neighbours are added up and later blocks are twice as long.
struct BlockList {
  /// An even number.
  static let capacity = 64

  private(set) var blocks: [ColumnSums] = []
  /// The rows of a block.
  private(set) var rows = 1

  /// Adds a block of ``rows`` rows.
  mutating func append(_ block: ColumnSums) {
    blocks.append(block)
    guard blocks.count == Self.capacity else { return }
    blocks = stride(from: 0, to: Self.capacity, by: 2).map { blocks[$0] + blocks[$0 + 1] }
    rows *= 2
  }

  /// Adds the last block, which may be shorter: it joins the one before where it has less than half
  /// of its rows.
  mutating func finish(with block: ColumnSums) {
    guard block.rows > 0 else { return }
    if 2 * block.rows < rows, let last = blocks.popLast() {
      blocks.append(last + block)
    } else {
      blocks.append(block)
    }
  }
}
