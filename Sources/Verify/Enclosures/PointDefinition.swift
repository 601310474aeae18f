import Certificates
import Exact
import Surfaces

/// What defines a point whose direction u may be irrational, so that u can be enclosed as tightly
/// as asked.
///
/// Three kinds exist: values and signs (``ValuesAndSigns``), the optimum of given weights
/// (``WeightedOptimum``) and a meeting of surfaces. A definition gives boxes of any precision, and
/// what follows from it by algebra: intervals prove strict inequalities only, so every equality
/// comes from here.
public protocol PointDefinition: Sendable {
  /// The instance the point belongs to.
  var instance: Instance { get }

  /// The tasks, counted from 0, whose coordinate is zero by definition.
  var zeroTasks: [Int] { get }

  /// Sets of tasks, counted from 0, whose flip in u gives the same point by definition: the
  /// surfaces of the signs of u and of the signs with one of these sets flipped meet there.
  var flips: [[Int]] { get }

  /// A box around the point, computed with a number of bits.
  ///
  /// All boxes of one definition enclose the same point. Where that has to be proved, the new box
  /// is shown to lie in `earlier`.
  ///
  /// - Parameters:
  ///   - precision: The precision of the arithmetic in bits.
  ///   - earlier: A box of this definition found before, or nil.
  /// - Throws: ``PointIndecision`` when nothing is proved at this precision.
  func box(precision: Int, within earlier: PointBox?) throws(PointIndecision) -> PointBox

  /// Whether sum_i l_i u_i is zero by definition; false when that is not known.
  func vanishes(linear coefficients: [Rational]) -> Bool

  /// Whether sum q_il u_i u_l over the given pairs is zero by definition; false when that is not
  /// known.
  func vanishes(products: [(first: Int, second: Int, factor: Rational)]) -> Bool

  /// A rational direction within the error of a box, which keeps as many of the equalities that
  /// hold by definition as it can; nil when the box has no bounded enclosure.
  func neighbour(in box: PointBox) -> [Integer]?

  /// What a certificate says the point is; nil for a kind without certificates.
  func certificateSystem(in box: PointBox) -> Certificate.PointSystem?

  /// What is known about reachability by definition: nil where the box has to decide.
  func reachability(in box: PointBox, width: WidthEnd) -> EnclosedReachability?
}

extension PointDefinition {
  /// No flips.
  public var flips: [[Int]] { [] }

  /// No certificates.
  public func certificateSystem(in box: PointBox) -> Certificate.PointSystem? { nil }

  /// Nothing.
  public func reachability(in box: PointBox, width: WidthEnd) -> EnclosedReachability? { nil }

  /// Whether every term is zero.
  public func vanishes(linear coefficients: [Rational]) -> Bool {
    let zeros = Set(zeroTasks)
    return coefficients.indices.allSatisfy { coefficients[$0].isZero || zeros.contains($0) }
  }

  /// Whether every term is zero.
  public func vanishes(products: [(first: Int, second: Int, factor: Rational)]) -> Bool {
    let zeros = Set(zeroTasks)
    return products.allSatisfy {
      $0.factor.isZero || zeros.contains($0.first) || zeros.contains($0.second)
    }
  }

  /// The center of the box.
  public func neighbour(in box: PointBox) -> [Integer]? {
    box.direction.rationalMidpoint.flatMap { middle in
      middle.contains { !$0.isZero } ? Point.integerDirection(middle) : nil
    }
  }
}
