import TestSupport
import Testing

@testable import Exact

@Suite struct ConversionTests {
  @Test func wideWords() {
    var generator = TestGenerator(seed: 151)
    var wide: [Int128] = [0, 1, -1, .max, .min, Int128(Int.max), Int128(Int.min)]
    wide += [Int128(Int.max) + 1, Int128(Int.min) - 1, Int128(UInt64.max), 1 << 64, -1 << 64]
    for _ in rounds(1000) {
      wide.append(Int128(generator.word()) * Int128(generator.word()))
      wide.append(Int128(generator.word()) << Int128(generator.int(0...62)))
    }
    for value in wide { #expect(Integer(value).description == value.description) }
    var unsigned: [UInt64] = [0, 1, UInt64.max, UInt64(Int.max), UInt64(Int.max) + 1]
    for _ in rounds(1000) { unsigned.append(generator.next()) }
    for value in unsigned { #expect(Integer(value).description == value.description) }
  }

  @Test func mantissasAndExponents() throws {
    var generator = TestGenerator(seed: 152)
    for _ in rounds(1000) {
      let value = generator.integer(bits: 2000)
      let (mantissa, exponent) = value.mantissaAndExponent
      guard !value.isZero else {
        #expect(mantissa == 0 && exponent == 0)
        continue
      }
      #expect(mantissa.magnitude >= 0.5 && mantissa.magnitude < 1)
      let exact = try #require(Rational(exactly: mantissa)) * Rational.power(2, exponent)
      let error = (Rational(value) - exact) * Rational(value.signum)
      #expect(error.signum >= 0 && error < exact.magnitude * Rational.power(2, -52))
    }
  }

  @Test func roundedMultiplesOfPowersOfTwo() throws {
    var generator = TestGenerator(seed: 153)
    for _ in rounds(3000) {
      let value =
        generator.bool()
        ? Double(bitPattern: generator.next()) : Double(generator.int(-1000...1000)) / 8
      guard value.isFinite else {
        #expect(Integer(rounding: value, timesTwoToThe: 0) == nil)
        continue
      }
      let exponent = generator.chance(2) ? generator.int(-60...60) : -Int(value.exponent % 4000)
      let exact = try #require(Rational(exactly: value)) * Rational.power(2, exponent)
      let result = try #require(Integer(rounding: value, timesTwoToThe: exponent))
      // Nearest, halves away from zero.
      let expected = exact.signum < 0 ? -(-exact).rounded : exact.rounded
      #expect(result == expected, "\(value) \(exponent)")
      let shift = generator.int(-3...70)
      let integer = generator.integer(bits: 150)
      let quotient = Rational(integer) / Rational.power(2, max(0, shift))
      let shifted = quotient.signum < 0 ? -(-quotient).rounded : quotient.rounded
      #expect(integer.roundedShiftRight(shift) == shifted)
    }
    #expect(Integer(rounding: 1, timesTwoToThe: Int.max) == nil)
    #expect(Integer(rounding: 1, timesTwoToThe: Int.min) == nil)
    #expect(Integer(rounding: 1, timesTwoToThe: 1 << 21) == nil)
    #expect(Integer(rounding: 1, timesTwoToThe: -(1 << 21)) == 0)
    #expect(Integer(rounding: 0, timesTwoToThe: Int.max) == 0)
  }

  @Test func matricesInOtherForms() throws {
    var generator = TestGenerator(seed: 154)
    for _ in rounds(200) {
      for kind in TestGenerator.Kind.allCases {
        let (n, m) = (generator.int(0...4), generator.int(0...4))
        let rows = generator.rows(n, m, kind)
        let a = RationalMatrixTests.matrix(rows, columns: m)
        #expect(a.rowGram() == a * a.transposed)
        #expect(a.signs().map { Int($0) } == rows.joined().map(\.signum))
        let words = a.numeratorWords()
        let numerators = a.numerators.joined().map(\.word)
        if let words {
          #expect(words.map { Optional($0) } == numerators)
        } else {
          #expect(numerators.contains { $0 == nil || $0 == Int.min })
        }
        for (value, exact) in zip(a.doubleRows(), rows.joined()) {
          let nearest = exact.doubleValue
          let slack = 8 * max(nearest.ulp, Double.leastNonzeroMagnitude)
          #expect(value == nearest || (value - nearest).magnitude <= slack, "\(exact)")
        }
      }
    }
    // Just inside and just outside the bound under which products are summed in words.
    for bits in [28, 29, 30, 31, 32, 62] {
      for length in [1, 3, 4, 7, 8] {
        let entry = Integer.one.shiftedLeft(bits) - 1
        let a = RationalMatrix(
          numerators: [
            Array(repeating: entry, count: length), Array(repeating: -entry, count: length),
          ])
        #expect(a.rowGram() == a * a.transposed)
      }
    }
  }

  @Test func equilibratedEntriesStayWithinTheirBound() throws {
    var generator = TestGenerator(seed: 155)
    for _ in rounds(100) {
      for kind in TestGenerator.Kind.allCases {
        let n = generator.int(0...5)
        let a = RationalMatrix(generator.symmetricRows(n, kind))
        guard let scaled = a.equilibrated() else {
          #expect((0..<n).contains { a.sign($0, $0) <= 0 })
          continue
        }
        #expect((0..<n).allSatisfy { a.sign($0, $0) > 0 })
        var exact = true
        for i in 0..<n {
          for j in 0..<n {
            let value = scaled.values[i * n + j]
            let number =
              Rational(a.numerator(i, j))
              * Rational.power(2, -scaled.exponents[i] - scaled.exponents[j])
            if i == j { #expect(value >= 0.25 && value < 1) }
            guard let stored = Rational(exactly: value) else {
              #expect(number.magnitude > Rational.power(2, 900))
              exact = false
              continue
            }
            exact = exact && stored == number
            if stored.isZero {
              #expect(number.magnitude < Rational.power(2, -990))
            } else {
              #expect(
                (stored - number).magnitude <= number.magnitude * Rational.power(2, -52))
            }
          }
        }
        #expect(!scaled.isExact || exact)
      }
    }
  }

  @Test func pivotedBlocksAgainstInversesAndSchurComplements() throws {
    var generator = TestGenerator(seed: 156)
    for _ in rounds(40) {
      let n = generator.int(1...6)
      let a = RationalMatrix(
        TestGenerator.gram(generator.rows(n, n + 1, generator.pick([.digits, .huge, .scales]))))
      guard a.definiteness() == .positiveDefinite else { continue }
      var growing = PivotedBlock(a)
      for index in 0..<n where generator.chance(3) == false {
        let before = growing
        growing = growing.adding(
          index, keeping: (0..<n).filter { !before.block.contains($0) })
        #expect(before.block + [index] == growing.block)
        let inverse = try #require(a.principalSubmatrix(growing.block).inverse())
        for (p, i) in growing.block.enumerated() {
          for (q, j) in growing.block.enumerated() {
            #expect(growing.inverseSign(i, j) == inverse.sign(p, q))
          }
        }
        let rest = (0..<n).filter { !growing.block.contains($0) }
        let schur = a.schurComplement(eliminating: growing.block, keeping: rest)
        // The inverse of a Schur complement is a block of the inverse.
        let whole = try #require(a.inverse()).principalSubmatrix(rest)
        #expect(schur * whole == RationalMatrix.identity(rest.count))
        for (p, i) in rest.enumerated() {
          for (q, j) in rest.enumerated() {
            #expect(growing.schurSign(i, j) == schur.sign(p, q))
          }
        }
      }
    }
  }
}
