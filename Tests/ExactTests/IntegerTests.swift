import TestSupport
import Testing

@testable import Exact

@Suite struct IntegerTests {
  /// The limits of the inline representation and their neighbours.
  static let corners: [Integer] = {
    let limits: [Integer] = [
      0, 1, -1, 2, -2, Integer(Int.max), Integer(Int.min), Integer(1 << 31), Integer(1 << 32),
      Integer(Int.max) + Integer(Int.max), Integer(Int.min) + Integer(Int.min),
      Integer.one.shiftedLeft(64), Integer.one.shiftedLeft(128),
    ]
    return limits.flatMap { [$0 - 1, $0, $0 + 1, -$0] }
  }()

  static func plain(_ value: Integer) -> PlainInteger { PlainInteger(value.description) }

  /// Whether the representation is the canonical one.
  static func isCanonical(_ value: Integer) -> Bool {
    let text = value.description
    return (Int(text) != nil) == (value.large == nil) && value.word == Int(text)
  }

  static func checkArithmetic(_ a: Integer, _ b: Integer) {
    let (x, y) = (plain(a), plain(b))
    #expect(plain(a + b) == x + y)
    #expect(plain(a - b) == x - y)
    #expect(plain(a * b) == x * y)
    #expect(plain(-a) == -x)
    #expect((a < b) == (x < y))
    #expect((a == b) == (x == y))
    #expect(a.magnitude == (a < 0 ? -a : a))
    #expect(a.signum == (x < PlainInteger("0") ? -1 : (x == PlainInteger("0") ? 0 : 1)))
    #expect(a.isZero == (a.signum == 0))
    for value in [a + b, a - b, a * b, -a, a.magnitude] { #expect(isCanonical(value), "\(value)") }
    var sum = a
    sum += b
    var difference = a
    difference -= b
    var product = a
    product *= b
    #expect(sum == a + b && difference == a - b && product == a * b)
  }

  static func checkDivision(_ a: Integer, _ b: Integer) {
    guard !b.isZero else { return }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    #expect(plain(quotient) * plain(b) + plain(remainder) == plain(a))
    #expect(remainder.magnitude < b.magnitude)
    #expect(remainder.isZero || remainder.signum == a.signum)
    let floor = a.floorQuotient(by: b)
    let rest = a - floor * b
    #expect(rest.isZero || rest.signum == b.signum)
    #expect(rest.magnitude < b.magnitude)
    #expect((a * b).exactQuotient(by: b) == a)
    for value in [quotient, remainder, floor, (a * b).exactQuotient(by: b)] {
      #expect(isCanonical(value))
    }
  }

  static func checkDivisors(_ a: Integer, _ b: Integer) {
    let divisor = Integer.gcd(a, b)
    #expect(divisor.signum >= 0 && isCanonical(divisor))
    // Euclid's algorithm on the general representation, step by step.
    var (x, y) = (a.magnitude, b.magnitude)
    while !y.isZero { (x, y) = (y, x.quotientAndRemainder(dividingBy: y).remainder) }
    #expect(divisor == x)
    let multiple = Integer.lcm(a, b)
    #expect(multiple.signum >= 0 && isCanonical(multiple))
    #expect(multiple * divisor == (a * b).magnitude)
  }

  @Test func cornersAgainstSchoolbook() {
    for a in Self.corners {
      for b in Self.corners {
        Self.checkArithmetic(a, b)
        Self.checkDivision(a, b)
        Self.checkDivisors(a, b)
      }
    }
  }

  @Test func randomAgainstSchoolbook() {
    var generator = TestGenerator(seed: 1)
    for _ in rounds(1500) {
      let a = generator.integer(bits: 200)
      let b = generator.chance(8) ? a : generator.integer(bits: 200)
      Self.checkArithmetic(a, b)
      Self.checkDivision(a, b)
      Self.checkDivisors(a, b)
    }
  }

  @Test func wordsAgainstDoubleWidthWords() {
    var generator = TestGenerator(seed: 2)
    for _ in rounds(20000) {
      let (a, b) = (generator.word(), generator.word())
      let (x, y) = (Int128(a), Int128(b))
      let (p, q) = (Integer(a), Integer(b))
      #expect((p + q).description == (x + y).description)
      #expect((p - q).description == (x - y).description)
      #expect((p * q).description == (x * y).description)
      #expect((p < q) == (a < b) && (p == q) == (a == b))
      if b != 0 {
        let (quotient, remainder) = p.quotientAndRemainder(dividingBy: q)
        #expect(quotient.description == (x / y).description)
        #expect(remainder.description == (x % y).description)
      }
    }
  }

  @Test func decimalRoundTrip() {
    var generator = TestGenerator(seed: 3)
    for value in Self.corners { #expect(Integer(decimal: value.description) == value) }
    for _ in rounds(2000) {
      let value = generator.integer(bits: 500)
      let text = value.description
      #expect(Integer(decimal: text) == value)
      let zeros = String(repeating: "0", count: generator.int(1...30))
      let padded = text.hasPrefix("-") ? "-" + zeros + text.dropFirst() : zeros + text
      #expect(Integer(decimal: padded) == value)
    }
    #expect(Integer(decimal: "-0") == 0)
    for digits in 17...21 {
      let nines = String(repeating: "9", count: digits)
      #expect(Integer(decimal: nines) == Integer(10).power(digits) - 1)
      #expect(Integer(decimal: "-" + nines) == 1 - Integer(10).power(digits))
    }
    for text in [
      "", "-", "+1", "--1", "1 ", " 1", "1-", "0x1", "1.0", "1e3", "\u{661}", "1_000", "-+1",
      "1\u{0}", "\u{FF11}", String(repeating: " ", count: 30) + "1",
      String(repeating: "1", count: 30) + " ", String(repeating: "1", count: 30) + "\u{0}1",
    ] {
      #expect(Integer(decimal: text) == nil, "\(text.debugDescription)")
    }
  }

  @Test func powersShiftsAndBits() {
    var generator = TestGenerator(seed: 4)
    for _ in rounds(500) {
      let a = generator.integer(bits: 100)
      let exponent = generator.int(0...12)
      var product = Integer.one
      for _ in 0..<exponent { product *= a }
      #expect(a.power(exponent) == product)
      let shift = generator.int(0...130)
      let two = Integer(2).power(shift)
      #expect(a.shiftedLeft(shift) == a * two)
      #expect(a.shiftedRight(shift) == a.floorQuotient(by: two))
      #expect(Self.isCanonical(a.shiftedLeft(shift)) && Self.isCanonical(a.shiftedRight(shift)))
      let bits = a.bitWidth
      #expect(a.magnitude < Integer(2).power(bits))
      #expect(a.isZero ? bits == 0 : a.magnitude >= Integer(2).power(bits - 1))
      #expect(a.isOdd == !(a.quotientAndRemainder(dividingBy: 2).remainder.isZero))
    }
    #expect(Integer.zero.power(0) == 1)
    #expect(Integer(Int.min).bitWidth == 64 && Integer(Int.max).bitWidth == 63)
  }

  @Test func squareRoots() {
    var generator = TestGenerator(seed: 5)
    for _ in rounds(1000) {
      let a = generator.integer(bits: 200).magnitude
      let root = a.squareRoot
      #expect(root * root <= a && (root + 1) * (root + 1) > a)
      #expect((a * a).exactSquareRoot == a)
      #expect((a * a + 1).exactSquareRoot == (a.isZero ? 1 : nil))
      #expect(a.isZero || (a * a - 1).exactSquareRoot == (a == 1 ? 0 : nil))
      #expect(a.isZero || (-a).exactSquareRoot == nil)
    }
  }

  @Test func doubleValueIsTheNearest() {
    var generator = TestGenerator(seed: 6)
    for _ in rounds(3000) {
      let a = generator.integer(bits: generator.chance(3) ? 1000 : 130)
      #expect(RationalTests.isNearest(a.doubleValue, Rational(a)))
    }
    let top = Integer.one.shiftedLeft(1024)
    let half = Integer.one.shiftedLeft(970)
    #expect((top - half - 1).doubleValue == Double.greatestFiniteMagnitude)
    #expect((half + 1 - top).doubleValue == -Double.greatestFiniteMagnitude)
    #expect((top - half).doubleValue == .infinity && (half - top).doubleValue == -.infinity)
    #expect(top.doubleValue == .infinity && (-top).doubleValue == -.infinity)
    #expect(Integer.one.shiftedLeft(100_000).doubleValue == .infinity)
    #expect(Integer.one.shiftedLeft(1023).doubleValue == 0x1p1023)
    #expect(Integer(Int.min).doubleValue == -0x1p63)
  }

  @Test func equalValuesHashEqually() {
    var generator = TestGenerator(seed: 7)
    for _ in rounds(2000) {
      let a = generator.integer()
      let b = generator.integer()
      // The same value by another way, in other storage.
      let again = (a + b) - b
      #expect(again == a && again.hashValue == a.hashValue)
      #expect(Integer(decimal: a.description)?.hashValue == a.hashValue)
    }
    // Numbers whose limbs agree on a part must not be mixed up: sign, length, order of limbs.
    let x = Integer.one.shiftedLeft(64)
    let distinct: Set<Integer> = [x, -x, x + 1, x * x, x * x + 1, x * x + x, -x * x, 1, -1, 0]
    #expect(distinct.count == 10)
    let hashes = Set(distinct.map(\.hashValue))
    #expect(hashes.count == 10)
  }

  @Test func primitiveVectors() {
    var generator = TestGenerator(seed: 8)
    for _ in rounds(500) {
      let vector = (0..<generator.int(0...6)).map { _ in generator.integer(bits: 100) }
      let factor = generator.nonZeroInteger(bits: 80).magnitude
      let result = Integer.primitive(vector.map { $0 * factor })
      #expect(result == Integer.primitive(vector))
      let divisor = result.reduce(Integer.zero) { Integer.gcd($0, $1) }
      #expect(divisor == (vector.allSatisfy { $0.isZero } ? 0 : 1))
      // Still the same direction: every 2 x 2 minor vanishes, and no sign has changed.
      for i in vector.indices {
        #expect(vector[i].signum == result[i].signum)
        for j in vector.indices { #expect(vector[i] * result[j] == vector[j] * result[i]) }
      }
    }
    #expect(Integer.primitive([Integer(Int.min), Integer(Int.min)]) == [-1, -1])
  }

  @Test func innerProducts() {
    var generator = TestGenerator(seed: 9)
    for _ in rounds(2000) {
      let count = generator.int(0...7)
      let big = generator.bool()
      let a = (0..<count).map { _ in
        big ? generator.integer(bits: 100) : Integer(generator.word())
      }
      let b = (0..<count).map { _ in
        big ? generator.integer(bits: 100) : Integer(generator.word())
      }
      let expected = zip(a, b).reduce(PlainInteger("0")) {
        $0 + Self.plain($1.0) * Self.plain($1.1)
      }
      let result = Integer.dot(a, b)
      #expect(Self.plain(result) == expected && Self.isCanonical(result))
    }
  }
}
