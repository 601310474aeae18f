import Exact

/// What the Krawczyk test says about the zeros of a system in a box.
package enum KrawczykOutcome: Sendable {
  /// There is exactly one zero in the box, and the Jacobian matrix is non-singular on it.
  case uniqueZero(KrawczykEnclosure)
  /// There is no zero in the box.
  case noZero
  /// Neither was proved.
  case undecided(KrawczykObstacle)

  /// The enclosure when exactly one zero is proved.
  package var enclosure: KrawczykEnclosure? {
    if case .uniqueZero(let enclosure) = self { return enclosure }
    return nil
  }
}

/// Why a Krawczyk test proved nothing.
public enum KrawczykObstacle: Error, Sendable, Hashable, CustomStringConvertible {
  /// No approximate inverse of the Jacobian matrix was found.
  case singularJacobian
  /// The system or its Jacobian matrix has no bounded enclosure over the box.
  case unbounded
  /// The image of the box is not contained in its interior; the worst coordinate, from 0.
  case notContracting(coordinate: Int)
  /// Newton's iteration from the given start did not settle.
  case noConvergence

  /// One sentence that says what failed.
  public var description: String {
    switch self {
    case .singularJacobian: return "the Jacobian matrix is singular or nearly so"
    case .unbounded: return "the system has no bounded enclosure over the box"
    case .notContracting(let coordinate):
      return "the Krawczyk operator does not contract the box in coordinate \(coordinate + 1)"
    case .noConvergence: return "Newton's iteration did not settle"
    }
  }
}

/// A box that contains exactly one zero of a system, and what proves it.
public struct KrawczykEnclosure: Sendable {
  /// An enclosure of the box |x_i - center_i| <= radii_i. Exactly one zero lies in it, in the
  /// interior of that box, and the Jacobian matrix is non-singular everywhere in it.
  public let box: IntervalVector
  /// The exact center of the box; its coordinates are dyadic.
  public let center: [Rational]
  /// The exact radii of the box; dyadic and positive.
  public let radii: [Rational]
  /// The matrix Y of the test, an approximate inverse of the Jacobian matrix; dyadic entries.
  public let preconditioner: RationalMatrix
  /// The intersection of the box with its image: a smaller enclosure of the zero.
  public let refined: IntervalVector
  /// The precision in bits at which the test passed.
  public let precision: Int
}
