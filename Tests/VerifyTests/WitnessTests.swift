import Certificates
import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct WitnessTests {
  /// Decides both widths; every verdict must come with a certificate that is verified. Returns the
  /// witnesses.
  @discardableResult
  private func decide(_ gram: RationalMatrix) throws -> [Witness] {
    let instance = try Instance(gram: gram.reduced())
    var witnesses: [Witness] = []
    for width in WidthEnd.allCases {
      let condition = ConditionVerdict.decide(instance, width: width)
      let verdict = FullExplorationVerdict.decide(instance, width: width)
      let certificate = verdict.certificate(instance, width: width)
      #expect(certificate.map { Checker.verify($0).isVerified } == true, "\(gram) \(width)")
      switch verdict {
      case .explored: #expect(condition.holds)
      case .unexplored(let witness):
        #expect(!condition.holds)
        #expect(witness.cycle.contains(witness.pivot))
        // The two slow ways agree.
        let reachability = ReachabilityVerdict.decide(instance, witness.point, width: width)
        #expect(!reachability.isReachable)
        if instance.taskCount <= 6 {
          let dominator = ParetoVerdict.dominatorByEnumeration(
            instance, witness.point, width: width)
          #expect(dominator == nil)
        }
        witnesses.append(witness)
      case .resisted: Issue.record("no witness for \(gram) at width \(width)")
      }
    }
    return witnesses
  }

  /// A ring of one frustrated cycle, with entries up to 9 and the given excess on the diagonal.
  private func ring(_ generator: inout CounterGenerator, _ count: Int, excess: Int) -> [[Int]] {
    var rows = Array(repeating: Array(repeating: 0, count: count), count: count)
    var sign = 1
    for i in 0..<count {
      let j = (i + 1) % count
      var value = generator.integer(in: 1...9) * generator.sign()
      sign *= value.signum()
      if i == count - 1, sign > 0 { value = -value }
      rows[i][j] = value
      rows[j][i] = value
    }
    for i in 0..<count { rows[i][i] = rows[i].reduce(0) { $0 + abs($1) } + excess }
    return rows
  }

  /// Entries far longer than doubles: what decides must not depend on their length.
  @Test func nearlyOrthogonalPredictionsWithLongEntries() throws {
    var generator = CounterGenerator(
      seed: 19, stream: "nearly orthogonal, long entries", index: 0)
    var witnesses = 0
    for _ in rounds(60) {
      let count = generator.integer(in: 3...6)
      let digits = [30, 110, 150, 300][generator.integer(below: 4)]
      let exponent = [1, 2, 4, 6, 9, 14, 100][generator.integer(below: 7)]
      var rows = (0..<count).map { i in
        (0..<count).map { Rational(i == $0 ? 1 : 0) }
      }
      for i in 0..<count {
        for j in 0..<i where !generator.bernoulli(0.1) {
          var mantissa = Integer(generator.integer(in: 1...9))
          for _ in 0..<digits / 10 {
            mantissa =
              mantissa * Integer(10).power(10)
              + Integer(generator.integer(below: 10_000_000_000))
          }
          let scale = Integer(10).power(10 * (digits / 10) + exponent + 1)
          rows[i][j] = Rational(generator.sign() > 0 ? mantissa : -mantissa, scale)
          rows[j][i] = rows[i][j]
        }
      }
      let gram = RationalMatrix(rows)
      guard gram.definiteness() == .positiveDefinite else { continue }
      witnesses += try decide(gram).count
    }
    #expect(witnesses > 30)
  }

  @Test(arguments: [3, 4, 5, 6, 8]) func randomInstancesEndInOneOfTwoCertificates(
    count: Int
  ) throws {
    var witnesses = 0
    let rounds = [3: 800, 4: 600, 5: 400, 6: 300, 8: 100][count] ?? 25
    for index in 0..<(rounds * testMultiplier) {
      var generator = CounterGenerator(seed: 8, stream: "witness-\(count)", index: UInt64(index))
      guard let instance = RandomInstances.instance(&generator, count: count) else { continue }
      witnesses += try decide(instance.gram).count
    }
    #expect(witnesses > rounds / 4)
  }

  @Test func twoDigitPredictorsHaveReadableWitnesses() throws {
    for index in 0..<(20 * testMultiplier) {
      var generator = CounterGenerator(seed: 9, stream: "readable", index: UInt64(index))
      let gram = RandomInstances.predictors(&generator, count: 20, density: 1, size: 99)
      for witness in try decide(gram) {
        // Width 1: u = G w with w of at most four digits on one triangle, zero elsewhere.
        if witness.width == .one {
          #expect(witness.point.dual.filter { !$0.isZero }.count == 3)
          #expect(witness.point.dual.allSatisfy { $0.bitWidth <= 14 })
          #expect(witness.tree.nodes.count <= 20)
        } else {
          #expect(witness.point.direction.allSatisfy { $0.bitWidth <= 24 })
        }
      }
    }
  }

  @Test func chordlessCyclesOfEveryLength() throws {
    for count in 3...12 {
      for (index, excess) in [1, 30].enumerated() {
        var generator = CounterGenerator(seed: 10, stream: "ring", index: UInt64(2 * count + index))
        let rows = ring(&generator, count, excess: excess)
        let witnesses = try decide(RandomInstances.matrix(rows))
        #expect(witnesses.contains { $0.width == .one && $0.cycle.count == count })
        let inverse = try #require(RandomInstances.matrix(rows).inverse())
        let others = try decide(inverse)
        #expect(others.contains { $0.width != .one && $0.cycle.count == count })
      }
    }
  }

  @Test func aLongCycleHasAShortTree() throws {
    var generator = CounterGenerator(seed: 11, stream: "long ring", index: 0)
    let rows = ring(&generator, 40, excess: 20)
    let instance = try Instance(gram: RandomInstances.matrix(rows))
    guard
      case .unexplored(let witness) = FullExplorationVerdict.decide(instance, width: .one)
    else {
      Issue.record("a ring with an odd number of negative edges is not balanced")
      return
    }
    #expect(witness.tree.nodes.count <= 600)
    let certificate = try #require(witness.certificate(instance))
    #expect(Checker.verify(certificate).isVerified)
  }

  @Test func cancellationComponentsAndCutVertices() throws {
    // K_{2,2,2} with entries -1 and diagonal 5: with any vertex as pivot its double feels nothing.
    let octahedron = (0..<6).map { i in (0..<6).map { $0 == i ? 5 : ($0 / 2 == i / 2 ? 0 : -1) } }
    // Two frustrated triangles side by side, and two that share a task.
    func triangles(_ tasks: Int, _ list: [[Int]]) -> [[Int]] {
      var rows = (0..<tasks).map { i in (0..<tasks).map { $0 == i ? 5 : 0 } }
      for triangle in list {
        for i in triangle { for j in triangle where i != j { rows[i][j] = -1 } }
      }
      return rows
    }
    let apart = triangles(7, [[0, 1, 2], [4, 5, 6]])
    let joined = triangles(5, [[0, 1, 2], [2, 3, 4]])
    // A triangle at the end of a chain that task 1 starts.
    var chain = triangles(8, [[5, 6, 7]])
    for i in 0..<5 {
      chain[i][i + 1] = 2
      chain[i + 1][i] = 2
    }
    for rows in [octahedron, apart, joined, chain] {
      let matrix = RandomInstances.matrix(rows)
      #expect(try decide(matrix).contains { $0.width == .one })
      let inverse = try #require(matrix.inverse())
      #expect(try decide(inverse).contains { $0.width == .allButOne })
    }
  }

  @Test func tinyCouplingsDecide() throws {
    // A triangle whose third product is 10^-e times the others.
    for exponent in [6, 15, 30, 60] {
      let tiny = Rational(1, Integer(10).power(exponent))
      let gram = RationalMatrix([[3, 1, 1], [1, 3, -tiny], [1, -tiny, 3]])
      #expect(try decide(gram).contains { $0.width == .one })
      let inverse = try #require(gram.inverse())
      #expect(try decide(inverse).contains { $0.width == .allButOne })
    }
    // Tasks of very different scales.
    let scales: [Rational] = [
      1, Rational(Integer(10).power(12)), Rational(1, Integer(10).power(9)),
    ]
    let rows = (0..<3).map { i in
      (0..<3).map { j in Rational(i == j ? 3 : -1) * scales[i] * scales[j] }
    }
    #expect(try decide(RationalMatrix(rows)).count == 1)
  }

  @Test func theCrossingIsTheNeighbouringSurface() throws {
    let rows = [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]]
    let witnesses = try decide(RandomInstances.matrix(rows))
    let instance = try Instance(gram: RandomInstances.matrix(rows))
    for witness in witnesses {
      let (own, other) = witness.crossing
      #expect(own == witness.point.pattern)
      let difference = own.relative(to: other)
      #expect(difference == SignPattern(flipping: [witness.pivot], taskCount: 3))
      let value = instance.gramInverse.quadraticForm(
        zip(other.signs, witness.point.magnitudes).map { $0 < 0 ? -$1 : $1 })
      #expect(witness.isOnCrossing(instance) == (value == witness.point.norm))
    }
  }
}
