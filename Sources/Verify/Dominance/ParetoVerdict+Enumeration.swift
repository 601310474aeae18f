import Exact
import Surfaces

extension ParetoVerdict {
  /// Decides Pareto optimality the slow way: every one of the 2^(k-1) sign patterns, each decided
  /// exactly. Returns a dominating direction, or nil when there is none.
  ///
  /// Width 1: on each surface the smallest w^T Q_s w over w >= a, an exact quadratic program in the
  /// primal variables; width k-1: the largest sum_ij q_ij s_i s_j a_i a_j. It shares nothing with
  /// the sign tree but the solver of complementarity problems, and exists to be compared with it.
  ///
  /// - Complexity: O(2^(k-1)) quadratic programs (width 1), O(k) for each pattern (width k-1).
  /// - Precondition: there are at most 62 tasks.
  package static func dominatorByEnumeration(
    _ instance: Instance, _ point: Point, width: WidthEnd
  ) -> [Integer]? {
    switch width {
    case .one: return primalDominator(instance, point)
    case .allButOne: return patternDominator(instance, point)
    }
  }

  private static func primalDominator(_ instance: Instance, _ point: Point) -> [Integer]? {
    let magnitudes = point.magnitudes
    // All values over the denominator of Q.
    let norm = Integer.dot(
      point.direction, instance.gramInverse.numeratorProduct(point.direction))
    var dominator: [Integer]?
    SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { signs, _ in
      let numerators = instance.gramInverse.switched(by: signs).numerators
      let matrix = RationalMatrix(numerators: numerators)
      let problem = ComplementarityProblem(
        matrix: matrix, offset: matrix.numeratorProduct(magnitudes))
      let excess = problem.solve()
      let minimum = zip(magnitudes, excess.numerators).map { $0 * excess.denominator + $1 }
      let value = Integer.dot(minimum, matrix.numeratorProduct(minimum))
      let target = norm * excess.denominator * excess.denominator
      if value < target || (value == target && excess.numerators.contains { !$0.isZero }) {
        dominator = Integer.primitive(zip(signs, minimum).map { $0 < 0 ? -$1 : $1 })
      }
      return dominator == nil
    }
    return dominator
  }

  private static func patternDominator(_ instance: Instance, _ point: Point) -> [Integer]? {
    let magnitudes = point.magnitudes
    let norm = Integer.dot(
      point.direction, instance.gramInverse.numeratorProduct(point.direction))
    var dominator: [Integer]?
    SurfaceEnumeration(instance).forEachValue(magnitudes: magnitudes) { signs, value in
      if value > norm { dominator = zip(signs, magnitudes).map { $0 < 0 ? -$1 : $1 } }
      return dominator == nil
    }
    return dominator
  }
}
