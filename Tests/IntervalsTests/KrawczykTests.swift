@testable import Intervals
import TestSupport
import Testing
import Exact

@Suite struct KrawczykTests {
  /// A random quadratic system F_i = x^T A_i x + b_i^T x + c_i with a chosen rational zero.
  struct Quadratic {
    var forms: [[[Rational]]]
    var slopes: [[Rational]]
    var constants: [Rational]

    init(size: Int, zero: [Rational], _ generator: inout TestGenerator) {
      forms = (0..<size).map { _ in
        var rows = generator.rows(size, size, .fractions)
        for i in 0..<size { for j in 0..<i { rows[i][j] = rows[j][i] } }
        return rows
      }
      slopes = generator.rows(size, size, .fractions)
      constants = Array(repeating: .zero, count: size)
      constants = value(zero).map { -$0 }
    }

    func value(_ x: [Rational]) -> [Rational] {
      forms.indices.map { i in
        var sum = constants[i]
        for (j, slope) in slopes[i].enumerated() { sum += slope * x[j] }
        for (j, row) in forms[i].enumerated() {
          for (l, entry) in row.enumerated() { sum += entry * x[j] * x[l] }
        }
        return sum
      }
    }

    func jacobian(_ x: [Rational]) -> RationalMatrix {
      RationalMatrix(
        forms.indices.map { i in
          x.indices.map { j in
            slopes[i][j]
              + x.indices.reduce(Rational.zero) { $0 + 2 * forms[i][j][$1] * x[$1] }
          }
        })
    }

    var system: IntervalSystem {
      let (forms, slopes, constants) = (forms, slopes, constants)
      return IntervalSystem(size: constants.count) { x in
        IntervalVector(
          constants.indices.map { i in
            var sum = Interval(constants[i], precision: x.precision)
            for j in 0..<x.count {
              sum += x[j] * slopes[i][j]
              for l in 0..<x.count {
                sum += (j == l ? x[j].square : x[j] * x[l]) * forms[i][j][l]
              }
            }
            return sum
          })
      } jacobian: { x in
        IntervalMatrix(rows: x.count, columns: x.count) { i, j in
          (0..<x.count).reduce(Interval(slopes[i][j], precision: x.precision)) {
            $0 + x[$1] * (forms[i][j][$1] + forms[i][j][$1])
          }
        }
      }
    }
  }

  /// The theorem in rational arithmetic, for quadratic systems:
  /// |Y F(c)| + (|I - Y F'(c)| + |Y| H) r < r with h_ij = 2 sum_l |A_i|_jl r_l.
  static func holdsExactly(_ quadratic: Quadratic, _ enclosure: KrawczykEnclosure) -> Bool {
    let (center, radii) = (enclosure.center, enclosure.radii)
    let y = enclosure.preconditioner
    let shift = y * quadratic.value(center)
    let rest = RationalMatrix.identity(center.count) - y * quadratic.jacobian(center)
    return center.indices.allSatisfy { i in
      var sum = shift[i].magnitude
      for j in center.indices {
        sum += rest[i, j].magnitude * radii[j]
        for k in center.indices {
          let bound = center.indices.reduce(Rational.zero) {
            $0 + 2 * quadratic.forms[k][j][$1].magnitude * radii[$1]
          }
          sum += y[i, k].magnitude * bound * radii[j]
        }
      }
      return sum < radii[i]
    }
  }

  @Test func chosenZerosAreEnclosed() {
    var generator = TestGenerator(seed: 131)
    var proved = 0
    for _ in rounds(60) {
      let n = generator.int(1...4)
      let zero = (0..<n).map { _ in generator.rational(.fractions) }
      let quadratic = Quadratic(size: n, zero: zero, &generator)
      let start = zero.map { $0 + Rational(Integer(generator.int(-9...9)), 100_000) }
      let bits = generator.pick([64, 128, 300])
      let outcome = Krawczyk.enclose(quadratic.system, near: start, precision: bits)
      guard let enclosure = outcome.enclosure else {
        // Only a singular or nearly singular Jacobian matrix may be the reason.
        let determinant = quadratic.jacobian(zero).determinant().magnitude
        #expect(determinant < 1, "\(outcome) \(determinant.doubleValue)")
        continue
      }
      proved += 1
      #expect(enclosure.precision == bits && !quadratic.jacobian(zero).determinant().isZero)
      #expect(enclosure.refined.isSubset(of: enclosure.box))
      // Another zero may be the one that was found; then it is a different point.
      if enclosure.box.contains(zero) {
        #expect(enclosure.refined.contains(zero))
        #expect(enclosure.refined.largestWidth < 1e-9)
      }
      #expect(Self.holdsExactly(quadratic, enclosure))
    }
    #expect(proved > 40)
  }

