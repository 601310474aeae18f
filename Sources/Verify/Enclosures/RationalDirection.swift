import Exact
import Surfaces

/// A point given by a rational direction, for what is computed of all enclosed points: the angle
/// between gradients and the violation of the tangent plane.
public struct RationalDirection: PointDefinition {
  /// The instance the point belongs to.
  public let instance: Instance
  /// k integers, not all zero.
  public let direction: [Integer]

  /// Takes over the direction of a point.
  public init(_ instance: Instance, _ point: Point) {
    self.instance = instance
    direction = point.direction
  }

  /// The tasks, counted from 0, whose coordinate is zero.
  public var zeroTasks: [Int] { direction.indices.filter { direction[$0].isZero } }

  /// The direction itself, with radii 0.
  public func box(
    precision: Int, within earlier: PointBox? = nil
  ) throws(PointIndecision) -> PointBox {
    try PointBox(
      self, centers: direction.map { Rational($0) },
      radii: direction.map { _ in .zero }, preconditioner: nil, precision: precision)
  }

  /// Whether a linear form is zero, which is always known.
  public func vanishes(linear coefficients: [Rational]) -> Bool {
    zip(coefficients, direction).reduce(Rational.zero) { $0 + $1.0 * Rational($1.1) }.isZero
  }

  /// Whether a sum of products is zero, which is always known.
  public func vanishes(products: [(first: Int, second: Int, factor: Rational)]) -> Bool {
    products.reduce(Rational.zero) {
      $0 + $1.factor * Rational(direction[$1.first] * direction[$1.second])
    }.isZero
  }

  /// The direction.
  public func neighbour(in box: PointBox) -> [Integer]? { direction }
}
