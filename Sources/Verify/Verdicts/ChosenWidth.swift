import Surfaces

/// The hidden widths that a question is about.
public enum ChosenWidth: Sendable, Hashable {
  /// Every width from 1 to k-1.
  case every
  /// One end of the range, by its name.
  case end(WidthEnd)
  /// A number of units.
  case units(Width)

  /// The ends of the range that are chosen: with one task there is one network, of width 1.
  func ends(taskCount: Int) -> [WidthEnd] {
    if taskCount == 1 { return isBeyond(taskCount: 1) ? [] : [.one] }
    switch self {
    case .every: return WidthEnd.allCases
    case .end(let end): return [end]
    case .units(let width):
      guard width.units < taskCount, let end = width.end(taskCount: taskCount) else { return [] }
      return [end]
    }
  }

  /// The chosen widths strictly between the ends.
  func between(taskCount: Int) -> [Width] {
    switch self {
    case .every: return taskCount < 4 ? [] : (2...(taskCount - 2)).map { Width($0) }
    case .end: return []
    case .units(let width):
      return width.units < taskCount && width.end(taskCount: taskCount) == nil ? [width] : []
    }
  }

  /// Whether a single width is chosen with at least as many units as tasks, where nothing needs to
  /// be decided: a network of k units fits all tasks at once.
  public func isBeyond(taskCount: Int) -> Bool {
    if case .units(let width) = self, taskCount > 1 { return width.units >= taskCount }
    if case .units(let width) = self { return width.units > 1 }
    return false
  }

  /// Whether a single width strictly between the ends is chosen.
  public func isBetween(taskCount: Int) -> Bool {
    self != .every && !between(taskCount: taskCount).isEmpty
  }
}
