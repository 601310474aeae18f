import Exact
import Floating
import Randomness
import TestSupport
import Testing

@testable import Surfaces

@Suite struct MinorTests {
  /// The Gram matrix of random predictors with a sparse or dense choice of small entries.
  private func instance(_ generator: inout CounterGenerator, count: Int) -> Instance? {
    let density = generator.uniform()
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in
        generator.bernoulli(density) ? Rational(generator.integer(in: -4...4)) : .zero
      }
    }
    return try? Instance(
      predictors: rows, taskNames: (0..<count).map { String(UnicodeScalar(UInt8(97 + $0))) })
  }

  @Test func minorsAgainstDeterminants() throws {
    for index in rounds(100) {
      var generator = CounterGenerator(seed: 120, stream: "minors", index: UInt64(index))
      let count = 3 + index % 4
      guard let instance = instance(&generator, count: count) else { continue }
      let order = Array(0..<count).shuffled(using: &generator)
      let contracted = Array(order[..<generator.integer(in: 0...(count - 1))])
      let rest = order.filter { !contracted.contains($0) }
      let kept = Array(rest[..<generator.integer(in: 1...rest.count)])
      let minor = instance.minor(contracting: contracted, keeping: kept)
      #expect(minor.contracted == contracted.sorted() && minor.kept == kept.sorted())
      #expect(minor.instance.taskNames == minor.kept.map { instance.taskNames[$0] })
      let scale = instance.gram.principalSubmatrix(minor.contracted).determinant()
      for (p, i) in minor.kept.enumerated() {
        for (q, j) in minor.kept.enumerated() {
          // Sylvester: n_ij det G_RR = det G[R + i, R + j].
          let bordered = instance.gram.submatrix(
            rows: minor.contracted + [i], columns: minor.contracted + [j])
          #expect(minor.instance.gram[p, q] * scale == bordered.determinant())
        }
      }
      for units in 1...count {
        let left = units - contracted.count
        #expect(
          minor.width(of: Width(units))?.units == (left >= 1 && left < kept.count ? left : nil))
      }
    }
  }

  @Test func minorsCompose() throws {
    for index in rounds(60) {
      var generator = CounterGenerator(seed: 121, stream: "minors of minors", index: UInt64(index))
      guard let instance = instance(&generator, count: 6) else { continue }
      let order = Array(0..<6).shuffled(using: &generator)
      let first = instance.minor(contracting: [order[0]], keeping: Array(order[1..<5]))
      let second = first.minor(contracting: [order[1]], keeping: [order[2], order[3]])
      let both = instance.minor(
        contracting: [order[0], order[1]], keeping: [order[2], order[3]])
      #expect(second.contracted == both.contracted && second.kept == both.kept)
      #expect(second.instance.gram == both.instance.gram)
      #expect(second.instance.taskNames == both.instance.taskNames)
    }
  }

  /// The signs of all minors of two sets, by determinants.
  private func compound(_ matrix: RationalMatrix, _ order: Int) -> [[Int]] {
    let sets = LexicographicSubsets(universe: matrix.rows, size: order).all
    return sets.map { rows in
      sets.map { matrix.submatrix(rows: rows, columns: $0).determinant().signum }
    }
  }

  /// The same by the walk.
  private func walk(_ minors: CompoundMinors) -> [[Int]] {
    var result: [[Int]] = []
    let finished = minors.forEachRow { row, signs in
      #expect(row == result.count)
      result.append(signs.map(Int.init))
      return true
    }
    #expect(finished)
    return result
  }

  private func upperTriangle(_ signs: [[Int]]) -> [[Int]] {
    signs.enumerated().map { Array($0.element[($0.offset + 1)...]) }
  }

  @Test func compoundsAgainstDeterminants() throws {
    for index in rounds(60) {
      var generator = CounterGenerator(seed: 122, stream: "compounds", index: UInt64(index))
      let count = 2 + index % 5
      guard let instance = instance(&generator, count: count) else { continue }
      let order = generator.integer(in: 1...count)
      for matrix in [instance.gram, instance.gramInverse] {
        let expected = upperTriangle(compound(matrix, order))
        #expect(walk(CompoundMinors(matrix, order: order)) == expected)
        #expect(walk(CompoundMinors(matrix, order: order, filter: .off)) == expected)
      }
    }
  }

  /// Hilbert matrices are totally positive, and so badly conditioned that doubles lose most minors.
  @Test func boundsOfTheFilterMatter() throws {
    let hilbert = RationalMatrix(
      (0..<10).map { i in (0..<10).map { Rational(Integer(1), Integer(i + $0 + 1)) } })
    func mistakes(_ order: Int, _ filter: FloatingFilter) -> (wrong: Int, exact: Int) {
      let minors = CompoundMinors(hilbert, order: order, filter: filter)
      return (walk(minors).reduce(0) { $0 + $1.count { $0 != 1 } }, minors.exactCount)
    }
    // All minors are positive. The bound decides some of the small ones and none of the large ones.
    let small = mistakes(5, .on)
    #expect(small.wrong == 0 && small.exact > 0 && small.exact < 252 * 251 / 2)
    let large = mistakes(7, .on)
    #expect(large.wrong == 0 && large.exact > 0)
    #expect(mistakes(7, .withBounds(times: 0)).wrong > 0, "without its bound the filter errs here")
  }

  @Test func walksStop() throws {
    let minors = CompoundMinors(.identity(5), order: 2)
    var rows = 0
    let finished = minors.forEachRow { _, _ in
      rows += 1
      return rows < 3
    }
    #expect(!finished && rows == 3)
  }
}
