/// Repeats a computation with doubled precision until it decides.
public struct PrecisionDoubling: Sendable {
  /// The precision of the first attempt, in bits.
  public let start: Int
  /// The largest precision that is tried, in bits.
  public let limit: Int

  /// Creates a schedule: start, 2 start, 4 start, ... and the limit last.
  public init(start: Int = 128, limit: Int = 4096) {
    self.start = max(Interval.precisions.lowerBound, start)
    self.limit = min(Interval.precisions.upperBound, max(self.start, limit))
  }

  /// The precisions in the order in which they are tried.
  public var precisions: [Int] {
    var result: [Int] = []
    var bits = start
    while bits < limit {
      result.append(bits)
      bits *= 2
    }
    return result + [limit]
  }

  /// The first decision and the precision at which it was made, or nil when no precision up to the
  /// limit decides.
  ///
  /// - Parameter attempt: Returns nil when a precision does not decide.
  public func decide<Decision, Failure: Error>(
    _ attempt: (_ precision: Int) throws(Failure) -> Decision?
  ) throws(Failure) -> (decision: Decision, precision: Int)? {
    for bits in precisions {
      if let decision = try attempt(bits) { return (decision, bits) }
    }
    return nil
  }
}
