import TestSupport
import Testing

@testable import Exact

@Suite struct ConcurrencyTests {
  /// Many tasks read, copy and write matrices that share one storage; every task must see its own
  /// values and nobody else's.
  @Test func sharedMatricesAreSafe() async {
    var generator = TestGenerator(seed: 61)
    let size = 6
    let rows = generator.rows(size, size, .huge)
    let gram = TestGenerator.gram(rows)
    let shared = RationalMatrix(rows)
    let sharedGram = RationalMatrix(gram)
    let sum = rows.joined().reduce(Rational.zero, +)
    let determinant = PlainMatrix.determinant(rows)
    let results = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          var good = true
          for round in 0..<5 * testMultiplier {
            var copy = shared
            let (i, j) = (task % size, (task + round) % size)
            let value = Rational(Integer(task), Integer(round + 1))
            copy[i, j] = value
            good = good && copy[i, j] == value
            good = good && shared.entries.joined().reduce(Rational.zero, +) == sum
            good = good && shared.determinant() == determinant
            good = good && (copy - shared)[i, j] == value - shared[i, j]
            let inverse = sharedGram.positiveDefiniteInverse().inverse
            good = good && inverse.map { sharedGram * $0 == .identity(size) } ?? false
            let half = shared.scaled(by: Rational(1, 2))
            good = good && half + half == shared
          }
          return good
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.count == 16 && results.allSatisfy { $0 })
    #expect(shared.entries == rows)
  }

  @Test func sharedIntegersAreSafe() async {
    let shared = Integer(7).power(500)
    let text = shared.description
    let results = await withTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          var value = shared
          for step in 1...200 {
            value += Integer(task * step)
            value -= Integer(task * step)
            if value != shared || value.hashValue != shared.hashValue { return false }
          }
          return value.description == text
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0 } && shared.description == text)
  }
}
