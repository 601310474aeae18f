import CGMP

/// The signs of the inverses of growing principal blocks of a symmetric positive definite matrix:
/// one index joins at a time.
public struct GrowingInverse {
  private var table: SweepTable
  /// The indices of the block, counted from 0, ascending.
  public private(set) var block: [Int] = []

  /// Starts with the empty block of a matrix.
  ///
  /// - Precondition: the matrix is symmetric and positive definite.
  public init(_ matrix: RationalMatrix) {
    precondition(matrix.isSquare, "not a square matrix")
    table = SweepTable(matrix)
  }

  /// The block with one more index, which must exceed those in it.
  ///
  /// - Complexity: O(n^2) multiplications of minors.
  public func adding(_ index: Int) -> GrowingInverse {
    precondition(index < table.size && (block.last ?? -1) < index, "indices join in order")
    var result = self
    result.table = SweepTable(copying: table)
    result.table.sweep(index, updating: block + Array((index + 1)..<max(table.size, index + 1)))
    result.block.append(index)
    return result
  }

  /// -1, 0 or 1: the sign of an entry of the inverse of the block, for two indices in it.
  public func sign(_ i: Int, _ j: Int) -> Int {
    // Inside the block the table holds minus the adjugate, and the minor is positive.
    let size = table.entry(i, j).pointee._mp_size
    return size > 0 ? -1 : (size < 0 ? 1 : 0)
  }
}
