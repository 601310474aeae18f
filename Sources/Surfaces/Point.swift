import Exact

/// A point of the feasible region given by a rational direction u, together with its dual vector
/// w = Q u: c = u^T Q u = u . w, v_i = u_i^2 / c for width 1, and t - v for width k-1.
///
/// Only the direction matters, so both vectors are kept as integers: u = `direction`,
/// w = `dual` / `dualScale`.
public struct Point: Sendable {
  /// u: k integers without a common factor, not all zero.
  public let direction: [Integer]
  /// The numerators of w = Q u over ``dualScale``.
  public let dual: [Integer]
  /// The positive denominator of w.
  public let dualScale: Integer

  /// Creates the point of a direction; computes Q u.
  ///
  /// - Precondition: `direction` has k entries, not all zero.
  public init(_ instance: Instance, direction: [Integer]) {
    precondition(direction.count == instance.taskCount, "one coordinate for each task")
    precondition(direction.contains { !$0.isZero }, "a direction is not zero")
    let primitive = Integer.primitive(direction)
    let product = instance.gramInverse.numeratorProduct(primitive)
    self.init(primitive, product, instance.gramInverse.denominator)
  }

  /// Creates the point of a rational direction.
  ///
  /// - Precondition: `direction` has k entries, not all zero.
  public init(_ instance: Instance, direction: [Rational]) {
    self.init(instance, direction: Point.integerDirection(direction))
  }

  /// Creates the point u = G w from its dual vector, without needing Q.
  ///
  /// - Precondition: `dual` has k entries, not all zero.
  public init(_ instance: Instance, dual: [Integer]) {
    precondition(dual.count == instance.taskCount, "one coordinate for each task")
    precondition(dual.contains { !$0.isZero }, "a dual vector is not zero")
    let product = instance.gram.numeratorProduct(dual)
    var divisor = Integer.zero
    for entry in product { divisor = Integer.gcd(divisor, entry) }
    // u = (gram numerators * w) / divisor, so Q u = w * gram denominator / divisor.
    self.init(
      product.map { $0.exactQuotient(by: divisor) },
      dual.map { $0 * instance.gram.denominator }, divisor)
  }

  private init(_ direction: [Integer], _ dual: [Integer], _ scale: Integer) {
    var divisor = scale
    for entry in dual {
      if divisor == .one { break }
      divisor = Integer.gcd(divisor, entry)
    }
    self.direction = direction
    self.dual = divisor == .one ? dual : dual.map { $0.exactQuotient(by: divisor) }
    dualScale = divisor == .one ? scale : scale.exactQuotient(by: divisor)
  }

  /// The smallest integer vector in a rational direction.
  public static func integerDirection(_ vector: [Rational]) -> [Integer] {
    let common = vector.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    return Integer.primitive(
      vector.map { $0.numerator * common.exactQuotient(by: $0.denominator) })
  }

  /// c = u^T Q u = u . w, positive.
  public var norm: Rational { Rational(Integer.dot(direction, dual), dualScale) }

  /// a = |u|.
  public var magnitudes: [Integer] { direction.map(\.magnitude) }

  /// u_i^2 / c for each task: the point on E for width 1.
  public var squares: [Rational] {
    let scale = Rational(dualScale, Integer.dot(direction, dual))
    return direction.map { Rational($0 * $0) * scale }
  }

  /// The values v_i that are maximised: u_i^2/c for width 1, t_i - u_i^2/c for width k-1.
  public func values(_ instance: Instance, width: WidthEnd) -> [Rational] {
    width == .one ? squares : zip(instance.optima, squares).map { $0 - $1 }
  }

  /// The losses t_i - v_i that are minimised (without the irreducible part of eq. 1).
  public func losses(_ instance: Instance, width: WidthEnd) -> [Rational] {
    width == .one ? zip(instance.optima, squares).map { $0 - $1 } : squares
  }

  /// The pattern of the signs of u: a surface that contains the point.
  public var pattern: SignPattern { SignPattern(signs: direction.map(\.signum)) }
}
