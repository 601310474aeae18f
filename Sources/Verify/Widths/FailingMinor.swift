import Floating
import Surfaces

/// A minor of width 1, or of one unit fewer than its tasks, whose sign condition fails: evidence
/// that weights do not reach every Pareto optimum of the whole instance (proofs-notes/widths.md,
/// Theorem A).
public struct FailingMinor: Sendable {
  /// The minor.
  public let minor: Minor
  /// The end of the range of widths at which the minor stands for the whole instance.
  public let end: WidthEnd
  /// A shortest frustrated cycle of the minor's G (width 1) or Q (one unit fewer than tasks), as
  /// tasks of the whole instance, counted from 1.
  public let cycle: [Int]
  /// A Pareto optimum of the minor that no weights reach; its tasks count within the minor. Nil
  /// when none was found within the limits, so that the cycle alone is the evidence.
  public let witness: Witness?

  /// What follows for the whole instance.
  public enum Consequence: Sendable, Equatable {
    /// The minor is the whole instance: no weights reach the point.
    case point
    /// (A2) Nothing is contracted: with the best values that it leaves to the ignored tasks, the
    /// point is a Pareto optimum of all tasks that no weights >= 0, not all 0, reach.
    case completedPoint
    /// (A1) With the contracted tasks fitted exactly the point is a Pareto optimum that is reached
    /// at most by weights on contracted tasks, and as near to it as wanted are Pareto optima that
    /// no weights >= 0, not all 0, reach.
    case nearbyPoints
  }

  /// What follows for the whole instance.
  ///
  /// - Parameter taskCount: Its number of tasks.
  public func consequence(taskCount: Int) -> Consequence {
    if !minor.contracted.isEmpty { return .nearbyPoints }
    return minor.kept.count == taskCount ? .point : .completedPoint
  }

  /// Decides a minor: its failure with the smallest witness that is found, or nil when its
  /// condition holds.
  ///
  /// - Parameters:
  ///   - minor: A minor of at least two tasks.
  ///   - end: The end of the range of its widths.
  static func decide(_ minor: Minor, end: WidthEnd, filter: FloatingFilter) -> FailingMinor? {
    let condition = ConditionVerdict.decide(
      minor.instance, width: end, filter: filter
    ).verdict
    guard case .frustratedCycle(let cycle) = condition.evidence else { return nil }
    let exploration = FullExplorationVerdict.decide(
      minor.instance, condition, filter: filter)
    var witness: Witness?
    if case .unexplored(let found) = exploration { witness = found }
    return FailingMinor(
      minor: minor, end: end, cycle: cycle.map { minor.kept[$0 - 1] + 1 }, witness: witness)
  }
}
