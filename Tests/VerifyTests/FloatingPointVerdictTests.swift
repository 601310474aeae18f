import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct FloatingPointVerdictTests {
  /// Far from every boundary floating point is right; the exact verdicts say where it is not.
  @Test func smallNumbersAreAnsweredRightAlmostAlways() throws {
    var answers = 0
    var wrong = 0
    for index in 0..<(600 * testMultiplier) {
      var generator = CounterGenerator(seed: 61, stream: "floating point", index: UInt64(index))
      let count = generator.integer(in: 2...6)
      guard let instance = RandomInstances.instance(&generator, count: count) else { continue }
      let direction = (0..<count).map { _ in Integer(generator.integer(in: -4...4)) }
      guard direction.contains(where: { !$0.isZero }) else { continue }
      let point =
        generator.bernoulli(0.5)
        ? Point(instance, direction: direction) : Point(instance, dual: direction)
      for width in WidthEnd.allCases {
        let floating = FloatingPointVerdict.decide(instance, point, width: width)
        let reachability = ReachabilityVerdict.decide(instance, point, width: width)
        let pareto = ParetoVerdict.decide(instance, point, width: width)
        let pairs: [(Bool?, Bool?)] = [
          (floating.paretoOptimal, pareto.isOptimal),
          (floating.weaklySupported, reachability.weaklySupported.holds),
          (floating.supported, reachability.supported.holds),
          (floating.exposed, reachability.exposed.holds),
        ]
        answers += pairs.count
        wrong += pairs.count { $0 != $1 }
      }
    }
    #expect(answers > 4_000)
    #expect(wrong * 500 < answers)
  }

  /// What the name says: a point a hair inside the boundary is taken for one on it.
  @Test func aHairIsTooFineForIt() throws {
    let hair = Rational(Integer.one, Integer(10).power(14))
    // T = diag(w/u) - Q with off-diagonal entry -hair is indefinite by less than the tolerance.
    let tilted = RationalMatrix([
      [3, 1, hair], [1, 3, -hair], [hair, -hair, 3],
    ])
    let instance = try Instance(gram: try #require(tilted.positiveDefiniteInverse().inverse))
    let point = Point(instance, direction: [1, 1, 1].map { Integer($0) })
    let answer = FloatingPointVerdict.decide(instance, point, width: .allButOne)
    let truth = ReachabilityVerdict.decide(instance, point, width: .allButOne)
    #expect(answer.weaklySupported)
    #expect(answer.weaklySupported != truth.weaklySupported.holds)
  }
}
