import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Floating

@Suite struct PositiveDefinitenessTests {
  /// A singular or indefinite neighbour of a positive definite integer matrix: its last diagonal
  /// entry is lowered to the value that makes it singular, rounded down to a multiple of
  /// 1/denominator, so that the result is never positive definite.
  private func notDefinite(
    _ gram: RationalMatrix, denominator: Int
  ) -> RationalMatrix? {
    let last = gram.rows - 1
    guard let inverse = gram.positiveDefiniteInverse().inverse else { return nil }
    // det(G - t e e^T) = det G (1 - t q_ll) vanishes at t = 1 / q_ll.
    let scale = Rational(denominator)
    let exact = (gram[last, last] - inverse[last, last].reciprocal) * scale
    var entries = gram.scaled(by: scale)
    entries[last, last] = Rational(exact.floor)
    return entries
  }

  private func run(count: Int, filter: FloatingFilter) -> (proved: Int, wrong: Int) {
    var (proved, wrong) = (0, 0)
    for index in 0..<count {
      var generator = CounterGenerator(seed: 6, stream: "definiteness", index: UInt64(index))
      let size = generator.integer(in: 2...7)
      guard
        let gram = Boundary.gram(
          &generator, size: size, family: index % Boundary.familyCount)
      else { continue }
      if let matrix = SymmetricEnclosure(scaling: gram),
        PositiveDefiniteness.isProved(matrix, filter: filter)
      {
        proved += 1
      }
      let denominator = 1 << generator.integer(in: 0...40)
      guard let bad = notDefinite(gram, denominator: denominator) else { continue }
      if let matrix = SymmetricEnclosure(scaling: bad),
        PositiveDefiniteness.isProved(matrix, filter: filter)
      {
        wrong += 1
      }
    }
    return (proved, wrong)
  }

  @Test func noSingularOrIndefiniteMatrixIsProved() {
    let result = run(count: 6_000 * testMultiplier, filter: .on)
    #expect(result.wrong == 0)
    #expect(result.proved > 2_000)
  }

  @Test(arguments: [0, 0.01])
  func aLoosenedBoundIsCaught(scale: Double) {
    #expect(run(count: 6_000, filter: .withBounds(times: scale)).wrong > 0)
  }

  @Test func theNeighbourIsNotPositiveDefinite() {
    for index in 0..<50 {
      var generator = CounterGenerator(seed: 7, stream: "neighbour", index: UInt64(index))
      guard let gram = Boundary.gram(&generator, size: 4, family: index % 4),
        let bad = notDefinite(gram, denominator: 8)
      else { continue }
      #expect(bad.definiteness() != .positiveDefinite)
    }
  }

  @Test func largeMatricesAreProved() {
    // 1 on the diagonal, a little below 1/(k-1) elsewhere: positive definite with a small gap.
    let size = 200
    var values = [Double](repeating: -0.999 / Double(size - 1), count: size * size)
    for i in 0..<size { values[i * size + i] = 1 }
    #expect(PositiveDefiniteness.isProved(SymmetricEnclosure(values: values, size: size)))
    for i in 0..<size {
      for j in 0..<size where i != j { values[i * size + j] = -1.001 / Double(size - 1) }
    }
    #expect(!PositiveDefiniteness.isProved(SymmetricEnclosure(values: values, size: size)))
  }
}
