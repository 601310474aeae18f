import TestSupport
import Testing

@testable import Exact

@Suite struct MinorTests {
  @Test func subsetsAreNumberedInLexicographicOrder() {
    for universe in 0...8 {
      for size in 0...universe {
        let subsets = LexicographicSubsets(universe: universe, size: size)
        // Every mask with that many bits, sorted.
        let expected = (0..<(1 << universe)).map { mask in
          (0..<universe).filter { mask >> $0 & 1 == 1 }
        }.filter { $0.count == size }.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(subsets.all == expected)
        #expect(subsets.count == expected.count)
        for (position, subset) in expected.enumerated() {
          #expect(subsets.position(of: subset) == position)
        }
      }
    }
    #expect(LexicographicSubsets(universe: 512, size: 256).count == Int.max)
    #expect(LexicographicSubsets(universe: 100, size: 98).count == 4950)
    // Binomials in between do not fit a word.
    #expect(LexicographicSubsets(universe: 100, size: 98).position(of: 2..<100) == 4949)
  }

  @Test func growingMinorsAgainstDeterminants() {
    var generator = TestGenerator(seed: 1201)
    for _ in rounds(60) {
      let size = generator.int(1...6)
      let order = generator.int(1...size)
      let rows = generator.rows(
        size, size + generator.int(-1...1), generator.pick([.bits, .digits, .huge, .scales]))
      // Positive semi-definite, singular ones included.
      let matrix = RationalMatrix(TestGenerator.gram(rows))
      let removals = (1...order).map { SubsetRemovals(universe: size, size: $0) }
      let minors = GrowingMinors(matrix, removals: removals)
      for _ in 0..<6 {
        while let last = minors.rows.last, generator.bool() || minors.rows.count == order {
          #expect((0..<size).contains(last))
          minors.removeLast()
        }
        while minors.rows.count < order && (minors.rows.isEmpty || generator.bool()) {
          minors.append(generator.int(0...size - 1))
        }
        for (position, columns) in LexicographicSubsets(
          universe: size, size: minors.rows.count
        ).all.enumerated() {
          let expected = matrix.submatrix(rows: minors.rows, columns: columns).determinant()
          #expect(minors.sign(at: position) == expected.signum)
        }
      }
    }
  }
}
