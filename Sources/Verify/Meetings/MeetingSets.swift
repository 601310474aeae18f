import Exact
import Surfaces

/// The systems of equations behind all sets of m distinct surfaces.
///
/// Flipping the same signs in all surfaces of a set turns solutions into solutions, u into D u, so
/// one of these sets is solved for u of any signs. And surfaces whose equations follow from those
/// of a set meet wherever the set does: sets that imply the same surfaces share a system.
struct MeetingSets {
  /// One system up to a common flip.
  struct Family {
    /// Canonical relative signs of all surfaces through the solutions u, the first all positive:
    /// the surfaces themselves are the products with the signs of u.
    let relative: [[Int]]
    /// Positions in ``relative`` of m - 1 surfaces whose equations imply all others.
    let basis: [Int]
    /// The flips that map the family to itself, the first the identity.
    let symmetries: [[Int]]
  }

  let families: [Family]
  /// Sets, the first surface all positive, whose equations are dependent.
  let dependent: [[[Int]]]
  /// The number of dependent sets, with any first surface.
  let dependentCount: Int

  /// Lists the families of all sets of `size` distinct surfaces.
  ///
  /// - Complexity: C(2^(k-c) - 1, m - 1) sets.
  init(_ dependence: SurfaceDependence, size: Int) {
    let all = dependence.distinctSurfaces()
    var families: [Family] = []
    var seen: Set<[[Int]]> = []
    var dependent: [[[Int]]] = []
    var dependentCount = 0
    Self.forEachChoice(of: size - 1, from: 1, below: all.count) { choice in
      let relative = choice.map { all[$0] }
      guard let closure = Self.closure(dependence, relative, among: all) else {
        dependentCount += 1
        if dependent.count < 100 { dependent.append([all[0]] + relative) }
        return
      }
      let family = Self.family(dependence, closure, size: size)
      if seen.insert(family.relative).inserted { families.append(family) }
    }
    self.families = families
    self.dependent = dependent
    // Each set is counted once for each of its members that is made the first surface.
    self.dependentCount = dependentCount * all.count / size
  }

  /// The family of given relative signs (without the all-positive ones), or nil when their
  /// equations are dependent. Only the given surfaces are listed.
  static func family(_ dependence: SurfaceDependence, of relative: [[Int]]) -> Family? {
    let all = [dependence.canonical(relative[0].map { _ in 1 })] + relative
    guard closure(dependence, relative, among: all) != nil else { return nil }
    return Family(
      relative: all, basis: Array(1..<all.count), symmetries: [all[0]])
  }

  /// All surfaces whose equation lies in the span of those given; nil when these are dependent.
  private static func closure(
    _ dependence: SurfaceDependence, _ relative: [[Int]], among all: [[Int]]
  ) -> [[Int]]? {
    var span = RowSpan()
    for signs in relative where !span.insert(dependence.equation(signs)) { return nil }
    return all.filter { span.contains(dependence.equation($0)) }
  }

  /// The representative of a closed set: of all its common flips that contain the all-positive
  /// surface, the one that comes first.
  private static func family(
    _ dependence: SurfaceDependence, _ closure: [[Int]], size: Int
  ) -> Family {
    func flipped(_ set: [[Int]], by flip: [Int]) -> [[Int]] {
      set.map { signs in dependence.canonical(zip(signs, flip).map { $0 * $1 }) }
        .sorted { $1.lexicographicallyPrecedes($0) }
    }
    var best = flipped(closure, by: closure[0])
    for flip in closure.dropFirst() {
      let other = flipped(closure, by: flip)
      if best.lexicographicallyPrecedes(other, by: { $1.lexicographicallyPrecedes($0) }) {
        best = other
      }
    }
    var span = RowSpan()
    var basis: [Int] = []
    for (position, signs) in best.enumerated().dropFirst()
    where basis.count < size - 1 && span.insert(dependence.equation(signs)) {
      basis.append(position)
    }
    // The all-positive surface is the greatest, so it comes first; a symmetry must move it inside.
    let symmetries = best.filter { flipped(best, by: $0) == best }
    return Family(relative: best, basis: basis, symmetries: symmetries)
  }

  /// Calls `body` with every increasing choice of `count` numbers.
  private static func forEachChoice(
    of count: Int, from start: Int, below end: Int, _ body: ([Int]) -> Void
  ) {
    var choice: [Int] = []
    func extend(_ next: Int) {
      if choice.count == count { return body(choice) }
      for value in next..<max(next, end) where end - value >= count - choice.count {
        choice.append(value)
        extend(value + 1)
        choice.removeLast()
      }
    }
    extend(start)
  }
}
