import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

@Suite struct RandomisedTests {
  /// An instance with a supporting face spanned by given directions: Q = diag(weights) +- R, R
  /// positive semi-definite with exactly their span as kernel (mu = 1).
  static func face(
    _ generator: inout CounterGenerator, tasks k: Int, dimension r: Int, width: WidthEnd
  ) throws -> (instance: Instance, weights: [Rational], directions: [[Integer]]) {
    while true {
      let vectors = (0..<r).map { _ in
        (0..<k).map { _ in Rational(generator.integer(in: -3...3)) }
      }
      let rows = RationalMatrix(vectors)
      guard rows.rank() == r else { continue }
      let weights = (0..<k).map { _ in Rational(generator.integer(in: 1...4)) }
      var inverse = RationalMatrix.diagonal(weights)
      if case .positiveSemidefinite(let kernel) = (rows.transposed * rows).definiteness() {
        var remainder = RationalMatrix(rows: k, columns: k)
        for vector in kernel {
          let column = RationalMatrix(column: vector.map { Rational($0) })
          remainder = remainder + column * column.transposed
        }
        let trace = remainder.diagonal.reduce(.zero, +)
        // Width k-1: small enough to stay positive definite, as weights >= 1.
        let factor = width == .one ? Rational(1) : -(trace + 1).reciprocal
        inverse = inverse + remainder.scaled(by: factor)
      }
      guard let gram = inverse.positiveDefiniteInverse().inverse else { continue }
      let instance = try Instance(gram: gram.reduced())
      return (instance, weights, vectors.map { Point.integerDirection($0) })
    }
  }

