extension Rational {
  /// The most digits a literal may have, counting every digit of the text: what determinants of
  /// the moments of about a thousand columns of double precision need.
  public static let maximumDigits = 100_000
  /// The largest absolute value of a literal's decimal exponent.
  public static let maximumExponent = 10_000

  /// Reads an exact number: `-?[0-9]+`, optionally followed by `/[0-9]+`, or by a decimal part
  /// `.[0-9]+` and an exponent `[eE][+-]?[0-9]+`.
  ///
  /// Only ASCII is read, and no spaces. Nothing passes through floating point.
  ///
  /// - Throws: ``LiteralError`` when the text is something else or exceeds a limit.
  public init(literal text: some StringProtocol) throws(LiteralError) {
    try self.init(literal: Array(text.utf8)[...])
  }

  /// Reads an exact number from ASCII bytes; see ``init(literal:)-(StringProtocol)``.
  ///
  /// - Throws: ``LiteralError`` when the text is something else or exceeds a limit.
  public init(literal bytes: ArraySlice<UInt8>) throws(LiteralError) {
    guard !bytes.isEmpty else { throw .empty }
    let digitCount = bytes.reduce(0) { $0 + (Self.isDigit($1) ? 1 : 0) }
    guard digitCount <= Self.maximumDigits else { throw .tooManyDigits(digitCount) }
    var scanner = LiteralScanner(bytes: bytes)
    let negative = scanner.accept(UInt8(ascii: "-"))
    let whole = scanner.digits()
    guard !whole.isEmpty else { throw .malformed(Self.excerpt(bytes)) }
    var mantissa = Array(whole)
    if scanner.accept(UInt8(ascii: "/")) {
      let bottom = scanner.digits()
      guard !bottom.isEmpty, scanner.isAtEnd else { throw .malformed(Self.excerpt(bytes)) }
      let denominator = Self.integer(Array(bottom))
      guard !denominator.isZero else { throw .zeroDenominator }
      let numerator = Self.integer(mantissa)
      self.init(negative ? -numerator : numerator, denominator)
      return
    }
    var scale = 0
    if scanner.accept(UInt8(ascii: ".")) {
      let decimals = scanner.digits()
      guard !decimals.isEmpty else { throw .malformed(Self.excerpt(bytes)) }
      mantissa += decimals
      scale = -decimals.count
    }
    if scanner.accept(UInt8(ascii: "e")) || scanner.accept(UInt8(ascii: "E")) {
      let down = scanner.accept(UInt8(ascii: "-"))
      if !down { _ = scanner.accept(UInt8(ascii: "+")) }
      let digits = scanner.digits()
      guard !digits.isEmpty, scanner.isAtEnd else { throw .malformed(Self.excerpt(bytes)) }
      let exponent = Self.integer(Array(digits))
      guard let size = exponent.word, size <= Self.maximumExponent else {
        throw .exponentTooLarge((down ? "-" : "") + Self.excerpt(digits))
      }
      scale += down ? -size : size
    }
    guard scanner.isAtEnd else { throw .malformed(Self.excerpt(bytes)) }
    let magnitude = Self.integer(mantissa)
    let signed = negative ? -magnitude : magnitude
    if scale >= 0 || signed.isZero {
      self.init(scale <= 0 ? signed : signed * Integer(10).power(scale))
    } else {
      self.init(signed, Integer(10).power(-scale))
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func integer(_ digits: [UInt8]) -> Integer {
    Integer(decimal: String(decoding: digits, as: UTF8.self)) ?? .zero
  }

  /// The first characters of a text, for an error message.
  private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    return bytes.count > 40 ? text + "..." : text
  }
}

/// Walks over the ASCII bytes of a literal.
private struct LiteralScanner {
  let bytes: ArraySlice<UInt8>
  var index: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func accept(_ byte: UInt8) -> Bool {
    guard !isAtEnd, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func digits() -> ArraySlice<UInt8> {
    let start = index
    while !isAtEnd, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    return bytes[start..<index]
  }
}
