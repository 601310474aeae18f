import CertificateExamples
import Certificates
import Exact
import Testing

/// Equality, zeros and evidence that is wrong by the least amount, each stated by hand.
@Suite struct BoundaryTests {
  private typealias Node = Certificate.Node

  private func verify(
    _ statement: Certificate.Statement, _ width: Certificate.Width, _ gram: [[Rational]],
    _ evidence: Certificate.Evidence
  ) -> CheckResult {
    Checker.verify(
      Certificate(
        statement: statement, width: width, gram: RationalMatrix(gram), evidence: evidence))
  }

  private func expect(
    _ isVerified: Bool, _ statement: Certificate.Statement, _ width: Certificate.Width,
    _ gram: [[Rational]], _ evidence: Certificate.Evidence,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let result = verify(statement, width, gram, evidence)
    #expect(result.isVerified == isVerified, "\(result)", sourceLocation: sourceLocation)
    if case .rejected(let reason) = result {
      #expect(reason.count > 10 && !reason.contains("\n"), sourceLocation: sourceLocation)
    }
  }

  private let identity2: [[Rational]] = [[1, 0], [0, 1]]
  private let identity3: [[Rational]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
  /// C1 fails, Q is positive.
  private let negative3: [[Rational]] = [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]]

  // MARK: The Gram matrix

  @Test func gramMatrix() {
    func expectGram(_ isVerified: Bool, _ gram: [[Rational]]) {
      expect(
        isVerified, .conditionHolds, .one, gram, .signs(Array(repeating: 1, count: gram.count)))
    }
    expectGram(true, identity2)
    expectGram(true, [[1, Rational(99, 100)], [Rational(99, 100), 1]])
    expectGram(false, [[1, 1], [1, 1]])
    expectGram(false, [[1, Rational(101, 100)], [Rational(101, 100), 1]])
    expectGram(false, [[1, 0], [Rational(1, Integer(10).power(50)), 1]])
    expectGram(false, [[0, 0], [0, 1]])
    expectGram(false, [[-1, 0], [0, -1]])
    expectGram(false, [[1]])
    expectGram(false, [])
    for (size, isVerified) in [(512, true), (513, false)] {
      let result = Checker.verify(
        Certificate(
          statement: .conditionHolds, width: .one, gram: .identity(size),
          evidence: .signs(Array(repeating: 1, count: size))))
      #expect(result.isVerified == isVerified)
    }
    expectGram(false, [[1, 0, 0], [0, 1, 0]])
    // Singular, and positive definite by a hair.
    let sum: [[Rational]] = [[2, 1, 3], [1, 2, 3], [3, 3, 6]]
    expectGram(false, sum)
    var nudged = sum
    nudged[2][2] += Rational(1, Integer(10).power(300))
    expectGram(true, nudged)
    nudged[2][2] -= Rational(2, Integer(10).power(300))
    expectGram(false, nudged)
  }

  @Test func inverse() {
    func result(_ inverse: RationalMatrix) -> Bool {
      Checker.verify(
        Certificate(
          statement: .conditionHolds, width: .one, gram: RationalMatrix([[2, 1], [1, 2]]),
          inverse: inverse, evidence: .signs([1, 1]))
      ).isVerified
    }
    #expect(result(RationalMatrix(numerators: [[2, -1], [-1, 2]], denominator: 3)))
    #expect(result(RationalMatrix(numerators: [[-4, 2], [2, -4]], denominator: -6)))
    #expect(!result(RationalMatrix(numerators: [[2, -1], [-1, 2]], denominator: 4)))
    #expect(!result(RationalMatrix(numerators: [[2, 1], [1, 2]], denominator: 3)))
    #expect(!result(RationalMatrix(numerators: [[2, -1], [-1, 2]], denominator: -3)))
    #expect(!result(RationalMatrix(rows: 2, columns: 2)))
    #expect(!result(RationalMatrix(rows: 2, columns: 1)))
    #expect(!result(RationalMatrix(rows: 0, columns: 0)))
    #expect(!result(.identity(3)))
  }

