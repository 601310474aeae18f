import Exact
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

/// The signed graph of Q = G^-1, found without inverting G in arbitrary precision where possible.
enum InverseSigns {
  /// The exact signs of the inverse of a Gram matrix, and what decided them.
  ///
  /// - Parameter machineLane: Whether machine integers are tried first; the tests of the
  ///   floating-point filter switch them off.
  static func graph(
    _ instance: Instance, filter: FloatingFilter, machineLane: Bool = true
  ) -> (SignedGraph, Method) {
    let size = instance.taskCount
    if machineLane, let signs = MachineInverse.signs(of: instance.gram, as: Int64.self) {
      return (SignedGraph(vertexCount: size, signs: signs), .filter)
    }
    if let matrix = SymmetricEnclosure(scaling: instance.gram),
      let inverse = InverseEnclosure(of: matrix, filter: filter)
    {
      let (signs, undecided) = inverse.signs()
      if undecided == 0 { return (SignedGraph(vertexCount: size, signs: signs), .filter) }
    }
    // Two words are slower than the filter, but decide zeros, too.
    if machineLane, let signs = MachineInverse.signs(of: instance.gram, as: Int128.self) {
      return (SignedGraph(vertexCount: size, signs: signs), .filter)
    }
    return (SignedGraph(instance.gramInverse), .exact)
  }
}
