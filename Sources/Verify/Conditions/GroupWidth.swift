import Surfaces

/// The width of the networks that are trained on a group of tasks.
public enum GroupWidth: Sendable, Hashable {
  /// One unit, or one unit fewer than the group has tasks.
  case end(WidthEnd)
  /// A number of units, the same for all groups.
  case units(Width)

  /// The fewest tasks of a group that says something: two, and more than units.
  public var smallestGroup: Int {
    switch self {
    case .end: return 2
    case .units(let width): return width.units + 1
    }
  }

  /// The number of units where it is the same for all groups.
  public var fixedUnits: Width? {
    switch self {
    case .end(.one): return Width(1)
    case .end(.allButOne): return nil
    case .units(let width): return width
    }
  }

  /// Whether every part of a group that is explored is explored, too: at a fixed number of units
  /// (proofs-notes/widths.md, Theorem 2), but not for one unit fewer than tasks.
  public var isHereditary: Bool { fixedUnits != nil }

  /// Whether weights reach every Pareto optimum of a group; nil when that stayed undecided.
  func explores(_ group: Instance) -> Bool? {
    switch self {
    case .end(let end): return ConditionVerdict.decide(group, width: end).holds
    case .units(let width):
      if group.taskCount <= width.units { return true }
      var search = WidthSearch(
        instance: group, units: width.units, limits: .standard, filter: .on, proceed: { true })
      return search.isExplored()
    }
  }
}
