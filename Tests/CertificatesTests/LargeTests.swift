import CertificateExamples
import Exact
import TestSupport
import Testing
@testable import Certificates

/// Certificates for many tasks, with long numbers; k = 100 when the multiplier is 10 or more.
@Suite struct LargeTests {
  private let size = testMultiplier >= 10 ? 100 : 36

  /// The Gram matrix of random two-digit predictors of a length, by default k.
  private func gram(seed: UInt64, samples: Int? = nil) -> RationalMatrix {
    var generator = TestGenerator(seed: seed)
    let predictors = RationalMatrix(
      (0..<size).map { _ in
        (0..<(samples ?? size)).map { _ in Rational(Int.random(in: -99...99, using: &generator)) }
      })
    return predictors * predictors.transposed
  }

  private func expectVerified(_ certificate: Certificate) throws {
    let clock = ContinuousClock()
    let bytes = certificate.bytes
    let start = clock.now
    let copy = try Certificate(parsing: bytes)
    let read = clock.now
    #expect(Checker.verify(copy) == .verified(certificate.statement))
    if testMultiplier >= 10 {
      print(
        "\(certificate.statement) \(certificate.width): \(bytes.count) bytes, read in"
          + " \(read - start), verified in \(clock.now - read)")
    }
  }

  /// Width 1: u = G e_1 is the optimum of a weight on task 1 alone. Every leaf of an unneeded tree
  /// holds with equality at the point itself.
  @Test func treeOfEqualities() throws {
    let gram = self.gram(seed: 1)
    let long = Rational(Integer(10).power(300) + 7)
    let direction = gram.row(0).map { $0 * long }
    let axis = (0..<size).map { $0 == 0 ? long : 0 }
    var nodes: [Certificate.Node] = []
    for task in 2...size {
      nodes.append(.branch(task: task, plus: nodes.count + 1, minus: nodes.count + 2))
      nodes.append(.multipliers(axis))
    }
    nodes.append(.multipliers(axis))
    for dual in [axis, nil] {
      let point = Certificate.Point(direction: direction, dual: dual)
      try expectVerified(
        Certificate(
          statement: .paretoOptimal, width: .one, gram: gram,
          evidence: .optimality(point, .tree(nodes))))
      var weights = axis
      weights[0] = 1
      try expectVerified(
        Certificate(
          statement: .exposed, width: .one, gram: gram, evidence: .weights(point, weights)))
    }
  }

  /// A point with long coordinates and all weights forced: positive definite minus a diagonal.
  @Test func weightsOfLongNumbers() throws {
    var generator = TestGenerator(seed: 5)
    // diag(l) - Q with off-diagonal entries of one sign is an M-matrix; take Q = J + I like.
    var entries = Array(repeating: Array(repeating: Rational.zero, count: size), count: size)
    for i in 0..<size {
      entries[i][i] = Rational(10 * size)
      for j in 0..<i {
        entries[i][j] = Rational(-Int.random(in: 1...9, using: &generator))
        entries[j][i] = entries[i][j]
      }
    }
    let gram = RationalMatrix(entries)
    let inverse = try #require(gram.inverse())
    let direction = (0..<size).map { _ in
      Rational(
        Integer(10).power(200) + Integer(Int.random(in: 1...Int.max, using: &generator))
          * Integer(
            10
          ).power(180))
    }
    let dual = inverse * direction
    let weights = zip(dual, direction).map { $0 / $1 }
    for (given, point) in [
      (nil, Certificate.Point(direction: direction, dual: dual)),
      (inverse, Certificate.Point(direction: direction)),
    ] as [(RationalMatrix?, Certificate.Point)] {
      try expectVerified(
        Certificate(
          statement: .exposed, width: .allButOne, gram: gram, inverse: given,
          evidence: .weights(point, weights)))
      try expectVerified(
        Certificate(
          statement: .paretoOptimal, width: .allButOne, gram: gram, inverse: given,
          evidence: .optimality(point, .weights(weights))))
    }
  }

