import TestSupport
import Testing

@testable import Exact

@Suite struct ModularInverseTests {
  @Test func fieldOperationsAgainstDoubleWidthDivision() {
    var generator = TestGenerator(seed: 81)
    let moduli = WordPrimeField.moduli(70)
    #expect(Set(moduli).count == 70 && moduli == moduli.sorted(by: >))
    #expect(moduli[0] == 1_152_921_504_606_846_883)
    for modulus in moduli {
      #expect(modulus < 1 << 60 && modulus > 1 << 59)
      let field = WordPrimeField(modulus: modulus)
      let p = UInt128(modulus)
      let radix = (UInt128(1) << 64) % p
      #expect(UInt128(field.one) == radix)
      var values: [UInt] = [0, 1, 2, modulus - 1, modulus - 2, modulus / 2, 1 << 59]
      for _ in rounds(20) { values.append(UInt(generator.next()) % modulus) }
      for a in values {
        let form = field.form(a)
        #expect(UInt128(form) == UInt128(a) * radix % p && field.residue(form) == a)
        #expect(a == 0 || field.inverse(of: form).map { field.multiply($0, form) } == field.one)
        let b = generator.pick(values)
        let product = field.multiply(form, field.form(b))
        #expect(UInt128(field.residue(product)) == UInt128(a) * UInt128(b) % p)
        #expect(UInt128(field.subtract(a, b)) == (UInt128(a) + p - UInt128(b)) % p)
      }
      #expect(field.inverse(of: 0) == nil)
      // Reduction of any 128-bit number: x = reduce(x) 2^64 modulo p.
      // The last one needs both final subtractions.
      let largest = UInt128(UInt.max) << 64 | p
      for value in [UInt128.max, 0, 1, UInt128(UInt.max), p << 64, (p << 64) - 1, p, largest] {
        #expect(UInt128(field.reduce(value)) * radix % p == value % p)
        #expect(field.reduce(value) < modulus)
      }
      for _ in rounds(20) {
        let value = UInt128(generator.next()) << 64 | UInt128(generator.next())
        #expect(UInt128(field.reduce(value)) * radix % p == value % p)
        #expect(field.reduce(value) < modulus)
      }
    }
  }

  @Test func longInnerProductsDoNotOverflow() {
    var generator = TestGenerator(seed: 82)
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    let p = field.modulus
    for count in [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 1000] {
      for random in [false, true] {
        let a = (0..<count).map { _ in random ? UInt(generator.next()) % p : p - 1 }
        let b = (0..<count).map { _ in random ? UInt(generator.next()) % p : p - 1 }
        let expected = zip(a, b).reduce(UInt(0)) {
          (($0 + field.multiply($1.0, $1.1)) % p)
        }
        #expect(field.dot(a, b, count: count) == expected)
      }
    }
  }

  @Test func adjugateAndDeterminantAgainstElimination() {
    var generator = TestGenerator(seed: 83)
    for _ in rounds(60) {
      let n = generator.int(0...14)
      let kind = generator.pick(TestGenerator.Kind.allCases)
      let a = RationalMatrix(generator.symmetricRows(n, kind))
      guard SymmetricElimination(a, full: false).definiteness == .positiveDefinite else {
        #expect(a.positiveDefiniteInverse().inverse == nil)
        continue
      }
      let modular = ModularInverse(positiveDefinite: a).inverse(denominator: a.denominator)
      let elimination = SymmetricElimination(a, full: true).inverse(denominator: a.denominator)
      #expect(modular == elimination)
      #expect(modular.denominator == elimination.denominator)
      #expect(a * modular == .identity(n))
    }
  }

  @Test func smallDeterminantsAndBounds() throws {
    // Results at the edge of the bound: diagonal matrices attain it.
    for entry in [Integer(1), 3, Integer(10).power(50), Integer.one.shiftedLeft(59)] {
      for n in [1, 2, 10, 33] {
        let a = RationalMatrix.diagonal((0..<n).map { Rational(entry + Integer($0)) })
        let inverse = ModularInverse(positiveDefinite: a).inverse(denominator: 1)
        #expect(a * inverse == .identity(n))
        #expect(Rational(inverse.denominator) == a.diagonal.reduce(1) { $0 * $1 })
      }
    }
    // A leading minor that one of the primes divides: that prime is passed over.
    let prime = Rational(Integer(Int(WordPrimeField.firstModuli[0])))
    let a = RationalMatrix([[prime, 1], [1, prime]])
    #expect(a * ModularInverse(positiveDefinite: a).inverse(denominator: 1) == .identity(2))
  }

  @Test func largerInverses() throws {
    for size in [40, 60] {
      let a = PositiveDefiniteTests.gram(size: size, samples: size, seed: UInt64(size))
        .scaled(by: Rational(7, 3))
      let inverse = try #require(a.positiveDefiniteInverse().inverse)
      #expect(a * inverse == .identity(size) && inverse.isSymmetric)
    }
    // More than one group of primes, entries of 1e-200 to 1e200.
    var generator = TestGenerator(seed: 84)
    let rows = TestGenerator.gram(generator.rows(12, 12, .scales))
    let a = RationalMatrix(rows)
    let inverse = try #require(a.positiveDefiniteInverse().inverse)
    #expect(a * inverse == .identity(12))
  }
}
