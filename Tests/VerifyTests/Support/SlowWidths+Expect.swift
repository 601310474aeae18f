import Surfaces
import Testing

@testable import Verify

extension SlowWidths {
  /// Compares a verdict about the instance, decided without meeting a limit, with the slow way.
  func expect(_ verdict: WidthExplorationVerdict) throws {
    let isExplored = compoundSigns != nil
    switch verdict {
    case .unexplored(let failing):
      #expect(hasFailingDeletion || hasFailingContraction)
      // The fewest contracted tasks.
      #expect(hasFailingDeletion == failing.minor.contracted.isEmpty || units == 1)
      #expect(failing.witness != nil)
    case .explored(let found):
      #expect(!hasFailingDeletion && !hasFailingContraction)
      switch found.theorem {
      case .compound:
        #expect(isExplored && wrongCount(found.signs) == 0)
      case .johnson:
        #expect(!isExplored && zeroCount == 0 && wrongCount(found.signs) > 0)
        #expect(johnsonSigns == found.signs)
      case .perturbed:
        #expect(!isExplored && zeroCount > 0 && johnsonSigns != nil)
      }
    case .undecided(let reason):
      #expect(!hasFailingDeletion && !hasFailingContraction && !isExplored)
      switch reason {
      case .zeroMinors(let zeros, _):
        #expect(zeros == zeroCount && zeros > 0 && johnsonSigns != nil)
      case .dualityGap(let cycle, let zeros, _):
        #expect(zeros == zeroCount && zeros > 0 && johnsonSigns == nil)
        try expectFrustrated(try #require(cycle))
      case .tooManySubsets, .stopped: Issue.record("no limit was met")
      }
    }
  }

  /// Different sets in a cycle, each with all but one of its tasks in the next, and an odd number
  /// of their minors is negative.
  private func expectFrustrated(_ cycle: [[Int]]) throws {
    #expect(cycle.count >= 3 && Set(cycle).count == cycle.count)
    var product = 1
    for (left, right) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
      #expect(Set(left).subtracting(right).count == 1)
      let a = try #require(sets.firstIndex(of: left.map { $0 - 1 }))
      let b = try #require(sets.firstIndex(of: right.map { $0 - 1 }))
      product *= compound[a][b]
    }
    #expect(product == -1)
  }
}