  /// Width k-1: coordinates that shrink fast, every sign the best for those before.
  @Test func treeOfBounds() throws {
    let gram = self.gram(seed: 2, samples: 2 * size)
    let inverse = try #require(gram.positiveDefiniteInverse().inverse)
    var direction: [Rational] = []
    for i in 0..<size {
      let field = direction.indices.reduce(Rational.zero) { sum, j in
        sum + inverse[i, j] * direction[j]
      }
      let long = Rational(Integer(10).power(300 - 3 * min(i, 99)) + Integer(i))
      direction.append(field.signum < 0 ? -long : long)
    }
    let point = CheckedPoint(
      u: direction.map(\.numerator),
      w: inverse.numeratorProduct(direction.map(\.numerator)), scale: inverse.denominator)
    let form = (0..<size).map { i in
      (0..<size).map { inverse.numerator(i, $0) * point.u[i].magnitude * point.u[$0].magnitude }
    }
    let limit = Integer.dot(point.u, point.w)
    // Sign by sign from the largest coordinate on.
    var nodes: [Certificate.Node] = []
    func grow(_ pattern: PartialPattern) {
      guard pattern.bound > limit, let task = pattern.signs.firstIndex(of: 0) else {
        nodes.append(.bound)
        return
      }
      let position = nodes.count
      nodes.append(.bound)
      grow(pattern.fixing(task, to: 1))
      let minus = nodes.count
      grow(pattern.fixing(task, to: -1))
      nodes[position] = .branch(task: task + 1, plus: position + 1, minus: minus)
    }
    grow(PartialPattern(count: size, form: form))
    #expect(nodes.count >= size)
    if testMultiplier >= 10 { print("a tree of \(nodes.count) nodes") }
    for given in [nil, inverse] {
      try expectVerified(
        Certificate(
          statement: .paretoOptimal, width: .allButOne, gram: gram, inverse: given,
          evidence: .optimality(Certificate.Point(direction: direction), .tree(nodes))))
    }
    // The other width, which the same tree does not fit.
    #expect(
      !Checker.verify(
        Certificate(
          statement: .paretoOptimal, width: .one, gram: gram, inverse: inverse,
          evidence: .optimality(Certificate.Point(direction: direction), .tree(nodes)))
      ).isVerified)
  }

  @Test func obstructionAndDominance() throws {
    let gram = self.gram(seed: 3)
    var generator = TestGenerator(seed: 4)
    let dual = (0..<size).map { _ in
      Rational(Integer(Int.random(in: -Int.max...Int.max, using: &generator)))
        * Rational(Integer(10).power(250))
    }
    let direction = gram * dual
    let point = Certificate.Point(direction: direction, dual: dual)
    let negative = try #require(
      (0..<size).first { direction[$0].signum * dual[$0].signum < 0 })
    for why: Certificate.Obstruction in [
      .negativeWeight(negative + 1),
      .negativeDirection(
        gram * [Rational](repeating: 1, count: size),
        preimage: [Rational](repeating: 1, count: size)),
    ] {
      let certificate = Certificate(
        statement: .unsupported, width: .one, gram: gram, evidence: .obstruction(point, why))
      if case .negativeDirection(let x, let y?) = why {
        let value =
          SlowMatrix.dot(x, y)
          - (0..<size).reduce(Rational.zero) { $0 + x[$1] * x[$1] * dual[$1] / direction[$1] }
        #expect(Checker.verify(certificate).isVerified == (value < 0))
      } else {
        try expectVerified(certificate)
      }
    }
    // Every point is dominated by one that is the same except for a longer direction inside.
    let inverse = try #require(gram.positiveDefiniteInverse().inverse)
    let by = direction.map(\.magnitude)
    let isBetter =
      SlowMatrix.dot(by, inverse * by) < SlowMatrix.dot(direction, inverse * direction)
    #expect(
      Checker.verify(
        Certificate(
          statement: .dominated, width: .one, gram: gram,
          evidence: .dominator(Certificate.Point(direction: direction), by: by))
      ).isVerified == isBetter)
  }

  /// The largest number of tasks, C1.
  @Test func manyTasks() throws {
    let size = testMultiplier >= 10 ? 512 : 150
    var generator = TestGenerator(seed: 6)
    let signs = (0..<size).map { _ in Bool.random(using: &generator) ? 1 : -1 }
    var entries = Array(repeating: Array(repeating: Rational.zero, count: size), count: size)
    for i in 0..<size {
      entries[i][i] = Rational(200 * size)
      for j in 0..<i {
        entries[i][j] = Rational(Int.random(in: 0...199, using: &generator) * signs[i] * signs[j])
        entries[j][i] = entries[i][j]
      }
    }
    try expectVerified(
      Certificate(
        statement: .conditionHolds, width: .one, gram: RationalMatrix(entries),
        evidence: .signs(signs)))
    let cycle = [size, 7, 1]
    entries[6][0] = Rational(-signs[6] * signs[0])
    entries[0][6] = entries[6][0]
    for (i, j) in [(size - 1, 6), (size - 1, 0)] {
      entries[i][j] = Rational(signs[i] * signs[j])
      entries[j][i] = entries[i][j]
    }
    try expectVerified(
      Certificate(
        statement: .conditionFails, width: .one, gram: RationalMatrix(entries),
        evidence: .frustratedCycle(cycle)))
  }
}
