/// A cell of a table in text form, and how it is found.
struct CSVCell {
  /// How a cell ends.
  enum Terminator { case separator, row }

  /// What the search for the end of a cell finds.
  enum Scan {
    case cell(CSVCell)
    /// The cell may go on behind the bytes at hand.
    case incomplete
    case problem(String, String)
  }

  /// Where the contents lie in the buffer.
  var contents: Range<Int>
  var isQuoted = false
  var hasDoubledQuotes = false
  var lineBreaks = 0
  var terminator: Terminator
  /// The offset behind the terminator.
  var next: Int

  private static let quote = UInt8(ascii: "\"")

  /// Finds the end of the cell that starts at an offset.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool,
    _ dialect: CSVDialect
  ) -> Scan {
    var cell = CSVCell(contents: start..<start, terminator: .row, next: start)
    var index = start
    while index < end, dialect.isPadding(bytes[index]) { index += 1 }
    if index < end, bytes[index] == quote {
      cell.isQuoted = true
      index += 1
      let first = index
      while true {
        while index < end, bytes[index] != quote {
          if bytes[index] == 10 { cell.lineBreaks += 1 }
          index += 1
        }
        guard index < end else {
          return isAtEnd ? .problem("a quote that is never closed", "a closing quote") : .incomplete
        }
        if index + 1 < end, bytes[index + 1] == quote {
          cell.hasDoubledQuotes = true
          index += 2
          continue
        }
        if index + 1 == end && !isAtEnd { return .incomplete }
        break
      }
      cell.contents = first..<index
      index += 1
      while index < end, dialect.isPadding(bytes[index]) { index += 1 }
    } else {
      while index < end {
        let byte = bytes[index]
        if byte == dialect.separator || byte == 10 || byte == 13 { break }
        if byte == quote {
          return .problem(
            "a quote inside a cell that does not begin with one",
            "the whole cell in quotes, quotes inside doubled")
        }
        index += 1
      }
      cell.contents = start..<index
    }
    return terminated(cell, bytes, at: index, to: end, isAtEnd: isAtEnd, dialect)
  }

  private static func terminated(
    _ found: CSVCell, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, to end: Int,
    isAtEnd: Bool, _ dialect: CSVDialect
  ) -> Scan {
    var cell = found
    cell.next = index
    guard index < end else { return isAtEnd ? .cell(cell) : .incomplete }
    if bytes[index] == dialect.separator {
      cell.terminator = .separator
      cell.next = index + 1
      return .cell(cell)
    }
    switch bytes[index] {
    case 10: cell.next = index + 1
    case 13:
      if index + 1 == end, !isAtEnd { return .incomplete }
      guard index + 1 < end, bytes[index + 1] == 10 else {
        return .problem(
          "a carriage return without a line feed", "LF or CRLF at the end of a row")
      }
      cell.next = index + 2
    default:
      return .problem(
        "text behind a closing quote", "\(dialect.separatorName) or the end of the row")
    }
    return .cell(cell)
  }

  /// The bytes of the cell, doubled quotes made single.
  func bytes(in buffer: UnsafeBufferPointer<UInt8>) -> ArraySlice<UInt8> {
    let raw = Array(buffer[contents])
    guard hasDoubledQuotes else { return raw[...] }
    var result: [UInt8] = []
    var isSecond = false
    for byte in raw {
      if byte == Self.quote, !isSecond {
        isSecond = true
        continue
      }
      isSecond = false
      result.append(byte)
    }
    return result[...]
  }

  /// The text of the cell as a name: spaces and tabs around it are dropped unless it stands in
  /// quotes, and bytes that are not UTF-8 are written as `\xe9`.
  func name(in buffer: UnsafeBufferPointer<UInt8>) -> (name: String, isText: Bool) {
    var bytes = bytes(in: buffer)
    if !isQuoted {
      while let first = bytes.first, first == 32 || first == 9 { bytes = bytes.dropFirst() }
      while let last = bytes.last, last == 32 || last == 9 { bytes = bytes.dropLast() }
    }
    if let name = String(validating: bytes, as: UTF8.self) { return (name, true) }
    var name = ""
    for byte in bytes {
      if byte < 0x80 {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        name += "\\x" + String(byte, radix: 16)
      }
    }
    return (name, false)
  }
}

/// Whether a row is a blank line: nothing in it but spaces and tabs.
enum BlankLine {
  case no
  /// The offset behind the line.
  case yes(next: Int)
  /// The line may go on behind the bytes at hand.
  case incomplete

  /// Looks at the row that starts at an offset before `end`.
  @inline(__always)
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool,
    _ dialect: CSVDialect
  ) -> BlankLine {
    if bytes[start] > 32 { return .no }
    var index = start
    while index < end, dialect.isPadding(bytes[index]) { index += 1 }
    guard index < end else { return isAtEnd ? .yes(next: end) : .incomplete }
    if bytes[index] == 10 { return .yes(next: index + 1) }
    guard bytes[index] == 13 else { return .no }
    guard index + 1 < end else { return isAtEnd ? .no : .incomplete }
    return bytes[index + 1] == 10 ? .yes(next: index + 2) : .no
  }
}
