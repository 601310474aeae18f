import TestSupport
import Testing

@testable import Exact

@Suite struct RationalLiteralTests {
  @Test func literalsOfEveryShape() throws {
    let cases: [(String, Rational)] = [
      ("0", .zero), ("-0", .zero), ("7", 7), ("-7", -7), ("007", 7), ("1/2", Rational(1, 2)),
      ("-2/4", Rational(-1, 2)), ("0/5", .zero), ("-0/5", .zero), ("6/3", 2),
      ("0.5", Rational(1, 2)), ("-0.49", Rational(-49, 100)), ("1.50", Rational(3, 2)),
      ("1e3", 1000), ("1E3", 1000), ("1e+3", 1000), ("1e-3", Rational(1, 1000)),
      ("-1.25e-2", Rational(-1, 80)), ("12.5e1", 125), ("0e10000", .zero), ("0e-10000", .zero),
      ("1e00000000000000000000000000000000000003", 1000), ("1e-0", 1), ("0.0", .zero),
      ("-0.0e-5", .zero), ("00.10", Rational(1, 10)),
      ("100e-2", 1), ("9223372036854775808", Rational(-Integer(Int.min))),
      ("-9223372036854775808", Rational(Integer(Int.min))),
    ]
    for (text, expected) in cases { #expect(try Rational(literal: text) == expected, "\(text)") }
  }

  @Test func everythingElseIsRejected() {
    for text in [
      "+1", " 1", "1 ", "1/", "/2", "1//2", "1/-2", "1/2/3", "1/2.0", "1.5/2", "1/2e3", ".5", "5.",
      "-", "-.5", "1.e3", "e3", "1e", "1e+", "1e-", "1e+-3", "1e3.5", "1.2.3", "0x10", "1_0", "inf",
      "nan", "-inf", "NaN", "1f", "1,5", "\u{661}", "1\u{0}", "\u{FF11}", "½", "--1", "1-", "1e3e3",
      "1\n", "\t1", "1e 3", "1e/2",
    ] {
      #expect(throws: LiteralError.malformed(text), "\(text.debugDescription)") {
        try Rational(literal: text)
      }
    }
    #expect(throws: LiteralError.empty) { try Rational(literal: "") }
    for text in ["1/0", "0/0", "-1/000"] {
      #expect(throws: LiteralError.zeroDenominator) { try Rational(literal: text) }
    }
    // Bytes that are not valid UTF-8.
    #expect(throws: LiteralError.self) { try Rational(literal: [0x31, 0xFF][...]) }
  }

  @Test func limits() throws {
    let most = String(repeating: "9", count: Rational.maximumDigits)
    #expect(try Rational(literal: most) == Rational(Integer(10).power(100_000) - 1))
    #expect(try Rational(literal: "-" + most) == Rational(1 - Integer(10).power(100_000)))
    #expect(throws: LiteralError.tooManyDigits(100_001)) { try Rational(literal: most + "9") }
    #expect(throws: LiteralError.tooManyDigits(200_000)) {
      try Rational(literal: most + "/" + most)
    }
    #expect(throws: LiteralError.tooManyDigits(100_001)) {
      try Rational(literal: "0." + String(repeating: "0", count: 100_000))
    }
    let half = String(repeating: "3", count: 50_000)
    #expect(try Rational(literal: half + "/" + half) == .one)
    #expect(try Rational(literal: "1e10000") == Rational(Integer(10).power(10_000)))
    #expect(try Rational(literal: "1e-10000") == Rational(1, Integer(10).power(10_000)))
    for (text, shown) in [
      ("1e10001", "10001"), ("1e-10001", "-10001"), ("1e99999999", "99999999"),
      ("0e10001", "10001"), ("1e-99999999999999999999999", "-99999999999999999999999"),
    ] {
      #expect(throws: LiteralError.exponentTooLarge(shown), "\(text)") {
        try Rational(literal: text)
      }
    }
  }

  @Test func errorsSayWhatWasExpected() {
    let long = String(repeating: "x", count: 1000)
    for error: LiteralError in [
      .empty, .malformed("1//2"), .zeroDenominator, .tooManyDigits(100_001),
      .exponentTooLarge("10001"),
    ] {
      #expect(!error.description.isEmpty)
    }
    #expect {
      try Rational(literal: long)
    } throws: {
      // The message stays short however long the text is.
      "\($0)".contains("not an exact number") && "\($0)".count < 200
    }
    #expect("\(LiteralError.tooManyDigits(100_001))".contains("100000"))
  }

  @Test func printedNumbersReadBack() throws {
    var generator = TestGenerator(seed: 21)
    for _ in rounds(2000) {
      let value = generator.rational()
      #expect(try Rational(literal: value.description) == value)
      #expect(!value.isInteger == value.description.contains("/"))
    }
  }

  @Test func decimalsAgainstFractions() throws {
    var generator = TestGenerator(seed: 22)
    for _ in rounds(2000) {
      // Write the same number as a decimal with an exponent and as a fraction.
      let digits = (0..<generator.int(1...30)).map { _ in String(generator.int(0...9)) }.joined()
      let split = generator.int(1...digits.count)
      let whole = digits.prefix(split)
      let decimals = digits.dropFirst(split)
      let exponent = generator.int(-40...40)
      let sign = generator.bool() ? "-" : ""
      let text =
        sign + whole + (decimals.isEmpty ? "" : "." + decimals)
        + (generator.bool() || exponent != 0 ? generator.pick(["e", "E"]) + "\(exponent)" : "")
      let power = exponent - decimals.count
      let zeros = String(repeating: "0", count: abs(power))
      let fraction =
        power >= 0 ? sign + digits + zeros : sign + digits + "/1" + zeros
      #expect(try Rational(literal: text) == Rational(literal: fraction), "\(text)")
    }
  }
}