  // MARK: Conditions

  @Test func signs() {
    let gram: [[Rational]] = [[2, -1, 0], [-1, 2, 1], [0, 1, 2]]
    expect(true, .conditionHolds, .one, gram, .signs([1, -1, -1]))
    expect(true, .fullyExplorable, .one, gram, .signs([-1, 1, 1]))
    for wrong in [
      [1, 1, 1], [1, -1, 1], [1, 0, 0], [0, 0, 0], [1, -1], [], [1, -1, -1, 1], [2, -2, -2],
      [Int.min, Int.max, 1],
    ] {
      expect(false, .conditionHolds, .one, gram, .signs(wrong))
      expect(false, .fullyExplorable, .one, gram, .signs(wrong))
    }
    expect(false, .conditionFails, .one, gram, .signs([1, -1, -1]))
    expect(false, .conditionHolds, .one, gram, .frustratedCycle([1, 2, 3]))
    // The condition of the other width: Q = [[3, 2, -1], [2, 4, -2], [-1, -2, 3]] / 4.
    expect(false, .conditionHolds, .allButOne, gram, .signs([1, -1, -1]))
    expect(true, .conditionHolds, .allButOne, gram, .signs([1, 1, -1]))
  }

  @Test func cycles() {
    expect(true, .conditionFails, .one, negative3, .frustratedCycle([1, 2, 3]))
    expect(true, .conditionFails, .one, negative3, .frustratedCycle([3, 1, 2]))
    for wrong in [
      [], [1], [1, 2], [1, 2, 1], [1, 2, 3, 1], [1, 1, 2, 3], [1, 2, 4], [0, 1, 2], [-1, 2, 3],
      [Int.max, 1, 2], [Int.min, 1, 2],
    ] {
      expect(false, .conditionFails, .one, negative3, .frustratedCycle(wrong))
    }
    expect(false, .conditionFails, .allButOne, negative3, .frustratedCycle([1, 2, 3]))
    expect(false, .fullyExplorable, .one, negative3, .frustratedCycle([1, 2, 3]))
    // A chordless cycle of four; taken in another order it uses entries that are zero.
    let square: [[Rational]] = [[3, 1, 0, -1], [1, 3, 1, 0], [0, 1, 3, 1], [-1, 0, 1, 3]]
    expect(true, .conditionFails, .one, square, .frustratedCycle([1, 2, 3, 4]))
    expect(false, .conditionFails, .one, square, .frustratedCycle([1, 3, 2, 4]))
    expect(false, .conditionFails, .one, square, .frustratedCycle([1, 2, 3]))
    // An even number of negative entries.
    let even: [[Rational]] = [[3, -1, -1], [-1, 3, 1], [-1, 1, 3]]
    expect(false, .conditionFails, .one, even, .frustratedCycle([1, 2, 3]))
  }

  // MARK: Weights

