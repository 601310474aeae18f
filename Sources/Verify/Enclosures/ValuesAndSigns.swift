import Certificates
import Exact
import Intervals
import Surfaces

/// A point given by values and signs, u_i = s_i sqrt(v_i).
///
/// Sums of square roots that vanish are known exactly (``SquareClasses``), so for this kind of
/// point linear and quadratic ties are decided; a coordinate with v_i = 0 is exactly zero.
public struct ValuesAndSigns: PointDefinition {
  /// The instance the point belongs to.
  public let instance: Instance
  /// k numbers v_i >= 0, not all zero; only their ratios matter.
  public let values: [Rational]
  /// k signs, 1 or -1.
  public let signs: [Int]

  private let classes: SquareClasses

  /// Creates the definition; nil unless there is one sign 1 or -1 and one value >= 0 for each task,
  /// some value being positive.
  public init?(_ instance: Instance, values: [Rational], signs: [Int]) {
    guard values.count == instance.taskCount, signs.count == instance.taskCount,
      values.allSatisfy({ $0.signum >= 0 }), values.contains(where: { !$0.isZero }),
      signs.allSatisfy({ $0 == 1 || $0 == -1 })
    else { return nil }
    self.instance = instance
    self.values = values
    self.signs = signs
    classes = SquareClasses(values)
  }

  /// The tasks, counted from 0, whose value is zero.
  public var zeroTasks: [Int] { values.indices.filter { values[$0].isZero } }

  /// The box of the square roots; c(u) = sum_i q_ii v_i + 2 sum_{i<j} q_ij u_i u_j, whose first
  /// part is exact.
  ///
  /// - Complexity: k square roots and O(k^2).
  public func box(
    precision: Int, within earlier: PointBox? = nil
  ) throws(PointIndecision) -> PointBox {
    var centers: [Rational] = []
    var radii: [Rational] = []
    var u: [Interval] = []
    for (value, sign) in zip(values, signs) {
      let root = Interval(value, precision: precision).squareRoot
      guard let lower = root.lower, let upper = root.upper else {
        throw .noBox(reason: "a square root is not bounded", precision: precision)
      }
      let middle = (lower + upper) * Rational(1, 2)
      centers.append(sign < 0 ? -middle : middle)
      radii.append(upper - middle)
      u.append(sign < 0 ? -root : root)
    }
    let inverse = instance.gramInverse
    var exact = Rational.zero
    var norm = Interval.zero(precision: precision)
    for i in values.indices {
      exact += inverse[i, i] * values[i]
      for j in 0..<i where !inverse[i, j].isZero { norm += u[i] * u[j] * (inverse[i, j] * 2) }
    }
    return try PointBox(
      self, centers: centers, radii: radii, preconditioner: nil, norm: norm + exact,
      precision: precision)
  }

  /// Whether a sum of square roots is zero, which is always known.
  public func vanishes(linear coefficients: [Rational]) -> Bool {
    classes.vanishes(zip(coefficients, signs).map { $1 < 0 ? -$0 : $0 })
  }

  /// Whether a sum of products of square roots is zero, which is always known.
  public func vanishes(products: [(first: Int, second: Int, factor: Rational)]) -> Bool {
    classes.vanishes(
      products.map { product in
        let negate = signs[product.first] != signs[product.second]
        return (product.first, product.second, negate ? -product.factor : product.factor)
      })
  }

  /// One rational number for the root of each square class, so that linear ties stay ties.
  public func neighbour(in box: PointBox) -> [Integer]? {
    let roots = classes.representatives.map {
      Interval($0, precision: box.precision).squareRoot.midpoint?.lower
    }
    var direction: [Rational] = []
    for (i, position) in classes.classes.enumerated() {
      guard let position else {
        direction.append(.zero)
        continue
      }
      guard let root = roots[position] else { return nil }
      let value = classes.multiples[i] * root
      direction.append(signs[i] < 0 ? -value : value)
    }
    return Point.integerDirection(direction)
  }

  /// The values and signs.
  public func certificateSystem(in box: PointBox) -> Certificate.PointSystem? {
    .values(values, signs: signs)
  }
}
