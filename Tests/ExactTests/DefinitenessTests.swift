import TestSupport
import Testing

@testable import Exact

@Suite struct DefinitenessTests {
  /// Checks a verdict on its own evidence alone.
  static func checkEvidence(_ verdict: Definiteness, _ rows: [[Rational]]) {
    let size = rows.count
    switch verdict {
    case .positiveDefinite: break
    case .notSemidefinite(let direction):
      #expect(direction.count == size)
      #expect(PlainMatrix.quadraticForm(rows, direction) < .zero)
      #expect(direction.reduce(Integer.zero) { Integer.gcd($0, $1) } == 1)
    case .positiveSemidefinite(let kernel):
      #expect(!kernel.isEmpty)
      for vector in kernel {
        #expect(vector.count == size)
        #expect(PlainMatrix.image(rows, vector).allSatisfy { $0.isZero })
        #expect(vector.reduce(Integer.zero) { Integer.gcd($0, $1) } == 1)
      }
      // Independent, and as many as the kernel has dimensions.
      let basis = kernel.map { $0.map { Rational($0) } }
      #expect(PlainMatrix.reduce(basis, columns: size).pivots.count == kernel.count)
      #expect(PlainMatrix.reduce(rows, columns: size).pivots.count == size - kernel.count)
    }
  }

  /// The verdict from the signs of all principal minors.
  static func expected(_ rows: [[Rational]]) -> (definite: Bool, semidefinite: Bool) {
    let size = rows.count
    let minors = PlainMatrix.subsets(size).map { (set: $0, value: PlainMatrix.minor(rows, $0)) }
    // Sylvester: the leading minors decide definiteness, all principal minors semidefiniteness.
    let leading = minors.filter { $0.set == Array(0..<$0.set.count) }
    return (leading.allSatisfy { $0.value > .zero }, minors.allSatisfy { $0.value >= .zero })
  }

  static func check(_ rows: [[Rational]]) {
    let a = RationalMatrix(rows)
    let verdict = a.definiteness()
    checkEvidence(verdict, rows)
    let expected = expected(rows)
    switch verdict {
    case .positiveDefinite: #expect(expected.definite, "\(a)")
    case .positiveSemidefinite: #expect(expected.semidefinite && !expected.definite, "\(a)")
    case .notSemidefinite: #expect(!expected.semidefinite, "\(a)")
    }
    #expect(verdict.isSemidefinite == expected.semidefinite)

    let (inverse, inverseVerdict) = a.positiveDefiniteInverse()
    checkEvidence(inverseVerdict, rows)
    #expect((inverse != nil) == expected.definite)
    #expect((inverseVerdict == .positiveDefinite) == expected.definite)
    #expect(inverseVerdict.isSemidefinite == expected.semidefinite)
    if let inverse {
      #expect(a * inverse == .identity(rows.count) && inverse.isSymmetric)
      #expect(inverse == a.inverse())
    }

    guard let factors = a.ldlFactors() else {
      #expect(!expected.semidefinite)
      return
    }
    #expect(expected.semidefinite)
    checkFactors(factors, a)
  }

  static func checkFactors(
    _ factors: (order: [Int], lower: RationalMatrix, diagonal: [Rational]), _ a: RationalMatrix
  ) {
    let size = a.rows
    #expect(factors.order.sorted() == Array(0..<size))
    let lower = factors.lower
    for i in 0..<size {
      #expect(lower[i, i] == .one && factors.diagonal[i].signum >= 0)
      for j in (i + 1)..<max(size, i + 1) { #expect(lower[i, j].isZero) }
    }
    let product = lower * .diagonal(factors.diagonal) * lower.transposed
    #expect(product == a.principalSubmatrix(factors.order))
  }

  @Test func allFamiliesAgainstPrincipalMinors() {
    var generator = TestGenerator(seed: 51)
    for _ in rounds(25) {
      for kind in TestGenerator.Kind.allCases {
        for n in 0...5 { Self.check(generator.symmetricRows(n, kind)) }
      }
    }
  }

  @Test func allSmallSignMatrices() {
    // Every symmetric 3 x 3 matrix with entries -1, 0, 1.
    for code in 0..<729 {
      var rest = code
      var entries: [Rational] = []
      for _ in 0..<6 {
        entries.append(Rational(rest % 3 - 1))
        rest /= 3
      }
      Self.check([
        [entries[0], entries[1], entries[2]],
        [entries[1], entries[3], entries[4]],
        [entries[2], entries[4], entries[5]],
      ])
    }
  }

  @Test func matricesWithoutAPivot() {
    Self.check([])
    Self.check([[0]])
    Self.check([[-1]])
    Self.check([[0, 1], [1, 0]])
    Self.check([[0, 0], [0, 0]])
    Self.check([[1, 0, 0], [0, 0, 2], [0, 2, 0]])
    Self.check([[1, 1, 0], [1, 1, 3], [0, 3, 9]])
    Self.check([[0, 0, 0], [0, 2, 1], [0, 1, 2]])
    Self.check([[0, 0, 0], [0, 0, 0], [0, 0, -1]])
    // Negative only after the last pivot, by an amount no double sees.
    let tiny = Rational(1, Integer(10).power(300))
    Self.check([[1, 1], [1, 1 - tiny]])
    Self.check([[1, 1], [1, 1 + tiny]])
    Self.check([[1, 1], [1, 1]])
  }

  @Test func singularGramMatrices() {
    var generator = TestGenerator(seed: 52)
    for _ in rounds(40) {
      let n = generator.int(2...12)
      let rank = generator.int(0...n - 1)
      let rows = TestGenerator.gram(generator.rows(n, rank, .digits))
      let verdict = RationalMatrix(rows).definiteness()
      Self.checkEvidence(verdict, rows)
      guard case .positiveSemidefinite = verdict else {
        Issue.record("a singular Gram matrix is semi-definite")
        continue
      }
    }
  }

  @Test func onlyTheLowerTriangleOfALargeMatrixIsNeeded() throws {
    var generator = TestGenerator(seed: 53)
    let n = 25
    let a = RationalMatrix(TestGenerator.gram(generator.rows(n, n, .digits)))
    let inverse = try #require(a.positiveDefiniteInverse().inverse)
    #expect(a * inverse == .identity(n))
    Self.checkFactors(try #require(a.ldlFactors()), a)
    #expect(inverse.definiteness() == .positiveDefinite)
  }
}