  @Test func weightsWithZeros() {
    let gram: [[Rational]] = [[2, 1], [1, 2]]
    let u = Certificate.Point(direction: [2, 1])
    // Q u = (1, 0): exposed with weight 0 on task 2, not supported.
    expect(true, .weaklySupported, .one, gram, .weights(u, [3, 0]))
    expect(true, .exposed, .one, gram, .weights(u, [3, 0]))
    expect(false, .supported, .one, gram, .weights(u, [3, 0]))
    expect(true, .paretoOptimal, .one, gram, .optimality(u, .weights([3, 0])))
    expect(false, .exposed, .one, gram, .weights(u, [3, Rational(1, 1000)]))
    expect(false, .exposed, .one, gram, .weights(u, [0, 0]))
    expect(false, .exposed, .one, gram, .weights(u, [-3, 0]))
    expect(false, .exposed, .one, gram, .weights(u, [3]))
    expect(false, .exposed, .one, gram, .weights(u, []))
    expect(false, .exposed, .one, gram, .weights(u, [3, 0, 0]))
    expect(false, .exposed, .allButOne, gram, .weights(u, [3, 0]))
    // u = (3, 1): the form is semi-definite with the kernel u, but the second weight is negative.
    let dominated = Certificate.Point(direction: [3, 1])
    let signed: [Rational] = [Rational(5, 9), Rational(-1, 3)]
    expect(false, .weaklySupported, .one, gram, .weights(dominated, signed))
    expect(false, .exposed, .one, gram, .weights(dominated, signed))
    expect(false, .paretoOptimal, .one, gram, .optimality(dominated, .weights(signed)))
    // The same with the tasks exchanged: w_1 = 0 though u_1 is not.
    for dual in [nil, [0, 1]] as [[Rational]?] {
      let v = Certificate.Point(direction: [1, 2], dual: dual)
      expect(true, .exposed, .one, gram, .weights(v, [0, 3]))
      expect(false, .exposed, .one, gram, .weights(v, [3, 0]))
    }
    // Orthogonal tasks with equal weights: every direction is optimal.
    let diagonal = Certificate.Point(direction: [1, 1])
    expect(true, .supported, .one, identity2, .weights(diagonal, [1, 1]))
    expect(false, .exposed, .one, identity2, .weights(diagonal, [1, 1]))
    expect(true, .supported, .allButOne, identity2, .weights(diagonal, [1, 1]))
    expect(false, .exposed, .allButOne, identity2, .weights(diagonal, [1, 1]))
    expect(false, .supported, .one, identity2, .weights(diagonal, [1, 2]))
    // u = e_1: weights (1, t) for t <= 1 (width 1) and t >= 1 (width k-1).
    let axis = Certificate.Point(direction: [1, 0])
    let hair = Rational(1, Integer(10).power(100))
    for (weight, one, rest) in [
      (0, true, false), (1 - hair, true, false), (1, true, true), (1 + hair, false, true),
    ] as [(Rational, Bool, Bool)] {
      expect(one, .weaklySupported, .one, identity2, .weights(axis, [1, weight]))
      expect(rest, .weaklySupported, .allButOne, identity2, .weights(axis, [1, weight]))
      expect(
        one && weight != 1, .exposed, .one, identity2, .weights(axis, [1, weight]))
      expect(
        rest && weight != 1, .exposed, .allButOne, identity2, .weights(axis, [1, weight]))
      expect(
        one && !weight.isZero, .supported, .one, identity2, .weights(axis, [1, weight]))
    }
  }

  /// mu = 0: weights on zero coordinates only.
  @Test func vanishingMultiplier() {
    let gram: [[Rational]] = [[3, 1, 1], [1, 3, 1], [1, 1, 3]]
    let axis = Certificate.Point(direction: [0, 0, 5])
    let plane = Certificate.Point(direction: [0, 1, -2])
    expect(true, .weaklySupported, .allButOne, gram, .weights(plane, [1, 0, 0]))
    expect(false, .weaklySupported, .one, gram, .weights(plane, [1, 0, 0]))
    expect(false, .weaklySupported, .allButOne, gram, .weights(plane, [1, 1, 0]))
    expect(false, .weaklySupported, .allButOne, gram, .weights(plane, [0, 0, 0]))
    expect(false, .supported, .allButOne, gram, .weights(plane, [1, 0, 0]))
    // The kernel of diag(1, 0, 0) has dimension 2, that of diag(1, 2, 0) is spanned by e_3.
    expect(false, .exposed, .allButOne, gram, .weights(plane, [1, 0, 0]))
    expect(false, .paretoOptimal, .allButOne, gram, .optimality(plane, .weights([1, 0, 0])))
    expect(true, .exposed, .allButOne, gram, .weights(axis, [1, 2, 0]))
    expect(true, .paretoOptimal, .allButOne, gram, .optimality(axis, .weights([1, 2, 0])))
    expect(false, .exposed, .allButOne, gram, .weights(axis, [1, 0, 0]))
    expect(false, .exposed, .one, gram, .weights(axis, [1, 2, 0]))
    // With the dual, and with a wrong one.
    let dual = SlowMatrix(gram).inverse.times([0, 0, 5])
    let explicit = Certificate.Point(direction: [0, 0, 5], dual: dual)
    expect(true, .exposed, .allButOne, gram, .weights(explicit, [1, 2, 0]))
    let wrong = Certificate.Point(direction: [0, 0, 5], dual: dual.map { $0 * 2 })
    expect(false, .exposed, .allButOne, gram, .weights(wrong, [1, 2, 0]))
  }

