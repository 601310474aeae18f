import Exact
import Floating
import Intervals
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct WeightedOptimumTests {
  /// G = A A^T + I for a random integer matrix, and random positive weights.
  private func problem(
    _ count: Int, _ generator: inout CounterGenerator
  ) throws -> (instance: Instance, weights: [Rational]) {
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in Rational(generator.integer(in: -9...9)) }
    }
    let gram = RationalMatrix(rows).rowGram() + .identity(count)
    let weights = (0..<count).map { _ in
      Rational(Integer(generator.integer(in: 1...99)), Integer(generator.integer(in: 1...9)))
    }
    return (try Instance(gram: gram), weights)
  }

  @Test(arguments: WidthEnd.allCases) func boxesAreNarrowAndProved(width: WidthEnd) throws {
    for index in 0..<(36 * testMultiplier) {
      var generator = CounterGenerator(seed: 91, stream: "optima", index: UInt64(index))
      let count = 3 + index % 18
      let (instance, weights) = try problem(count, &generator)
      guard
        case .enclosed(let optimum) = EnclosedPoint.optimum(of: weights, instance, width: width)
      else {
        Issue.record("no optimum was enclosed, \(count) tasks, example \(index)")
        continue
      }
      let box = try optimum.box(precision: 128)
      #expect(box.radii.allSatisfy { $0 * 2 < (try? Rational(literal: "1e-30")) ?? .zero })
      // The residual of the enclosed pair, and a box of twice the bits inside.
      let image =
        IntervalMatrix(instance.gram, precision: 128)
        * IntervalVector(zip(weights, box.direction.elements).map { $1 * $0 })
      for i in 0..<count {
        #expect((image[i] - box.others[0] * box.direction[i]).containsZero)
      }
      let fine = try optimum.box(precision: 256)
      #expect(!fine.direction.isDisjoint(from: box.direction))
      #expect(fine.radii.allSatisfy { $0 < box.radii.max() ?? .zero })
      // mu Q - diag(weights) without one task is positive definite at the worse end of mu: the
      // eigenvalue is the extreme one, without any inertia.
      let kept = (0..<count).filter { $0 != optimum.scaledTask }
      let end = try #require(width == .one ? box.others[0].lower : box.others[0].upper)
      let block = (instance.gramInverse.scaled(by: end) - .diagonal(weights))
        .principalSubmatrix(kept)
      let signed = width == .one ? block : block.scaled(by: -1)
      #expect(signed.definiteness() == .positiveDefinite)
    }
  }

  @Test(arguments: WidthEnd.allCases) func everythingIsCertified(width: WidthEnd) throws {
    for index in 0..<(12 * testMultiplier) {
      var generator = CounterGenerator(seed: 92, stream: "optima", index: UInt64(index))
      let (instance, weights) = try problem(2 + index % 5, &generator)
      guard
        case .enclosed(let optimum) = EnclosedPoint.optimum(of: weights, instance, width: width)
      else { continue }
      let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width))
      #expect(!verdict.isUndecided && verdict.pareto.isOptimal == true)
      for kind in [
        EnclosedVerdict.Kind.paretoOptimal, .weaklySupported, .supported, .exposed,
      ] {
        #expect(verdict.certificates[kind] != nil, "\(kind), example \(index)")
      }
      #expect(verdict.violation == nil && verdict.gradients?.disagree != true)
    }
  }

  /// The spectrum decides from the exact vectors, too, where the optimum is rational.
  @Test func rationalOptimaAreFound() throws {
    let instance = try Instance(gram: RationalMatrix([[2, 1], [1, 2]]))
    guard
      case .rational(let top) = EnclosedPoint.optimum(of: [1, 1], instance, width: .one),
      case .rational(let bottom) = EnclosedPoint.optimum(
        of: [1, 1], instance, width: .allButOne)
    else {
      Issue.record("a rational optimum was not recognised")
      return
    }
    #expect(Point(instance, direction: top).direction.map(\.magnitude) == [1, 1])
    #expect(top[0] == top[1] && bottom[0] == -bottom[1])
  }

  @Test(arguments: WidthEnd.allCases) func multipleEigenvaluesAreExact(width: WidthEnd) throws {
    // G = I + J for the matrix J of ones: 1 is k - 1 times an eigenvalue, k + 1 once.
    for count in 3...6 {
      let identity = RationalMatrix.identity(count)
      let ones = RationalMatrix((0..<count).map { _ in (0..<count).map { _ in Rational.one } })
      let sign: Rational = width == .one ? -1 : Rational(count + 1)
      let gram =
        width == .one
        ? identity.scaled(by: Rational(count + 1)) + ones.scaled(by: sign)
        : identity + ones
      let instance = try Instance(gram: gram)
      let weights = Array(repeating: Rational(2, 3), count: count)
      guard
        case .multiple(let value, let basis) = EnclosedPoint.optimum(
          of: weights, instance, width: width)
      else {
        Issue.record("a multiple eigenvalue was not found, \(count) tasks")
        continue
      }
      #expect(basis.count == count - 1)
      #expect(value == Rational(2, 3) * (width == .one ? Rational(count + 1) : .one))
      for vector in basis {
        let image = instance.gram * vector.map { Rational($0) * Rational(2, 3) }
        #expect(image == vector.map { Rational($0) * value })
      }
    }
  }

  /// Two equal blocks with irrational eigenvalues.
  private func twoBlocks() throws -> Instance {
    try Instance(
      gram: RationalMatrix([[1, 1, 0, 0], [1, 3, 0, 0], [0, 0, 1, 1], [0, 0, 1, 3]]))
  }

  @Test(arguments: WidthEnd.allCases) func clustersStayUndecided(width: WidthEnd) throws {
    let instance = try twoBlocks()
    guard
      case .cluster(let cluster) = EnclosedPoint.optimum(
        of: [1, 1, 1, 1], instance, width: width,
        schedule: PrecisionDoubling(start: 64, limit: 256))
    else {
      Issue.record("a double irrational eigenvalue was decided")
      return
    }
    // 2 +- sqrt(2), twice.
    let root = Interval(2, precision: 512).squareRoot
    let value = width == .one ? root + Rational(2) : -root + Rational(2)
    #expect(cluster.count == 2 && value.isStrictlyBetween(cluster.lower, cluster.upper))
    let subspace = try #require(cluster.subspace)
    // Its columns are mapped into their span: A X = X (A X)_P.
    let image = IntervalMatrix(instance.gram, precision: 128) * subspace
    let onPivots = IntervalMatrix(rows: 2, columns: 2) { image[cluster.pivots[$0], $1] }
    let difference = image - subspace * onPivots
    for i in 0..<4 { for j in 0..<2 { #expect(difference[i, j].containsZero) } }
  }

  @Test(arguments: WidthEnd.allCases, [30, 300]) func closeEigenvaluesAreSeparated(
    width: WidthEnd, digits: Int
  ) throws {
    let weight = try Rational.one + Rational(literal: "1e-\(digits)")
    let instance = try twoBlocks()
    guard
      case .enclosed(let optimum) = EnclosedPoint.optimum(
        of: [1, 1, 1, weight], instance, width: width)
    else {
      Issue.record("a gap of 1e-\(digits) was not separated")
      return
    }
    let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width))
    // More weight raises both eigenvalues of the second block.
    let block = width == .one ? [2, 3] : [0, 1]
    #expect(optimum.zeroTasks == [0, 1, 2, 3].filter { !block.contains($0) })
    #expect(verdict.reachability.supported.holds == true && verdict.pareto.isOptimal == true)
  }

  /// G_ij d_i d_j and weights_i / d_i^2 are the same problem in other units, and a factor of all
  /// entries changes nothing: the same verdicts at the same precisions.
  @Test(arguments: WidthEnd.allCases) func unitsAndFactorsDoNotMatter(width: WidthEnd) throws {
    let schedule = PrecisionDoubling(start: 128, limit: 256)
    for index in 0..<(24 * testMultiplier) {
      var generator = CounterGenerator(seed: 93, stream: "units", index: UInt64(index))
      let count = 2 + index % 4
      let (plain, plainWeights) =
        index == 0
        ? (try Instance(gram: RationalMatrix([[2, 1], [1, 2]])), [Rational(1), 2])
        : try problem(count, &generator)
      guard
        case .enclosed(let own) = EnclosedPoint.optimum(
          of: plainWeights, plain, width: width, schedule: schedule)
      else { continue }
      let expected = EnclosedVerdict(EnclosedPoint(own, width: width), schedule: schedule)
      for factor in ["1e38", "1e-45", "1e300", "1e-700"] {
        let common = try Rational(literal: factor)
        let units = try plainWeights.map { _ in
          index % 2 == 0
            ? Rational.one : try Rational(literal: "1e\(generator.integer(in: -60...60))")
        }
        let size = plainWeights.count
        let gram = RationalMatrix(
          (0..<size).map { i in
            (0..<size).map { j in plain.gram[i, j] * units[i] * units[j] * common }
          })
        let weights = zip(plainWeights, units).map { $0 / ($1 * $1) }
        guard
          case .enclosed(let optimum) = EnclosedPoint.optimum(
            of: weights, try Instance(gram: gram), width: width, schedule: schedule)
        else {
          Issue.record("no optimum for the factor \(factor), example \(index)")
          continue
        }
        let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width), schedule: schedule)
        #expect(!verdict.isUndecided, "factor \(factor), example \(index)")
        #expect(verdict.box?.precision == expected.box?.precision)
        for kind in EnclosedVerdict.Kind.allCases {
          #expect(
            (verdict.certificates[kind] == nil) == (expected.certificates[kind] == nil),
            "\(kind), factor \(factor), example \(index)")
        }
      }
    }
  }

  /// Two eigenvalues that floating point sees as one: both ends are separated at the same
  /// precision.
  @Test(arguments: WidthEnd.allCases, [32, 40, 60]) func coupledCloseEigenvaluesAreSeparated(
    width: WidthEnd, digits: Int
  ) throws {
    let tiny = try Rational(literal: "1e-\(digits)")
    let instance = try Instance(gram: RationalMatrix([[1, tiny], [tiny, Rational.one + tiny]]))
    let schedule = PrecisionDoubling(start: 128, limit: 512)
    guard
      case .enclosed(let optimum) = EnclosedPoint.optimum(
        of: [1, 1], instance, width: width, schedule: schedule)
    else {
      Issue.record("a gap of 1e-\(digits) was not separated")
      return
    }
    let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width), schedule: schedule)
    #expect(!verdict.isUndecided)
    // u is (0.618, 1) and (1, -0.618).
    let golden = (Interval(5, precision: 256).squareRoot - .one) / Interval(2, precision: 256)
    let ratio = try #require(verdict.box?.direction)
    let quotient = width == .one ? ratio[0] / ratio[1] : -ratio[1] / ratio[0]
    #expect(!quotient.isDisjoint(from: golden))
  }

  /// Twin groups of tasks, equal but for a tiny part: separated without a step for each bit.
  @Test(arguments: WidthEnd.allCases, [100, 1100]) func twinGroupsTakeSeconds(
    width: WidthEnd, digits: Int
  ) throws {
    let factor = try Rational.one + Rational(literal: "1e-\(digits)")
    let block: [[Rational]] = [[Rational(5, 2), -1, -1], [-1, Rational(3, 2), 0], [-1, 0, 2]]
    let gram = RationalMatrix(
      (0..<6).map { i in
        (0..<6).map { j in
          i / 3 != j / 3 ? .zero : block[i % 3][j % 3] * (i < 3 ? .one : factor)
        }
      })
    let start = ContinuousClock.now
    guard
      case .enclosed(let optimum) = EnclosedPoint.optimum(
        of: [3, 2, 2, 3, 2, 2], try Instance(gram: gram), width: width)
    else {
      Issue.record("twins apart by 1e-\(digits) were not separated")
      return
    }
    // The larger block has the largest eigenvalue, the smaller one the smallest.
    #expect(optimum.zeroTasks == (width == .one ? [0, 1, 2] : [3, 4, 5]))
    let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width))
    #expect(!verdict.isUndecided)
    #expect((ContinuousClock.now - start) / .seconds(1) < 30)
  }

  @Test func zeroWeights() throws {
    let instance = try Instance(gram: RationalMatrix([[3, 1, 0], [1, 2, 0], [0, 0, 1]]))
    // Width 1: u_2 = G diag(weights) u / mu is not zero, so the zero weight is forced.
    guard
      case .rational(let first) = EnclosedPoint.optimum(of: [1, 0, 0], instance, width: .one)
    else {
      Issue.record("the optimum for one task is rational")
      return
    }
    #expect(first == [3, 1, 0])
    guard
      case .enclosed(let optimum) = EnclosedPoint.optimum(of: [1, 1, 0], instance, width: .one)
    else {
      Issue.record("the optimum is irrational")
      return
    }
    // Task 3 is apart and zero, so a small weight on it changes nothing.
    let reachability = EnclosedPoint(optimum, width: .one).reachability()
    #expect(reachability.supported.holds == true && optimum.zeroTasks == [2])
    guard case .holds(let weights, _) = reachability.supported else { return }
    #expect(weights.elements.allSatisfy { $0.isPositive.isCertain })
    // Width k-1.
    let one = EnclosedPoint.optimum(of: [1, 0, 1], instance, width: .allButOne)
    guard case .rational(let only) = one else {
      Issue.record("one zero weight has one optimum")
      return
    }
    #expect(only == [0, 1, 0])
    let two = EnclosedPoint.optimum(of: [1, 0, 0], instance, width: .allButOne)
    guard case .free(let tasks) = two else {
      Issue.record("two zero weights have many optima")
      return
    }
    #expect(tasks == [2, 3])
    #expect(EnclosedPoint.optimum(of: [0, 0, 0], instance, width: .one) == nil)
    #expect(EnclosedPoint.optimum(of: [1, -1, 0], instance, width: .one) == nil)
    #expect(EnclosedPoint.optimum(of: [1], instance, width: .one) == nil)
  }

  @Test func hugeAndTinyNumbers() throws {
    let huge = try Rational(literal: "1e600")
    let instance = try Instance(
      gram: RationalMatrix([[huge, 1], [1, huge.reciprocal * Rational(3)]]))
    for width in WidthEnd.allCases {
      let outcome = EnclosedPoint.optimum(of: [1, 2], instance, width: width)
      switch outcome {
      case .enclosed(let optimum):
        let verdict = EnclosedVerdict(EnclosedPoint(optimum, width: width))
        #expect(verdict.pareto.isOptimal != false)
      case .rational, .cluster: break
      case .multiple, .free, nil: Issue.record("two different eigenvalues")
      }
    }
  }
}
