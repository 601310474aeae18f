import Certificates
import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct ReachabilityTests {
  /// sum_i weights_i x_i^2 / (x^T Q x): what width 1 maximises and width k-1 minimises.
  private func score(_ instance: Instance, _ weights: [Rational], _ x: [Integer]) -> Rational {
    let total = zip(weights, x).reduce(Rational.zero) { $0 + $1.0 * Rational($1.1 * $1.1) }
    return total / instance.gramInverse.quadraticForm(x)
  }

  /// Whether x does strictly better than the point under some weights.
  private func isBetter(
    _ instance: Instance, _ weights: [Rational], _ x: [Integer], _ point: Point, _ width: WidthEnd
  ) -> Bool {
    let (other, own) = (
      score(instance, weights, x), score(instance, weights, point.direction)
    )
    return width == .one ? other > own : other < own
  }

  private func forcedWeights(_ point: Point) -> [Rational] {
    zip(point.dual, point.direction).map { $1.isZero ? .zero : Rational($0, $1) }
  }

  @Test(arguments: 2...5) func verdictsSurviveOtherWaysOfAsking(count: Int) throws {
    var seen: Set<String> = []
    for index in 0..<(1_000 * testMultiplier) {
      var generator = CounterGenerator(seed: 6, stream: "reach-\(count)", index: UInt64(index))
      guard let instance = RandomInstances.instance(&generator, count: count) else { continue }
      let point = RandomInstances.point(&generator, instance)
      for width in WidthEnd.allCases {
        let verdict = ReachabilityVerdict.decide(instance, point, width: width)
        let kinds = [verdict.weaklySupported, verdict.supported, verdict.exposed]
        seen.insert("\(width) \(kinds.map(\.holds))")
        // Each of the stronger kinds implies the weak one.
        if verdict.supported.holds || verdict.exposed.holds { #expect(verdict.isReachable) }
        for certificate in verdict.certificates(instance) {
          #expect(Checker.verify(certificate) == .verified(certificate.statement))
        }
        for kind in kinds {
          switch kind {
          case .holds(let weights):
            #expect(weights.allSatisfy { $0 >= .zero } && weights.contains { $0 > .zero })
            // No random point beats the optimum.
            for _ in 0..<5 {
              let x = (0..<count).map { _ in Integer(generator.integer(in: -9...9)) }
              if x.allSatisfy(\.isZero) { continue }
              #expect(!isBetter(instance, weights, x, point, width))
            }
          case .fails(.negativeDirection(let x, let preimage)):
            #expect(isBetter(instance, forcedWeights(point), x, point, width))
            if let preimage {
              #expect(instance.gram * preimage.map { Rational($0) } == x.map { Rational($0) })
            }
          case .fails(.negativeWeight(let task)):
            #expect(point.dual[task - 1].signum * point.direction[task - 1].signum < 0)
          case .fails(.zeroCoordinate(let task)):
            #expect(point.direction[task - 1].isZero && !point.dual[task - 1].isZero)
          case .fails(.zeroWeight(let task)):
            #expect(!point.direction[task - 1].isZero && point.dual[task - 1].isZero)
          case .fails(.otherOptimum(let x)):
            // As good as the point under the forced weights, and another direction.
            let weights = forcedWeights(point)
            #expect(
              score(instance, weights, x) == score(instance, weights, point.direction))
            #expect(RationalMatrix(numerators: [x, point.direction]).rank() == 2)
          }
        }
        if case .holds(let weights) = verdict.supported {
          #expect(weights.allSatisfy { $0 > .zero })
        }
      }
    }
    #expect(seen.count >= (count == 2 ? 6 : 9))
  }

  @Test func exposedDoesNotImplySupportedNorTheConverse() throws {
    // G = [[2,1],[1,2]], u = (2,1): exposed, with weight 0 on the second task.
    let correlated = try Instance(gram: RandomInstances.matrix([[2, 1], [1, 2]]))
    let first = ReachabilityVerdict.decide(
      correlated, Point(correlated, direction: [2, 1] as [Integer]), width: .one)
    #expect(first.weaklySupported.holds && first.exposed.holds)
    #expect(first.supported == .fails(.zeroWeight(task: 2)))
    // G = I, u = (1,1): every point of the circle is optimal for equal weights.
    let independent = try Instance(gram: RandomInstances.matrix([[1, 0], [0, 1]]))
    let second = ReachabilityVerdict.decide(
      independent, Point(independent, direction: [1, 1] as [Integer]), width: .one)
    #expect(second.supported.holds && !second.exposed.holds)
  }

  @Test func aZeroCoordinateIsAlwaysWeaklySupportedAtWidthAllButOne() throws {
    let instance = try Instance(
      gram: RandomInstances.matrix([[3, 1, -1], [1, 3, 1], [-1, 1, 3]]))
    let point = Point(instance, direction: [1, 2, 0] as [Integer])
    let verdict = ReachabilityVerdict.decide(instance, point, width: .allButOne)
    #expect(verdict.weaklySupported == .holds(weights: [0, 0, 1]))
    // A single coordinate is even the only point where all other losses vanish.
    let axis = ReachabilityVerdict.decide(
      instance, Point(instance, direction: [0, 1, 0] as [Integer]), width: .allButOne)
    #expect(axis.exposed == .holds(weights: [1, 0, 1]))
  }

  @Test func complementaritySolutionsAreComplementary() {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 7, stream: "complementarity", index: UInt64(index))
      let count = generator.integer(in: 1...4)
      let rows = RandomInstances.dominant(
        &generator, count: count, density: 0.8, size: 3, excess: 2)
      let matrix = RandomInstances.matrix(rows).scaled(by: Rational(1, 3))
      let offset = (0..<count).map { _ in Integer(generator.integer(in: -4...4)) }
      let problem = ComplementarityProblem(matrix: matrix, offset: offset)
      let start = Set((0..<count).filter { _ in generator.bernoulli(0.5) })
      let solution = problem.solve(startingAt: start)
      let z = solution.numerators.map { Rational($0, solution.denominator) }
      let slack = zip(matrix * z, offset).map { $0 + Rational($1) }
      #expect(z.allSatisfy { $0 >= .zero } && slack.allSatisfy { $0 >= .zero })
      #expect(zip(z, slack).allSatisfy { $0.isZero || $1.isZero })
    }
  }
}
