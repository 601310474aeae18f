import Exact
import Floating
import Surfaces

extension ConditionVerdict {
  /// Decides a condition by the given method.
  ///
  /// `filter` reads the signs of Q = G^-1 off an approximate inverse with a proved error bound
  /// (``InverseEnclosure``), or off machine integers when they provably fit; only entries that
  /// neither decides are computed in arbitrary precision. The signed graph is then complete, so
  /// the evidence is that of the exact method. C1 needs no filter: the signs of G are those of
  /// its exact numerators.
  ///
  /// - Complexity: O(k^2) for C1; for C2 about 3 k^3 floating-point multiplications when the
  ///   filter decides.
  public static func decide(
    _ instance: Instance, width: WidthEnd, method: Method
  ) -> DecidedCondition {
    switch method {
    case .exact:
      return DecidedCondition(verdict: decide(instance, width: width), decidedBy: .exact)
    case .floating:
      return DecidedCondition(
        verdict: FloatingConditions.decide(instance.gram, width: width), decidedBy: .floating)
    case .filter:
      return decideFiltered(instance, width: width, boundScale: 1)
    }
  }

  /// The filtered decision with every rounding bound multiplied by `boundScale`, which the tests
  /// set to something else to see that a loosened bound is caught.
  static func decideFiltered(
    _ instance: Instance, width: WidthEnd, boundScale: Double
  ) -> DecidedCondition {
    guard width == .allButOne else {
      return DecidedCondition(verdict: decide(instance, width: width), decidedBy: .filter)
    }
    let (graph, decidedBy) = InverseSigns.graph(instance, boundScale: boundScale)
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
    _ instance: Instance, boundScale: Double, machineLane: Bool = true
  ) -> (SignedGraph, Method) {
    let size = instance.taskCount
    if machineLane, let signs = MachineInverse.signs(of: instance.gram, as: Int64.self) {
      return (SignedGraph(vertexCount: size, signs: signs), .filter)
    }
    if let matrix = SymmetricEnclosure(scaling: instance.gram),
      let inverse = InverseEnclosure(of: matrix, boundScale: boundScale)
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
