import Exact
import Floating
import Surfaces

/// The answer to "does linear scalarization reach every Pareto optimum of this instance at this
/// width?", with evidence either way.
///
/// It does exactly when C1 (width k-1: C2) holds. That the condition suffices is Theorem 3.10; that
/// it is necessary is shown for the instance at hand by a ``Witness``, without any assumption on
/// the topology of the front.
public enum FullExplorationVerdict: Sendable {
  /// Every Pareto optimum is reached; k signs s with s_i s_j m_ij >= 0.
  case explored(signs: [Int])
  /// The condition fails, and this Pareto optimum is reached by no weights.
  case unexplored(Witness)
  /// The condition fails on this cycle, but no witness was found within the limits.
  case resisted(cycle: [Int], candidates: Int)

  /// Decides full exploration.
  public static func decide(_ instance: Instance, width: WidthEnd) -> FullExplorationVerdict {
    decide(instance, ConditionVerdict.decide(instance, width: width))
  }

  /// Decides full exploration once the condition is decided.
  ///
  /// - Parameter condition: The verdict on C1 or C2 for the same instance; its cycle must have no
  ///   chord, as a shortest one has none.
  /// - Parameter filter: Whether floating point behind proved bounds may decide inequalities.
  public static func decide(
    _ instance: Instance, _ condition: ConditionVerdict, filter: FloatingFilter = .on
  ) -> FullExplorationVerdict {
    switch condition.evidence {
    case .signs(let signs):
      return .explored(signs: signs)
    case .frustratedCycle(let tasks):
      let cycle = tasks.map { $0 - 1 }
      let outcome: WitnessOutcome
      switch condition.width {
      case .one:
        var search = WidthOneWitnessSearch(
          instance: instance, cycle: cycle, filter: filter)
        outcome = search.run()
      case .allButOne:
        var search = WidthAllButOneWitnessSearch(instance: instance, cycle: cycle)
        outcome = search.run()
      }
      switch outcome {
      case .found(let witness): return .unexplored(witness)
      case .resisted(let candidates): return .resisted(cycle: tasks, candidates: candidates)
      }
    }
  }
}
