import Exact
import Surfaces

extension FailingMinor {
  /// A network of the whole instance whose values on the contracted tasks are those of a perfect
  /// fit and on the kept tasks those of the witness: v_R = t_R and v_i = g_ii - n_ii + v'_i on T.
  ///
  /// U = G B for B = (e_j for j in R, and on T the vector Q' u for width 1, Q' = N^-1, or a basis
  /// of the vectors orthogonal to u for one unit fewer than tasks). It is the point of (A1) itself
  /// when nothing is deleted; otherwise the ignored tasks may have better values, with these kept.
  ///
  /// - Parameter instance: The whole instance.
  /// - Returns: Nil when there is no witness.
  public func network(_ instance: Instance) -> NetworkPoint? {
    guard let witness else { return nil }
    let count = instance.taskCount
    var columns: [[Rational]] = minor.contracted.map { task in
      (0..<count).map { $0 == task ? .one : .zero }
    }
    func spread(_ values: [Integer]) {
      var column = Array(repeating: Rational.zero, count: count)
      for (task, value) in zip(minor.kept, values) { column[task] = Rational(value) }
      columns.append(column)
    }
    let direction = witness.point.direction
    switch end {
    case .one: spread(witness.point.dual)
    case .allButOne:
      // Each basis vector has two entries that cancel, one of them at a task with u_p != 0.
      guard let pivot = direction.firstIndex(where: { !$0.isZero }) else { return nil }
      for other in direction.indices where other != pivot {
        var vector = Array(repeating: Integer.zero, count: direction.count)
        vector[other] = direction[pivot]
        vector[pivot] = -direction[other]
        spread(vector)
      }
    }
    let matrix = instance.gram * RationalMatrix(columns).transposed
    return try? NetworkPoint(instance, matrix: matrix.reduced())
  }
}
