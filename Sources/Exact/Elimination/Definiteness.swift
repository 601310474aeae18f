/// What is known about the sign of the quadratic form x^T A x of a symmetric matrix, with a
/// vector that proves it.
public enum Definiteness: Sendable, Equatable {
  /// x^T A x > 0 for every x != 0.
  case positiveDefinite
  /// x^T A x >= 0 for every x, and A x = 0 exactly on the span of `kernel`, a non-empty list of
  /// linearly independent integer vectors.
  case positiveSemidefinite(kernel: [[Integer]])
  /// The integer vector `direction` has x^T A x < 0.
  case notSemidefinite(direction: [Integer])

  /// Whether the matrix is positive semi-definite.
  public var isSemidefinite: Bool {
    if case .notSemidefinite = self { return false }
    return true
  }
}
