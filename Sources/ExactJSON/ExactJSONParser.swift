/// Reads strict JSON into the flat list of ``ExactJSONDocument``.
struct ExactJSONParser {
  private typealias Entry = ExactJSONDocument.Entry

  /// One step of the path to the value being read.
  private enum Step {
    /// Inside an object: the list position of the current key, or nil before the first.
    case key(Int?)
    /// Inside an array: the number of the current value.
    case element(Int)
  }

  private let bytes: [UInt8]
  private let limits: ExactJSONLimits
  private var offset = 0
  private var entries: [Entry] = []
  private var steps: [Step] = []

  init(bytes: [UInt8], limits: ExactJSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func parse() throws(ExactJSONError) -> ExactJSONDocument {
    guard bytes.count <= limits.bytes else {
      throw failure("a text of \(bytes.count) bytes", "at most \(limits.bytes) bytes")
    }
    try checkEncoding()
    skipSpace()
    guard offset < bytes.count else { throw failure("an empty text", "a JSON value") }
    try value(parent: 0)
    skipSpace()
    guard offset == bytes.count else {
      throw failure("\(found()) after the value", "the end of the text")
    }
    return ExactJSONDocument(bytes: bytes, entries: entries, limits: limits)
  }

  // MARK: Values

  private mutating func value(parent: Int) throws(ExactJSONError) {
    guard offset < bytes.count else { throw failure("the end of the text", "a value") }
    switch bytes[offset] {
    case UInt8(ascii: "\""): try text(kind: .string, parent: parent)
    case UInt8(ascii: "["): try array(parent: parent)
    case UInt8(ascii: "{"): try object(parent: parent)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(parent: parent)
    default: try word(parent: parent)
    }
  }

  private mutating func append(
    _ kind: ExactJSONDocument.EntryKind, start: Int, parent: Int, escaped: Bool = false
  ) {
    entries.append(
      Entry(
        start: UInt32(start), end: UInt32(offset), parent: UInt32(parent), kind: kind,
        escaped: escaped))
  }

  private mutating func array(parent: Int) throws(ExactJSONError) {
    let own = try open(.array, parent: parent, step: .element(0))
    skipSpace()
    if !accept(UInt8(ascii: "]")) {
      var count = 0
      while true {
        steps[steps.count - 1] = .element(count)
        skipSpace()
        if count > 0, peek() == UInt8(ascii: "]") {
          throw failure("a comma before ']'", "a value")
        }
        try value(parent: own)
        count += 1
        skipSpace()
        if accept(UInt8(ascii: ",")) { continue }
        if accept(UInt8(ascii: "]")) { break }
        throw failure(found(), "',' or ']'")
      }
    }
    close(own)
  }

  private mutating func object(parent: Int) throws(ExactJSONError) {
    let own = try open(.object, parent: parent, step: .key(nil))
    skipSpace()
    if !accept(UInt8(ascii: "}")) {
      while true {
        skipSpace()
        guard peek() == UInt8(ascii: "\"") else {
          throw failure(
            peek() == UInt8(ascii: "}") && entries.count > own + 1
              ? "a comma before '}'" : found(),
            "a key in double quotes")
        }
        let key = entries.count
        try text(kind: .key, parent: own)
        steps[steps.count - 1] = .key(key)
        skipSpace()
        guard accept(UInt8(ascii: ":")) else { throw failure(found(), "':'") }
        skipSpace()
        try value(parent: own)
        skipSpace()
        if accept(UInt8(ascii: ",")) { continue }
        if accept(UInt8(ascii: "}")) { break }
        throw failure(found(), "',' or '}'")
      }
    }
    close(own)
  }

  private mutating func open(
    _ kind: ExactJSONDocument.EntryKind, parent: Int, step: Step
  ) throws(ExactJSONError) -> Int {
    guard steps.count < limits.nesting else {
      throw failure("more than \(limits.nesting) levels", "nesting of at most \(limits.nesting)")
    }
    let own = entries.count
    append(kind, start: offset, parent: parent)
    offset += 1
    steps.append(step)
    return own
  }

  private mutating func close(_ own: Int) {
    entries[own].end = UInt32(entries.count)
    steps.removeLast()
  }

  private mutating func number(parent: Int) throws(ExactJSONError) {
    let start = offset
    let negative = accept(UInt8(ascii: "-"))
    let firstDigit = offset
    while let byte = peek(), byte >= 48, byte <= 57 { offset += 1 }
    let count = offset - firstDigit
    if count == 0 {
      if negative, let word = plainWord(), ["Infinity", "inf", "Inf", "NaN", "nan"].contains(word) {
        throw notFinite("-" + word, at: start)
      }
      throw failure(found(), "a digit")
    }
    if count > 1, bytes[firstDigit] == 48 {
      throw failure("a number with a leading zero", "a number without leading zeros", at: start)
    }
    let isFraction = accept(UInt8(ascii: "."))
    if isFraction { try checkDigits() }
    let hasExponent = accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E"))
    if hasExponent {
      if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
      try checkDigits()
    }
    let isUsable = !isFraction && !hasExponent && count <= limits.digits
    append(isUsable ? .integer : .unusableNumber, start: start, parent: parent)
  }

  /// Steps over one or more digits.
  private mutating func checkDigits() throws(ExactJSONError) {
    let start = offset
    while let byte = peek(), byte >= 48, byte <= 57 { offset += 1 }
    if offset == start { throw failure(found(), "a digit") }
  }

  private mutating func word(parent: Int) throws(ExactJSONError) {
    let start = offset
    guard let word = plainWord() else { throw failure(found(), "a value") }
    switch word {
    case "null": append(.null, start: start, parent: parent)
    case "true": append(.true, start: start, parent: parent)
    case "false": append(.false, start: start, parent: parent)
    case "NaN", "nan", "Infinity", "inf", "Inf": throw notFinite(word, at: start)
    default: throw failure("the bare word \(word)", "a value; texts stand in quotes", at: start)
    }
  }

  /// Reads letters; nil when there is none.
  private mutating func plainWord() -> String? {
    let start = offset
    while let byte = peek(), (byte | 0x20) >= 97, (byte | 0x20) <= 122 { offset += 1 }
    guard offset > start else { return nil }
    let word = String(decoding: bytes[start..<min(offset, start + 40)], as: UTF8.self)
    return offset - start > 40 ? word + "..." : word
  }

  private func notFinite(_ word: String, at start: Int) -> ExactJSONError {
    failure("\(word), which is not a number in JSON", "a finite exact number", at: start)
  }

  // MARK: Texts

  private mutating func text(
    kind: ExactJSONDocument.EntryKind, parent: Int
  ) throws(ExactJSONError) {
    let start = offset
    var escaped = false
    offset += 1
    while true {
      guard offset < bytes.count else {
        throw failure("the end of the text inside a string", "a closing quote", at: start)
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 32 {
        throw failure("a control character in a string", "it escaped, as \\n or \\u000a")
      }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        try checkEscape()
      } else {
        offset += 1
      }
    }
    offset += 1
    append(kind, start: start, parent: parent, escaped: escaped)
  }

  /// Checks one escape sequence, a pair of surrogates counting as one, and steps over it.
  private mutating func checkEscape() throws(ExactJSONError) {
    let start = offset
    offset += 1
    guard offset < bytes.count else { throw failure("the end of the text", "an escape") }
    let byte = bytes[offset]
    guard byte == UInt8(ascii: "u") else {
      guard "\"\\/bfnrt".utf8.contains(byte) else {
        throw failure(
          "an unknown escape", "\\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four digits",
          at: start)
      }
      offset += 1
      return
    }
    let unit = try hexadecimal(start: start)
    guard unit & 0xF800 == 0xD800 else { return }
    let isPaired =
      unit < 0xDC00 && offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "\\")
      && bytes[offset + 1] == UInt8(ascii: "u")
    if isPaired {
      offset += 1
      let low = try hexadecimal(start: offset - 1)
      if low >= 0xDC00 && low <= 0xDFFF { return }
    }
    throw failure("an unpaired surrogate", "a high and a low surrogate together", at: start)
  }

