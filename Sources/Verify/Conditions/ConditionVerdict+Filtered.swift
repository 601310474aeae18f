import Floating
import Surfaces

extension ConditionVerdict {
  /// Decides a condition with a filter.
  ///
  /// When it is on, the signs of Q = G^-1 are read off an approximate inverse with a proved error
  /// bound (``InverseEnclosure``), or off machine integers when they provably fit; only entries
  /// that neither decides are computed in arbitrary precision. The signed graph is then complete,
  /// so the evidence is the same without the filter. C1 needs none: the signs of G are those of
  /// its exact numerators.
  ///
  /// - Complexity: O(k^2) for C1; for C2 about 3 k^3 floating-point multiplications when the
  ///   filter decides.
  public static func decide(
    _ instance: Instance, width: WidthEnd, filter: FloatingFilter
  ) -> DecidedCondition {
    guard filter.isOn else {
      return DecidedCondition(verdict: decide(instance, width: width), decidedBy: .exact)
    }
    guard width == .allButOne else {
      return DecidedCondition(verdict: decide(instance, width: width), decidedBy: .filter)
    }
    let (graph, decidedBy) = InverseSigns.graph(instance, filter: filter)
    let verdict = ConditionVerdict(width: width, evidence: graph.balance())
    return DecidedCondition(verdict: verdict, decidedBy: decidedBy)
  }
}
