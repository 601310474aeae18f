import Certificates
import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct SignTreeTests {
  /// The value b_i^2 / (b^T Q b) of each task.
  private func squares(_ instance: Instance, _ direction: [Integer]) -> [Rational] {
    let norm = instance.gramInverse.quadraticForm(direction)
    return direction.map { Rational($0 * $0) / norm }
  }

  /// Whether the point of b is at least as good everywhere and better somewhere.
  private func dominates(
    _ instance: Instance, _ b: [Integer], _ point: Point, _ width: WidthEnd
  ) -> Bool {
    let pairs = zip(squares(instance, b), point.squares)
    let differences = pairs.map { width == .one ? $0 - $1 : $1 - $0 }
    return differences.allSatisfy { $0 >= .zero } && differences.contains { $0 > .zero }
  }

  @Test(arguments: 2...6) func treesAgreeWithAllPatterns(count: Int) {
    var seen: Set<String> = []
    let rounds = [2: 500, 3: 2_000, 4: 1_500, 5: 1_000, 6: 500][count] ?? 100
    for index in 0..<(rounds * testMultiplier) {
      var generator = CounterGenerator(seed: 3, stream: "pareto-\(count)", index: UInt64(index))
      guard let instance = RandomInstances.instance(&generator, count: count) else { continue }
      let point = RandomInstances.point(&generator, instance)
      for width in WidthEnd.allCases {
        let tree = ParetoVerdict.decideByTree(instance, point, width: width)
        let verdict = ParetoVerdict.decide(instance, point, width: width)
        let slow = ParetoVerdict.dominatorByEnumeration(instance, point, width: width)
        #expect(tree.isOptimal == (slow == nil), "\(instance.gram) \(point.direction) \(width)")
        #expect(verdict.isOptimal == tree.isOptimal)
        if let slow { #expect(dominates(instance, slow, point, width)) }
        if case .dominated(let direction) = tree.outcome {
          #expect(dominates(instance, direction, point, width))
        }
        for certificate in [tree, verdict].compactMap({ $0.certificate(instance) }) {
          #expect(Checker.verify(certificate) == .verified(certificate.statement))
        }
        let zero = point.direction.contains(where: \.isZero) ? "zero" : "full"
        seen.insert("\(width) \(slow == nil) \(zero)")
      }
    }
    // Both answers, with and without zero coordinates, at both widths; with two tasks a zero
    // coordinate is the best point of a task.
    #expect(seen.count == (count == 2 ? 7 : 8))
  }

  @Test func axisPointsAndSingleTasksAreOptimal() throws {
    for count in 1...5 {
      var generator = CounterGenerator(seed: 4, stream: "axis", index: UInt64(count))
      let rows = RandomInstances.dominant(
        &generator, count: count, density: 1, size: 3, excess: 2)
      let instance = try Instance(gram: RandomInstances.matrix(rows))
      for task in 0..<count {
        var unit = Array(repeating: Integer.zero, count: count)
        unit[task] = 1
        // The best point of one task: u = G e_i for width 1, u = e_i for width k-1.
        let best = ParetoVerdict.decide(instance, Point(instance, dual: unit), width: .one)
        #expect(best.isOptimal == true)
        let other = ParetoVerdict.decide(
          instance, Point(instance, direction: unit), width: .allButOne)
        #expect(other.isOptimal == true)
      }
    }
  }

  @Test func aSmallLimitIsUndecided() throws {
    // Equiangular with negative products: u = (1,...,1) lies on many surfaces.
    let count = 8
    let rows = (0..<count).map { i in (0..<count).map { $0 == i ? 20 : ($0 + i) % 3 - 1 } }
    let instance = try Instance(gram: RandomInstances.matrix(rows))
    let point = Point(instance, direction: Array(repeating: Integer.one, count: count))
    let verdict = ParetoVerdict.decideByTree(
      instance, point, width: .allButOne, limits: SearchLimits(nodes: 1))
    let full = ParetoVerdict.decideByTree(instance, point, width: .allButOne)
    #expect(full.isOptimal != nil)
    #expect(verdict.outcome == .undecided(nodes: 1))
    #expect(verdict.certificate(instance) == nil)
  }

  @Test func largeSupportedPointsAreProvedByTheirWeights() throws {
    // Positive products and equal w: the point is the only optimum of the weights w / u, and no
    // task's sign costs much more than another's.
    let count = 24
    let rows = (0..<count).map { i in (0..<count).map { $0 == i ? 60 : 1 } }
    let instance = try Instance(gram: RandomInstances.matrix(rows))
    let point = Point(instance, dual: Array(repeating: Integer.one, count: count))
    let verdict = ParetoVerdict.decide(
      instance, point, width: .one, limits: SearchLimits(nodes: 2_000))
    guard case .optimal(.weights(let weights)) = verdict.outcome else {
      Issue.record("expected weights")
      return
    }
    #expect(weights.allSatisfy { $0 > .zero })
    let certificate = try #require(verdict.certificate(instance))
    #expect(Checker.verify(certificate).isVerified)
  }
}
