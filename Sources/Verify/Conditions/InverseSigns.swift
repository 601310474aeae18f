import Exact
import Floating
import Surfaces

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
    if machineLane, let signs = WordAdjugate.signs(of: instance.gram, as: Int64.self) {
      return (SignedGraph(vertexCount: size, signs: signs), .filter)
    }
    if let matrix = SymmetricEnclosure(scaling: instance.gram),
      let inverse = InverseEnclosure(of: matrix, filter: filter)
    {
      let (signs, undecided) = inverse.signs()
      if undecided == 0 { return (SignedGraph(vertexCount: size, signs: signs), .filter) }
    }
    // Two words are slower than the filter, but decide zeros, too.
    if machineLane, let signs = WordAdjugate.signs(of: instance.gram, as: Int128.self) {
      return (SignedGraph(vertexCount: size, signs: signs), .filter)
    }
    return (SignedGraph(instance.gramInverse), .exact)
  }
}
