import Exact

extension Certificate {
  /// A point whose direction u is a zero of a system of polynomials, the only one in a box.
  public struct EnclosedPoint: Sendable, Equatable {
    /// What the point is.
    public var system: PointSystem
    /// The box: k unknowns u, for ``PointSystem/weights(_:level:normalization:preconditioner:)``
    /// followed by the eigenvalue mu.
    public var box: Box

    /// Creates a point from its system and its box.
    public init(system: PointSystem, box: Box) {
      self.system = system
      self.box = box
    }
  }

  /// The equations that a point is given by, with what the test of its box needs.
  public enum PointSystem: Sendable, Equatable {
    /// u_i = s_i sqrt(v_i): k numbers v_i >= 0, not all zero, and k signs, 1 or -1.
    case values([Rational], signs: [Int])
    /// The only optimum of k weights l: G diag(l) u = mu u and normalization . u = 1, k + 1
    /// equations. `level` separates mu from all other eigenvalues. The preconditioner has k + 1
    /// rows and columns.
    case weights(
      [Rational], level: Rational, normalization: [Rational], preconditioner: DyadicMatrix)
    /// Where the surfaces of u and of u with the signs of one of the `flips` changed meet: for each
    /// flip S, a list of tasks counted from 1, sum of q_il u_i u_l over i in S, l not in S, is 0.
    /// Then slice . u = 0 for each of the k - 1 - flips.count slices, and normalization . u = 1.
    /// The preconditioner is k x k.
    case meeting(
      flips: [[Int]], slices: [[Rational]], normalization: [Rational],
      preconditioner: DyadicMatrix)
  }

  /// A box with dyadic centers and radii: all integers are multiplied by 2^exponent.
  public struct Box: Sendable, Equatable {
    /// The exponent, from -40,000 to 40,000.
    public var exponent: Int
    /// The coordinates of the center.
    public var centers: [Integer]
    /// The radii, as many.
    public var radii: [Integer]

    /// Creates a box from its parts.
    public init(exponent: Int, centers: [Integer], radii: [Integer]) {
      self.exponent = exponent
      self.centers = centers
      self.radii = radii
    }
  }

  /// A square matrix of dyadic numbers: all integers are multiplied by 2^exponent.
  public struct DyadicMatrix: Sendable, Equatable {
    /// The exponent, from -40,000 to 40,000.
    public var exponent: Int
    /// The rows.
    public var integers: [[Integer]]

    /// Creates a matrix from its parts.
    public init(exponent: Int, integers: [[Integer]]) {
      self.exponent = exponent
      self.integers = integers
    }
  }

  /// The largest absolute value of the exponent of a box or a dyadic matrix.
  public static let maximumExponent = 40_000
}
