import Exact
import Randomness
import Surfaces
import Testing
@testable import Verify

@Suite struct TaskGroupsTests {
  private func randomInstance(_ count: Int, seed: Int) throws -> Instance {
    // Distinct quadratic residues make small full-rank predictors with mixed signs.
    let rows = (0..<count).map { i in
      (0..<count).map { j in
        Rational((seed * (i + 3) * (j + 5) + i * i * 7 + j * j * i * 11 + i * 13) % 19 - 9)
      }
    }
    return try Instance(predictors: rows)
  }

  @Test func everyGroupIsDecidedAsOnItsOwn() throws {
    var compared = 0
    for seed in 1...40 {
      guard let instance = try? randomInstance(5, seed: seed) else { continue }
      for width in WidthEnd.allCases {
        let result = TaskGroups.all(instance, width: .end(width))
        #expect(result.isComplete)
        var expected: Set<[Int]> = []
        for mask in 1..<32 {
          let tasks = (0..<5).filter { mask >> $0 & 1 == 1 }
          guard tasks.count >= 2 else { continue }
          let part = instance.restricted(to: tasks)
          if ConditionVerdict.signsByEnumeration(part, width: width) != nil {
            expected.insert(tasks.map { $0 + 1 })
          }
        }
        #expect(Set(result.groups) == expected)
        #expect(result.groups.count == expected.count)
        compared += 1
      }
    }
    #expect(compared >= 40)
  }

  @Test func grownGroupsSatisfyTheConditionAndAreMaximal() throws {
    var generator = CounterGenerator(seed: 3, stream: "groups", index: 0)
    for seed in 1...20 {
      guard let instance = try? randomInstance(6, seed: seed) else { continue }
      for width in WidthEnd.allCases {
        let all = Set(TaskGroups.all(instance, width: .end(width)).groups)
        let grown = TaskGroups.maximal(
          instance, width: .end(width), attempts: 30, using: &generator)
        for group in grown.groups {
          #expect(all.contains(group))
          for task in 1...6 where !group.contains(task) {
            #expect(!all.contains((group + [task]).sorted()))
          }
        }
        if width == .one {
          let maximal = all.filter { group in
            !all.contains { Set($0).isStrictSuperset(of: group) }
          }
          #expect(Set(grown.groups).isSubset(of: maximal))
        }
      }
    }
  }

  /// At a fixed number of units a group is explored exactly when it is on its own.
  @Test func groupsOfAFixedWidth() throws {
    for seed in 1...12 {
      guard let instance = try? randomInstance(5, seed: seed) else { continue }
      for units in 1...4 {
        let result = TaskGroups.all(instance, width: .units(Width(units)))
        var expected: Set<[Int]> = []
        for mask in 1..<32 {
          let tasks = (0..<5).filter { mask >> $0 & 1 == 1 }
          guard tasks.count > units else { continue }
          if case .explored = WidthExplorationVerdict.decide(
            instance.restricted(to: tasks), width: Width(units))
          {
            expected.insert(tasks.map { $0 + 1 })
          }
        }
        #expect(Set(result.groups) == expected)
        if units == 1 {
          #expect(result.groups == TaskGroups.all(instance, width: .end(.one)).groups)
        }
      }
    }
  }
}
