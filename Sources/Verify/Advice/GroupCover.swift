import Surfaces

/// How few networks of a width do for all tasks, if each is trained on a group of them that a
/// weighted sum explores fully.
///
/// At a fixed number q of units full exploration passes to every part of a group
/// (proofs-notes/widths.md, Theorem 2), and at most q tasks are fitted at once. So the groups can
/// be taken to be disjoint, and only maximal ones have to be tried.
public struct GroupCover: Sendable, Equatable {
  /// The number of units of every network.
  public let width: Width
  /// Disjoint groups that contain all tasks, counted from 1 and ascending, the largest first.
  public let groups: [[Int]]
  /// Whether it is proved that fewer groups do not suffice.
  public let isFewest: Bool
  /// The tasks, counted from 1, each of which alone has to be left out for the others to be
  /// explored.
  public let droppable: [Int]

  /// The most steps of the search; when they are used up the best cover so far is the answer.
  static let mostSteps = 1_000_000

  /// Finds the fewest groups of an instance at a width.
  ///
  /// - Parameters:
  ///   - instance: At most ``TaskGroups/exhaustiveLimit`` tasks, more than `width` has units.
  ///   - groups: What ``TaskGroups/all(_:width:progress:)`` found for this number of units.
  /// - Complexity: exponential in k at worst, exact up to a limit of steps.
  public init(_ instance: Instance, width: Width, groups found: TaskGroups) {
    let count = instance.taskCount
    var search = CoverSearch(
      taskCount: count, units: width.units, groups: found.maximalGroups.map(CoverSearch.mask))
    search.run()
    self.width = width
    groups = search.partition().map { $0.map { $0 + 1 } }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    isFewest = found.isComplete && !search.isStopped
    let all = Set(1...count)
    droppable =
      count - 1 <= width.units
      ? Array(1...count)
      : found.groups.filter { $0.count == count - 1 }
        .compactMap { all.subtracting($0).first }.sorted()
  }
}

extension TaskGroups {
  /// The groups that are part of no other one.
  public var maximalGroups: [[Int]] {
    // Larger groups come first, so only earlier ones can contain a group.
    var sets: [Set<Int>] = []
    var maximal: [[Int]] = []
    for group in groups where !sets.contains(where: { $0.isSuperset(of: group) }) {
      sets.append(Set(group))
      maximal.append(group)
    }
    return maximal
  }
}

/// Covers tasks by given groups and by free groups of at most q tasks each: the first task that is
/// not covered joins each group that has it, or waits for a free group.
private struct CoverSearch {
  private let taskCount: Int
  private let units: Int
  private let groups: [UInt32]
  private let largest: Int
  private var chosen: [UInt32] = []
  private var best: (groups: [UInt32], free: UInt32)
  private var bestCount: Int
  private var steps = 0
  private(set) var isStopped = false

  static func mask(_ group: [Int]) -> UInt32 { group.reduce(0) { $0 | 1 << UInt32($1 - 1) } }

  init(taskCount: Int, units: Int, groups: [UInt32]) {
    self.taskCount = taskCount
    self.units = units
    self.groups = groups
    largest = max(units, groups.map(\.nonzeroBitCount).max() ?? 0)
    best = ([], 1 << UInt32(taskCount) - 1)
    bestCount = (taskCount + units - 1) / units
  }

  mutating func run() { extend(covered: 0, free: 0) }

  private func quotient(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }

  private mutating func extend(covered: UInt32, free: UInt32) {
    steps += 1
    if steps > GroupCover.mostSteps { isStopped = true }
    if isStopped { return }
    // Tasks that wait may still be covered by a group, so only the size of groups bounds.
    let bound = chosen.count + quotient(taskCount - covered.nonzeroBitCount, largest)
    if bound >= bestCount { return }
    if (covered | free).nonzeroBitCount == taskCount {
      let total = chosen.count + quotient(free.nonzeroBitCount, units)
      if total < bestCount {
        best = (chosen, free)
        bestCount = total
      }
      return
    }
    let task = UInt32((~(covered | free)).trailingZeroBitCount)
    for group in groups where group >> task & 1 == 1 {
      chosen.append(group)
      // A task that waits is covered as well where a later group has it.
      extend(covered: covered | group, free: free & ~group)
      chosen.removeLast()
    }
    extend(covered: covered, free: free | 1 << task)
  }

  /// The best cover with each task in one group only, counted from 0.
  func partition() -> [[Int]] {
    var seen: UInt32 = 0
    var result: [[Int]] = []
    for group in best.groups {
      result.append(tasks(group & ~seen))
      seen |= group
    }
    let rest = tasks(best.free & ~seen)
    for start in stride(from: 0, to: rest.count, by: units) {
      result.append(Array(rest[start..<min(start + units, rest.count)]))
    }
    return result
  }

  private func tasks(_ mask: UInt32) -> [Int] {
    (0..<taskCount).filter { mask >> UInt32($0) & 1 == 1 }
  }
}
