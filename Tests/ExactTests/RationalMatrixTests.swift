import TestSupport
import Testing

@testable import Exact

@Suite struct RationalMatrixTests {
  static let shapes = [
    (0, 0, 0), (1, 1, 1), (1, 0, 1), (0, 3, 2), (1, 3, 1), (3, 1, 2), (2, 2, 2), (4, 3, 5),
  ]

  @Test func productsSumsAndTransposes() {
    var generator = TestGenerator(seed: 31)
    for _ in rounds(60) {
      for (n, m, l) in Self.shapes {
        let kind = generator.pick(TestGenerator.Kind.allCases)
        let a = generator.rows(n, m, kind)
        let b = generator.rows(m, l, generator.pick(TestGenerator.Kind.allCases))
        let c = generator.rows(n, m, generator.pick(TestGenerator.Kind.allCases))
        // A nested array with no row does not tell the number of columns, so build explicitly.
        let (x, y, z) = (
          Self.matrix(a, columns: m), Self.matrix(b, columns: l), Self.matrix(c, columns: m)
        )
        let product = x * y
        #expect(product.rows == n && product.columns == l)
        #expect(product.entries == PlainMatrix.product(a, b, columns: l))
        #expect((x + z).entries == zip(a, c).map { zip($0, $1).map { $0 + $1 } })
        #expect((x - z).entries == zip(a, c).map { zip($0, $1).map { $0 - $1 } })
        #expect((x + z) - z == x)
        #expect(x.transposed.entries == PlainMatrix.transposed(a, columns: m))
        #expect(x.transposed.rows == m && x.transposed.transposed == x)
        #expect((x * y).transposed == y.transposed * x.transposed)
        let factor = generator.rational()
        #expect(x.scaled(by: factor).entries == a.map { $0.map { $0 * factor } })
        #expect(x * (y.scaled(by: factor)) == (x * y).scaled(by: factor))
        let vector = (0..<m).map { _ in generator.rational(kind) }
        #expect(x * vector == a.map { zip($0, vector).reduce(.zero) { $0 + $1.0 * $1.1 } })
      }
    }
  }

  /// A matrix entry by entry, through the subscript.
  static func matrix(_ rows: [[Rational]], columns: Int) -> RationalMatrix {
    var result = RationalMatrix(rows: rows.count, columns: columns)
    for (i, row) in rows.enumerated() {
      for (j, entry) in row.enumerated() { result[i, j] = entry }
    }
    return result
  }

  @Test func buildingAndReading() {
    var generator = TestGenerator(seed: 32)
    for _ in rounds(200) {
      let (n, m) = (generator.int(1...4), generator.int(0...4))
      let rows = generator.rows(n, m, generator.pick(TestGenerator.Kind.allCases))
      let a = RationalMatrix(rows)
      #expect(a.rows == n && a.columns == m && a.denominator.signum > 0)
      #expect(a == Self.matrix(rows, columns: m))
      #expect(a.entries == rows)
      #expect((0..<m).map { a.column($0) } == PlainMatrix.transposed(rows, columns: m))
      #expect((0..<n).map { a.row($0) } == rows)
      #expect(a.diagonal == (0..<min(n, m)).map { rows[$0][$0] })
      for i in 0..<n {
        for j in 0..<m {
          #expect(a[i, j] == rows[i][j] && a.sign(i, j) == rows[i][j].signum)
          #expect(Rational(a.numerator(i, j), a.denominator) == rows[i][j])
        }
      }
      let scale = generator.nonZeroInteger(bits: 100)
      let scaledUp = a.numerators.map { $0.map { $0 * scale } }
      let again = RationalMatrix(numerators: scaledUp, denominator: a.denominator * scale)
      #expect(again == a && again.denominator.signum > 0)
      let reduced = again.reduced()
      #expect(reduced == a)
      let content = reduced.numerators.joined().reduce(reduced.denominator) { Integer.gcd($0, $1) }
      #expect(content == 1)
      #expect(a.doubleValues == rows.map { $0.map(\.doubleValue) })
      #expect(m == 0 || a.description.split(separator: "\n").count == n)
    }
  }

  @Test func equalityLooksAtValuesAndShape() {
    var generator = TestGenerator(seed: 33)
    for _ in rounds(200) {
      let (n, m) = (generator.int(1...3), generator.int(1...3))
      let a = RationalMatrix(generator.rows(n, m, generator.pick(TestGenerator.Kind.allCases)))
      var b = a.scaled(by: Rational(1, 7)).scaled(by: 7)
      #expect(a == b)
      let (i, j) = (generator.int(0...n - 1), generator.int(0...m - 1))
      b[i, j] += Rational(1, Integer(10).power(generator.int(0...100)))
      #expect(a != b)
    }
    #expect(RationalMatrix(rows: 0, columns: 3) != RationalMatrix(rows: 3, columns: 0))
    #expect(RationalMatrix(rows: 2, columns: 1) != RationalMatrix(rows: 1, columns: 2))
    #expect(RationalMatrix(rows: 0, columns: 0) == RationalMatrix([[Rational]]()))
  }

