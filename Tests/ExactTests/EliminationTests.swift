import TestSupport
import Testing

@testable import Exact

@Suite struct EliminationTests {
  @Test func determinantAgainstCofactorsAndElimination() {
    var generator = TestGenerator(seed: 41)
    for _ in rounds(60) {
      for n in 0...6 {
        let rows = generator.cornerRows(n, n, generator.pick(TestGenerator.Kind.allCases))
        let value = RationalMatrix(rows).determinant()
        #expect(value == PlainMatrix.determinant(rows))
        if n <= 5 { #expect(value == PlainMatrix.cofactorDeterminant(rows)) }
        #expect(RationalMatrix(rows).transposed.determinant() == value)
      }
    }
  }

  @Test func determinantIsMultiplicative() {
    var generator = TestGenerator(seed: 42)
    for _ in rounds(60) {
      let n = generator.int(1...6)
      let a = RationalMatrix(generator.rows(n, n, generator.pick(TestGenerator.Kind.allCases)))
      let b = RationalMatrix(generator.rows(n, n, .fractions))
      #expect((a * b).determinant() == a.determinant() * b.determinant())
    }
  }

  @Test func rankAndPivotColumnsAgainstReduction() {
    var generator = TestGenerator(seed: 43)
    for _ in rounds(400) {
      let (n, m) = (generator.int(0...6), generator.int(0...6))
      let rows = generator.cornerRows(n, m, generator.pick(TestGenerator.Kind.allCases))
      let a = RationalMatrixTests.matrix(rows, columns: m)
      let expected = PlainMatrix.reduce(rows, columns: m).pivots
      #expect(a.rank() == expected.count)
      #expect(a.independentColumns() == expected)
      #expect(a.transposed.rank() == expected.count)
    }
  }

  @Test func nullVectorsAreInTheKernel() {
    var generator = TestGenerator(seed: 44)
    var found = 0
    for _ in rounds(400) {
      let (n, m) = (generator.int(0...6), generator.int(0...6))
      let rows = generator.cornerRows(n, m, generator.pick(TestGenerator.Kind.allCases))
      let a = RationalMatrixTests.matrix(rows, columns: m)
      guard let z = a.nullVector() else {
        #expect(PlainMatrix.reduce(rows, columns: m).pivots.count == m)
        continue
      }
      found += 1
      #expect(z.count == m && PlainMatrix.image(rows, z).allSatisfy { $0.isZero })
      #expect(z.first { !$0.isZero }.map { $0 > 0 } == true)
      #expect(z.reduce(Integer.zero) { Integer.gcd($0, $1) } == 1)
    }
    #expect(found > 50)
  }

  @Test func solutionsAndInversesMultiplyBack() {
    var generator = TestGenerator(seed: 45)
    for _ in rounds(400) {
      let n = generator.int(0...6)
      let kind = generator.pick(TestGenerator.Kind.allCases)
      let rows = generator.cornerRows(n, n, kind)
      let a = RationalMatrixTests.matrix(rows, columns: n)
      let width = generator.int(0...3)
      let b = RationalMatrixTests.matrix(
        generator.rows(n, width, generator.pick(TestGenerator.Kind.allCases)), columns: width)
      let regular = PlainMatrix.reduce(rows, columns: n).pivots.count == n
      let solution = a.solve(b)
      let inverse = a.inverse()
      #expect((solution != nil) == regular && (inverse != nil) == regular)
      if let solution, let inverse {
        #expect(a * solution == b && solution.rows == n && solution.columns == width)
        #expect(a * inverse == .identity(n) && inverse * a == .identity(n))
        #expect(inverse * b == solution)
      }
    }
  }

  @Test func inverseAgainstCofactors() throws {
    var generator = TestGenerator(seed: 46)
    for _ in rounds(60) {
      let n = generator.int(1...4)
      let rows = generator.rows(n, n, generator.pick(TestGenerator.Kind.allCases))
      let determinant = PlainMatrix.cofactorDeterminant(rows)
      guard !determinant.isZero else { continue }
      let inverse = try #require(RationalMatrix(rows).inverse())
      for i in 0..<n {
        for j in 0..<n {
          let kept = (0..<n).filter { $0 != j }.map { r in
            (0..<n).filter { $0 != i }.map { rows[r][$0] }
          }
          let cofactor = PlainMatrix.cofactorDeterminant(kept)
          #expect(inverse[i, j] == ((i + j) % 2 == 0 ? cofactor : -cofactor) / determinant)
        }
      }
    }
  }

  @Test func hilbertMatrices() throws {
    for n in 1...10 {
      let rows = (0..<n).map { i in (0..<n).map { Rational(1, Integer(i + $0 + 1)) } }
      let inverse = try #require(RationalMatrix(rows).inverse())
      #expect(inverse.entries.joined().allSatisfy { $0.isInteger })
      // The closed form of the corner entry: n^2.
      #expect(inverse[0, 0] == Rational(n * n))
      #expect(RationalMatrix(rows).definiteness() == .positiveDefinite)
    }
  }

  @Test func largerRandomInverse() throws {
    var generator = TestGenerator(seed: 47)
    let n = 30
    let a = RationalMatrix(generator.rows(n, n, .digits))
    let inverse = try #require(a.inverse())
    #expect(a * inverse == .identity(n))
    #expect(a.determinant() == PlainMatrix.determinant(a.entries))
  }
}
