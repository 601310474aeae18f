import CGMP

/// A symmetric positive definite matrix A with principal pivots on a block S that grows by one
/// index at a time: the signs of the inverse of A_SS, and of the Schur complement A/S outside.
package struct PivotedBlock {
  private var table: PivotTable
  /// The indices of the block, counted from 0, ascending.
  package private(set) var block: [Int] = []

  /// Starts with the empty block of a matrix.
  ///
  /// - Precondition: the matrix is symmetric and positive definite.
  package init(_ matrix: RationalMatrix) {
    precondition(matrix.isSquare, "not a square matrix")
    table = PivotTable(matrix)
  }

  /// The block with one more index, which must exceed those in it.
  ///
  /// - Parameter others: The indices outside the block for which the Schur complement is wanted, of
  ///   this block or of one that grows from it: all that may still join, and those whose entries
  ///   are to be read.
  /// - Complexity: O(n^2) multiplications of minors, n the size of the block and the others.
  package func adding(_ index: Int, keeping others: some Sequence<Int>) -> PivotedBlock {
    precondition(index < table.size && (block.last ?? -1) < index, "indices join in order")
    var result = self
    result.table = PivotTable(copying: table)
    result.table.sweep(index, updating: block + others.filter { $0 != index })
    result.block.append(index)
    return result
  }

  /// -1, 0 or 1: the sign of an entry of the inverse of A_SS, for two indices in the block.
  package func inverseSign(_ i: Int, _ j: Int) -> Int {
    // Inside the block the table holds minus the adjugate, and the minor is positive.
    -schurSign(i, j)
  }

  /// -1, 0 or 1: the sign of an entry of A/S, for two indices outside the block that were kept.
  package func schurSign(_ i: Int, _ j: Int) -> Int {
    // Outside it holds A/S times the minor.
    let size = table.entry(i, j).pointee._mp_size
    return size > 0 ? 1 : (size < 0 ? -1 : 0)
  }
}
