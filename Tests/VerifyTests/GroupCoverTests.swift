import Exact
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// The fewest groups that hold all tasks.
@Suite struct GroupCoverTests {
  private func instance(_ generator: inout TestGenerator, count: Int) -> Instance? {
    let rows = (0..<count).map { _ in
      (0..<count + 1).map { _ in Rational(generator.int(-5...5)) }
    }
    return try? Instance(predictors: rows)
  }

  /// The fewest disjoint sets of a family that contain all tasks: every set of what is left is
  /// tried.
  private func fewest(_ count: Int, _ family: Set<Int>) -> Int {
    var best = [Int](repeating: Int.max, count: 1 << count)
    best[0] = 0
    for mask in 1..<1 << count {
      var part = mask
      while part > 0 {
        if family.contains(part), best[mask ^ part] < Int.max {
          best[mask] = min(best[mask], best[mask ^ part] + 1)
        }
        part = (part - 1) & mask
      }
    }
    return best[(1 << count) - 1]
  }

  @Test func noFewerGroupsSuffice() throws {
    var generator = TestGenerator(seed: 1302)
    var severalGroups = 0
    for _ in rounds(25) {
      let count = generator.int(3...6)
      guard let instance = instance(&generator, count: count) else { continue }
      for units in 1..<count {
        let width = GroupWidth.units(Width(units))
        let found = TaskGroups.all(instance, width: width)
        guard found.isComplete else { continue }
        let cover = GroupCover(instance, width: Width(units), groups: found)
        let family = Set(
          (1..<1 << count).filter { mask in
            let tasks = (0..<count).filter { mask >> $0 & 1 == 1 }
            return width.explores(instance.restricted(to: tasks)) == true
          })
        #expect(cover.isFewest && cover.groups.count == fewest(count, family))
        #expect(cover.groups.flatMap { $0 }.sorted() == Array(1...count))
        for group in cover.groups {
          #expect(family.contains(group.reduce(0) { $0 | 1 << ($1 - 1) }))
        }
        let droppable = (1...count).filter {
          family.contains(((1 << count) - 1) ^ 1 << ($0 - 1))
        }
        #expect(cover.droppable == droppable)
        if cover.groups.count > 1 { severalGroups += 1 }
        let maximal = Set(found.groups.map(Set.init))
        #expect(
          Set(found.maximalGroups.map(Set.init))
            == maximal.filter { group in !maximal.contains { $0.isStrictSuperset(of: group) } })
      }
    }
    #expect(severalGroups > 20)
  }
}
