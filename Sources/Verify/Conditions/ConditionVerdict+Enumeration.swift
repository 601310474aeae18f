import Exact
import Surfaces

extension ConditionVerdict {
  /// Decides a condition the slow, literal way: tries every D_I and tests D_I M D_I for double
  /// non-negativity, positive semi-definiteness decided and entries compared (Definition 3.3).
  ///
  /// It shares nothing with ``decide(_:width:)`` but the matrix, and exists to be compared with
  /// it. Returns the signs of the first doubly non-negative matrix, or nil.
  ///
  /// - Complexity: O(2^(k-1) k^3).
  /// - Precondition: there are at most 62 tasks.
  package static func signsByEnumeration(_ instance: Instance, width: WidthEnd) -> [Int]? {
    let matrix = instance.conditionMatrix(width)
    var found: [Int]?
    SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { signs, _ in
      if isDoublyNonNegative(matrix.switched(by: signs)) { found = signs }
      return found == nil
    }
    return found
  }

  /// Whether a symmetric matrix is positive semi-definite with non-negative entries.
  private static func isDoublyNonNegative(_ matrix: RationalMatrix) -> Bool {
    for i in 0..<matrix.rows {
      for j in 0..<matrix.columns where matrix[i, j] < .zero { return false }
    }
    return matrix.definiteness().isSemidefinite
  }
}
