import Exact
import Floating
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct SupportFilterTests {

  /// An instance and a direction u whose forced weights are chosen: Q = diag(weights) + T, T u = 0,
  /// with T of full rank k - 1, of smaller rank, or pushed a little out of the semi-definite cone.
  private func problem(
    _ generator: inout CounterGenerator, width: WidthEnd
  ) -> (Instance, Point)? {
    let count = generator.integer(in: 2...6)
    let size = 1 << generator.integer(in: 1...20)
    let direction = (0..<count).map { _ in
      Integer(generator.sign() * generator.integer(in: 1...size))
    }
    let rank = generator.bernoulli(0.5) ? count - 1 : generator.integer(in: 0...(count - 1))
    var matrix = RationalMatrix(rows: count, columns: count)
    for step in 0...rank {
      // A vector orthogonal to u: x minus its part along u, as integers.
      let x = (0..<count).map { _ in Integer(generator.integer(in: -3...3)) }
      let square = Integer.dot(direction, direction)
      let part = Integer.dot(x, direction)
      let r = Integer.primitive((0..<count).map { square * x[$0] - part * direction[$0] })
      var factor = Rational(1)
      if step == rank {
        // The last term is zero, or tiny and of either sign.
        factor =
          generator.bernoulli(0.5)
          ? .zero
          : Rational(
            Integer(generator.sign()), Integer.one.shiftedLeft(generator.integer(in: 20...120)))
      }
      let term = RationalMatrix(numerators: r.map { left in r.map { left * $0 } })
      let norm = Integer.dot(r, r)
      if norm.isZero { continue }
      matrix = matrix + term.scaled(by: factor / Rational(norm))
    }
    let weights = (0..<count).map { _ in
      Rational(Integer(generator.integer(in: 1...9)), Integer(generator.integer(in: 1...9)))
    }
    let inverse: RationalMatrix
    if width == .one {
      inverse = RationalMatrix.diagonal(weights) + matrix
    } else {
      // diag(weights) - Q = T: large weights keep Q positive definite.
      let scale = Rational(4 * (count + 1))
      inverse = RationalMatrix.diagonal(weights.map { $0 * scale }) - matrix
    }
    guard let gram = inverse.positiveDefiniteInverse().inverse,
      let instance = try? Instance(gram: gram)
    else { return nil }
    return (instance, Point(instance, direction: direction))
  }

  private func run(count: Int, filter: FloatingFilter) -> (proved: Int, exposed: Int, wrong: Int) {
    var (proved, exposed, wrong) = (0, 0, 0)
    for index in 0..<count {
      var generator = CounterGenerator(seed: 51, stream: "support", index: UInt64(index))
      let width = WidthEnd.allCases[index % 2]
      guard let (instance, point) = problem(&generator, width: width) else { continue }
      let exact = ReachabilityVerdict.decide(instance, point, width: width, filter: .off)
      if exact.exposed.holds { exposed += 1 }
      if SupportFilter.provesExposed(instance, point, width: width, filter: filter) {
        proved += 1
        if !exact.exposed.holds { wrong += 1 }
      }
    }
    return (proved, exposed, wrong)
  }

  @Test func whatTheFilterProvesIsExposed() {
    let result = run(count: 2_000 * testMultiplier, filter: .on)
    #expect(result.wrong == 0)
    #expect(result.proved > 200)
    // Some exposed points are too close to the boundary for the filter.
    #expect(result.exposed > result.proved)
  }

  @Test func aLoosenedBoundIsCaught() {
    #expect(run(count: 2_000, filter: .withBounds(times: 0)).wrong > 0)
  }

  @Test func theVerdictIsTheSameWithAndWithoutTheFilter() {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 52, stream: "support", index: UInt64(index))
      let width = WidthEnd.allCases[index % 2]
      guard let (instance, point) = problem(&generator, width: width) else { continue }
      let exact = ReachabilityVerdict.decide(instance, point, width: width, filter: .off)
      let filtered = ReachabilityVerdict.decide(instance, point, width: width)
      #expect(exact.weaklySupported == filtered.weaklySupported)
      #expect(exact.supported == filtered.supported)
      #expect(exact.exposed == filtered.exposed)
    }
  }
}