  @Test func shapesWithoutEntries() {
    let tall = RationalMatrix(column: [])
    #expect(tall.rows == 0 && tall.columns == 1)
    let wide = RationalMatrix(rows: 3, columns: 0)
    #expect(wide * [Rational]() == [0, 0, 0])
    #expect(RationalMatrix.identity(0).rows == 0)
    #expect(RationalMatrix.diagonal([]).isSymmetric)
    #expect(wide * RationalMatrix(rows: 0, columns: 2) == RationalMatrix(rows: 3, columns: 2))
    #expect(wide.reduced() == wide && wide.scaled(by: Rational(1, 3)) == wide)
    #expect(RationalMatrix(rows: 0, columns: 0).quadraticForm([]) == 0)
    #expect(RationalMatrix(rows: 2, columns: 0).bilinear([1, 2], []) == 0)
  }

  @Test func copiesAreIndependent() {
    var generator = TestGenerator(seed: 34)
    for _ in rounds(200) {
      let rows = generator.rows(3, 3, .fractions)
      let original = RationalMatrix(rows)
      var copy = original
      let (i, j) = (generator.int(0...2), generator.int(0...2))
      let value = generator.rational()
      copy[i, j] = value
      var changed = rows
      changed[i][j] = value
      #expect(original.entries == rows)
      #expect(copy.entries == changed)
      // An entry assigned from the same matrix.
      copy[0, 0] = copy[2, 1]
      changed[0][0] = changed[2][1]
      #expect(copy.entries == changed)
      _ = original.switched(by: [1, -1, 1])
      _ = original.scaled(by: 3)
      _ = original.reduced()
      #expect(original.entries == rows)
    }
  }

  @Test func submatricesAndSwitching() {
    var generator = TestGenerator(seed: 35)
    for _ in rounds(200) {
      let (n, m) = (generator.int(1...5), generator.int(1...5))
      let rows = generator.rows(n, m, generator.pick(TestGenerator.Kind.allCases))
      let a = RationalMatrix(rows)
      let keptRows = (0..<generator.int(0...4)).map { _ in generator.int(0...n - 1) }
      let keptColumns = (0..<generator.int(1...4)).map { _ in generator.int(0...m - 1) }
      let part = a.submatrix(rows: keptRows, columns: keptColumns)
      #expect(part.rows == keptRows.count && part.columns == keptColumns.count)
      #expect(part.entries == keptRows.map { i in keptColumns.map { rows[i][$0] } })
      let square = RationalMatrix(generator.rows(n, n, .fractions))
      let signs = (0..<n).map { _ in generator.bool() ? 1 : -1 }
      let flip = RationalMatrix.diagonal(signs.map { Rational($0) })
      #expect(square.switched(by: signs) == flip * square * flip)
      #expect(square.principalSubmatrix(Array(0..<n)) == square)
    }
  }

  @Test func symmetryIsFound() {
    var generator = TestGenerator(seed: 36)
    for _ in rounds(300) {
      let n = generator.int(0...5)
      let rows = generator.symmetricRows(n, .fractions)
      var a = RationalMatrix(rows)
      #expect(a.isSymmetric && a.firstAsymmetry == nil)
      guard n > 1 else { continue }
      let i = generator.int(0...n - 2)
      let j = generator.int(i + 1...n - 1)
      a[generator.bool() ? i : j, 0] += 0
      a[j, i] += Rational(1, Integer(10).power(200))
      let found = a.firstAsymmetry
      #expect(found?.row == i && found?.column == j && !a.isSymmetric)
    }
    #expect(!RationalMatrix(rows: 1, columns: 2).isSymmetric)
  }

  @Test func formsOfIntegerVectors() {
    var generator = TestGenerator(seed: 37)
    for _ in rounds(300) {
      let (n, m) = (generator.int(1...5), generator.int(1...5))
      let a = RationalMatrix(generator.rows(n, m, generator.pick(TestGenerator.Kind.allCases)))
      let x = (0..<n).map { _ in generator.integer(bits: 100) }
      let y = (0..<m).map { _ in generator.integer(bits: 100) }
      let image = a * y.map { Rational($0) }
      #expect(a.numeratorProduct(y).map { Rational($0, a.denominator) } == image)
      let expected = zip(x, image).reduce(Rational.zero) { $0 + Rational($1.0) * $1.1 }
      #expect(a.bilinear(x, y) == expected)
      let square = generator.rows(n, n, .huge)
      #expect(RationalMatrix(square).quadraticForm(x) == PlainMatrix.quadraticForm(square, x))
    }
    // Words at the limits of the multiplication by a machine word.
    let limits = RationalMatrix(numerators: [[Integer(Int.min), Integer(Int.max)]])
    #expect(
      limits.numeratorProduct([Integer(Int.min), Integer(Int.min)])
        == [Integer(Int.min) * Integer(Int.min) + Integer(Int.max) * Integer(Int.min)])
  }
}
