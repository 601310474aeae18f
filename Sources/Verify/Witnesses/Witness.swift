import Exact
import Surfaces

/// A Pareto optimum that no weighting reaches, with everything that proves it: the evidence that
/// scalarization does not explore the whole Pareto front.
public struct Witness: Sendable {
  /// The width whose condition fails.
  public let width: WidthEnd
  /// The point.
  public let point: Point
  /// Why the point is Pareto optimal.
  public let tree: SignTree
  /// Why no weights reach it.
  public let obstruction: SupportObstruction
  /// The chordless frustrated cycle it was built from, tasks counted from 1.
  public let cycle: [Int]
  /// The task of the cycle, counted from 1, whose sign separates the two surfaces that cross at or
  /// near the point.
  public let pivot: Int

  /// The sign patterns of the two surfaces that cross at or near the point: that of the point, and
  /// the same with the sign of ``pivot`` flipped.
  public var crossing: (own: SignPattern, other: SignPattern) {
    var signs = point.direction.map(\.signum)
    let own = SignPattern(signs: signs)
    signs[pivot - 1] = signs[pivot - 1] < 0 ? 1 : -1
    return (own, SignPattern(signs: signs))
  }

  /// Whether both surfaces of ``crossing`` contain the point: (Q u)_m = q_mm u_m for the pivot m.
  ///
  /// - Complexity: one exact solution of order k (width 1), or Q (width k-1).
  public func isOnCrossing(_ instance: Instance) -> Bool {
    let m = pivot - 1
    switch width {
    case .allButOne:
      let inverse = instance.gramInverse
      // w_m = dual / dualScale and q_mm = numerator / denominator.
      return point.dual[m] * inverse.denominator
        == inverse.numerator(m, m) * point.direction[m] * point.dualScale
    case .one:
      // Nothing else at this width needs Q, and q_mm is one solution of G x = e_m.
      let unit = (0..<instance.taskCount).map { $0 == m ? Rational.one : .zero }
      guard let column = instance.gram.solve(RationalMatrix(column: unit)) else {
        preconditionFailure("a checked Gram matrix is positive definite")
      }
      return Rational(point.dual[m], point.dualScale)
        == column[m, 0] * Rational(point.direction[m])
    }
  }
}
