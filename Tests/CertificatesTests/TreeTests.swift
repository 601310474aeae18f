import CertificateExamples
import Certificates
import Exact
import Testing

/// Trees: their shape, and leaves at the boundary.
@Suite struct TreeTests {
  private typealias Node = Certificate.Node

  private let identity2: [[Rational]] = [[1, 0], [0, 1]]
  private let negative3: [[Rational]] = [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]]

  private func result(
    _ width: Certificate.Width, _ gram: [[Rational]], _ direction: [Rational],
    _ nodes: [Certificate.Node]
  ) -> CheckResult {
    Checker.verify(
      Certificate(
        statement: .paretoOptimal, width: width, gram: RationalMatrix(gram),
        evidence: .optimality(Certificate.Point(direction: direction), .tree(nodes))))
  }

  private func expect(
    _ isVerified: Bool, _ width: Certificate.Width, _ gram: [[Rational]], _ direction: [Rational],
    _ nodes: [Certificate.Node], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let result = self.result(width, gram, direction, nodes)
    #expect(result.isVerified == isVerified, "\(result)", sourceLocation: sourceLocation)
  }

  /// Orthogonal tasks, u = (1, 1): with y = (1, 1) both leaves hold with equality at a itself.
  @Test func equalityAtThePoint() {
    let split = Node.branch(task: 2, plus: 1, minus: 2)
    let u: [Rational] = [1, 1]
    expect(true, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([1, 1])])
    expect(true, .one, identity2, u, [split, .multipliers([5, 5]), .multipliers([1, 1])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([1, 2])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([0, 0])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([-1, -1])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([1, -1])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([1])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .multipliers([])])
    expect(false, .one, identity2, u, [split, .multipliers([1, 1]), .bound])
    expect(false, .one, identity2, u, [.bound])
    // Multipliers on a task whose sign is not fixed.
    expect(false, .one, identity2, u, [.multipliers([1, 1])])
    expect(false, .one, identity2, u, [.multipliers([1, 0])])
    // u = (1, 0): the root closes both signs of task 2, with equality.
    expect(true, .one, identity2, [1, 0], [.multipliers([1, 0])])
    expect(true, .one, identity2, [-3, 0], [.multipliers([Rational(1, 7), 0])])
    expect(false, .one, identity2, [1, 0], [.multipliers([0, 0])])
    expect(false, .one, identity2, [0, 1], [.multipliers([1, 0])])
    // u = (0, 1): task 1 has both signs, which are one pattern.
    expect(
      true, .one, identity2, [0, 1],
      [split, .multipliers([0, 1]), .multipliers([0, Rational(1, 2)])])
  }

  /// Equality at G e_1, which is the point or is not.
  @Test func equalityOfOneTask() {
    let gram: [[Rational]] = [[2, 1], [1, 2]]
    // u = (1, 0), c = 2/3; y = (1, 0): (y.a)^2 = 1 < 4/3.
    expect(false, .one, gram, [1, 0], [.multipliers([1, 0])])
    // u = (2, 1) is G e_1, with c = 2; for (2, -1) c = 14/3 and (y.a)^2 = 4 is too small.
    expect(true, .one, gram, [2, 1], [.multipliers([1, 0])])
    expect(false, .one, gram, [2, -1], [.multipliers([1, 0])])
    let truth = SlowTruth(gram: gram, width: .one)!
    #expect(truth.holds(.paretoOptimal, direction: [2, 1]))
    #expect(!truth.holds(.paretoOptimal, direction: [2, -1]))
  }

  /// Tasks 1 and 2 orthogonal, g_13 = g, g_23 = h, u = (1, 1, g + h): c = 2. With y = (1, 1, 0)
  /// both signs of task 2 hold with equality, at (1, 1, g + h) and at (1, -1, g - h). When g h < 0
  /// the second dominates; when g h > 0 it does not, but the rule asks for equality at the point.
  @Test func equalityElsewhere() {
    let split = Node.branch(task: 2, plus: 1, minus: 2)
    let y: [Rational] = [1, 1, 0]
    for (g, h) in [
      (Rational(1, 2), Rational(-1, 4)), (Rational(1, 2), Rational(1, 4)),
      (Rational(1, 3), Rational(-2, 3)), (Rational(1, 2), 0), (0, Rational(1, 2)),
    ] {
      let gram: [[Rational]] = [[1, 0, g], [0, 1, h], [g, h, 1]]
      let u = [1, 1, g + h]
      let truth = SlowTruth(gram: gram, width: .one)!
      #expect(truth.holds(.dominated, direction: u) == ((g * h).signum < 0))
      expect((g * h).isZero, .one, gram, u, [split, .multipliers(y), .multipliers(y)])
    }
  }

  /// u = (3, 1) has w = (5, -1) / 3 and is dominated by (3, 3/2). With a negative multiplier its
  /// own sign pattern would hold with equality.
  @Test func negativeMultipliers() {
    let gram: [[Rational]] = [[2, 1], [1, 2]]
    let split = Node.branch(task: 2, plus: 1, minus: 2)
    let truth = SlowTruth(gram: gram, width: .one)!
    #expect(truth.holds(.dominated, direction: [3, 1]))
    expect(false, .one, gram, [3, 1], [split, .multipliers([5, -1]), .multipliers([7, 5])])
    expect(true, .one, gram, [2, 1], [split, .multipliers([1, 0]), .multipliers([5, 4])])
    expect(false, .one, gram, [2, 1], [split, .multipliers([1, 0]), .multipliers([-5, -4])])
  }

  @Test func shapes() {
    let leaf = Node.multipliers([1, 0])
    let u: [Rational] = [1, 0]
    func branch(_ task: Int, _ plus: Int, _ minus: Int) -> Node {
      .branch(task: task, plus: plus, minus: minus)
    }
    expect(true, .one, identity2, u, [branch(2, 1, 2), leaf, leaf])
    expect(true, .one, identity2, u, [branch(2, 2, 1), leaf, leaf])
    for nodes in [
      [], [branch(2, 1, 1), leaf], [branch(2, 0, 1), leaf], [branch(2, 1, 2)],
      [branch(2, 1, 2), leaf], [branch(2, 1, 3), leaf, leaf], [branch(2, 1, 2), leaf, leaf, leaf],
      [leaf, leaf], [leaf, branch(2, 0, 0)], [leaf, branch(2, 1, 2), leaf],
      [leaf, branch(2, 2, 3), branch(2, 1, 4), leaf, leaf], [branch(2, -1, 1), leaf],
      [branch(2, Int.max, Int.min), leaf, leaf], [branch(1, 1, 2), leaf, leaf],
      [branch(0, 1, 2), leaf, leaf], [branch(3, 1, 2), leaf, leaf],
      [branch(-5, 1, 2), leaf, leaf], [branch(Int.max, 1, 2), leaf, leaf],
      [branch(Int.min, 1, 2), leaf, leaf], [branch(2, 0, 0)],
      [branch(2, 1, 2), branch(2, 3, 4), leaf, leaf, leaf],
      [branch(2, 1, 2), branch(2, 0, 2), leaf], [branch(2, 1, 2), leaf, branch(2, 1, 0)],
      [branch(2, 1, 2), .bound, leaf], [branch(2, 2, 3), leaf, leaf, leaf],
    ] {
      expect(false, .one, identity2, u, nodes)
    }
  }

  /// Width k-1: u = (2, 1, 1) and Q positive: the bound at the root is c itself.
  @Test func bounds() {
    func branch(_ task: Int, _ plus: Int, _ minus: Int) -> Node {
      .branch(task: task, plus: plus, minus: minus)
    }
    expect(true, .allButOne, negative3, [2, 1, 1], [.bound])
    expect(true, .allButOne, negative3, [2, 1, 1], [branch(3, 1, 2), .bound, .bound])
    expect(false, .allButOne, negative3, [2, 1, 1], [.multipliers([1, 0, 0])])
    expect(false, .allButOne, negative3, [2, 1, -1], [.bound])
    expect(true, .allButOne, negative3, [2, 0, 0], [.bound])
    // The signs of Q are those of a frustrated cycle: at the root the bound is not attained.
    let positive: [[Rational]] = [[2, 1, 1], [1, 2, 1], [1, 1, 2]]
    let u: [Rational] = [2, -1, -1]
    let truth = SlowTruth(gram: positive, width: .allButOne)!
    #expect(truth.holds(.paretoOptimal, direction: u))
    expect(false, .allButOne, positive, u, [.bound])
    expect(true, .allButOne, positive, u, [branch(2, 1, 2), .bound, .bound])
    expect(
      true, .allButOne, positive, u,
      [branch(3, 1, 4), branch(2, 2, 3), .bound, .bound, branch(2, 5, 6), .bound, .bound])
    #expect(
      !result(
        .allButOne, positive, u,
        [branch(3, 1, 4), branch(2, 2, 3), .bound, .bound, branch(3, 5, 6), .bound, .bound]
      ).isVerified)
  }

  @Test func exhaustive() {
    func isVerified(_ width: Certificate.Width, _ size: Int, _ direction: [Rational]) -> Bool {
      Checker.verify(
        Certificate(
          statement: .paretoOptimal, width: width, gram: .identity(size),
          evidence: .optimality(Certificate.Point(direction: direction), .exhaustive))
      ).isVerified
    }
    #expect(isVerified(.allButOne, 2, [1, 2]))
    #expect(!isVerified(.one, 2, [1, 2]))
    #expect(isVerified(.allButOne, 12, Array(repeating: 1, count: 12)))
    #expect(!isVerified(.allButOne, 17, Array(repeating: 1, count: 17)))
    #expect(!isVerified(.allButOne, 2, [0, 0]))
  }

  /// A tree that goes down a single path as deep as there are tasks, and one that never ends.
  @Test func deepTrees() {
    let size = 200
    var nodes: [Node] = []
    for task in 2...size {
      nodes.append(.branch(task: task, plus: nodes.count + 1, minus: nodes.count + 2))
      nodes.append(.bound)
    }
    nodes.append(.bound)
    let direction = (0..<size).map { Rational($0 % 3) }
    let gram = RationalMatrix.identity(size)
    func result(_ nodes: [Node]) -> CheckResult {
      Checker.verify(
        Certificate(
          statement: .paretoOptimal, width: .allButOne, gram: gram,
          evidence: .optimality(Certificate.Point(direction: direction), .tree(nodes))))
    }
    #expect(result(nodes).isVerified)
    // 100,000 levels on the same tasks.
    nodes = []
    for level in 0..<100_000 {
      let task = level % (size - 1) + 2
      nodes.append(.branch(task: task, plus: nodes.count + 1, minus: nodes.count + 2))
      nodes.append(.bound)
    }
    nodes.append(.bound)
    #expect(!result(nodes).isVerified)
  }
}
