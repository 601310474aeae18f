import Exact
import Floating
import Surfaces

/// Looks for signs s_S with s_S s_T det G[S, T] >= 0 for all sets S, T of q tasks (Theorem B),
/// starting with signs that agree with all neighbours.
///
/// For q > k/2 the minors of Q = G^-1 are smaller: det G[S, T] = det G (-1)^(sum S + sum T)
/// det Q[T', S'] for the complements T', S' (Jacobi), which stand in the opposite order.
struct CompoundSigning {
  /// The signs that suit all pairs, in lexicographic order; nil when there are none.
  private(set) var signs: [Int]?

  private let compound: CompoundMinors
  private let johnson: JohnsonGraph
  private let usesComplements: Bool

  init(_ instance: Instance, _ johnson: JohnsonGraph, filter: FloatingFilter) {
    let count = instance.taskCount
    let units = johnson.subsets.size
    usesComplements = 2 * units > count
    compound = CompoundMinors(
      usesComplements ? instance.gramInverse.reduced() : instance.gram,
      order: usesComplements ? count - units : units, filter: filter)
    self.johnson = johnson
  }

  /// Examines all pairs; false when `proceed` returned false.
  mutating func run(proceed: () -> Bool) -> Bool {
    var forest = johnson.forest
    let last = johnson.subsetCount - 1
    let twists = self.twists
    var isStopped = false
    let suits = compound.forEachRow { row, entries in
      if !proceed() {
        isStopped = true
        return false
      }
      let first = usesComplements ? last - row : row
      for (index, entry) in entries.enumerated() where entry != 0 {
        let second = usesComplements ? last - row - 1 - index : row + 1 + index
        if !forest.join(first, second, sign: entry * twists[first] * twists[second]) {
          return false
        }
      }
      return true
    }
    if isStopped { return false }
    if suits { signs = forest.signs() }
    return true
  }

  /// (-1)^(sum S) for all sets where complements are used, otherwise 1.
  private var twists: [Int8] {
    guard usesComplements else { return Array(repeating: 1, count: johnson.subsetCount) }
    return johnson.subsets.all.map { $0.reduce(0, +) % 2 == 0 ? 1 : -1 }
  }
}
