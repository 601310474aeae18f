import Exact

/// A vector of intervals: a box, the product of its coordinates.
public struct IntervalVector: Sendable {
  /// The coordinates.
  public var elements: [Interval]

  /// Creates a box from its coordinates.
  public init(_ elements: [Interval]) { self.elements = elements }

  /// Encloses a vector of rational numbers.
  public init(_ vector: [Rational], precision: Int) {
    elements = vector.map { Interval($0, precision: precision) }
  }

  /// Encloses the box of all x with |x_i - center_i| <= radii_i, or nil when a radius is negative.
  ///
  /// - Precondition: the vectors have the same length.
  public init?(center: [Rational], radii: [Rational], precision: Int) {
    precondition(center.count == radii.count, "vectors of different lengths")
    elements = []
    for (middle, radius) in zip(center, radii) {
      guard let side = Interval(center: middle, radius: radius, precision: precision) else {
        return nil
      }
      elements.append(side)
    }
  }

  /// The number of coordinates.
  public var count: Int { elements.count }

  /// One coordinate, counted from 0.
  public subscript(_ index: Int) -> Interval {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  /// The largest precision of a coordinate.
  public var precision: Int { elements.map(\.precision).max() ?? Interval.precisions.lowerBound }

  /// Whether some coordinate is empty, so that the box is.
  public var isEmpty: Bool { elements.contains { $0.isEmpty } }

  /// Whether every coordinate is bounded.
  public var isBounded: Bool { elements.allSatisfy { $0.isBounded } }

  /// Whether a point lies in the box.
  ///
  /// - Precondition: the point has as many coordinates.
  public func contains(_ point: [Rational]) -> Bool {
    precondition(point.count == count, "vectors of different lengths")
    return zip(elements, point).allSatisfy { $0.contains($1) }
  }

  /// Whether the box is contained in another one.
  public func isSubset(of other: IntervalVector) -> Bool {
    isEmpty || allCoordinates(other) { $0.isSubset(of: $1) }
  }

  /// Whether the box is contained in the interior of another one.
  public func isInterior(to other: IntervalVector) -> Bool {
    isEmpty || allCoordinates(other) { $0.isInterior(to: $1) }
  }

  /// Whether the boxes have no point in common.
  public func isDisjoint(from other: IntervalVector) -> Bool {
    isEmpty || other.isEmpty || !allCoordinates(other) { !$0.isDisjoint(from: $1) }
  }

  private func allCoordinates(
    _ other: IntervalVector, _ holds: (Interval, Interval) -> Bool
  ) -> Bool {
    precondition(other.count == count, "vectors of different lengths")
    return zip(elements, other.elements).allSatisfy(holds)
  }

  private func combine(
    _ other: IntervalVector, _ operation: (Interval, Interval) -> Interval
  ) -> IntervalVector {
    precondition(other.count == count, "vectors of different lengths")
    return IntervalVector(zip(elements, other.elements).map(operation))
  }

  /// The common points.
  public func intersection(_ other: IntervalVector) -> IntervalVector {
    combine(other) { $0.intersection($1) }
  }

  /// The smallest box that contains both.
  public func hull(_ other: IntervalVector) -> IntervalVector {
    if isEmpty { return other }
    return other.isEmpty ? self : combine(other) { $0.hull($1) }
  }

  /// The sum.
  public static func + (left: IntervalVector, right: IntervalVector) -> IntervalVector {
    left.combine(right) { $0 + $1 }
  }

  /// The difference.
  public static func - (left: IntervalVector, right: IntervalVector) -> IntervalVector {
    left.combine(right) { $0 - $1 }
  }

  /// The product with a number.
  public static func * (left: Interval, right: IntervalVector) -> IntervalVector {
    IntervalVector(right.elements.map { left * $0 })
  }

  /// The inner product.
  public func dot(_ other: IntervalVector) -> Interval {
    Interval.dot(elements, other.elements, precision: max(precision, other.precision))
  }

  /// The point of midpoints; nil for an empty or unbounded box.
  public var midpoint: IntervalVector? {
    var result: [Interval] = []
    for element in elements {
      guard let middle = element.midpoint else { return nil }
      result.append(middle)
    }
    return IntervalVector(result)
  }

  /// The exact midpoints; nil for an empty or unbounded box.
  public var rationalMidpoint: [Rational]? {
    var result: [Rational] = []
    for element in elements {
      guard let middle = element.midpoint?.lower else { return nil }
      result.append(middle)
    }
    return result
  }

  /// The largest width of a coordinate as a double, rounded up; infinite for an unbounded box.
  public var largestWidth: Double {
    elements.reduce(0) { max($0, $1.isEmpty ? 0 : $1.width?.upperDouble ?? .infinity) }
  }
}

extension IntervalVector: CustomStringConvertible {
  /// The coordinates, one for each line.
  public var description: String { elements.map(\.description).joined(separator: "\n") }
}
