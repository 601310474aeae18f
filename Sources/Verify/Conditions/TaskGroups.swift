import Exact
import Surfaces

/// The groups of tasks that scalarization explores fully when they are trained on their own.
///
/// Full exploration at an end of the widths is equivalent to its condition, so a group S counts for
/// width 1 when the signed graph of G_SS is balanced, and for width k-1, one unit fewer than tasks
/// of the group, when that of (G_SS)^-1 is. The first property passes to every part of a group, as
/// does full exploration at any fixed number q of units (proofs-notes/widths.md, Theorem 2); the
/// second does not. With q units a group of at most q tasks is fitted at once, so larger ones
/// count.
public struct TaskGroups: Sendable {
  /// The width at which the groups are explored.
  public let width: GroupWidth
  /// The groups, tasks counted from 1 and ascending: larger groups first, then in lexicographic
  /// order.
  public let groups: [[Int]]
  /// Whether every group of at least two tasks, and more than units, was examined and decided, so
  /// that there is no other one.
  public let isComplete: Bool

  /// The most tasks for which every group is examined.
  public static let exhaustiveLimit = 20

  /// Examines every group of at least two tasks.
  ///
  /// - Parameters:
  ///   - instance: At most ``exhaustiveLimit`` tasks.
  ///   - width: The width at which exploration is tested.
  ///   - progress: Called now and then with the number of groups examined; returns false to stop.
  /// - Complexity: O(2^k k^2), for width k-1 in exact minors.
  public static func all(
    _ instance: Instance, width: GroupWidth, progress: @escaping (Int) -> Bool = { _ in true }
  ) -> TaskGroups {
    precondition(instance.taskCount <= exhaustiveLimit, "too many groups to examine")
    var search = ExhaustiveGroupSearch(instance, width: width, progress: progress)
    search.run()
    return TaskGroups(
      width: width, masks: search.found, isComplete: !search.isStopped && !search.hasUndecided)
  }

  /// Grows groups one task at a time in random orders until no single task can join.
  ///
  /// - Parameters:
  ///   - instance: Any number of tasks.
  ///   - width: The width at which exploration is tested.
  ///   - attempts: How many random orders are tried.
  ///   - generator: The source of the orders.
  ///   - progress: Called after every attempt with the number done; returns false to stop.
  /// - Returns: Groups to which no single task can be added, none contained in another.
  public static func maximal(
    _ instance: Instance, width: GroupWidth, attempts: Int,
    using generator: inout some RandomNumberGenerator, progress: (Int) -> Bool = { _ in true }
  ) -> TaskGroups {
    var found: Set<[Int]> = []
    for attempt in 0..<attempts {
      let order = Array(0..<instance.taskCount).shuffled(using: &generator)
      found.insert(grown(instance, width: width, order: order).map { $0 + 1 }.sorted())
      if !progress(attempt + 1) { break }
    }
    let sets = found.map { Set($0) }
    let kept = found.filter { group in
      group.count >= width.smallestGroup && !sets.contains { $0.isStrictSuperset(of: group) }
    }
    return TaskGroups(width: width, groups: Array(kept), isComplete: false)
  }

  /// Adds tasks in the given order as long as the group is explored, until none can join.
  private static func grown(_ instance: Instance, width: GroupWidth, order: [Int]) -> [Int] {
    var group = [order[0]]
    var candidates = Array(order.dropFirst())
    while true {
      var joined = false
      for task in candidates {
        let trial = instance.restricted(to: group + [task])
        if width.explores(trial) == true {
          group.append(task)
          joined = true
        }
      }
      candidates.removeAll { group.contains($0) }
      // A task refused by a small group can fit a larger one only for width k-1.
      if !joined || width != .end(.allButOne) { return group }
    }
  }

  private init(width: GroupWidth, masks: [UInt32], isComplete: Bool) {
    self.init(
      width: width,
      groups: masks.map { mask in (0..<32).filter { mask >> UInt32($0) & 1 == 1 }.map { $0 + 1 } },
      isComplete: isComplete)
  }

  private init(width: GroupWidth, groups: [[Int]], isComplete: Bool) {
    self.width = width
    self.groups = groups.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    self.isComplete = isComplete
  }
}

/// Walks over all groups depth first, tasks joining in ascending order.
private struct ExhaustiveGroupSearch {
  private let count: Int
  private let width: GroupWidth
  private let instance: Instance
  private var gram: RationalMatrix { instance.gram }
  private let progress: (Int) -> Bool
  private var examined = 0
  private(set) var found: [UInt32] = []
  private(set) var isStopped = false
  private(set) var hasUndecided = false

  init(_ instance: Instance, width: GroupWidth, progress: @escaping (Int) -> Bool) {
    count = instance.taskCount
    self.instance = instance
    self.width = width
    self.progress = progress
  }

  mutating func run() {
    switch width {
    case .end(.one):
      let graph = SignedGraph(gram)
      extend(mask: 0, from: 0) { graph[$0, $1] }
    case .end(.allButOne):
      extend(PivotedBlock(gram), mask: 0, from: 0)
    case .units: extend(group: [], mask: 0)
    }
  }

  /// All groups that begin with a group, at a fixed number of units.
  private mutating func extend(group: [Int], mask: UInt32) {
    for task in ((group.last ?? -1) + 1)..<count where !isStopped {
      let (next, nextMask) = (group + [task], mask | 1 << UInt32(task))
      let answer = width.explores(instance.restricted(to: next))
      if answer == nil { hasUndecided = true }
      if answer == true && next.count >= width.smallestGroup { found.append(nextMask) }
      examined += 1
      if !progress(examined) { isStopped = true }
      // A group that is not explored is part of none that is.
      if answer != false { extend(group: next, mask: nextMask) }
    }
  }

  /// All groups that contain `mask` and else only tasks from `start` on, by signs that do not
  /// depend on the group.
  private mutating func extend(mask: UInt32, from start: Int, sign: (Int, Int) -> Int) {
    for task in start..<count where !isStopped {
      let next = mask | 1 << UInt32(task)
      // A group with a frustrated cycle keeps it in every larger group.
      if !examine(next, sign) { continue }
      extend(mask: next, from: task + 1, sign: sign)
    }
  }

  /// The same, with the signs of the inverse of each group's block.
  private mutating func extend(_ block: PivotedBlock, mask: UInt32, from start: Int) {
    for task in start..<count where !isStopped {
      let next = mask | 1 << UInt32(task)
      let grown = block.adding(task, keeping: (task + 1)..<max(count, task + 1))
      _ = examine(next) { grown.inverseSign($0, $1) }
      extend(grown, mask: next, from: task + 1)
    }
  }

  /// Records the group when it is balanced and has at least two tasks; whether it is balanced.
  private mutating func examine(_ mask: UInt32, _ sign: (Int, Int) -> Int) -> Bool {
    let tasks = (0..<count).filter { mask >> UInt32($0) & 1 == 1 }
    let graph = SignedGraph(vertexCount: tasks.count) { sign(tasks[$0], tasks[$1]) }
    let balanced = graph.isBalanced
    if balanced && tasks.count >= 2 { found.append(mask) }
    examined += 1
    if examined % 1024 == 0 && !progress(examined) { isStopped = true }
    return balanced
  }
}
