import TestSupport
import Testing

@testable import Exact

@Suite struct PositiveDefiniteTests {
  /// Runs every precision of the fixed-point factorization on a matrix whose verdict is known.
  static func checkAllPrecisions(_ a: RationalMatrix, definite: Bool) {
    guard case .scaled(let scaled) = ScaledSymmetricMatrix.make(a) else {
      #expect(!definite)
      return
    }
    var outcomes = [FixedPointCholesky.inWords(scaled)]
    for fraction in [1, 8, 30, 61, 64, 200] {
      outcomes.append(FixedPointCholesky.inIntegers(scaled, fraction: fraction))
    }
    for outcome in outcomes {
      if case .positiveDefinite = outcome { #expect(definite, "\(a)") }
    }
  }

  static func check(_ rows: [[Rational]]) {
    let a = RationalMatrix(rows)
    let elimination = SymmetricElimination(a, full: false).definiteness
    checkAllPrecisions(a, definite: elimination == .positiveDefinite)
    guard let verdict = a.fixedPointDefiniteness() else { return }
    DefinitenessTests.checkEvidence(verdict, rows)
    #expect((verdict == .positiveDefinite) == (elimination == .positiveDefinite), "\(a)")
    // A singular semi-definite matrix is never decided this way.
    #expect(verdict.isSemidefinite == elimination.isSemidefinite)
  }

  @Test func allFamiliesAgainstElimination() {
    var generator = TestGenerator(seed: 71)
    for _ in rounds(20) {
      for kind in TestGenerator.Kind.allCases {
        for n in 0...7 { Self.check(generator.symmetricRows(n, kind)) }
      }
    }
  }

  @Test func singularMatricesAreNeverDefinite() {
    var generator = TestGenerator(seed: 72)
    for _ in rounds(150) {
      let n = generator.int(1...9)
      let kind = generator.pick(TestGenerator.Kind.allCases)
      var rows = TestGenerator.gram(generator.rows(n, n - 1, kind))
      // Badly scaled rows and columns do not change the verdict.
      let scale = (0..<n).map { _ in
        Rational(
          Integer(10).power(generator.int(0...200)), Integer(10).power(generator.int(0...200)))
      }
      rows = (0..<n).map { i in (0..<n).map { rows[i][$0] * scale[i] * scale[$0] } }
      let a = RationalMatrix(rows)
      Self.checkAllPrecisions(a, definite: false)
      guard case .positiveSemidefinite(let kernel) = a.definiteness() else {
        Issue.record("a Gram matrix of \(n - 1) columns is singular and semi-definite")
        continue
      }
      #expect(!kernel.isEmpty)
    }
  }

  @Test func distanceToSingularityIsResolved() {
    // One below and one above the boundary, at every scale of the gap and of the diagonal.
    for power in stride(from: 1, through: 400, by: 7) {
      let gap = Rational(1, Integer(2).power(power))
      for factor: Rational in [1, 3, Rational(Integer(2).power(62) - 1), Rational(1, 7)] {
        for size in [2, 3] {
          var rows = Array(repeating: Array(repeating: factor, count: size), count: size)
          for i in 1..<size { rows[i][i] += factor * gap }
          Self.check(rows)
          #expect(RationalMatrix(rows).definiteness() == .positiveDefinite)
          for i in 1..<size { rows[i][i] -= factor * (gap + gap) }
          Self.check(rows)
          #expect(!RationalMatrix(rows).definiteness().isSemidefinite)
        }
      }
    }
  }

  @Test func largestEntriesDoNotOverflow() {
    // Diagonals just below a power of four, correlations of nearly one and both signs.
    var generator = TestGenerator(seed: 73)
    for _ in rounds(40) {
      let n = generator.int(2...12)
      let bits = generator.pick([2, 10, 62, 64, 124, 126, 128, 130, 300])
      let top = Integer.one.shiftedLeft(bits) - 1
      let signs = (0..<n).map { _ in generator.bool() ? 1 : -1 }
      var rows = (0..<n).map { i in (0..<n).map { Rational(top * Integer(signs[i] * signs[$0])) } }
      Self.check(rows)
      for i in 0..<n {
        for j in 0..<i where generator.chance(3) {
          let delta = Rational(generator.int(-1...1))
          rows[i][j] += delta
          rows[j][i] += delta
        }
      }
      Self.check(rows)
      for i in 0..<n { rows[i][i] += Rational(Integer(generator.int(0...3))) }
      Self.check(rows)
    }
  }

  @Test func tinyPivotsBeforeLargeEntries() {
    // A pivot of 2^-power is followed by an entry of 2^-offset in its column, so that quotients are
    // far beyond a word; the sign of the last pivot depends on both.
    for power in stride(from: 1, through: 130, by: 3) {
      for offset in stride(from: 0, through: 80, by: 5) {
        let pivot = Rational(1, Integer(2).power(power))
        let entry = Rational(1, Integer(2).power(offset))
        for sign: Rational in [1, -1] {
          Self.check([[1, 1, 0], [1, 1 + pivot, entry * sign], [0, entry * sign, 1]])
          Self.check([[1, 1, 1], [1, 1 + pivot, entry * sign], [1, entry * sign, 3]])
        }
      }
    }
  }

  @Test func clearCasesNeedNoElimination() {
    var generator = TestGenerator(seed: 79)
    for _ in rounds(100) {
      let n = generator.int(1...12)
      // Rows of the identity plus small numbers: far from singular, in both directions.
      let rows = (0..<n).map { i in
        (0..<n).map { Rational($0 == i ? 100 : generator.int(-9...9)) }
      }
      var gram = TestGenerator.gram(rows)
      guard case .scaled(let scaled) = ScaledSymmetricMatrix.make(RationalMatrix(gram)) else {
        Issue.record("positive diagonals can be scaled")
        continue
      }
      for outcome in [
        FixedPointCholesky.inWords(scaled), FixedPointCholesky.inIntegers(scaled, fraction: 61),
      ] {
        guard case .positiveDefinite = outcome else {
          Issue.record("not proved: \(gram)")
          continue
        }
      }
      guard n > 1 else { continue }
      gram[n - 1][n - 1] = gram[n - 1][0] * gram[n - 1][0] / gram[0][0] * Rational(99, 100)
      gram[n - 1][0] = gram[n - 1][0] + (gram[n - 1][0] < 0 ? -50 : 50)
      gram[0][n - 1] = gram[n - 1][0]
      guard case .notSemidefinite = RationalMatrix(gram).fixedPointDefiniteness() else {
        Issue.record("not refuted: \(gram)")
        continue
      }
    }
  }

  @Test func scaledEntriesAreTruncated() throws {
    var generator = TestGenerator(seed: 74)
    for _ in rounds(200) {
      let n = generator.int(1...4)
      let a = RationalMatrix(
        generator.symmetricRows(n, generator.pick(TestGenerator.Kind.allCases)))
      guard case .scaled(let scaled) = ScaledSymmetricMatrix.make(a) else { continue }
      let buffer = IntegerBuffer(count: 1)
      for i in 0..<n {
        for j in 0...i {
          let word = scaled.word(i, j, fraction: 61)
          scaled.write(i, j, fraction: 61, to: buffer.base)
          #expect(word.description == buffer.value(0).description)
          let power = scaled.exponents[i] + scaled.exponents[j]
          let exact = Rational(a.numerator(i, j)) * Rational(Integer(2).power(122))
          let scaledEntry = exact / Rational(Integer(2).power(power))
          let truncated = try #require(Integer(decimal: word.description))
          #expect((scaledEntry - Rational(truncated)).magnitude < .one)
          #expect(truncated.magnitude < Integer(2).power(124))
          #expect(i != j || truncated >= Integer(2).power(122))
        }
      }
    }
  }

  /// The inner products of random rows of two-digit integers.
  static func gram(size: Int, samples: Int, seed: UInt64) -> RationalMatrix {
    var generator = TestGenerator(seed: seed)
    let rows = (0..<size).map { _ in
      (0..<samples).map { _ in Integer(generator.int(-99...99)) }
    }
    var numerators = rows.map { _ in Array(repeating: Integer.zero, count: size) }
    for i in 0..<size {
      for j in 0...i {
        numerators[i][j] = Integer.dot(rows[i], rows[j])
        numerators[j][i] = numerators[i][j]
      }
    }
    return RationalMatrix(numerators: numerators)
  }

  @Test func largeGramMatrices() {
    #expect(Self.gram(size: 256, samples: 256, seed: 75).definiteness() == .positiveDefinite)
    #expect(Self.gram(size: 100, samples: 200, seed: 76).definiteness() == .positiveDefinite)
    // One sample too few: no precision may call it definite.
    Self.checkAllPrecisions(Self.gram(size: 80, samples: 79, seed: 77), definite: false)
    var indefinite = Self.gram(size: 80, samples: 79, seed: 78)
    indefinite[40, 40] -= Rational(1, Integer(10).power(40))
    Self.checkAllPrecisions(indefinite, definite: false)
    let verdict = indefinite.definiteness()
    guard case .notSemidefinite(let direction) = verdict else {
      Issue.record("expected a negative direction, found \(verdict)")
      return
    }
    #expect(indefinite.quadraticForm(direction) < .zero)
    indefinite[40, 40] += Rational(2, Integer(10).power(40))
    #expect(indefinite.definiteness() == .positiveDefinite)
  }

  @Test func directionsAreShort() {
    // A clearly indefinite matrix has a direction with single-digit entries.
    let rows: [[Rational]] = [[4, 3, 3], [3, 4, -3], [3, -3, 4]]
    guard case .notSemidefinite(let direction) = RationalMatrix(rows).definiteness() else {
      Issue.record("the matrix has determinant -128")
      return
    }
    #expect(direction.allSatisfy { $0.magnitude <= 9 })
  }
}