  @Test func kernelOfDimensionTwo() {
    // Three orthogonal tasks, weights (1, 1, 0): the kernel is the plane of tasks 1 and 2.
    let plane = Certificate.Point(direction: [1, 2, 0])
    expect(true, .weaklySupported, .one, identity3, .weights(plane, [1, 1, 0]))
    expect(false, .exposed, .one, identity3, .weights(plane, [1, 1, 0]))
    expect(false, .paretoOptimal, .one, identity3, .optimality(plane, .weights([1, 1, 0])))
    expect(
      true, .paretoOptimal, .one, identity3, .optimality(plane, .weights([1, 1, Rational(1, 9)])))
    expect(true, .supported, .one, identity3, .weights(plane, [1, 1, 1]))
    expect(false, .supported, .one, identity3, .weights(plane, [1, 1, Rational(10, 9)]))
    // Zero weight, larger kernel, and indeed dominated: the last two tasks belong together.
    let gram: [[Rational]] = [[1, 0, 0], [0, 1, Rational(1, 2)], [0, Rational(1, 2), 1]]
    let point = Certificate.Point(direction: [0, 1, -1])
    let truth = SlowTruth(gram: gram, width: .one)!
    #expect(truth.holds(.dominated, direction: point.direction))
    for weights in [[0, 1, 1], [0, 2, 2], [1, 1, 1]] as [[Rational]] {
      expect(false, .paretoOptimal, .one, gram, .optimality(point, .weights(weights)))
    }
  }

  // MARK: No weights

