import Testing

@testable import Surfaces

@Suite struct SignPatternTests {
  @Test func canonicalLabels() {
    #expect(SignPattern(signs: [1, 1, 1]).subscriptText == "∅")
    #expect(SignPattern(signs: [-1, -1, -1]).subscriptText == "∅")
    #expect(SignPattern(signs: [-1, 1, 1]).subscriptText == "1")
    #expect(SignPattern(signs: [1, -1, -1]).subscriptText == "1")
    #expect(SignPattern(signs: [-1, 1, -1, 1, 1]).subscriptText == "{1,3}")
    // On a tie the set without task 1.
    #expect(SignPattern(signs: [-1, 1]).subscriptText == "2")
    #expect(SignPattern(signs: [1, -1]).subscriptText == "2")
    #expect(SignPattern(signs: [-1, 1, 1, -1]).subscriptText == "{2,3}")
    #expect(SignPattern(flipping: [1, 3], taskCount: 5).signs == [-1, 1, -1, 1, 1])
    #expect(Surface.label(SignPattern(signs: [-1, 1, 1]), width: .allButOne) == "I_1")
  }

  @Test func complementsAreOnePatternAndThereAreHalfAsMany() {
    for count in 1...8 {
      var seen: Set<SignPattern> = []
      for mask in 0..<(1 << count) {
        let signs = (0..<count).map { mask >> $0 & 1 == 1 ? -1 : 1 }
        let pattern = SignPattern(signs: signs)
        #expect(pattern == SignPattern(signs: signs.map { -$0 }))
        #expect(pattern.indexSet.count <= count / 2)
        #expect(SignPattern(flipping: pattern.indexSet, taskCount: count) == pattern)
        seen.insert(pattern)
      }
      #expect(seen.count == 1 << (count - 1))
      var listed: Set<SignPattern> = []
      var previous: [Int]?
      SurfaceEnumeration.forEachPattern(taskCount: count) { signs, flipped in
        listed.insert(SignPattern(signs: signs))
        if let previous {
          let changed = signs.indices.filter { signs[$0] != previous[$0] }
          #expect(changed == [flipped])
        }
        previous = signs
        return true
      }
      #expect(listed == seen)
    }
  }
}
