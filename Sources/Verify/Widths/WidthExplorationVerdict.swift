import Exact
import Floating
import Surfaces

/// The answer to "does linear scalarization reach every Pareto optimum of this instance with q
/// hidden units?" for any width 1 <= q <= k-1, with evidence either way.
///
/// That a failing minor refutes it is Theorem A (proofs-notes/widths.md), that signs of the sets of
/// q tasks prove it are Theorems B and C (proofs-notes/widths-sufficient.md). For q = 1 and q = k-1
/// there is one minor to look at, the instance itself, and C1 or C2 decides.
public enum WidthExplorationVerdict: Sendable {
  /// Every Pareto optimum is reached by some weights >= 0, not all 0.
  case explored(SubsetSigns)
  /// Some Pareto optimum is reached by no weights >= 0, not all 0.
  case unexplored(FailingMinor)
  /// Neither was proved.
  case undecided(WidthIndecision)

  /// Decides a width.
  ///
  /// - Parameters:
  ///   - instance: The instance, k >= 2 tasks.
  ///   - width: The number of hidden units, from 1 to k - 1.
  ///   - limits: How much work may be done.
  ///   - filter: Whether floating point behind proved bounds may decide signs.
  ///   - proceed: Asked now and then; the width stays undecided once it returns false.
  /// - Precondition: 1 <= q < k.
  public static func decide(
    _ instance: Instance, width: Width, limits: WidthLimits = .standard,
    filter: FloatingFilter = .on,
    proceed: () -> Bool = { true }
  ) -> WidthExplorationVerdict {
    let count = instance.taskCount
    precondition(width.units < count, "a network of k units fits all tasks")
    if let end = width.end(taskCount: count) {
      return atEnd(instance, end, filter: filter)
    }
    return withoutActuallyEscaping(proceed) { proceed in
      var search = WidthSearch(
        instance: instance, units: width.units, limits: limits, filter: filter,
        proceed: proceed)
      return search.run()
    }
  }

  /// The two ends: the instance is the only minor that counts, and its condition decides.
  private static func atEnd(
    _ instance: Instance, _ end: WidthEnd, filter: FloatingFilter
  ) -> WidthExplorationVerdict {
    let condition = ConditionVerdict.decide(
      instance, width: end, filter: filter
    ).verdict
    return of(
      instance, FullExplorationVerdict.decide(instance, condition, filter: filter), end: end)
  }

  /// The answer at an end of the range of widths, from that of the condition.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - exploration: What was decided about it at that end.
  ///   - end: The end.
  public static func of(
    _ instance: Instance, _ exploration: FullExplorationVerdict, end: WidthEnd
  ) -> WidthExplorationVerdict {
    let all = Array(0..<instance.taskCount)
    func failing(_ cycle: [Int], _ witness: Witness?) -> WidthExplorationVerdict {
      .unexplored(
        FailingMinor(
          minor: instance.minor(contracting: [], keeping: all), end: end, cycle: cycle,
          witness: witness))
    }
    switch exploration {
    case .explored(let signs):
      return .explored(SubsetSigns(ofTasks: signs, lackingOne: end == .allButOne))
    case .unexplored(let witness): return failing(witness.cycle, witness)
    case .resisted(let cycle, _): return failing(cycle, nil)
    }
  }
}
