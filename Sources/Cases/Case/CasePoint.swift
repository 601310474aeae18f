import Exact
import Surfaces

/// A point that a case asks about.
public struct CasePoint: Sendable, Equatable {
  /// What the point is.
  public enum Definition: Sendable, Equatable {
    /// The direction u: k numbers, not all zero.
    case direction([Rational])
    /// u_i = s_i sqrt(v_i): k values >= 0, not all zero, and k signs, 1 or -1.
    case values([Rational], signs: [Int])
    /// The optimum of these weights: k numbers >= 0, not all zero.
    case weights([Rational])
  }

  /// The name, unique in its case.
  public var name: String
  /// What the point is.
  public var definition: Definition
  /// The width of the network.
  public var width: WidthEnd

  /// Creates a point.
  public init(name: String, definition: Definition, width: WidthEnd) {
    self.name = name
    self.definition = definition
    self.width = width
  }

  /// Creates a point of a direction.
  public init(name: String, direction: [Rational], width: WidthEnd) {
    self.init(name: name, definition: .direction(direction), width: width)
  }

  /// The direction, where the point is given by one.
  public var direction: [Rational]? {
    if case .direction(let direction) = definition { return direction }
    return nil
  }
}