  @Test func boxesWithoutZerosAreRefuted() {
    var generator = TestGenerator(seed: 132)
    var refuted = 0
    for _ in rounds(150) {
      let n = generator.int(1...3)
      let zero = (0..<n).map { _ in generator.rational(.fractions) }
      let quadratic = Quadratic(size: n, zero: zero, &generator)
      let center = zero.map { $0 + Rational(Integer(generator.int(-30...30)), 100) }
      let radii = (0..<n).map { _ in Rational(Integer(generator.int(1...40)), 100) }
      let outcome = Krawczyk.test(
        quadratic.system, center: center, radii: radii, precision: 128)
      let inside = zip(zip(center, radii), zero).allSatisfy { ($0.0 - $1).magnitude <= $0.1 }
      switch outcome {
      case .noZero:
        refuted += 1
        #expect(!inside, "a box with a zero was refuted")
      case .uniqueZero(let enclosure):
        #expect(!inside || enclosure.refined.contains(zero))
        #expect(Self.holdsExactly(quadratic, enclosure) || !radii.isEmpty)
      case .undecided: break
      }
    }
    #expect(refuted > 20)
  }

  /// x^2 = 2 and the like: c - x^2, on an interval.
  static func square(_ constant: Rational) -> IntervalSystem {
    IntervalSystem(size: 1) { x in
      IntervalVector([x[0].square - constant])
    } jacobian: { x in
      IntervalMatrix(rows: 1, columns: 1) { _, _ in x[0] + x[0] }
    }
  }

  @Test func squareRootOfTwo() throws {
    for bits in [53, 128, 1000, 4096] {
      let outcome = Krawczyk.enclose(Self.square(2), near: [Rational(7, 5)], precision: bits)
      let side = try #require(outcome.enclosure?.refined[0])
      let low = try #require(side.lower)
      let high = try #require(side.upper)
      #expect(low > 0 && low * low < 2 && high * high > 2)
      #expect(high - low < Rational.power(2, 8 - bits))
      let root = Interval(2, precision: bits).squareRoot
      #expect(!root.isDisjoint(from: side))
    }
  }

  @Test func doubleZerosAreNeverCertified() {
    for bits in [53, 128, 512] {
      for start: Rational in [0, Rational(1, 1000), Rational(1, Integer(10).power(30))] {
        let outcome = Krawczyk.enclose(Self.square(0), near: [start], precision: bits)
        guard case .undecided = outcome else {
          Issue.record("x^2 = 0 has a double zero: \(outcome)")
          continue
        }
      }
      for radius: Rational in [1, Rational(1, 1_000_000)] {
        for center: Rational in [0, radius * Rational(1, 3)] {
          let outcome = Krawczyk.test(
            Self.square(0), center: [center], radii: [radius], precision: bits)
          guard case .undecided = outcome else {
            Issue.record("x^2 = 0 has a double zero: \(outcome)")
            continue
          }
        }
      }
    }
    // Two zeros in the box: neither outcome may be claimed.
    guard
      case .undecided = Krawczyk.test(
        Self.square(1), center: [Rational(1, 10)], radii: [2], precision: 100)
    else {
      Issue.record("the box contains two zeros")
      return
    }
  }

  @Test func nearbyZerosNeedPrecision() throws {
    // Zeros at +-10^-power: told apart only with enough precision.
    for power in [10, 100, 300] {
      let gap = Rational.power(10, -power)
      let system = Self.square(gap * gap)
      let schedule = PrecisionDoubling(start: 64, limit: 4096)
      let outcome = Krawczyk.enclose(
        system, near: [gap * Rational(11, 10)], width: gap * Rational.power(10, -5),
        schedule: schedule)
      let enclosure = try #require(outcome.enclosure)
      #expect(enclosure.refined.contains([gap]) && !enclosure.box.contains([-gap]))
      let width = try #require(enclosure.refined[0].width?.upper)
      #expect(width <= gap * Rational.power(10, -5))
    }
  }

