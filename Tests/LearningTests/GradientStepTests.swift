import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

@Suite struct GradientStepTests {
  /// PCGrad literally: vectors are projected one after the other.
  static func projected(_ gradients: [[Rational]], orders: [[Int]]) -> [[Rational]] {
    gradients.indices.map { i in
      var g = gradients[i]
      for j in orders[i] {
        let product = Rational.dot(g, gradients[j])
        let square = Rational.dot(gradients[j], gradients[j])
        if product < 0 && square > 0 {
          g = zip(g, gradients[j]).map { $0 - product / square * $1 }
        }
      }
      return g
    }
  }

  @Test func pcGradIsTheProjection() {
    for index in 0..<(500 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "pcgrad", index: UInt64(index))
      let k = generator.integer(in: 1...5)
      let gradients = generator.cornerGradients(count: k, length: generator.integer(in: 1...4))
      let orders = (0..<k).map { i in generator.permutation(k).filter { $0 != i } }
      let set = GradientSet(gradients)
      let step = PCGradStep(gram: set.gram, orders: orders)
      let expected = Self.projected(gradients, orders: orders)
      for i in 0..<k { #expect(set.combination(step.coefficients[i]) == expected[i]) }
      var sum = Array(repeating: Rational.zero, count: gradients[0].count)
      for row in expected { sum = zip(sum, row).map { $0 + $1 } }
      #expect(set.combination(step.weights) == sum)
    }
  }

