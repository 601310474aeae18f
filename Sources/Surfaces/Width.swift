/// The hidden width q >= 1 of a two-layer linear network: a number of units.
public struct Width: Sendable, Hashable, Comparable {
  /// The number q of units.
  public let units: Int

  /// Creates a width.
  ///
  /// - Precondition: `units >= 1`.
  public init(_ units: Int) {
    precondition(units >= 1, "a network has at least one hidden unit")
    self.units = units
  }

  /// The end of the range 1 ... k-1 that this width is, if any; ``WidthEnd/one`` for k = 2.
  ///
  /// - Parameter taskCount: The number k of tasks.
  public func end(taskCount: Int) -> WidthEnd? {
    if units == 1 { return .one }
    return units == taskCount - 1 ? .allButOne : nil
  }

  /// The narrower width is the smaller one.
  public static func < (left: Width, right: Width) -> Bool { left.units < right.units }
}
