import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

/// Points decided by search, against slow definitions.
@Suite struct ParetoOptimalityTests {
  /// How much longer the random loops run.
  /// A random instance with small predictors, half of them sparse.
  private func instance(_ count: Int, _ generator: inout CounterGenerator) -> Instance {
    while true {
      let sparse = Bool.random(using: &generator)
      let rows = (0..<count).map { _ in
        (0..<count).map { _ in
          sparse && Bool.random(using: &generator)
            ? Rational.zero : Rational(Int.random(in: -4...4, using: &generator))
        }
      }
      if let found = try? Instance(predictors: rows) { return found }
    }
  }

  /// A direction: small integers with zeros, the dual of one, a point on two surfaces, or the
  /// optimum of a single task.
  private func direction(_ instance: Instance, _ generator: inout CounterGenerator) -> [Integer] {
    let count = instance.taskCount
    func small() -> [Integer] {
      while true {
        let vector = (0..<count).map { _ in Integer(Int.random(in: -3...3, using: &generator)) }
        if vector.contains(where: { !$0.isZero }) { return vector }
      }
    }
    switch Int.random(in: 0...3, using: &generator) {
    case 0: return small()
    case 1: return Point(instance, dual: small()).direction
    case 2:
      let signs = (0..<count).map { _ in Bool.random(using: &generator) ? 1 : -1 }
      let first = SignPattern(signs: signs)
      let second = SignPattern(
        flipping: [Int.random(in: 1...count, using: &generator)],
        taskCount: count
      ).relative(to: first)
      guard first != second else { return small() }
      return Intersection(instance, first, second).positivePoint() ?? small()
    default:
      let task = Int.random(in: 0..<count, using: &generator)
      return instance.gram.numerators[task]
    }
  }

  /// Whether the point of b dominates that of u, by comparing values.
  private func dominates(
    _ instance: Instance, _ b: [Integer], _ point: Point, _ width: WidthEnd
  ) -> Bool {
    let better = Point(instance, direction: b).values(instance, width: width)
    let values = point.values(instance, width: width)
    return zip(better, values).allSatisfy { $0 >= $1 } && better != values
  }

  @Test func agreesWithTryingEveryPattern() {
    var optimal = 0
    var dominated = 0
    for index in 0..<(1200 * testMultiplier) {
      var generator = CounterGenerator(seed: 31, stream: "pareto", index: UInt64(index))
      let instance = instance(2 + index % 5, &generator)
      let point = Point(instance, direction: direction(instance, &generator))
      for width in WidthEnd.allCases {
        let slow = ParetoVerdict.dominatorByEnumeration(instance, point, width: width)
        let verdict = ParetoVerdict.decide(instance, point, width: width)
        #expect(verdict.isOptimal == (slow == nil))
        if let slow { #expect(dominates(instance, slow, point, width)) }
        if case .dominated(let by) = verdict.outcome {
          #expect(dominates(instance, by, point, width))
        }
        #expect(throws: Never.self) { try verdict.certificate(instance)?.verified() }
        if slow == nil { optimal += 1 } else { dominated += 1 }
      }
    }
    #expect(optimal > 200 * testMultiplier && dominated > 200 * testMultiplier)
  }

  @Test func supportedPointsAreBeatenByNoneAndOthersAlongTheWitness() {
    var reachable = 0
    var unreachable = 0
    for index in 0..<(600 * testMultiplier) {
      var generator = CounterGenerator(seed: 32, stream: "reachability", index: UInt64(index))
      let instance = instance(2 + index % 4, &generator)
      let point = Point(instance, direction: direction(instance, &generator))
      for width in WidthEnd.allCases {
        let verdict = ReachabilityVerdict.decide(instance, point, width: width)
        for certificate in verdict.certificates(instance) {
          #expect(throws: Never.self) { try certificate.verified() }
        }
        func total(_ weights: [Rational], _ other: Point) -> Rational {
          zip(weights, other.values(instance, width: width))
            .reduce(.zero) { $0 + $1.0 * $1.1 }
        }
        if case .holds(let weights) = verdict.weaklySupported {
          reachable += 1
          #expect(weights.allSatisfy { $0.signum >= 0 } && weights.contains { $0.signum > 0 })
          let best = total(weights, point)
          for _ in 0..<20 {
            let other = Point(instance, direction: direction(instance, &generator))
            #expect(total(weights, other) <= best)
          }
        }
        if case .holds(let weights) = verdict.supported {
          #expect(weights.allSatisfy { $0.signum > 0 })
        }
        if case .fails(.negativeDirection(let x, _)) = verdict.weaklySupported {
          unreachable += 1
          // The forced weights are w_i / u_i; the point of x has a larger weighted sum.
          let forced = point.direction.indices.map {
            point.direction[$0].isZero
              ? Rational.zero
              : Rational(point.dual[$0], point.direction[$0] * point.dualScale)
          }
          #expect(total(forced, Point(instance, direction: x)) > total(forced, point))
        }
        // Supported and exposed each imply Pareto optimal and weakly supported.
        if verdict.supported.holds || verdict.exposed.holds {
          #expect(verdict.weaklySupported.holds)
          #expect(ParetoVerdict.dominatorByEnumeration(instance, point, width: width) == nil)
        }
      }
    }
    #expect(reachable > 100 * testMultiplier && unreachable > 20 * testMultiplier)
  }

  @Test func equalMagnitudesAreDecidedByTryingAllSigns() throws {
    // A dense instance whose tree does not close early: every coordinate has the same size.
    var generator = CounterGenerator(seed: 33, stream: "ties", index: 0)
    let rows = (0..<20).map { _ in
      (0..<20).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
    }
    let instance = try Instance(predictors: rows)
    let ones = Point(instance, direction: Array(repeating: Integer.one, count: 20))
    let scan = SurfaceEnumeration(instance).scan(at: ones, listing: 0)
    let best = Point(
      instance, direction: scan.maximizer.map { Integer($0) })
    let verdict = ParetoVerdict.decide(instance, best, width: .allButOne)
    #expect(verdict.isOptimal == true)
    let other = ParetoVerdict.decide(instance, ones, width: .allButOne)
    #expect(other.isOptimal == (scan.maximum == ones.norm))
  }
}
