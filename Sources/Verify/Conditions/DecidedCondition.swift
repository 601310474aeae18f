/// A verdict on C1 or C2 together with the arithmetic that reached it.
public struct DecidedCondition: Sendable, Equatable {
  /// The verdict with its evidence; the same for every verified method.
  public let verdict: ConditionVerdict
  /// ``Method/filter`` when proved bounds, or machine integers that cannot overflow, decided all
  /// signs; ``Method/exact`` when arbitrary-precision arithmetic was needed;
  /// ``Method/floating`` when the verdict is unverified.
  public let decidedBy: Method

  /// Creates a verdict with its origin.
  public init(verdict: ConditionVerdict, decidedBy: Method) {
    self.verdict = verdict
    self.decidedBy = decidedBy
  }
}
