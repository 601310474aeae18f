import Surfaces

extension SurfaceEnumeration {
  /// The canonical patterns of k tasks.
  static func allPatterns(taskCount: Int) -> [SignPattern] {
    var patterns: [SignPattern] = []
    forEachPattern(taskCount: taskCount) { signs, _ in
      patterns.append(SignPattern(signs: signs))
      return true
    }
    return patterns.sorted {
      ($0.indexSet.count, $0.indexSet.description) < ($1.indexSet.count, $1.indexSet.description)
    }
  }
}
