import Exact
import Surfaces

/// A point that a case asks about.
public struct CasePoint: Sendable, Equatable {
  /// The name, unique in its case.
  public var name: String
  /// The direction u: k numbers, not all zero.
  public var direction: [Rational]
  /// The width of the network.
  public var width: Width

  /// Creates a point.
  public init(name: String, direction: [Rational], width: Width) {
    self.name = name
    self.direction = direction
    self.width = width
  }
}