  /// Reads four hexadecimal digits behind a `u`.
  private mutating func hexadecimal(start: Int) throws(ExactJSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      offset += 1
      guard let digit = peek().flatMap(Self.hexadecimalDigit) else {
        throw failure("an incomplete \\u escape", "four hexadecimal digits", at: start)
      }
      unit = unit << 4 | digit
    }
    offset += 1
    return unit
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: return UInt32(byte - 48)
    case 65...70: return UInt32(byte - 55)
    case 97...102: return UInt32(byte - 87)
    default: return nil
    }
  }

  private func contents(_ index: Int) -> ArraySlice<UInt8> {
    let entry = entries[index]
    let token = bytes[Int(entry.start) + 1..<Int(entry.end) - 1]
    return entry.escaped ? Self.resolvingEscapes(token)[...] : token
  }

  /// Replaces the escapes of a text that has been checked.
  static func resolvingEscapes(_ token: ArraySlice<UInt8>) -> [UInt8] {
    var units: [UInt16] = []
    var result: [UInt8] = []
    var index = token.startIndex
    func flush() {
      guard !units.isEmpty else { return }
      result += Array(String(decoding: units, as: UTF16.self).utf8)
      units.removeAll()
    }
    while index < token.endIndex {
      let byte = token[index]
      guard byte == UInt8(ascii: "\\") else {
        flush()
        result.append(byte)
        index += 1
        continue
      }
      let letter = token[index + 1]
      if letter == UInt8(ascii: "u") {
        let digits = token[index + 2..<index + 6].compactMap(hexadecimalDigit)
        units.append(UInt16(truncatingIfNeeded: digits.reduce(0) { $0 << 4 | $1 }))
        index += 6
        continue
      }
      flush()
      switch letter {
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      default: result.append(letter)
      }
      index += 2
    }
    flush()
    return result
  }

  // MARK: Bytes

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 32, 9, 10, 13: offset += 1
      default: return
      }
    }
  }

  /// Checks that the bytes are UTF-8 without a byte-order mark.
  private mutating func checkEncoding() throws(ExactJSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw failure("a byte-order mark", "UTF-8 without a byte-order mark")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw failure("a UTF-16 byte-order mark", "UTF-8 without a byte-order mark")
    }
    if let bad = Self.firstInvalidUTF8(bytes) {
      throw failure("bytes that are not UTF-8", "UTF-8", at: bad)
    }
  }

  /// The offset of the first byte that does not belong to a well-formed UTF-8 sequence.
  static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let lead = bytes[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
          length = 3
          if lead == 0xE0 { low = 0xA0 }
          if lead == 0xED { high = 0x9F }
        case 0xF0...0xF4:
          length = 4
          if lead == 0xF0 { low = 0x90 }
          if lead == 0xF4 { high = 0x8F }
        default: return index
        }
        guard index + length <= bytes.count else { return index }
        guard bytes[index + 1] >= low, bytes[index + 1] <= high else { return index }
        for position in index + 2..<max(index + length, index + 2)
        where bytes[position] & 0xC0 != 0x80 {
          return index
        }
        index += length
      }
      return nil
    }
  }

  // MARK: Errors

  private func failure(
    _ problem: String, _ expectation: String, at place: Int? = nil
  ) -> ExactJSONError {
    let (line, column) = ExactJSONDocument.position(of: place ?? offset, in: bytes)
    return ExactJSONError(
      path: path(), line: line, column: column, problem: problem, expectation: expectation)
  }

  private func path() -> String {
    var path = "$"
    for step in steps {
      switch step {
      case .key(nil): break
      case .key(let key?):
        path += ExactJSONDocument.step(key: String(decoding: contents(key), as: UTF8.self))
      case .element(let position): path += "[\(position)]"
      }
    }
    return path
  }

  /// Names what stands at the current place.
  private func found() -> String {
    guard let byte = peek() else { return "the end of the text" }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    if byte < 32 || byte == 127 { return "a control character" }
    return "'" + String(decoding: bytes[offset..<end], as: UTF8.self) + "'"
  }
}
