import Exact
import ExactJSON

/// Reads the number in a cell of a CSV file.
///
/// A number is an optional sign, digits with an optional decimal point (digits on at least one
/// side of it), and an optional exponent; spaces and tabs around it are ignored.
enum DecimalScanner {
  /// A decimal number: mantissa * 10^-decimals.
  struct Number {
    var mantissa: Integer
    var decimals: Int
  }

  /// What keeps a cell from being a number.
  struct Problem: Error {
    var problem: String
    var expectation: String
    /// Whether the cell says that there is no value.
    var isMissing = false
  }

  /// The outcome of the fast lane.
  enum Quick {
    /// A number, and the offset of the byte behind it.
    case number(mantissa: Int, decimals: Int, end: Int)
    /// Anything that needs a closer look.
    case other
  }

  /// Reads a number of at most 19 significant digits that starts at an offset.
  @inline(__always)
  static func quick(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, point: UInt8
  ) -> Quick {
    var index = start
    var mantissa: UInt = 0
    var digits = 0
    var significant = 0
    var isNegative = false
    if index < end, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    func readDigits() {
      let first = index
      while index < end {
        let digit = bytes[index] &- 48
        if digit > 9 { break }
        mantissa = mantissa &* 10 &+ UInt(digit)
        significant += significant > 0 || digit > 0 ? 1 : 0
        index += 1
      }
      digits += index - first
    }
    readDigits()
    var places = 0
    if index < end, bytes[index] == point {
      index += 1
      let whole = digits
      readDigits()
      places = digits - whole
    }
    // Nineteen significant digits fit an unsigned word; with more it has wrapped around.
    guard digits > 0, digits <= 1_000, significant <= 19, let word = Int(exactly: mantissa)
    else { return .other }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      var isDown = false
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        isDown = bytes[index] == UInt8(ascii: "-")
        index += 1
      }
      let first = index
      var exponent = 0
      while index < end, index - first < 4, bytes[index] &- 48 <= 9 {
        exponent = exponent * 10 + Int(bytes[index] &- 48)
        index += 1
      }
      guard index > first else { return .other }
      places += isDown ? exponent : -exponent
    }
    return .number(mantissa: isNegative ? -word : word, decimals: places, end: index)
  }

  /// Reads the number in the contents of a cell.
  ///
  /// - Parameter point: The byte that stands for the decimal point.
  /// - Throws: ``Problem`` when the cell is blank, is not a finite decimal number, or exceeds
  ///   the limits of ``Rational``.
  static func number(_ cell: ArraySlice<UInt8>, point: UInt8) throws(Problem) -> Number {
    var bytes = cell
    while let first = bytes.first, first == 32 || first == 9 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == 32 || last == 9 { bytes = bytes.dropLast() }
    guard !bytes.isEmpty else {
      throw Problem(
        problem: "a blank cell", expectation: "a decimal number" + dropHint, isMissing: true)
    }
    guard let number = try parsed(bytes, point: point) else {
      throw notANumber(bytes, point: point)
    }
    return number
  }

  /// The number that the bytes are, or nil when they are none.
  private static func parsed(
    _ bytes: ArraySlice<UInt8>, point: UInt8
  ) throws(Problem) -> Number? {
    var index = bytes.startIndex
    func accept(_ byte: UInt8) -> Bool {
      guard index < bytes.endIndex, bytes[index] == byte else { return false }
      index += 1
      return true
    }
    func digits() -> ArraySlice<UInt8> {
      let start = index
      while index < bytes.endIndex, bytes[index] &- 48 <= 9 { index += 1 }
      return bytes[start..<index]
    }
    let negative = accept(UInt8(ascii: "-"))
    if !negative { _ = accept(UInt8(ascii: "+")) }
    let whole = digits()
    let fraction = accept(point) ? digits() : []
    guard whole.count + fraction.count > 0 else { return nil }
    var exponentDigits: ArraySlice<UInt8> = []
    var down = false
    if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
      down = accept(UInt8(ascii: "-"))
      if !down { _ = accept(UInt8(ascii: "+")) }
      exponentDigits = digits()
      guard !exponentDigits.isEmpty else { return nil }
    }
    guard index == bytes.endIndex else { return nil }
    let count = whole.count + fraction.count + exponentDigits.count
    guard count <= Rational.maximumDigits else {
      throw Problem(
        problem: "a number of \(count) digits",
        expectation: "at most \(Rational.maximumDigits) digits")
    }
    let exponent = integer(exponentDigits)
    guard let size = exponent.word, size <= Rational.maximumExponent else {
      throw Problem(
        problem: "the exponent in \(excerpt(bytes))",
        expectation: "an exponent of at most \(Rational.maximumExponent) in absolute value")
    }
    // Zeros at the end of the fraction only make the numbers longer.
    let kept = fraction.dropLast(fraction.reversed().prefix { $0 == 48 }.count)
    let magnitude = integer(whole + kept)
    return Number(
      mantissa: negative ? -magnitude : magnitude, decimals: kept.count - (down ? -size : size))
  }

  private static func integer(_ digits: ArraySlice<UInt8>) -> Integer {
    let significant = digits.drop { $0 == 48 }
    if significant.isEmpty { return .zero }
    return Integer(decimal: String(decoding: significant, as: UTF8.self)) ?? .zero
  }

  /// What to do about missing values.
  static let dropHint = " (--missing drop leaves out such rows)"

  /// What stands in cells without a value, in lower case.
  private static let missing: Set<String> = [
    "nan", "na", "n/a", "#n/a", "#na", "<na>", "#n/a n/a", "null", "none", "nil", "?", "1.#qnan",
    "1.#ind",
  ]

  private static func notANumber(_ bytes: ArraySlice<UInt8>, point: UInt8) -> Problem {
    let unsigned = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let word = String(decoding: unsigned.prefix(16), as: UTF8.self).lowercased()
    if missing.contains(word) {
      return Problem(
        problem: "the cell \(excerpt(bytes))", expectation: "a finite decimal number" + dropHint,
        isMissing: true)
    }
    if ["inf", "infinity"].contains(word) {
      return Problem(
        problem: "the cell \(excerpt(bytes))", expectation: "a finite decimal number")
    }
    if let plain = inASCII(bytes), isNumber(plain, point: point) {
      return Problem(
        problem: "the cell \(excerpt(bytes).escapedToASCII)",
        expectation: "a decimal number, \(plain) without other characters")
    }
    let comma = UInt8(ascii: ",")
    let text = String(decoding: bytes.prefix(64), as: UTF8.self)
    var hint = ""
    if point != comma, isNumber(text, point: comma) {
      hint = " (--decimal-comma reads a comma as the decimal point)"
    } else if point == comma, isNumber(text, point: UInt8(ascii: ".")) {
      hint = " with a decimal comma"
    }
    return Problem(
      problem: "the cell \(excerpt(bytes))", expectation: "a decimal number" + hint)
  }

  /// A short cell with minus signs and dashes as hyphens and without anything else that is not
  /// ASCII; nil where that changes nothing.
  private static func inASCII(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count <= 64, bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    let dashes: Set<Unicode.Scalar> = [
      "\u{2212}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
    ]
    var plain = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII { plain.append(scalar) }
      if dashes.contains(scalar) { plain.append("-") }
    }
    return String(plain)
  }

  private static func isNumber(_ text: String, point: UInt8) -> Bool {
    (try? parsed(Array(text.utf8)[...], point: point)) != nil
  }

  private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    ExactJSONValue.quoted(String(decoding: bytes.prefix(40), as: UTF8.self))
      + (bytes.count > 40 ? "..." : "")
  }
}