  /// Two tasks: the results are orthogonal to the other gradient where the gradients conflict, and
  /// unchanged where they do not.
  @Test func pcGradOfTwoTasks() {
    let conflict = GradientSet<Rational>([[2, 0], [-1, 1]])
    let step = PCGradStep(gram: conflict.gram, orders: [[1], [0]])
    #expect(conflict.combination(step.coefficients[0]) == [1, 1])
    #expect(conflict.combination(step.coefficients[1]) == [0, 1])
    let agreement = GradientSet<Rational>([[2, 0], [1, 1]])
    #expect(PCGradStep(gram: agreement.gram, orders: [[1], [0]]).weights == [1, 1])
    let opposite = GradientSet<Rational>([[2, 0], [-1, 0]])
    #expect(
      opposite.combination(PCGradStep(gram: opposite.gram, orders: [[1], [0]]).weights) == [0, 0])
  }

  @Test func gradDropKeepsOneSign() {
    for index in 0..<(500 * testMultiplier) {
      var generator = CounterGenerator(seed: 2, stream: "graddrop", index: UInt64(index))
      let k = generator.integer(in: 1...4)
      let length = generator.integer(in: 1...4)
      let gradients = generator.cornerGradients(count: k, length: length)
      let uniforms = (0..<length).map { _ in
        Rational(Integer(generator.integer(in: 0...12)), 12)
      }
      let text = GradDropStep(gradients: gradients, uniforms: uniforms)
      let printed = GradDropStep(gradients: gradients, uniforms: uniforms, rule: .printed)
      for j in 0..<length {
        let column = gradients.map { $0[j] }
        let positive = column.filter { $0 > 0 }.reduce(.zero, +)
        let negative = column.filter { $0 < 0 }.reduce(.zero, +)
        // P is the share of the positive part in the total size.
        let size = positive - negative
        let share = size.isZero ? Rational(1, 2) : positive / size
        #expect(text.purity[j] == share)
        let kept: Rational =
          uniforms[j] < share ? positive : uniforms[j] > share ? negative : .zero
        #expect(text.direction[j] == kept)
        let other: Rational =
          uniforms[j] < share ? negative : uniforms[j] > share ? positive : .zero
        #expect(printed.direction[j] == other)
        for i in 0..<k {
          let entry = gradients[i][j]
          #expect(text.mask[i][j] == (!entry.isZero && entry.signum == kept.signum))
        }
      }
    }
  }

  /// A pure sign is never dropped by the text's rule, always by the printed one.
  @Test func gradDropOnPureSigns() {
    let gradients: [[Rational]] = [[1, -2], [3, -1]]
    let text = GradDropStep(gradients: gradients, uniforms: [Rational(9, 10), Rational(1, 10)])
    #expect(text.direction == [4, -3])
    let printed = GradDropStep(
      gradients: gradients, uniforms: [Rational(9, 10), Rational(1, 10)], rule: .printed)
    #expect(printed.direction == [0, 0])
  }

  @Test func randomGradDropIsAMaskedSum() {
    let set = GradientSet<Rational>([[1, 2], [3, 4], [5, 6]])
    #expect(RandomGradDropStep.direction(set, kept: [true, false, true]) == [6, 8])
    #expect(RandomGradDropStep.direction(set, kept: [false, false, false]) == [0, 0])
  }

  /// IMTL-G against the closed form of its authors, alpha_(2..k) = g_1 U^T (D U^T)^-1, and against
  /// its definition: affine weights and equal cosines.
  @Test func imtlHasEqualCosines() {
    var steps = 0
    for index in 0..<(500 * testMultiplier) {
      var generator = CounterGenerator(seed: 3, stream: "imtl", index: UInt64(index))
      let k = generator.integer(in: 2...5)
      let vectors = (0..<k).map { _ in
        let size = 1 + 9 * generator.uniform()
        return (0..<6).map { _ in size * generator.normal() }
      }
      let set = GradientSet(vectors)
      guard case .step(let weights, let common, let isUnique) = IMTLGStep(gram: set.gram) else {
        Issue.record("no step for random gradients")
        continue
      }
      steps += 1
      #expect(isUnique)
      let size = weights.map(\.magnitude).reduce(0, +)
      #expect(abs(weights.reduce(0, +) - 1) < 1e-12 * size)
      let direction = set.combination(weights)
      let units = vectors.map { v in v.map { $0 / Double.dot(v, v).squareRoot() } }
      for unit in units {
        #expect(abs(Double.dot(unit, direction) - common) < 1e-10 * size * 10)
      }
      let differences = (1..<k).map { j in zip(vectors[0], vectors[j]).map { $0 - $1 } }
      let unitDifferences = (1..<k).map { j in zip(units[0], units[j]).map { $0 - $1 } }
      // sum_j alpha_j (g_1 - g_j) . (u_1 - u_i) = g_1 . (u_1 - u_i).
      let system = unitDifferences.map { u in differences.map { Double.dot($0, u) } }
      let right = unitDifferences.map { Double.dot(vectors[0], $0) }
      let closed = LinearSystem.solve(system, right, tolerance: 0).values ?? []
      for (expected, found) in zip(closed, weights.dropFirst()) {
        #expect(abs(expected - found) < 1e-8 * size)
      }
    }
    #expect(steps > 0)
  }

  /// With rational norms everything is exact.
  @Test func imtlExactly() {
    let set = GradientSet<Rational>([[3, 4], [-5, 0]])
    guard case .step(let weights, let common, true) = IMTLGStep(gram: set.gram, norms: [5, 5])
    else {
      Issue.record("a step exists")
      return
    }
    #expect(weights == [Rational(1, 2), Rational(1, 2)])
    let direction = set.combination(weights)
    #expect(direction == [-1, 2])
    #expect(common == Rational.dot(direction, [3, 4]) / 5)
    #expect(common == Rational.dot(direction, [-5, 0]) / 5)
  }

  @Test func imtlCorners() {
    func outcome(_ vectors: [[Rational]], _ norms: [Rational]) -> IMTLGStep<Rational> {
      IMTLGStep(gram: GradientSet(vectors).gram, norms: norms)
    }
    guard case .zeroGradient(tasks: [1]) = outcome([[1, 0], [0, 0]], [1, 0]) else {
      Issue.record("a zero gradient has no cosine")
      return
    }
    guard case .stationary = outcome([[3, 0], [-2, 0]], [3, 2]) else {
      Issue.record("opposite gradients: zero is between the unit gradients")
      return
    }
    // Equal directions: any affine weights have equal cosines.
    guard case .step(let weights, _, isUnique: false) = outcome([[3, 0], [2, 0]], [3, 2]) else {
      Issue.record("equal directions have a step")
      return
    }
    #expect(weights.reduce(.zero, +) == 1)
    // u_3 = -u_1 with u_2 orthogonal, and three tasks: zero is in the affine hull.
    guard case .stationary = outcome([[1, 0], [0, 1], [-1, 0]], [1, 1, 1]) else {
      Issue.record("zero is in the affine hull")
      return
    }
    // Unit gradients on a half circle at height 3/5: the shortest point of their plane is the
    // centre of the circle, outside the triangle, so the middle coefficient is negative and norms
    // exist for which sigma is zero.
    let circle: [(Rational, Rational)] = [(1, 0), (Rational(3, 5), Rational(4, 5)), (0, 1)]
    let radius = Rational(4, 5)
    let units = circle.map { [radius * $0.0, radius * $0.1, Rational(3, 5)] }
    let cosines = GradientSet(units).gram
    guard let beta = LinearSystem.affineMinimum(cosines)?.coefficients else {
      Issue.record("an affine minimum exists")
      return
    }
    #expect(beta[1] < 0)
    // 1/n_2 = -(beta_1 + beta_3) / beta_2.
    let norm = -beta[1] / (beta[0] + beta[2])
    let vectors = [units[0], units[1].map { norm * $0 }, units[2]]
    guard case .noSolution = outcome(vectors, [1, norm, 1]) else {
      Issue.record("no affine combination has equal cosines")
      return
    }
    // A still shorter second gradient makes the common product negative: an ascent direction.
    let short = norm / 2
    guard
      case .step(_, let common, true) = outcome(
        [units[0], units[1].map { short * $0 }, units[2]], [1, short, 1])
    else {
      Issue.record("a step exists")
      return
    }
    #expect(common < 0)
  }

  @Test func divisors() {
    let gram = [[4.0, 0], [0, 0]]
    #expect(GradientNormalisation.none.divisors(gram: gram, losses: [3, 5]) == [1, 1])
    #expect(GradientNormalisation.l2.divisors(gram: gram, losses: [3, 5]) == [2, 1])
    #expect(GradientNormalisation.loss.divisors(gram: gram, losses: [3, 0]) == [3, 1])
    #expect(GradientNormalisation.lossPlus.divisors(gram: gram, losses: [3, 5]) == [6, 1])
    let exact: [Rational]? = GradientNormalisation.loss.exactDivisors(losses: [3, 0])
    #expect(exact == [3, 1])
    let none: [Rational]? = GradientNormalisation.l2.exactDivisors(losses: [3, 0])
    #expect(none == nil)
  }

  /// Linear systems: a solution solves, and inconsistency is noticed.
  @Test func linearSystems() {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 4, stream: "system", index: UInt64(index))
      let rows = generator.integer(in: 1...4)
      let columns = generator.integer(in: 1...4)
      let matrix = generator.cornerGradients(count: rows, length: columns)
      let right = (0..<rows).map { _ in generator.smallRational(size: 3, denominators: 2) }
      let solution = LinearSystem.solve(matrix, right, tolerance: .zero)
      #expect(solution.rank == RationalMatrix(matrix).rank())
      let augmented = RationalMatrix(zip(matrix, right).map { $0 + [$1] })
      if let values = solution.values {
        #expect(Rational.product(matrix, values) == right)
      } else {
        #expect(augmented.rank() > solution.rank)
      }
    }
  }
}
