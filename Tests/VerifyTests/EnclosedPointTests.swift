import Exact
import Intervals
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct EnclosedPointTests {
  /// An instance of 2 to 4 tasks with small entries in Q.
  private func instance(_ generator: inout CounterGenerator) -> Instance? {
    let count = generator.integer(in: 2...4)
    var entries = Array(repeating: Array(repeating: Rational.zero, count: count), count: count)
    for i in 0..<count {
      entries[i][i] = Rational(generator.integer(in: 3...9))
      for j in 0..<i {
        entries[i][j] = Rational(generator.integer(in: -3...3))
        entries[j][i] = entries[i][j]
      }
    }
    guard let gram = RationalMatrix(entries).positiveDefiniteInverse().inverse else { return nil }
    return try? Instance(gram: gram)
  }

  /// The exact and the interval verdicts of one rational point; false when they contradict.
  private func agrees(
    _ instance: Instance, _ direction: [Integer], width: WidthEnd,
    undecided: inout (ties: Int, others: Int)
  ) throws -> Bool {
    let exact = Point(instance, direction: direction)
    // The same direction with another length, so that the roots are irrational.
    let values = direction.map { Rational($0 * $0 * Integer(2)) }
    let signs = direction.map { $0.signum < 0 ? -1 : 1 }
    let point = try #require(
      EnclosedPoint(instance, values: values, signs: signs, width: width))
    let schedule = PrecisionDoubling(start: 64, limit: 4096)
    let reachability = ReachabilityVerdict.decide(instance, exact, width: width)
    let pareto = ParetoVerdict.decide(instance, exact, width: width)
    let found = point.reachability(schedule)
    for (kind, truth) in [
      (found.weaklySupported, reachability.weaklySupported),
      (found.supported, reachability.supported), (found.exposed, reachability.exposed),
    ] {
      if let holds = kind.holds {
        guard holds == truth.holds else { return false }
      } else {
        // Only a tie may stay undecided: a singular block of T, where the point is reached but is
        // not the only optimum.
        guard kind.indecision?.suspectsTie == true, reachability.weaklySupported.holds,
          !reachability.exposed.holds || width == .allButOne
        else { return false }
        undecided.ties += 1
      }
    }
    switch point.paretoOptimality(schedule, reachability: found) {
    case .optimalBySupport, .optimalByTree: return pareto.isOptimal == true
    case .dominated(let by, _):
      let other = Point(instance, direction: by).squares
      let better = zip(other, exact.squares).allSatisfy { width == .one ? $0 >= $1 : $0 <= $1 }
      return pareto.isOptimal == false && better
    case .undecided(let reason):
      guard reason.suspectsTie else { return false }
      undecided.others += 1
      return true
    }
  }

  /// A direction with small entries, which ties often, or one on or close to a meeting of two
  /// surfaces, where reachability and Pareto optimality change.
  private func direction(
    _ instance: Instance, _ generator: inout CounterGenerator
  ) -> [Integer] {
    let count = instance.taskCount
    if generator.bernoulli(0.5) {
      let flips = (0..<count).map { _ in generator.bernoulli(0.5) ? 1 : -1 }
      let other = SignPattern(signs: flips)
      let first = SignPattern(signs: (0..<count).map { _ in generator.bernoulli(0.5) ? 1 : -1 })
      if first != other {
        let sizes = (0..<count).map { _ in Integer(generator.integer(in: 1...9)) }
        let meeting = Intersection(instance, first, other).positivePoint { sizes[$0] }
        if let meeting {
          let scale = Integer(10).power(generator.integer(in: 0...40))
          let steps = (0..<count).map { _ in Integer(generator.integer(in: -1...1)) }
          let move = generator.bernoulli(0.6)
          return zip(meeting, steps).map { move ? $0 * scale + $1 : $0 }
        }
      }
    }
    let size = generator.bernoulli(0.5) ? 2 : 50
    return (0..<count).map { _ in Integer(generator.integer(in: -size...size)) }
  }

  @Test(arguments: WidthEnd.allCases) func agreesWithTheExactPath(width: WidthEnd) throws {
    var undecided = (ties: 0, others: 0)
    let total = 1_000 * testMultiplier
    for index in 0..<total {
      var generator = CounterGenerator(seed: 81, stream: "intervals", index: UInt64(index))
      guard let instance = instance(&generator) else { continue }
      let direction = direction(instance, &generator)
      if direction.allSatisfy(\.isZero) { continue }
      let fits = try agrees(instance, direction, width: width, undecided: &undecided)
      #expect(fits, "width \(width), \(direction), Q = \(instance.gramInverse)")
    }
    // Equalities of coordinates and weights are known exactly, so few ties are left.
    #expect(undecided.ties + undecided.others < total / 20, "\(undecided)")
  }

  /// Three tasks at u = sqrt(2) (1, 1, 1) with T = J + b K, where J and K are multiples of the
  /// projections on (1, 1, -2) and (1, -1, 0): definite apart from u, singular or indefinite with
  /// b.
  private func threeTasks(smallEigenvalue b: Rational, width: WidthEnd) throws -> EnclosedPoint {
    let first = [Integer(1), Integer(1), Integer(-2)]
    let second = [Integer(1), Integer(-1), Integer(0)]
    func projector(_ x: [Integer]) -> RationalMatrix {
      RationalMatrix(numerators: x.map { left in x.map { left * $0 } })
    }
    let tangent = projector(first) + projector(second).scaled(by: b)
    let identity = RationalMatrix.identity(3)
    let inverse = width == .one ? identity + tangent : identity.scaled(by: 50) - tangent
    let gram = try #require(inverse.positiveDefiniteInverse().inverse)
    return try #require(
      EnclosedPoint(
        try Instance(gram: gram), values: [2, 2, 2], signs: [1, 1, 1], width: width))
  }

  @Test(arguments: WidthEnd.allCases, [30, 300]) func smallGapsAreDecided(
    width: WidthEnd, digits: Int
  ) throws {
    let gap = Rational(Integer.one, try Rational(literal: "1e\(digits)").numerator)
    guard
      case .holds = try threeTasks(smallEigenvalue: gap, width: width).reachability().exposed
    else {
      Issue.record("a gap of 1e-\(digits) was not decided")
      return
    }
    let outside = try threeTasks(smallEigenvalue: -gap, width: width)
    guard
      case .fails(.negativeDirection(_, let curvature), let precision) =
        outside.reachability().weaklySupported
    else {
      Issue.record("a gap of -1e-\(digits) was not decided")
      return
    }
    #expect(curvature.isNegative.isCertain)
    #expect(digits < 300 || precision > 512)
  }

  @Test(arguments: WidthEnd.allCases) func aSingularMatrixIsNeverDefinite(width: WidthEnd) throws {
    let point = try threeTasks(smallEigenvalue: .zero, width: width)
    guard case .undecided(let reason) = point.reachability().weaklySupported else {
      Issue.record("a tie was decided")
      return
    }
    #expect(reason.suspectsTie)
    #expect(reason.description.contains("4096 bits"))
  }

  @Test func enclosuresContainTheExactNumbers() throws {
    for index in 0..<(200 * testMultiplier) {
      var generator = CounterGenerator(seed: 82, stream: "intervals", index: UInt64(index))
      guard let instance = instance(&generator) else { continue }
      let direction = (0..<instance.taskCount).map { _ in Integer(generator.integer(in: 1...99)) }
      let exact = Point(instance, direction: direction)
      for width in WidthEnd.allCases {
        let point = try #require(
          EnclosedPoint(
            instance, values: direction.map { Rational($0 * $0 * Integer(3)) },
            signs: direction.map { _ in 1 }, width: width))
        let box = try point.box(precision: 128)
        #expect(point.values(box).contains(exact.values(instance, width: width)))
        #expect(point.losses(box).contains(exact.losses(instance, width: width)))
        #expect(point.losses(box).largestWidth < 1e-30)
      }
    }
  }

  @Test(arguments: WidthEnd.allCases) func irrationalPointsAreCertified(width: WidthEnd) throws {
    var certified = 0
    var decided = 0
    for index in 0..<(60 * testMultiplier) {
      var generator = CounterGenerator(seed: 83, stream: "intervals", index: UInt64(index))
      guard let instance = instance(&generator) else { continue }
      let values = (0..<instance.taskCount).map { _ in Rational(generator.integer(in: 1...9)) }
      let signs = values.map { _ in generator.bernoulli(0.5) ? 1 : -1 }
      let point = try #require(
        EnclosedPoint(instance, values: values, signs: signs, width: width))
      let verdict = EnclosedVerdict(point)
      guard let isOptimal = verdict.pareto.isOptimal else { continue }
      decided += 1
      if verdict.certificates[.paretoOptimal] != nil { certified += 1 }
      // A weighting that reaches, for all coordinates, proves Pareto optimality.
      #expect(verdict.reachability.supported.holds != true || isOptimal)
      if let violation = verdict.violation {
        #expect(violation.quotient.isNegative.isCertain)
        #expect(verdict.reachability.weaklySupported.holds == false)
      }
      if verdict.gradients?.disagree == true {
        #expect(verdict.reachability.weaklySupported.holds == false)
        #expect(verdict.gradients?.disagreement?.angle.isPositive.isCertain == true)
      }
    }
    #expect(decided > 0 && certified > decided * 3 / 4, "\(certified) of \(decided)")
  }

  @Test(arguments: WidthEnd.allCases) func zeroCoordinatesWithAReason(width: WidthEnd) throws {
    // Two equal blocks; u = (1, +-sqrt(2), 0, 0) is the vector of neither, but T is positive
    // definite off u on its block, and Q on the other one.
    let instance = try Instance(
      gram: RationalMatrix([[1, 1, 0, 0], [1, 3, 0, 0], [0, 0, 1, 1], [0, 0, 1, 3]]))
    let sign = width == .one ? 1 : -1
    let point = try #require(
      EnclosedPoint(instance, values: [1, 2, 0, 0], signs: [1, sign, 1, 1], width: width))
    let found = point.reachability()
    #expect(found.weaklySupported.holds == true)
    let exact = Point(instance, direction: [Integer(99), Integer(140 * sign), .zero, .zero])
    let truth = ReachabilityVerdict.decide(instance, exact, width: width)
    #expect(found.supported.holds == truth.supported.holds)
    #expect(found.exposed.holds == truth.exposed.holds)
    #expect(
      point.paretoOptimality().isOptimal
        == ParetoVerdict.decide(instance, exact, width: width).isOptimal)
  }

  @Test func badInputMakesNoPoint() throws {
    let instance = try Instance(gram: .identity(2))
    #expect(EnclosedPoint(instance, values: [1], signs: [1], width: .one) == nil)
    #expect(EnclosedPoint(instance, values: [0, 0], signs: [1, 1], width: .one) == nil)
    #expect(EnclosedPoint(instance, values: [1, -1], signs: [1, 1], width: .one) == nil)
    #expect(EnclosedPoint(instance, values: [1, 1], signs: [1, 0], width: .one) == nil)
  }
}
