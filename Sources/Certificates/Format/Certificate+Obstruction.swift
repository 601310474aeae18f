import Exact

extension Certificate {
  /// Why no weights >= 0, not all zero, make a point optimal. With w = Q u, weights that do so
  /// must be w_i / u_i up to one positive factor wherever u_i is not zero.
  public enum Obstruction: Sendable, Equatable {
    /// A task, counted from 1, whose forced weight w_i / u_i is negative.
    case negativeWeight(Int)
    /// Width 1: a task, counted from 1, with u_i = 0 but w_i != 0.
    case zeroCoordinate(Int)
    /// A vector x along which the forced weights do better than at the point; `preimage` is y with
    /// x = G y, when it is given.
    case negativeDirection([Rational], preimage: [Rational]?)
  }
}
