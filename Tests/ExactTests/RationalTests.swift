import TestSupport
import Testing

@testable import Exact

@Suite struct RationalTests {
  static func isLowest(_ value: Rational) -> Bool {
    value.denominator.signum > 0 && Integer.gcd(value.numerator, value.denominator) == 1
  }

  @Test func fieldOperationsAgainstCrossMultiplication() {
    var generator = TestGenerator(seed: 11)
    for _ in rounds(3000) {
      let a = generator.rational()
      let b = generator.chance(6) ? (generator.bool() ? a : -a) : generator.rational()
      let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
      let sum = a + b
      let difference = a - b
      let product = a * b
      #expect(sum.numerator * q * s == (p * s + r * q) * sum.denominator)
      #expect(difference.numerator * q * s == (p * s - r * q) * difference.denominator)
      #expect(product.numerator * q * s == p * r * product.denominator)
      #expect((a < b) == (p * s < r * q))
      #expect((a == b) == (p * s == r * q))
      #expect((-a) + a == .zero && a.magnitude == (a < .zero ? -a : a))
      for value in [sum, difference, product, -a, a.magnitude] { #expect(Self.isLowest(value)) }
      if !b.isZero {
        let quotient = a / b
        #expect(Self.isLowest(quotient) && quotient * b == a)
        #expect(b.reciprocal * b == .one && Self.isLowest(b.reciprocal))
      }
      var total = a
      total += b
      total -= a
      total *= a
      #expect(total == a * b)
      #expect(sum == b + a && (sum.hashValue == (b + a).hashValue))
    }
  }

  @Test func signsOfDenominators() {
    #expect(Rational(3, -6) == Rational(-1, 2))
    #expect(Rational(-3, -6) == Rational(1, 2))
    #expect(Rational(0, -7) == .zero)
    #expect(Rational(Integer(Int.min), -1) == Rational(-Integer(Int.min)))
    #expect(Rational(Integer(Int.min), Integer(Int.min)) == .one)
    #expect(Rational(1, Integer(Int.min)).denominator == -Integer(Int.min))
    #expect(Rational(Integer(Int.min)).reciprocal.denominator == -Integer(Int.min))
  }

  @Test func roundingToIntegers() {
    var generator = TestGenerator(seed: 12)
    for _ in rounds(2000) {
      let a = generator.rational()
      let floor = Rational(a.floor)
      #expect(floor <= a && a < floor + .one)
      let distance = Rational(a.rounded) - a
      #expect(distance <= Rational(1, 2) && -distance < Rational(1, 2))
    }
    #expect(Rational(1, 2).rounded == 1 && Rational(-1, 2).rounded == 0)
    #expect(Rational(-3, 2).rounded == -1 && Rational(-3, 2).floor == -2)
  }

  @Test func exactSquareRoots() {
    var generator = TestGenerator(seed: 13)
    for _ in rounds(1000) {
      let a = generator.rational()
      #expect((a * a).exactSquareRoot == a.magnitude)
      if let root = a.exactSquareRoot { #expect(root * root == a && root.signum >= 0) }
    }
    for value in [Rational(2), Rational(-1), Rational(1, 2), Rational(4, 3), Rational(-4)] {
      #expect(value.exactSquareRoot == nil)
    }
    #expect(Rational.zero.exactSquareRoot == .zero)
  }

  @Test func doublesAreExactDyadics() throws {
    var generator = TestGenerator(seed: 14)
    var values: [Double] = [
      0, -0.0, 1, -1, 0.1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
      Double.leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .pi, 1e300, 1e-300, 0x1p52, 0x1p53, 0x1.fffffffffffffp-1,
    ]
    for _ in rounds(3000) {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { values.append(value) }
    }
    for value in values {
      let exact = try #require(Rational(exactly: value))
      #expect(exact.doubleValue == value, "\(value)")
      // Scaled up by an exact power of two the value is an integer that fits 53 bits.
      #expect(exact.denominator == Integer(2).power(exact.denominator.bitWidth - 1))
      #expect(exact.numerator.magnitude.description == Self.significandDigits(value))
    }
    #expect(Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: -.infinity) == nil)
    #expect(Rational(exactly: .nan) == nil)
  }

  /// The numerator of a double in lowest terms, from its bits.
  private static func significandDigits(_ value: Double) -> String {
    let exponent = Int(value.exponentBitPattern)
    let fraction = value.significandBitPattern
    var significand = Integer(Int(exponent == 0 ? fraction : fraction | 1 << 52))
    var power = max(exponent, 1) - 1075
    while power < 0, !significand.isZero, !significand.isOdd {
      significand = significand.exactQuotient(by: 2)
      power += 1
    }
    if power > 0 { significand *= Integer(2).power(power) }
    return significand.description
  }

  /// Whether a double is the nearest one to a number, ties to even: half the way to either
  /// neighbour is not passed.
  static func isNearest(_ value: Double, _ number: Rational) -> Bool {
    guard !value.isNaN else { return false }
    // The neighbours, with 2^1024 in the place of infinity.
    func exact(_ value: Double) -> Rational {
      Rational(exactly: value)
        ?? Rational(Integer.one.shiftedLeft(1024) * Integer(value < 0 ? -1 : 1))
    }
    let below = value == -.infinity ? nil : value.nextDown
    let above = value == .infinity ? nil : value.nextUp
    let even = value.isInfinite || value.significandBitPattern & 1 == 0
    if let below {
      let middle = (exact(below) + exact(value)) * Rational(1, 2)
      if number < middle || (number == middle && !even) { return false }
    }
    if let above {
      let middle = (exact(above) + exact(value)) * Rational(1, 2)
      if number > middle || (number == middle && !even) { return false }
    }
    return true
  }

  @Test func doubleValueIsTheNearest() throws {
    var generator = TestGenerator(seed: 15)
    for round in rounds(3000) {
      var a = generator.rational()
      if round % 4 == 0 {
        // Around the smallest normal and subnormal numbers and the largest finite ones.
        a *= Rational(1, Integer(2).power(generator.int(900...1100)))
      } else if round % 4 == 1 {
        a *= Rational(Integer(2).power(generator.int(800...1050)))
      } else if round % 4 == 2 {
        // Exactly or nearly half-way between two neighbours.
        let value = Double(bitPattern: generator.next())
        guard value.isFinite, value.nextUp.isFinite else { continue }
        let low = try #require(Rational(exactly: value))
        let high = try #require(Rational(exactly: value.nextUp))
        a = (low + high) * Rational(1, 2)
        a += a * Rational(Integer(generator.int(-1...1)), Integer(2).power(200))
      }
      #expect(Self.isNearest(a.doubleValue, a), "\(a)")
      #expect(RationalMatrix([[a, 0]]).doubleValues == [[a.doubleValue, 0]])
    }
    for power in -1080 ... -1070 {
      for offset in [Rational.zero, Rational(1, Integer(10).power(400))] {
        for factor in 1...9 {
          let a = Rational(Integer(factor), Integer(2).power(-power)) + offset
          #expect(Self.isNearest(a.doubleValue, a) && Self.isNearest((-a).doubleValue, -a))
        }
      }
    }
    let limit = Rational(Integer.one.shiftedLeft(1024) - Integer.one.shiftedLeft(970))
    #expect(limit.doubleValue == .infinity)
    #expect((limit - Rational(1, 3)).doubleValue == .greatestFiniteMagnitude)
    #expect(Rational(Integer(10).power(400)).doubleValue == .infinity)
    #expect(Rational(-Integer(10).power(400)).doubleValue == -.infinity)
    #expect(Rational(1, Integer(10).power(400)).doubleValue == 0)
    let nearOne = Rational(Integer(10).power(400) + 1, Integer(10).power(400))
    #expect(nearOne.doubleValue == 1)
    #expect(Rational(Integer(Int.max), Integer(Int.min)).doubleValue == -1)
  }
}