  @Test func mixturesOnRandomFaces() throws {
    var numbers: [Int: Int] = [:]
    for index in 0..<(150 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "faces", index: UInt64(index))
      let k = generator.integer(in: 2...7)
      let r = generator.integer(in: 1...min(3, k))
      let width: WidthEnd = generator.sign() > 0 ? .one : .allButOne
      let (instance, weights, directions) = try Self.face(
        &generator, tasks: k, dimension: r, width: width)
      // Some combinations of the basis, with random probabilities.
      let count = generator.integer(in: 1...4)
      var points: [Point] = []
      while points.count < count {
        var direction = Array(repeating: Integer.zero, count: k)
        for vector in directions {
          let factor = Integer(generator.integer(in: -2...2))
          for i in 0..<k { direction[i] += factor * vector[i] }
        }
        if direction.contains(where: { !$0.isZero }) {
          points.append(Point(instance, direction: direction))
        }
      }
      let shares = (0..<count).map { _ in generator.integer(in: 1...5) }
      let total = shares.reduce(0, +)
      let mixture = try NetworkMixture(
        width: width, points: points,
        probabilities: shares.map { Rational(Integer($0), Integer(total)) })
      let answer = try FewestNetworks.decide(instance, mixture, weights: weights)
      #expect(answer.multiplicity == r)
      #expect(answer.lower <= answer.upper && answer.upper <= answer.given.rank)
      #expect(answer.upper <= max(FewestNetworks.bound(conditions: k + 1), 1))
      if width == .one { #expect(answer.upper <= max(FewestNetworks.bound(conditions: k), 1)) }
      // Up to five tasks the number is always decided, and at most two.
      if k <= 5 && width == .one { #expect(answer.number != nil && answer.upper <= 2) }
      if let number = answer.number { numbers[number, default: 0] += 1 }
      if let signs = answer.deterministicSigns {
        let u = zip(signs, answer.squares).map { Double($0) * $1.doubleValue.squareRoot() }
        let q = instance.gramInverse.doubleValues
        #expect(abs(Double.dot(u, Double.product(q, u)) - 1) < 1e-10)
      }
      let reduction = try RankReduction(instance, mixture, weights: weights)
      #expect(reduction.error < 1e-6, "\(index)")
      #expect(
        reduction.directions.count >= answer.lower && reduction.directions.count <= answer.upper)
      #expect(abs(reduction.probabilities.reduce(0, +) - 1) < 1e-12)
      // Weights that do not support the mixture are refused.
      var wrong = weights
      wrong[0] += 1
      if points.contains(where: { !$0.direction[0].isZero }) {
        #expect(throws: LearningError.self) {
          _ = try FewestNetworks.decide(instance, mixture, weights: wrong)
        }
      }
    }
    #expect(numbers[1, default: 0] > 0 && numbers[2, default: 0] > 0)
  }

  /// The six-task example needs three networks, for every mixture of full rank.
  @Test func threeNetworksAreNeeded() throws {
    let example = try ThreeNetworksExample()
    let answer = try FewestNetworks.decide(
      example.instance, example.mixture, weights: example.weights)
    #expect(answer.number == 3 && answer.lowerEvidence == .determined)
    #expect(answer.multiplicity == 3 && answer.conditionRank == 6)
    for index in 0..<20 {
      var generator = CounterGenerator(seed: 2, stream: "three", index: UInt64(index))
      let axes = example.mixture.points.map(\.direction)
      let points = (0..<4).map { _ in
        let factors = (0..<3).map { _ in Integer(generator.integer(in: 1...5)) }
        return Point(
          example.instance,
          direction: (0..<6).map { i in
            (0..<3).reduce(Integer.zero) { $0 + factors[$1] * axes[$1][i] }
          })
      }
      let mixture = try NetworkMixture(
        width: .one, points: points, probabilities: Array(repeating: Rational(1, 4), count: 4))
      let other = try FewestNetworks.decide(
        example.instance, mixture, weights: example.weights)
      #expect(other.number == other.given.rank)
    }
    // Two of the axes: rank two, determined.
    let two = try NetworkMixture(
      width: .one, points: example.mixture.points,
      probabilities: [Rational(1, 2), Rational(1, 2), 0])
    #expect(
      try FewestNetworks.decide(example.instance, two, weights: example.weights).number == 2)
    #expect(throws: LearningError.self) { _ = try ThreeNetworksExample(remainder: 1) }
  }

  /// Three orthogonal tasks of equal size: E is the whole space, three conditions, so one network
  /// suffices for every mixture, with irrational coordinates in general.
  @Test func irrationalDeterministicNetwork() throws {
    let instance = try Instance(gram: .identity(3))
    let points = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map {
      Point(instance, direction: $0.map { Integer($0) })
    }
    let mixture = try NetworkMixture(
      width: .one, points: points, probabilities: [Rational(1, 2), Rational(1, 3), Rational(1, 6)])
    let answer = try FewestNetworks.decide(instance, mixture, weights: [1, 1, 1])
    #expect(answer.number == 1 && answer.given.rank == 3)
    #expect(answer.squares == [Rational(1, 2), Rational(1, 3), Rational(1, 6)])
    let reduction = try RankReduction(instance, mixture, weights: [1, 1, 1])
    #expect(reduction.directions.count == 1 && reduction.error < 1e-9)
  }

  @Test func mixtureLosses() throws {
    let instance = try Instance(gram: RationalMatrix([[2, 1], [1, 2]]))
    let points = [[1, 1], [1, -1]].map { Point(instance, direction: $0.map { Integer($0) }) }
    for width in WidthEnd.allCases {
      let mixture = try NetworkMixture(
        width: width, points: points, probabilities: [Rational(1, 4), Rational(3, 4)])
      let expected = (0..<2).map { i in
        points[0].losses(instance, width: width)[i] * Rational(1, 4)
          + points[1].losses(instance, width: width)[i] * Rational(3, 4)
      }
      #expect(mixture.losses(instance) == expected)
    }
    for probabilities in [[Rational(1, 2), Rational(1, 3)], [2, -1], [1]] as [[Rational]] {
      #expect(throws: LearningError.self) {
        _ = try NetworkMixture(width: .one, points: points, probabilities: probabilities)
      }
    }
  }

  @Test func pairsAreConvexCombinations() throws {
    var generator = CounterGenerator(seed: 3, stream: "pairs", index: 0)
    let model = try LossModel(generator.instance(3), units: .squaredNorm)
    let pairs = try RandomisedPairs(WeightSweep(model, hiddenUnits: 1), count: 50, seed: 4)
    for row in 0..<50 {
      let t = pairs.probabilities[row]
      #expect(t >= 0 && t < 1)
      for i in 0..<3 {
        let expected =
          t * pairs.parts.first[row * 3 + i] + (1 - t) * pairs.parts.second[row * 3 + i]
        #expect(pairs.losses[row * 3 + i] == expected)
      }
    }
    #expect(pairs.parts.first != pairs.parts.second)
  }
}
