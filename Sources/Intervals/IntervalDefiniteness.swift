import Exact

/// What is known about the definiteness of all symmetric matrices in an enclosure.
package enum IntervalDefiniteness: Sendable {
  /// Every symmetric matrix in the enclosure is positive definite. For each of them the lower
  /// triangular Cholesky factor lies in `factor`.
  case positiveDefinite(factor: IntervalMatrix)
  /// Every matrix A in the enclosure has x^T A x < 0 for the integer vector x = `direction`.
  case notSemidefinite(direction: [Integer])
  /// The enclosure is too wide, or the matrix is singular: the pivot of the row `pivot`, counted
  /// from 0, is only known to lie in `enclosure`.
  case undecided(pivot: Int, enclosure: Interval)
}
