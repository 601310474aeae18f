@testable import Intervals
import TestSupport
import Testing
import Exact

@Suite struct IntervalMatrixTests {
  static let bits = [24, 53, 128, 256]

  /// A matrix of intervals around a rational one, and rational members of it.
  static func box(
    _ rows: [[Rational]], radius: Rational, _ generator: inout TestGenerator, precision: Int
  ) throws -> (IntervalMatrix, [RationalMatrix]) {
    let sides = try rows.map { row in
      try row.map { entry in
        try #require(
          Interval(center: entry, radius: entry.magnitude * radius, precision: precision))
      }
    }
    let matrix = IntervalMatrix(rows: rows.count, columns: rows.first?.count ?? 0) {
      sides[$0][$1]
    }
    let members = (0..<3).map { _ in
      RationalMatrix(
        rows.map { row in
          row.map { $0 + $0 * radius * Rational(Integer(generator.int(-4...4)), 4) }
        })
    }
    return (matrix, members)
  }

  @Test func productsAndSumsContainTheExactOnes() throws {
    var generator = TestGenerator(seed: 121)
    for _ in rounds(150) {
      let (n, m, l) = (generator.int(1...4), generator.int(1...4), generator.int(1...4))
      let bits = generator.pick(Self.bits)
      let radius = generator.chance(3) ? Rational(1, 100) : .zero
      let kind = generator.pick(TestGenerator.Kind.allCases)
      let (a, xs) = try Self.box(
        generator.rows(n, m, kind), radius: radius, &generator, precision: bits)
      let (b, ys) = try Self.box(
        generator.rows(m, l, kind), radius: radius, &generator, precision: bits)
      let (c, cs) = try Self.box(
        generator.rows(n, m, kind), radius: radius, &generator, precision: bits)
      for ((x, y), z) in zip(zip(xs, ys), cs) {
        #expect(a.contains(x) && (a * b).contains(x * y))
        #expect((a + c).contains(x + z) && (a - c).contains(x - z))
        #expect(a.transposed.contains(x.transposed))
        let vector = (0..<m).map { _ in generator.rational(kind) }
        #expect((a * IntervalVector(vector, precision: bits)).contains(x * vector))
        let left = (0..<n).map { _ in generator.rational(kind) }
        let form = zip(left, x * vector).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
        #expect(a.bilinear(left, vector).contains(form))
        let sums = x.entries.map { $0.reduce(Rational.zero) { $0 + $1.magnitude } }
        let norm = try #require(a.maximumNorm.upper)
        #expect(sums.allSatisfy { $0 <= norm } && a.maximumNorm.isPoint)
      }
      #expect(
        a.submatrix(rows: [n - 1], columns: [0, m - 1]).contains(
          xs[0].submatrix(rows: [n - 1], columns: [0, m - 1])))
      #expect(IntervalMatrix(xs[0], precision: bits).contains(xs[0]))
      #expect(IntervalMatrix.identity(n, precision: bits).contains(.identity(n)))
    }
  }

  @Test func choleskyAgreesWithTheExactVerdict() throws {
    var generator = TestGenerator(seed: 122)
    var decided = 0
    for _ in rounds(40) {
      for kind in TestGenerator.Kind.allCases {
        let n = generator.int(0...6)
        let rows = generator.symmetricRows(n, kind)
        let exact = RationalMatrix(rows)
        let bits = generator.pick(Self.bits)
        let matrix = IntervalMatrix(exact, precision: bits)
        switch matrix.definiteness() {
        case .positiveDefinite(let factor):
          decided += 1
          #expect(exact.definiteness() == .positiveDefinite, "\(exact)")
          #expect((factor * factor.transposed).contains(exact))
        case .notSemidefinite(let direction):
          decided += 1
          #expect(exact.quadraticForm(direction) < .zero)
        case .undecided(let pivot, let enclosure):
          #expect(pivot < n && !enclosure.isPositive.isCertain)
        }
        #expect(
          !matrix.isCertainlyPositiveDefinite || exact.definiteness() == .positiveDefinite)
      }
    }
    #expect(decided > 50)
  }

  @Test func singularMatricesAreNeverCertified() throws {
    var generator = TestGenerator(seed: 123)
    for _ in rounds(150) {
      let n = generator.int(1...7)
      let kind = generator.pick(TestGenerator.Kind.allCases)
      let exact = RationalMatrix(TestGenerator.gram(generator.rows(n, n - 1, kind)))
      for bits in Self.bits {
        let verdict = IntervalMatrix(exact, precision: bits).definiteness()
        guard case .undecided = verdict else {
          Issue.record("singular: \(exact) \(verdict)")
          continue
        }
      }
    }
  }

  @Test func doublingDecidesNearlySingularMatrices() throws {
    for power in [10, 30, 100, 300] {
      let gap = Rational.power(10, -power)
      for sign: Rational in [1, -1] {
        let exact = RationalMatrix([[1, 1, 0], [1, 1 + gap * sign, 0], [0, 0, 1]])
        let result = PrecisionDoubling(start: 32, limit: 4096).decide { bits -> Bool? in
          switch IntervalMatrix(exact, precision: bits).definiteness() {
          case .positiveDefinite: return true
          case .notSemidefinite: return false
          case .undecided: return nil
          }
        }
        let found = try #require(result)
        #expect(found.decision == (sign > 0))
        // 10^-power is about 2^(-3.32 power): no precision below that can decide.
        #expect(found.precision * 2 > 3 * power)
      }
    }
    let singular = RationalMatrix([[1, 1], [1, 1]])
    let none = PrecisionDoubling(start: 32, limit: 500).decide { bits in
      IntervalMatrix(singular, precision: bits).isCertainlyPositiveDefinite ? true : nil
    }
    #expect(none == nil)
    #expect(PrecisionDoubling(start: 32, limit: 500).precisions == [32, 64, 128, 256, 500])
    #expect(PrecisionDoubling(start: 128, limit: 64).precisions == [128])
    #expect(PrecisionDoubling(start: 128, limit: 4096).precisions.last == 4096)
  }

  @Test func wideEnclosuresAreDecidedForAllMembers() throws {
    var generator = TestGenerator(seed: 124)
    var outcomes = [0, 0, 0]
    for _ in rounds(150) {
      let n = generator.int(1...4)
      var rows = generator.symmetricRows(n, .digits)
      if generator.bool() { for i in 0..<n { rows[i][i] += 1000 } }
      let (matrix, _) = try Self.box(rows, radius: Rational(1, 50), &generator, precision: 64)
      // Symmetric members at the corners of the enclosure.
      let members = (0..<4).map { _ in
        var member = rows
        for i in 0..<n {
          for j in 0...i {
            member[i][j] += rows[i][j] * Rational(generator.bool() ? 1 : -1) * Rational(1, 50)
            member[j][i] = member[i][j]
          }
        }
        return RationalMatrix(member)
      }
      switch matrix.definiteness() {
      case .positiveDefinite(let factor):
        outcomes[0] += 1
        for member in members {
          #expect(member.definiteness() == .positiveDefinite)
          #expect((factor * factor.transposed).contains(member))
        }
      case .notSemidefinite(let direction):
        outcomes[1] += 1
        for member in members { #expect(member.quadraticForm(direction) < .zero) }
      case .undecided: outcomes[2] += 1
      }
    }
    #expect(outcomes.allSatisfy { $0 > 5 }, "\(outcomes)")
  }

  @Test func linearSystemsContainTheExactSolution() throws {
    var generator = TestGenerator(seed: 125)
    var solved = 0
    for _ in rounds(60) {
      for kind in [TestGenerator.Kind.digits, .fractions, .huge, .scales] {
        let n = generator.int(0...5)
        let bits = generator.pick(Self.bits)
        let radius = generator.chance(3) ? Rational(1, 1_000_000) : .zero
        let rows = generator.cornerRows(n, n, kind)
        let (a, members) = try Self.box(rows, radius: radius, &generator, precision: bits)
        let right = (0..<n).map { _ in generator.rational(kind) }
        let b = IntervalVector(right, precision: bits)
        guard let solution = a.solve(b) else { continue }
        for member in members {
          guard let exact = member.solve(RationalMatrix(column: right)) else {
            Issue.record("a singular matrix was called regular: \(member)")
            continue
          }
          solved += 1
          #expect(solution.contains(exact.column(0)), "\(member)")
        }
      }
    }
    #expect(solved > 100)
  }

  @Test func linearSystemsAreSolvedToFullPrecision() throws {
    // Hilbert matrices: ill-conditioned, so that the 64-bit preconditioner fails for the larger.
    for n in [3, 8, 20] {
      let exact = RationalMatrix(
        (0..<n).map { i in (0..<n).map { Rational(1, Integer(i + $0 + 1)) } })
      let right = (0..<n).map { Rational($0 + 1) }
      let solution = try #require(
        IntervalMatrix(exact, precision: 300).solve(IntervalVector(right, precision: 300)))
      let expected = try #require(exact.solve(RationalMatrix(column: right))).column(0)
      #expect(solution.contains(expected))
      for (side, value) in zip(solution.elements, expected) {
        let width = try #require(side.width?.upper)
        #expect(width <= (value.magnitude + 1) * Rational.power(2, -150))
      }
    }
    let singular = IntervalMatrix(RationalMatrix([[1, 2], [2, 4]]), precision: 100)
    #expect(singular.solve(IntervalVector([1, 2], precision: 100)) == nil)
    let unbounded = IntervalMatrix(rows: 1, columns: 1) { _, _ in .entire(precision: 53) }
    #expect(unbounded.solve(IntervalVector([1], precision: 53)) == nil)
    #expect(!unbounded.isBounded && unbounded.rationalMidpoint == nil)
  }

  @Test func boxesAreSetsOfPoints() throws {
    var generator = TestGenerator(seed: 126)
    for _ in rounds(500) {
      let n = generator.int(1...3)
      func box(_ generator: inout TestGenerator) throws -> (IntervalVector, [(Rational, Rational)])
      {
        var ends = (0..<n).map { _ in IntervalTests.ends(&generator) }
        if generator.bool() {
          ends = (0..<n).map { _ in
            let a = generator.int(-3...3)
            return (Rational(a), Rational(a + generator.int(0...3)))
          }
        }
        let sides = try ends.map { try IntervalTests.make($0, 200) }
        return (
          IntervalVector(sides),
          try sides.map { (try #require($0.lower), try #require($0.upper)) }
        )
      }
      let (x, p) = try box(&generator)
      let (y, q) = generator.chance(4) ? (x, p) : try box(&generator)
      let pairs = Array(zip(p, q))
      #expect(x.isSubset(of: y) == pairs.allSatisfy { $1.0 <= $0.0 && $0.1 <= $1.1 })
      #expect(x.isInterior(to: y) == pairs.allSatisfy { $1.0 < $0.0 && $0.1 < $1.1 })
      let disjoint = pairs.contains { $0.1 < $1.0 || $1.1 < $0.0 }
      #expect(x.isDisjoint(from: y) == disjoint)
      #expect(x.intersection(y).isEmpty == disjoint)
      #expect(x.isSubset(of: x.hull(y)) && y.isSubset(of: x.hull(y)))
      let middle = try #require(x.rationalMidpoint)
      #expect(x.contains(middle) && x.contains(p.map { $0.0 }))
      #expect(!x.contains(p.map { $0.1 + 1 }))
      let point = q.map { $0.0 }
      #expect((x + y).contains(zip(middle, point).map { $0 + $1 }))
      #expect((x - y).contains(zip(middle, point).map { $0 - $1 }))
      let widest = p.reduce(Rational.zero) { max($0, $1.1 - $1.0) }
      #expect(Rational(exactly: x.largestWidth).map { $0 >= widest } ?? true)
      let largest = p.reduce(Rational.zero) { max($0, $1.0.magnitude, $1.1.magnitude) }
      #expect(x.maximumNorm.upper == largest)
    }
    let empty = IntervalVector([.empty(precision: 53), .one(precision: 53)])
    let one = IntervalVector([.one(precision: 53), .one(precision: 53)])
    #expect(empty.isEmpty && empty.isSubset(of: one) && empty.isInterior(to: one))
    #expect(empty.isDisjoint(from: one) && one.isDisjoint(from: empty))
    #expect(empty.hull(one).isSubset(of: one) && one.hull(empty).isSubset(of: one))
    #expect(empty.midpoint == nil && !empty.isBounded)
  }
}
