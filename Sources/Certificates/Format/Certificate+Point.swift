import Exact

extension Certificate {
  /// A point of the feasible region, given by a direction.
  public struct Point: Sendable, Equatable {
    /// The direction u, of length k and not zero; signs matter, scale does not.
    public var direction: [Rational]
    /// The vector w = Q u, when it is given; it is verified as G w = u.
    public var dual: [Rational]?

    /// Creates a point from its direction.
    public init(direction: [Rational], dual: [Rational]? = nil) {
      self.direction = direction
      self.dual = dual
    }
  }
}
