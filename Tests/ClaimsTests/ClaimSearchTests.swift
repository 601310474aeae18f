@testable import Claims
import Exact
import ExactJSON
import Surfaces
import Testing
import Verify

/// Generators, simplification of counterexamples, confidence intervals.
@Suite struct ClaimSearchTests {
  @Test func drawnGramMatricesArePositiveDefiniteAndTheSameEachTime() {
    for index in 0..<300 {
      var draw = ClaimDraw(seed: 5, claim: "test", index: index)
      var again = ClaimDraw(seed: 5, claim: "test", index: index)
      let k = draw.tasks(1...7)
      _ = again.tasks(1...7)
      let gram = draw.gram(k)
      #expect(gram == again.gram(k))
      #expect(RationalMatrix(numerators: gram).definiteness() == .positiveDefinite)
      let direction = draw.direction(gram)
      #expect(direction.count == k && direction.contains { !$0.isZero })
    }
  }

  @Test func drawnGramMatricesMeetTheirCondition() throws {
    for index in 0..<100 {
      for width in WidthEnd.allCases {
        var draw = ClaimDraw(seed: 6, claim: "test", index: index)
        let k = draw.tasks(3...6)
        let holding = try Instance(
          gram: RationalMatrix(numerators: draw.gram(k, holding: width)))
        #expect(ConditionVerdict.signsByEnumeration(holding, width: width) != nil)
        let failing = try Instance(
          gram: RationalMatrix(numerators: draw.gram(k, failing: width)))
        #expect(ConditionVerdict.signsByEnumeration(failing, width: width) == nil)
      }
    }
  }

  @Test func everyPatternIsListedOnce() {
    let count = SignPatterns.count(1, through: 4)
    #expect(count == 1 + 3 + 27 + 729)
    let patterns = Set((0..<count).map { SignPatterns.pattern($0, first: 1) })
    #expect(patterns.count == count)
  }

  @Test func counterexamplesBecomeMinimal() throws {
    // "No vector has an entry above 4 and one below -2/3 later": the simplest is (5, -1).
    let claim = StatementClaim(
      id: "test", statement: "", source: "", refutedBy: "", status: .refuted, mutants: [],
      draw: { draw in
        ClaimExample([
          ClaimField(
            "v",
            rows: (0..<8).map { _ in
              [draw.generator.smallRational(size: 1000, denominators: 90)]
            }, by: "entry", nil)
        ])
      },
      decide: { example, _ in
        let v = example.vector("v")
        guard let first = v.firstIndex(where: { $0 > 4 }),
          v[first...].contains(where: { $0 < Rational(Integer(-2), Integer(3)) })
        else { return .holds }
        return .refuted("")
      })
    let found = try #require(
      try Campaign(claim, options: CampaignOptions(count: 400)).run().counterexample)
    #expect(found.isMinimal)
    #expect(found.example.vector("v") == [5, -1])
  }

  @Test func examplesSurviveTheirJSON() throws {
    for claim in ClaimRegistry.all {
      var draw = ClaimDraw(seed: 2, claim: claim.id, index: 3)
      let example = claim.example(&draw)
      var shape = ClaimDraw(seed: 9, claim: claim.id, index: 1)
      let bytes = example.json.bytes()
      let read = try claim.example(&shape).reading(try ExactJSON(parsing: bytes))
      #expect(read.fields.map(\.rows) == example.fields.map(\.rows), "\(claim.id)")
    }
  }

  /// P(X >= first) for a binomial X, term by term in rational numbers.
  private func tail(_ n: Int, _ first: Int, _ p: Rational) -> Rational {
    var sum = Rational.zero
    var binomial = Rational.one
    for i in 0...n {
      if i > 0 { binomial = binomial * Rational(n - i + 1) / Rational(i) }
      var term = binomial
      for _ in 0..<i { term *= p }
      for _ in i..<n { term *= 1 - p }
      if i >= first { sum += term }
    }
    return sum
  }

  @Test func intervalsEndWhereTheTailsAreSmall() {
    let error = Rational(Integer(1), Integer(20))
    let step = Rational(Integer(1), Integer(4096))
    for (successes, draws) in [(0, 10), (3, 10), (10, 10), (7, 25), (24, 25), (1, 1)] {
      let interval = BinomialInterval(successes: successes, draws: draws, error: error)
      #expect(interval.lower <= interval.upper)
      if successes == 0 {
        #expect(interval.lower == .zero)
      } else {
        #expect(tail(draws, successes, interval.lower) <= error / 2)
        #expect(tail(draws, successes, interval.lower + step) > error / 2)
      }
      if successes == draws {
        #expect(interval.upper == .one)
      } else {
        let upper = 1 - interval.upper
        #expect(tail(draws, draws - successes, upper) <= error / 2)
        #expect(tail(draws, draws - successes, upper + step) > error / 2)
      }
    }
    // The table value for 3 of 10: 0.0667 to 0.6525.
    let known = BinomialInterval(successes: 3, draws: 10, error: error)
    #expect(abs(known.lower.doubleValue - 0.0667) < 0.0005)
    #expect(abs(known.upper.doubleValue - 0.6525) < 0.0005)
  }

  @Test func measuredProbabilitiesContainTheClosedForm() throws {
    for samples in [3, 6, 30] {
      let exact = try #require(ConditionProbability.closedForm(samples: samples))
      let estimate = try #require(
        ConditionProbability(
          law: .gaussian, taskCount: 3, samples: samples, draws: 400, seed: 11,
          error: Rational(Integer(1), Integer(100_000))))
      #expect(estimate.interval.lower.doubleValue <= exact)
      #expect(estimate.interval.upper.doubleValue >= exact)
    }
    #expect(ConditionProbability.closedForm(samples: 2) == 0.75)
    #expect(abs((ConditionProbability.closedForm(samples: 4) ?? 0) - 0.648679) < 1e-6)
  }

  @Test func positiveEigenvectorsAreRecognised() {
    let path = RationalMatrix([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    #expect(PerronEnclosure.hasPositiveEigenvector(path) == true)
    let mixed = RationalMatrix([[0, -1], [-1, 0]])
    #expect(PerronEnclosure.hasPositiveEigenvector(mixed) == false)
  }
}
