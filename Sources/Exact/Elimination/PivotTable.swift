import CGMP

/// The lower triangle of a symmetric integer matrix under fraction-free principal pivots,
/// which statistics calls sweeps.
///
/// After pivots on the set S with minor d = det A_SS, the stored integers are N = d * sweep_S(A):
/// for i, j outside S the Schur complement times d, for i in S and j outside the solution of
/// A_SS x = A_Sj times d, and inside S minus the adjugate of A_SS. Every entry is a minor of A up
/// to sign, so every division is exact (Sylvester's identity).
final class PivotTable {
  let buffer: IntegerBuffer
  let size: Int
  private let previous = LargeInteger()

  /// Copies the numerators of a square matrix; only the lower triangle is used.
  init(_ matrix: RationalMatrix) {
    size = matrix.rows
    buffer = IntegerBuffer(copying: matrix.storage)
    __gmpz_set_si(previous.pointer, 1)
  }

  /// Creates an independent copy.
  init(copying other: PivotTable) {
    size = other.size
    buffer = IntegerBuffer(copying: other.buffer)
    __gmpz_set(previous.pointer, other.previous.pointer)
  }

  /// The determinant of the block on the pivots taken so far; 1 before the first.
  var minor: Integer { Integer(copying: previous.pointer) }

  /// The stored number at a position or at its mirror image.
  @inline(__always)
  func entry(_ i: Int, _ j: Int) -> UnsafeMutablePointer<__mpz_struct> {
    buffer.base + (i >= j ? i * size + j : j * size + i)
  }

  /// The stored number as a value.
  func value(_ i: Int, _ j: Int) -> Integer { Integer(copying: entry(i, j)) }

  /// Pivots on one index and keeps all rows in `others`, pivoted ones included, up to date.
  func sweep(_ pivot: Int, updating others: [Int]) {
    update(pivot, others)
    // The pivot entry becomes minus the previous minor, and the minor is the old pivot entry.
    let value = entry(pivot, pivot)
    __gmpz_swap(value, previous.pointer)
    __gmpz_neg(value, value)
  }

  /// Pivots on one index and keeps only the rows in `others`, none of them pivoted, up to date:
  /// the row of the pivot stays as a row of the echelon form.
  func eliminate(_ pivot: Int, updating others: [Int]) {
    update(pivot, others)
    __gmpz_set(previous.pointer, entry(pivot, pivot))
  }

  private func update(_ pivot: Int, _ others: [Int]) {
    let value = entry(pivot, pivot)
    for (position, i) in others.enumerated() {
      let factor = entry(i, pivot)
      for j in others[...position] {
        let target = entry(i, j)
        __gmpz_mul(target, target, value)
        __gmpz_submul(target, factor, entry(j, pivot))
        __gmpz_divexact(target, target, previous.pointer)
      }
    }
  }
}
