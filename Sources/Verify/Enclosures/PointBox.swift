import Exact
import Intervals
import Surfaces

/// A box that contains a point exactly once, and what follows from it.
///
/// The unknowns are the k coordinates of u, and after them what else the definition determines (the
/// eigenvalue of an optimum). The root lies in |x - centers| <= radii; centers and radii are dyadic
/// and are what a certificate states. A radius is zero only for a coordinate that is known exactly.
public struct PointBox: Sendable {
  /// The precision in bits at which the box was found.
  public let precision: Int
  /// The exact centers of the unknowns, u first.
  public let centers: [Rational]
  /// The exact radii of the unknowns.
  public let radii: [Rational]
  /// The matrix Y of the Krawczyk test that proved the box; nil for values and signs, whose boxes
  /// are checked by squaring.
  public let preconditioner: RationalMatrix?
  /// The enclosure of u, k coordinates; the point [0, 0] where a coordinate is zero by definition.
  public let direction: IntervalVector
  /// The enclosure of w = Q u; [0, 0] where an entry is zero by definition.
  public let dual: IntervalVector
  /// The enclosure of c(u) = u^T Q u.
  public let norm: Interval
  /// The enclosure of the unknowns after u.
  public let others: IntervalVector

  /// Creates a box of a definition and derives w and c(u) from it.
  ///
  /// - Parameters:
  ///   - definition: What the point is.
  ///   - centers: The exact centers of the unknowns, u first; at least k.
  ///   - radii: Their radii, none negative.
  ///   - preconditioner: The matrix Y of the Krawczyk test.
  ///   - norm: A tighter enclosure of c(u), where one is known.
  ///   - precision: The precision of the arithmetic in bits.
  /// - Throws: ``PointIndecision`` when the box is not bounded.
  /// - Complexity: O(k^2).
  public init(
    _ definition: some PointDefinition, centers: [Rational], radii: [Rational],
    preconditioner: RationalMatrix?, norm: Interval? = nil, precision: Int
  ) throws(PointIndecision) {
    let instance = definition.instance
    let count = instance.taskCount
    guard centers.count >= count,
      let all = IntervalVector(center: centers, radii: radii, precision: precision), all.isBounded
    else { throw .noBox(reason: "the box has no bounded enclosure", precision: precision) }
    var u = Array(all.elements.prefix(count))
    for task in definition.zeroTasks { u[task] = .zero(precision: precision) }
    let direction = IntervalVector(u)
    let inverse = instance.gramInverse
    let products = IntervalMatrix(inverse, precision: precision) * direction
    let dual = IntervalVector(
      (0..<count).map { i in
        products[i].containsZero && definition.vanishes(linear: inverse.row(i))
          ? .zero(precision: precision) : products[i]
      })
    self.precision = precision
    self.centers = centers
    self.radii = radii
    self.preconditioner = preconditioner
    self.direction = direction
    self.dual = dual
    self.norm = norm ?? direction.dot(dual)
    others = IntervalVector(Array(all.elements.dropFirst(count)))
  }

  /// Whether a coordinate is certainly not zero.
  public func isSigned(_ task: Int) -> Bool { direction[task].isZero.isImpossible }

  /// Whether every coordinate is certainly not zero.
  public var isSigned: Bool { direction.elements.indices.allSatisfy { isSigned($0) } }

  /// The signs of u: 1, -1, or 0 where a coordinate is exactly zero; nil while one is open.
  public var signs: [Int]? {
    let signs = direction.elements.compactMap(\.certainSign)
    return signs.count == direction.count ? signs : nil
  }
}
