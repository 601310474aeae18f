import Exact

/// A Gram matrix in floating point, in variables that bring its diagonal near 1, so that entries of
/// any size can be treated. Q is one, too: that of the dual basis.
///
/// The positive common denominator is left out; all formulas are about the numerators n_ij.
package struct ScaledGram: Sendable {
  /// The number k of rows.
  package let size: Int
  /// The integers n_ij, k x k, row by row.
  package let numerators: [Integer]
  /// sqrt(n_ii).
  package let lengths: [ScaledDouble]
  /// 1 / sqrt(n_ii).
  package let units: [ScaledDouble]
  /// The cosines n_ij / sqrt(n_ii n_jj), k x k, row by row, with an error of a few units in the
  /// last place: for searches, whose suggestions are verified.
  package let cosines: [Double]
  /// The matrix scaled by powers of two alone, with a known error: for filters.
  package let equilibrated: EquilibratedMatrix
  /// The positions of the entries of each row that are not zero.
  package let neighbours: [[Int]]
  /// Whether some numerator exceeds a machine word.
  package let isWide: Bool

  /// Scales a matrix.
  ///
  /// - Precondition: the matrix is symmetric and positive definite.
  /// - Complexity: O(k^2).
  package init(_ matrix: RationalMatrix) {
    guard let equilibrated = matrix.equilibrated() else {
      preconditionFailure("a positive definite matrix has a positive diagonal")
    }
    let size = matrix.rows
    let numerators = matrix.numerators.flatMap { $0 }
    let lengths = (0..<size).map { ScaledDouble(numerators[$0 * size + $0]).squareRoot }
    let units = lengths.map { ScaledDouble(1) / $0 }
    var cosines = Array(repeating: 0.0, count: size * size)
    for i in 0..<size {
      cosines[i * size + i] = 1
      for j in 0..<i where !numerators[i * size + j].isZero {
        let value = ScaledDouble(numerators[i * size + j]) * units[i] * units[j]
        cosines[i * size + j] = value.double
        cosines[j * size + i] = value.double
      }
    }
    self.size = size
    self.numerators = numerators
    self.lengths = lengths
    self.units = units
    self.cosines = cosines
    self.equilibrated = equilibrated
    neighbours = (0..<size).map { i in
      (0..<size).filter { !numerators[i * size + $0].isZero }
    }
    isWide = numerators.contains { $0.word == nil }
  }
}