  @Test func obstructions() {
    let gram: [[Rational]] = [[2, 1], [1, 2]]
    func point(_ u: [Rational]) -> Certificate.Point { Certificate.Point(direction: u) }
    func expectObstruction(
      _ isVerified: Bool, _ u: [Rational], _ why: Certificate.Obstruction,
      _ width: Certificate.Width = .one, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expect(
        isVerified, .unsupported, width, gram, .obstruction(point(u), why),
        sourceLocation: sourceLocation)
    }
    // Q = [[2, -1], [-1, 2]] / 3; u = (3, 1): w = (5, -1) / 3.
    expectObstruction(true, [3, 1], .negativeWeight(2))
    expectObstruction(true, [-3, -1], .negativeWeight(2))
    expectObstruction(true, [3, 1], .negativeWeight(2), .allButOne)
    expectObstruction(false, [3, 1], .negativeWeight(1))
    // u = (2, 1): w_2 = 0 is not negative.
    expectObstruction(false, [2, 1], .negativeWeight(2))
    // u = (1, 0): w = (2, -1) / 3.
    expectObstruction(true, [1, 0], .zeroCoordinate(2))
    expectObstruction(false, [1, 0], .zeroCoordinate(1))
    expectObstruction(false, [1, 0], .negativeWeight(2))
    expectObstruction(false, [1, 0], .zeroCoordinate(2), .allButOne)
    expectObstruction(false, [2, 1], .zeroCoordinate(2))
    for task in [0, -1, 3, Int.max, Int.min] {
      expectObstruction(false, [3, 1], .negativeWeight(task))
      expectObstruction(false, [1, 0], .zeroCoordinate(task))
    }
    // u = (1, -1): w = u, T = Q - I = -[[1, 1], [1, 1]] / 3.
    expectObstruction(true, [1, -1], .negativeDirection([1, 1], preimage: nil))
    expectObstruction(true, [1, -1], .negativeDirection([0, 7], preimage: nil))
    expectObstruction(true, [1, -1], .negativeDirection([3, 3], preimage: [1, 1]))
    expectObstruction(false, [1, -1], .negativeDirection([3, 3], preimage: [1, 2]))
    expectObstruction(false, [1, -1], .negativeDirection([3, 3], preimage: [3, 3]))
    expectObstruction(false, [1, -1], .negativeDirection([3, 3], preimage: [1]))
    expectObstruction(false, [1, -1], .negativeDirection([1, -1], preimage: nil))
    expectObstruction(false, [1, -1], .negativeDirection([0, 0], preimage: nil))
    expectObstruction(false, [1, -1], .negativeDirection([0, 0], preimage: [0, 0]))
    expectObstruction(false, [1, -1], .negativeDirection([1], preimage: nil))
    expectObstruction(false, [1, -1], .negativeDirection([], preimage: nil))
    // There t has the other sign than width k-1 asks for: the point is reached.
    expectObstruction(false, [1, -1], .negativeDirection([1, 1], preimage: nil), .allButOne)
    // u = (1, 1): w = u / 3, T = [[1, -1], [-1, 1]] / 3: reached for width 1 only.
    expectObstruction(false, [1, 1], .negativeDirection([1, -1], preimage: nil))
    expectObstruction(true, [1, 1], .negativeDirection([1, -1], preimage: nil), .allButOne)
    // A zero coordinate with w != 0 is for `zeroCoordinate`, not for a direction.
    expectObstruction(false, [1, 0], .negativeDirection([0, 1], preimage: nil))
    expectObstruction(false, [1, 0], .negativeDirection([2, 1], preimage: nil))
    expectObstruction(false, [0, 0], .negativeWeight(1))
    // Orthogonal tasks, u = (1, 0): w_2 = 0, and weights (1, 0) reach the point.
    expect(
      false, .unsupported, .one, identity2, .obstruction(point([1, 0]), .zeroCoordinate(2)))
  }

  // MARK: Dominance

  @Test func dominators() {
    let gram: [[Rational]] = [[2, 1], [1, 2]]
    func expectDominated(
      _ isVerified: Bool, _ width: Certificate.Width, _ u: [Rational], _ by: [Rational],
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expect(
        isVerified, .dominated, width, gram,
        .dominator(Certificate.Point(direction: u), by: by), sourceLocation: sourceLocation)
    }
    // (1, -1) has v = (1, 1) / 2, (1, 1) has v = (3, 3) / 2.
    expectDominated(true, .one, [1, -1], [1, 1])
    expectDominated(true, .one, [1, -1], [-5, -5])
    expectDominated(false, .one, [1, 1], [1, -1])
    expectDominated(true, .allButOne, [1, 1], [1, -1])
    expectDominated(false, .allButOne, [1, -1], [1, 1])
    for width in Certificate.Width.allCases {
      // The same point, better for no task.
      expectDominated(false, width, [1, -1], [1, -1])
      expectDominated(false, width, [1, -1], [-2, 2])
      expectDominated(false, width, [1, 1], [0, 0])
      expectDominated(false, width, [1, 1], [1])
      expectDominated(false, width, [0, 0], [1, 1])
      expectDominated(false, width, [], [])
    }
    // v_1 equal, v_2 larger: (1, 0) has v = (3/2, 0), (1, 1) has v = (3/2, 3/2).
    expectDominated(true, .one, [1, 0], [1, 1])
    expectDominated(true, .allButOne, [1, 1], [1, 0])
    expectDominated(false, .one, [1, 0], [1, Rational(1001, 1000)])
    expectDominated(false, .one, [1, 0], [0, 1])
  }
}
