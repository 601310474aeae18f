/// The verdicts on C1 and C2 of one instance of a batch, without evidence;
/// ``ConditionBatch/verdict(_:width:filter:)`` gives the evidence of any of them.
public struct ConditionPair: RawRepresentable, Hashable, Sendable {
  /// Bit 0: C1 holds; bit 1: C2 holds; bit 2: the predictors are linearly dependent, so that the
  /// theory does not apply and the other bits are clear.
  public let rawValue: UInt8

  /// Creates a pair from its bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Creates the pair of an instance with linearly independent predictors.
  @inlinable public init(c1: Bool, c2: Bool) { rawValue = (c1 ? 1 : 0) | (c2 ? 2 : 0) }

  /// The predictors are linearly dependent.
  public static let dependent = ConditionPair(rawValue: 4)

  /// Whether C1 holds: scalarization fully explores the Pareto front of width 1.
  @inlinable public var c1: Bool { rawValue & 1 != 0 }
  /// Whether C2 holds: the same for width k-1.
  @inlinable public var c2: Bool { rawValue & 2 != 0 }
  /// Whether the predictors are linearly dependent.
  @inlinable public var isDependent: Bool { rawValue & 4 != 0 }
}
