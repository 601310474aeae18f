import Exact
import Surfaces

/// A point given by values and signs, u_i = s_i sqrt(v_i), whose direction may be irrational.
///
/// Questions about it are decided by interval arithmetic with outward rounding, at a precision that
/// doubles until the answer is proved. Intervals prove strict inequalities only, so an exact tie
/// stays undecided; a coordinate with v_i = 0 is exactly zero.
public struct IrrationalPoint: Sendable {
  /// The instance the point belongs to.
  public let instance: Instance
  /// k numbers v_i >= 0, not all zero; only their ratios matter.
  public let values: [Rational]
  /// k signs, 1 or -1.
  public let signs: [Int]
  /// The width: the point is v for width 1, t - v for width k-1 (v scaled to c(u) = 1).
  public let width: Width

  /// Creates the point; nil unless there is one sign 1 or -1 and one value >= 0 for each task, some
  /// value being positive.
  public init?(_ instance: Instance, values: [Rational], signs: [Int], width: Width) {
    guard values.count == instance.taskCount, signs.count == instance.taskCount,
      values.allSatisfy({ $0.signum >= 0 }), values.contains(where: { !$0.isZero }),
      signs.allSatisfy({ $0 == 1 || $0 == -1 })
    else { return nil }
    self.instance = instance
    self.values = values
    self.signs = signs
    self.width = width
  }

  /// The tasks, counted from 0, whose coordinate is exactly zero.
  var zeroTasks: [Int] { values.indices.filter { values[$0].isZero } }

  /// The tasks, counted from 0, whose coordinate is not zero.
  var signedTasks: [Int] { values.indices.filter { !values[$0].isZero } }

  /// An enclosure of u = s sqrt(v), a point interval where v_i = 0.
  ///
  /// - Complexity: k square roots.
  public func direction(precision: Int) -> IntervalVector {
    IntervalVector(
      zip(values, signs).map { value, sign in
        let root = Interval(value, precision: precision).squareRoot
        return sign < 0 ? -root : root
      })
  }

  /// An enclosure of w = Q u.
  ///
  /// - Complexity: O(k^2).
  public func dual(precision: Int) -> IntervalVector {
    IntervalMatrix(instance.gramInverse, precision: precision) * direction(precision: precision)
  }

  /// An enclosure of c(u) = u^T Q u = sum_i q_ii v_i + 2 sum_{i<j} q_ij u_i u_j, whose first part
  /// is exact.
  ///
  /// - Complexity: O(k^2).
  public func norm(precision: Int) -> Interval {
    let inverse = instance.gramInverse
    let u = direction(precision: precision)
    var exact = Rational.zero
    var result = Interval.zero(precision: precision)
    for i in values.indices {
      exact += inverse[i, i] * values[i]
      for j in 0..<i { result += u[i] * u[j] * (inverse[i, j] * 2) }
    }
    return result + exact
  }

  /// An enclosure of the values that are maximised: u_i^2/c for width 1, t_i - u_i^2/c for width
  /// k-1.
  public func values(precision: Int) -> IntervalVector {
    width == .one ? squares(precision: precision) : remainders(precision: precision)
  }

  /// An enclosure of the losses t_i - v_i that are minimised.
  public func losses(precision: Int) -> IntervalVector {
    width == .one ? remainders(precision: precision) : squares(precision: precision)
  }

  private func squares(precision: Int) -> IntervalVector {
    let norm = norm(precision: precision)
    return IntervalVector(values.map { Interval($0, precision: precision) / norm })
  }

  private func remainders(precision: Int) -> IntervalVector {
    IntervalVector(instance.optima, precision: precision) - squares(precision: precision)
  }

  /// A rational direction near u; nil where u has no bounded enclosure.
  func rationalApproximation(precision: Int) -> [Integer]? {
    direction(precision: precision).rationalMidpoint.map { Point.integerDirection($0) }
  }
}
