import Exact
import Floating
import Surfaces
import Testing

@testable import Verify

@Suite struct CrossCheckTests {
  @Test func plainFloatingPointIsWrongNearTheBoundaryAndTheWrongInstancesAreReal() throws {
    var kinds: Set<String> = []
    for family in CrossCheckFamily.allCases {
      for taskCount in [3, 4] {
        let outcome = CrossCheck.run(
          family: family, taskCount: taskCount, count: 2_000, seed: 1)
        #expect(outcome.instances == 2_000)
        #expect(
          outcome.wrong
            <= outcome.wrongC1 + outcome.wrongC2 + outcome.missedDependence
            + outcome.falseDependence)
        if family == .boundary { #expect(outcome.wrong > 0) }
        guard let wrong = outcome.smallest else {
          #expect(outcome.wrong == 0)
          continue
        }
        // The exact method alone, without any filter, confirms the reported mistake.
        let drawn = wrong.instance
        let instance = try? Instance(gram: drawn.gram, filter: .off)
        switch wrong.kind {
        case .condition(let width):
          let instance = try #require(instance)
          let exact = ConditionVerdict.decide(instance, width: width, filter: .off)
          let rows = drawn.predictors.map { rows in rows.map { $0.map(\.doubleValue) } }
          let gram =
            rows.map {
              LAPACK.gram(rows: Array($0.joined()), count: taskCount, length: taskCount)
            } ?? drawn.gram.doubleRows()
          let floating = FloatingConditions.decide(gram: gram, size: taskCount, width: width)
          #expect(exact.verdict.holds != floating.holds)
        case .missedDependence: #expect(instance == nil)
        case .falseDependence: #expect(instance != nil)
        }
        kinds.insert("\(wrong.kind)")
      }
    }
    #expect(kinds.count >= 2)
  }

  @Test func theOutcomeDoesNotDependOnTheNumberOfJobs() {
    for family in CrossCheckFamily.allCases {
      let one = CrossCheck.run(family: family, taskCount: 3, count: 301, seed: 7)
      let three = CrossCheck.run(family: family, taskCount: 3, count: 301, seed: 7, jobs: 3)
      #expect(one == three)
    }
  }

  @Test func cancellationStopsTheRun() {
    let outcome = CrossCheck.run(
      family: .random, taskCount: 3, count: 1_000, seed: 7, isCancelled: { true })
    #expect(outcome == CrossCheck.Outcome())
  }

  @Test func figureOneAgrees() throws {
    let rows = [["0.98", "0", "0.2"], ["-0.49", "-0.85", "0.2"], ["-0.49", "0.85", "0.2"]]
    let instance = try Instance(
      predictors: rows.map { try $0.map { try Rational(literal: $0) } })
    for width in WidthEnd.allCases {
      let exact = ConditionVerdict.decide(instance, width: width)
      #expect(CrossCheck.Comparison(instance, exact: exact).agrees)
    }
  }
}
