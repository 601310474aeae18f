import Exact

/// A surface together with all sign patterns that name it.
public struct DistinctSurface: Sendable {
  /// The surface, under the first of its names.
  public let surface: Surface
  /// All patterns that name it: smaller index sets first.
  public let patterns: [SignPattern]

  /// All distinct surfaces of an instance, those with smaller index sets first.
  ///
  /// - Complexity: O(2^(k-1) k^2).
  /// - Precondition: there are at most 62 tasks; in practice far fewer.
  public static func all(_ instance: Instance) -> [DistinctSurface] {
    var patterns: [SignPattern] = []
    SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { signs, _ in
      patterns.append(SignPattern(signs: signs))
      return true
    }
    // Two patterns name one surface when they differ by whole components of the graph of Q.
    let components = SignedGraph(instance.gramInverse).components()
    var order: [[Int]] = []
    var names: [[Int]: [SignPattern]] = [:]
    for pattern in patterns.sorted() {
      var key = pattern.signs
      for component in components where key[component[0]] < 0 {
        for task in component { key[task] = -key[task] }
      }
      if names[key] == nil { order.append(key) }
      names[key, default: []].append(pattern)
    }
    return order.map { key in
      let patterns = names[key] ?? []
      return DistinctSurface(
        surface: Surface(instance, pattern: patterns[0]), patterns: patterns)
    }
  }
}
