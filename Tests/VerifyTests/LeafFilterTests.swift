import Exact
import Floating
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct LeafFilterTests {
  /// One leaf, with factor / norm chosen so that both sides differ by `gap` in far places.
  private struct Leaf {
    let gram: EquilibratedMatrix
    let magnitudes: [Integer]
    let multipliers: [Integer]
    let signs: [Int8]
    let norm: Integer
    let factor: Integer
    /// 1, 0 or -1: the sign of (y . a)^2 f - c p^T N p.
    let order: Int
  }

  private func leaf(_ generator: inout CounterGenerator) -> Leaf? {
    let count = generator.integer(in: 1...7)
    let size = 1 << generator.integer(in: 1...30)
    let gram = RandomInstances.predictors(&generator, count: count, density: 0.8, size: size)
    guard gram.definiteness() == .positiveDefinite, let scaled = gram.equilibrated() else {
      return nil
    }
    func draw(from low: Int) -> Integer {
      let value = Integer(generator.integer(in: low...(1 << generator.integer(in: 1...20))))
      return value.shiftedLeft(generator.bernoulli(0.1) ? generator.integer(in: 0...300) : 0)
    }
    let magnitudes = (0..<count).map { _ in draw(from: 0) }
    let multipliers = (0..<count).map { _ in draw(from: generator.bernoulli(0.3) ? 0 : 1) }
    let signs = (0..<count).map { _ in Int8(generator.sign()) }
    let linear = Integer.dot(multipliers, magnitudes)
    let values = zip(multipliers, signs).map { $1 < 0 ? -$0 : $0 }
    let form = Integer.dot(values, gram.numeratorProduct(values))
    guard linear.signum > 0, form.signum > 0 else { return nil }
    let far = Integer.one.shiftedLeft(generator.integer(in: 0...120))
    // A part of the factor that shrinks to nothing, or a unit or two.
    let part = (form * far).shiftedRight(generator.integer(in: 2...80))
    let gap =
      (generator.bernoulli(0.5) ? part : Integer(2)) * Integer(generator.integer(in: -1...1))
    let factor = form * far + gap
    guard factor.signum > 0 else { return nil }
    return Leaf(
      gram: scaled, magnitudes: magnitudes, multipliers: multipliers, signs: signs,
      norm: linear * linear * far, factor: factor, order: gap.signum)
  }

  /// How often the filter decides leaves, and how often wrongly.
  private func run(count: Int, filter: FloatingFilter) -> (leaves: Int, decided: Int, wrong: Int) {
    var result = (leaves: 0, decided: 0, wrong: 0)
    for index in 0..<count {
      var generator = CounterGenerator(seed: 62, stream: "leaf", index: UInt64(index))
      guard let leaf = leaf(&generator) else { continue }
      result.leaves += 1
      let filter = LeafFilter(
        gram: leaf.gram, magnitudes: leaf.magnitudes, norm: leaf.norm, factor: leaf.factor,
        filter: filter)
      let support = leaf.multipliers.indices.filter { !leaf.multipliers[$0].isZero }
      let answer = filter.closes(leaf.multipliers, support: support, signs: leaf.signs)
      guard let answer else { continue }
      result.decided += 1
      if answer != (leaf.order > 0) { result.wrong += 1 }
    }
    return result
  }

  @Test func whatTheFilterDecidesIsRight() {
    let result = run(count: 20_000 * testMultiplier, filter: .on)
    #expect(result.wrong == 0)
    #expect(result.decided * 8 > result.leaves)
    #expect(result.decided < result.leaves)
  }

  @Test func aLoosenedBoundIsCaught() {
    #expect(run(count: 20_000, filter: .withBounds(times: 0)).wrong > 0)
  }

  @Test func treesAreTheSameWithAndWithoutTheFilter() throws {
    for index in 0..<(60 * testMultiplier) {
      var generator = CounterGenerator(seed: 63, stream: "leaf", index: UInt64(index))
      let count = generator.integer(in: 3...6)
      // Entries of more than a machine word, so that the filter is used.
      let gram = RandomInstances.predictors(
        &generator, count: count, density: 1, size: 1 << 40)
      guard let instance = try? Instance(gram: gram) else { continue }
      let direction = (0..<count).map { _ in Integer(generator.integer(in: 1...9)) }
      let point = Point(instance, dual: direction)
      let exact = ParetoVerdict.decideByTree(instance, point, width: .one, filter: .off)
      let filtered = ParetoVerdict.decideByTree(instance, point, width: .one)
      #expect(exact.outcome == filtered.outcome)
    }
  }
}
