import Exact
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// How far a condition is from the other answer.
@Suite struct MarginTests {
  /// Integer predictors with many equal and vanishing inner products.
  private func instance(_ generator: inout TestGenerator, count: Int) -> Instance? {
    let largest = generator.pick([1, 2, 9])
    let rows = (0..<count).map { _ in
      (0..<count + 1).map { _ in Rational(generator.int(-largest...largest)) }
    }
    return try? Instance(predictors: rows)
  }

  /// The square of the correlation of two tasks, from the definition.
  private func squared(_ matrix: RationalMatrix, _ i: Int, _ j: Int) -> Rational {
    matrix[i, j] * matrix[i, j] / (matrix[i, i] * matrix[j, j])
  }

  /// Whether no cycle of the entries above a threshold has an odd number of negative ones, by
  /// trying all signs.
  private func isBalanced(_ matrix: RationalMatrix, above threshold: Rational) -> Bool {
    let count = matrix.rows
    return (0..<1 << count).contains { mask in
      (0..<count).allSatisfy { i in
        (0..<i).allSatisfy { j in
          if squared(matrix, i, j) <= threshold { return true }
          let isTurned = (mask >> i ^ mask >> j) & 1 == 1
          return (matrix[i, j].signum < 0) == isTurned
        }
      }
    }
  }

  @Test func itIsTheThresholdOfTheBalance() throws {
    var generator = TestGenerator(seed: 1301)
    var (failing, holding) = (0, 0)
    for _ in rounds(300) {
      guard let instance = instance(&generator, count: generator.int(3...5)) else { continue }
      for width in WidthEnd.allCases {
        let margin = try #require(ConditionMargin(instance, width: width))
        let matrix = instance.conditionMatrix(width)
        let pairs = (0..<matrix.rows).flatMap { i in (0..<i).map { (i, $0) } }
        let strengths = Set(pairs.map { squared(matrix, $0.0, $0.1) }).sorted()
        let holds = ConditionVerdict.decide(instance, width: width).holds
        #expect(holds == margin.cycle.isEmpty)
        if holds {
          holding += 1
          #expect(margin.squared == strengths[0])
          continue
        }
        failing += 1
        // The least threshold above which nothing is frustrated.
        let least = try #require(strengths.first { isBalanced(matrix, above: $0) })
        #expect(margin.squared == least)
        #expect(margin.cycle.allSatisfy { $0.squared >= least && $0.sign != 0 })
        let entries = margin.cycle.map { matrix[$0.first - 1, $0.second - 1].signum }
        #expect(entries.reduce(1, *) == -1)
        #expect(Set(margin.cycleTasks).count == margin.cycle.count && margin.cycle.count >= 3)
        for (position, link) in margin.cycle.enumerated() {
          let next = margin.cycle[(position + 1) % margin.cycle.count]
          #expect(link.second == next.first)
        }
      }
    }
    #expect(failing > 50 && holding > 50)
  }

  @Test func partialCorrelationsHaveTheOppositeSignsOfTheInverse() throws {
    let instance = try Instance(
      predictors: [[3, 1, 0], [1, 4, 1], [0, 1, 5]])
    let link = try #require(ConditionMargin(instance, width: .allButOne)).deciding
    #expect(
      link.sign == -instance.gramInverse[link.first - 1, link.second - 1].signum)
    #expect(link.correlation * Double(link.sign) >= 0)
  }

  @Test func numbersBeyondDoublesAreCompared() throws {
    // Correlations near 1e-200: their squares are no doubles.
    let tiny = Rational(1, Integer(10).power(200))
    let gram = RationalMatrix([
      [1, tiny * 3, -tiny], [tiny * 3, 1, tiny * 2], [-tiny, tiny * 2, 1],
    ])
    let margin = try #require(ConditionMargin(Instance(gram: gram), width: .one))
    #expect(margin.cycleTasks.count == 3 && margin.squared == tiny * tiny)
    #expect([margin.deciding.first, margin.deciding.second].sorted() == [1, 3])
  }

  @Test func twoTasksHaveNone() throws {
    let instance = try Instance(predictors: [[1, 2], [2, 1]])
    #expect(ConditionMargin(instance, width: .one) == nil)
  }
}