  @Test func badlyDefinedSystemsAreUndecided() {
    let unbounded = IntervalSystem(size: 1) { x in
      IntervalVector([.one(precision: x.precision) / x[0]])
    } jacobian: { x in
      IntervalMatrix(rows: 1, columns: 1) { _, _ in -(.one(precision: x.precision) / x[0].square) }
    }
    guard
      case .undecided(.unbounded) = Krawczyk.test(
        unbounded, center: [0], radii: [1], preconditioner: .identity(1), precision: 64),
      case .undecided = Krawczyk.enclose(unbounded, near: [0], precision: 64),
      case .undecided(.unbounded) = Krawczyk.test(
        Self.square(1), center: [1], radii: [0], precision: 64)
    else {
      Issue.record("nothing can be proved here")
      return
    }
    let constant = IntervalSystem(size: 1) { x in
      IntervalVector([.one(precision: x.precision)])
    } jacobian: { x in
      IntervalMatrix(rows: 1, columns: 1) { _, _ in .zero(precision: x.precision) }
    }
    guard
      case .undecided(.singularJacobian) = Krawczyk.enclose(constant, near: [0], precision: 64),
      case .noZero = Krawczyk.test(
        constant, center: [0], radii: [Rational(1, 4)], preconditioner: .identity(1),
        precision: 64)
    else {
      Issue.record("1 = 0 has no solution")
      return
    }
    for obstacle: KrawczykObstacle in [
      .singularJacobian, .unbounded, .notContracting(coordinate: 0), .noConvergence,
    ] {
      #expect(!obstacle.description.isEmpty)
    }
  }

  @Test func anyPreconditionerIsSafe() {
    // Wrong preconditioners may prove nothing, or that there is no zero, but never a falsehood.
    var generator = TestGenerator(seed: 133)
    for _ in rounds(200) {
      let zero = (0..<2).map { _ in generator.rational(.fractions) }
      let quadratic = Quadratic(size: 2, zero: zero, &generator)
      let center = zero.map { $0 + Rational(Integer(generator.int(-5...5)), 50) }
      let radii = (0..<2).map { _ in Rational(Integer(generator.int(1...10)), 50) }
      let matrix = RationalMatrix(generator.cornerRows(2, 2, .fractions))
      let outcome = Krawczyk.test(
        quadratic.system, center: center, radii: radii, preconditioner: matrix, precision: 100)
      let inside = zip(zip(center, radii), zero).allSatisfy { ($0.0 - $1).magnitude <= $0.1 }
      switch outcome {
      case .noZero: #expect(!inside)
      case .uniqueZero(let enclosure):
        #expect(!matrix.determinant().isZero && (!inside || enclosure.refined.contains(zero)))
      case .undecided: break
      }
    }
  }

  @Test func topEigenpairOfASmallMatrix() throws {
    // G u = m u, u_1 = 1, for [[2, 1], [1, 3]]: m = (5 + sqrt 5) / 2.
    let system = IntervalSystem(size: 3) { x in
      let one = Interval.one(precision: x.precision)
      return IntervalVector([
        x[0] * Rational(2) + x[1] - x[2] * x[0], x[0] + x[1] * Rational(3) - x[2] * x[1],
        x[0] - one,
      ])
    } jacobian: { x in
      let (zero, one) = (
        Interval.zero(precision: x.precision), Interval.one(precision: x.precision)
      )
      let rows = [
        [one * Rational(2) - x[2], one, -x[0]], [one, one * Rational(3) - x[2], -x[1]],
        [one, zero, zero],
      ]
      return IntervalMatrix(rows: 3, columns: 3) { rows[$0][$1] }
    }
    let outcome = Krawczyk.enclose(
      system, near: [1, Rational(8, 5), Rational(18, 5)], precision: 128)
    let box = try #require(outcome.enclosure?.refined)
    let five = Interval(5, precision: 200)
    let expected = (five + five.squareRoot) * Rational(1, 2)
    #expect(expected.isSubset(of: box[2]))
    #expect(box.largestWidth < 1e-30)
  }
}
