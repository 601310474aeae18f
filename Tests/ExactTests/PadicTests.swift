import TestSupport
import Testing

@testable import Exact

@Suite struct PadicTests {
  static let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])

  @Test func solutionsAgainstElimination() {
    var generator = TestGenerator(seed: 141)
    var solved = 0
    for _ in rounds(60) {
      for kind in TestGenerator.Kind.allCases {
        let n = generator.int(0...7)
        let a = RationalMatrixTests.matrix(generator.cornerRows(n, n, kind), columns: n)
        let width = generator.int(0...2)
        let other = generator.pick(TestGenerator.Kind.allCases)
        let b = RationalMatrixTests.matrix(generator.rows(n, width, other), columns: width)
        let expected = a.eliminationSolution(b)
        // A prime of 60 bits does not divide these determinants unless they are zero.
        #expect(a.padicSolution(b) == expected, "\(a)")
        solved += expected == nil ? 0 : 1
      }
    }
    #expect(solved > 100)
  }

  @Test func solutionsOfLargerSystems() throws {
    var generator = TestGenerator(seed: 142)
    for (n, kind) in [(30, TestGenerator.Kind.digits), (20, .words), (20, .scales)] {
      let a = RationalMatrix(generator.rows(n, n, kind))
      let b = RationalMatrix(generator.rows(n, 2, .fractions))
      let x = try #require(a.solve(b))
      #expect(a * x == b)
      var rows = a.entries
      rows[n - 1] = zip(rows[0], rows[1]).map { $0 - $1 }
      let singular = RationalMatrix(rows)
      #expect(singular.solve(b) == nil && singular.rank() == n - 1)
      let z = try #require(singular.nullVector())
      #expect(singular.numeratorProduct(z).allSatisfy { $0.isZero })
    }
  }

  @Test func longestSolutionsAreFound() throws {
    // Denominators and numerators at the bound: diagonal matrices with coprime entries.
    for bits in [10, 58, 60, 63, 64, 65, 200] {
      let n = 5
      let entries = (0..<n).map { Rational(Integer.one.shiftedLeft(bits) - Integer(2 * $0 + 1)) }
      let a = RationalMatrix.diagonal(entries)
      let b = RationalMatrix(column: (0..<n).map { Rational(Integer(10).power(30 * $0) + 1) })
      let solution = try #require(a.padicSolution(b))
      #expect(solution == a.eliminationSolution(b))
    }
  }

  @Test func dependenciesAgainstElimination() {
    var generator = TestGenerator(seed: 143)
    for _ in rounds(60) {
      for kind in TestGenerator.Kind.allCases {
        let (n, m) = (generator.int(0...7), generator.int(0...7))
        let a = RationalMatrixTests.matrix(generator.cornerRows(n, m, kind), columns: m)
        let columns = Echelon(a).pivotColumns
        #expect(a.modularIndependentColumns() == columns, "\(a)")
        let found = a.modularNullVector()
        #expect(found != nil && found?.vector == a.nullVector(), "\(a)")
      }
    }
  }

  @Test func semidefiniteMatricesAgainstElimination() {
    var generator = TestGenerator(seed: 144)
    var decided = 0
    for _ in rounds(25) {
      for kind in TestGenerator.Kind.allCases {
        for n in 1...7 {
          let rows = generator.symmetricRows(n, kind)
          let a = RationalMatrix(rows)
          guard let verdict = a.modularDefiniteness() else { continue }
          decided += 1
          let elimination = SymmetricElimination(a, full: false).definiteness
          DefinitenessTests.checkEvidence(verdict, rows)
          #expect(verdict.isSemidefinite == elimination.isSemidefinite)
          if verdict.isSemidefinite { #expect(verdict == elimination) }
        }
      }
    }
    #expect(decided > 200)
  }

  @Test func singularMatricesWithANegativeDirection() {
    // The leading block is positive definite; behind it the Schur complement has zeros on the
    // diagonal and something beside it, or a negative number and a zero.
    var generator = TestGenerator(seed: 145)
    var decided = 0
    for _ in rounds(200) {
      let n = generator.int(1...4)
      let extra = generator.int(2...3)
      let size = n + extra
      let core = generator.rows(n, n, .digits)
      var complement = Array(repeating: Array(repeating: Rational.zero, count: extra), count: extra)
      let value = Rational(generator.pick([-3, -1, 1, 2]))
      switch generator.int(0...2) {
      case 0:
        complement[0][1] = value
        complement[1][0] = value
      case 1: complement[extra - 1][extra - 1] = value
      default:
        complement[0][0] = generator.pick([1, 5])
        complement[extra - 1][0] = value
        complement[0][extra - 1] = value
      }
      // B^T (gram + complement) B with B unit upper triangular mixes everything.
      let block = TestGenerator.gram(core)
      let middle = RationalMatrix(
        (0..<size).map { i in
          (0..<size).map { j in
            i < n && j < n ? block[i][j] : (i >= n && j >= n ? complement[i - n][j - n] : .zero)
          }
        })
      let mixer = RationalMatrix(
        (0..<size).map { i in
          (0..<size).map {
            $0 < i ? .zero : ($0 == i ? .one : Rational(generator.int(-4...4)))
          }
        })
      let a = mixer.transposed * middle * mixer
      let elimination = SymmetricElimination(a, full: false).definiteness
      for verdict in [a.definiteness(), a.modularDefiniteness()].compactMap({ $0 }) {
        DefinitenessTests.checkEvidence(verdict, a.entries)
        #expect(verdict.isSemidefinite == elimination.isSemidefinite)
      }
      decided += a.modularDefiniteness() == nil ? 0 : 1
    }
    #expect(decided > 50)
  }

  @Test func wrongGuessesAreNotBelieved() throws {
    // The prime of the guess divides a minor: nothing may be concluded.
    let prime = Rational(Integer(Int(Self.field.modulus)))
    for rows: [[Rational]] in [
      [[1, 0], [0, prime]], [[prime, 0], [0, 1]], [[2, 1], [1, (prime + 1) * Rational(1, 2)]],
      [[prime, prime], [prime, prime * 2]],
    ] {
      let a = RationalMatrix(rows)
      #expect(a.modularDefiniteness() == nil && a.definiteness() == .positiveDefinite)
      #expect(a.modularNullVector() == nil && a.modularIndependentColumns() == nil)
      #expect(a.nullVector() == nil && a.rank() == 2)
      #expect(a.padicSolution(.identity(2)) == nil && a.inverse() != nil)
    }
    // A matrix that is singular, but not where the prime says.
    let mixed = RationalMatrix([[prime, 0, 0], [0, 1, 1], [0, 1, 1]])
    #expect(mixed.modularDefiniteness() == nil)
    #expect(mixed.definiteness() == .positiveSemidefinite(kernel: [[0, -1, 1]]))
    // A solution is checked against the system.
    let a = RationalMatrix([[2, 1], [1, 3]])
    let solver = try #require(PadicSolver(a, Self.field))
    #expect(solver.verifies([2, 1], 5, [1, 1]) && solver.verifies([4, 2], 10, [1, 1]))
    #expect(!solver.verifies([2, 2], 5, [1, 1]) && !solver.verifies([2, 1], 4, [1, 1]))
    #expect(!solver.verifies([-2, -1], -5, [1, 1]) && !solver.verifies([0, 0], 0, [1, 1]))
  }

  @Test func largeSingularGramMatrix() throws {
    let a = PositiveDefiniteTests.gram(size: 120, samples: 117, seed: 146)
    guard case .positiveSemidefinite(let kernel) = a.definiteness() else {
      Issue.record("a Gram matrix is semi-definite")
      return
    }
    #expect(kernel.count == 3)
    for vector in kernel { #expect(a.numeratorProduct(vector).allSatisfy { $0.isZero }) }
    let first = try #require(a.nullVector())
    #expect(first == kernel[0] || first == kernel[0].map { -$0 })
    #expect(a.independentColumns() == Array(0..<117) && a.rank() == 117)
  }
}
