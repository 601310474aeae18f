import Exact
import ExactJSON

/// Reads comma-separated values (RFC 4180) in one pass, in chunks.
///
/// The first row is the header. Cells may stand in double quotes and then hold commas, line
/// breaks and doubled quotes. Rows end in LF or CRLF; a byte-order mark at the beginning is
/// skipped. Every row must have as many cells as the header. Rows are counted from 1, the header
/// being row 1; the line is named too where quoted line breaks make it differ. Only the cells of
/// the chosen columns are read as numbers.
struct CSVReader {
  /// Reads the chosen columns of a file and adds up the products of all pairs of them.
  ///
  /// - Throws: ``InputError``.
  static func sums(of names: [String], in file: String) throws(InputError) -> ColumnSums {
    var reader = CSVReader(input: try FileInput(file))
    return try reader.sums(of: names)
  }

  private static let chunkBytes = 1 << 18

  private let input: FileInput
  private var buffer: [UInt8]
  /// The unread bytes are buffer[position..<end].
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  /// The current row, counted from 1, and the line it begins on.
  private var row = 1
  private var line = 1

  private init(input: FileInput) {
    self.input = input
    buffer = Array(repeating: 0, count: Self.chunkBytes)
  }

  // MARK: Bytes

  /// Reads more bytes behind the unread ones, which move to the front.
  private mutating func refill() throws(InputError) {
    if position > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        let unread = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
        bytes.copyMemory(from: unread)
      }
      end -= position
      position = 0
    }
    if end == buffer.count {
      guard buffer.count < Limits.rowBytes else {
        throw failure(
          "a row of more than \(Limits.rowBytes) bytes",
          "shorter rows; perhaps a closing quote is missing", .tooLarge)
      }
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let count = try input.read(into: &buffer, from: end, to: buffer.count)
    if count < buffer.count - end { isAtEnd = true }
    end += count
  }

  // MARK: Cells

  /// How a cell ends.
  private enum Terminator { case comma, row }

  /// Where a cell lies in the buffer.
  private struct Cell {
    var contents: Range<Int>
    var isQuoted = false
    var hasDoubledQuotes = false
    var lineBreaks = 0
    var terminator: Terminator
    /// The offset behind the terminator.
    var next: Int
  }

  private enum Scan {
    case cell(Cell)
    /// The cell may go on behind the bytes at hand.
    case incomplete
    case problem(String, String)
  }

  /// Finds the end of the cell that starts at an offset.
  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool
  ) -> Scan {
    var cell = Cell(contents: start..<start, terminator: .row, next: start)
    var index = start
    if index < end, bytes[index] == UInt8(ascii: "\"") {
      cell.isQuoted = true
      index += 1
      while true {
        while index < end, bytes[index] != UInt8(ascii: "\"") {
          if bytes[index] == 10 { cell.lineBreaks += 1 }
          index += 1
        }
        guard index < end else {
          return isAtEnd ? .problem("a quote that is never closed", "a closing quote") : .incomplete
        }
        if index + 1 < end, bytes[index + 1] == UInt8(ascii: "\"") {
          cell.hasDoubledQuotes = true
          index += 2
          continue
        }
        if index + 1 == end && !isAtEnd { return .incomplete }
        break
      }
      cell.contents = start + 1..<index
      index += 1
    } else {
      while index < end {
        let byte = bytes[index]
        if byte == UInt8(ascii: ",") || byte == 10 || byte == 13 { break }
        if byte == UInt8(ascii: "\"") {
          return .problem(
            "a quote inside a cell that does not begin with one",
            "the whole cell in quotes, quotes inside doubled")
        }
        index += 1
      }
      cell.contents = start..<index
    }
    guard index < end else {
      cell.next = index
      return isAtEnd ? .cell(cell) : .incomplete
    }
    switch bytes[index] {
    case UInt8(ascii: ","):
      cell.terminator = .comma
      cell.next = index + 1
    case 10:
      cell.next = index + 1
    case 13:
      guard index + 1 < end else {
        return isAtEnd
          ? .problem("a carriage return without a line feed", "LF or CRLF at the end of a row")
          : .incomplete
      }
      guard bytes[index + 1] == 10 else {
        return .problem(
          "a carriage return without a line feed", "LF or CRLF at the end of a row")
      }
      cell.next = index + 2
    default:
      return .problem("text behind a closing quote", "a comma or the end of the row")
    }
    return .cell(cell)
  }

  /// The bytes of a cell, doubled quotes made single.
  private static func contents(
    _ cell: Cell, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> ArraySlice<UInt8> {
    let raw = Array(bytes[cell.contents])
    guard cell.hasDoubledQuotes else { return raw[...] }
    var result: [UInt8] = []
    var isSecond = false
    for byte in raw {
      if byte == UInt8(ascii: "\""), !isSecond {
        isSecond = true
        continue
      }
      isSecond = false
      result.append(byte)
    }
    return result[...]
  }

  // MARK: Header

  private mutating func readHeader() throws(InputError) -> [String] {
    try refill()
    guard end > 0 else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a header and rows")
    }
    let beginning = buffer[..<min(end, 3)]
    if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
      throw failure("a UTF-16 byte-order mark", "UTF-8")
    }
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard position < end else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a header and rows")
    }
    var names: [String] = []
    var offset = position
    while true {
      let scan = buffer.withUnsafeBufferPointer {
        Self.scan($0, from: offset, to: end, isAtEnd: isAtEnd)
      }
      switch scan {
      case .incomplete:
        let consumed = offset - position
        try refill()
        offset = position + consumed
      case .problem(let problem, let expectation):
        throw failure(problem, expectation, cell: names.count)
      case .cell(let cell):
        names.append(
          buffer.withUnsafeBufferPointer {
            String(decoding: Self.contents(cell, $0), as: UTF8.self)
          })
        guard names.count <= Limits.columns else {
          throw failure("more than \(Limits.columns) columns", "fewer columns", .tooLarge)
        }
        line += cell.lineBreaks
        offset = cell.next
        if cell.terminator == .row {
          position = offset
          row += 1
          line += 1
          return names
        }
      }
    }
  }

  /// For each column of the file the position of the chosen name, or -1.
  private func slots(_ names: [String], _ header: [String]) throws(InputError) -> [Int32] {
    var positions: [[UInt8]: [Int]] = [:]
    for (column, name) in header.enumerated() {
      positions[Array(name.utf8), default: []].append(column)
    }
    var slots = Array(repeating: Int32(-1), count: header.count)
    for (slot, name) in names.enumerated() {
      let found = positions[Array(name.utf8)] ?? []
      guard let column = found.first else { throw unknownColumn(name, header) }
      guard found.count == 1 else {
        throw InputError(
          .invalid, file: input.name, place: "row 1",
          problem: "\(found.count) columns named \(ExactJSONValue.quoted(name)) (columns "
            + found.map { "\($0 + 1)" }.joined(separator: ", ") + ")",
          expectation: "one column of that name")
      }
      slots[column] = Int32(slot)
    }
    return slots
  }

  private func unknownColumn(_ name: String, _ header: [String]) -> InputError {
    let isNumeric = header.allSatisfy {
      (try? DecimalScanner.number(Array($0.utf8)[...])) != nil
    }
    if isNumeric {
      return InputError(
        .invalid, file: input.name, place: "row 1",
        problem: "numbers where the header should be",
        expectation: "a header that names the columns, \(ExactJSONValue.quoted(name)) among them")
    }
    let hint = Spelling.suggestion(for: name, among: header).map {
      "; did you mean \(ExactJSONValue.quoted($0))?"
    }
    let list = header.prefix(40).map(ExactJSONValue.quoted).joined(separator: ", ")
    let separator =
      header.count == 1 && header[0].contains { $0 == ";" || $0 == "\t" }
      ? " (cells must be separated by commas)" : ""
    return InputError(
      .invalid, file: input.name, place: "row 1",
      problem: "no column \(ExactJSONValue.quoted(name))" + (hint ?? ""),
      expectation: "one of the columns \(list)" + (header.count > 40 ? ", ..." : "") + separator)
  }

  // MARK: Rows

  private enum RowScan {
    case complete(next: Int, lineBreaks: Int)
    case incomplete
    case problem(String, String, column: Int)
    case count(Int)
  }

  private mutating func sums(of names: [String]) throws(InputError) -> ColumnSums {
    let header = try readHeader()
    let slots = try slots(names, header)
    var accumulator = MomentAccumulator(columns: names.count, base: 10)
    var rows = 0
    while true {
      if position == end {
        if isAtEnd { break }
        try refill()
        continue
      }
      let scan = buffer.withUnsafeBufferPointer {
        Self.scanRow($0, from: position, to: end, isAtEnd: isAtEnd, slots, &accumulator)
      }
      switch scan {
      case .complete(let next, let lineBreaks):
        position = next
        row += 1
        line += 1 + lineBreaks
        rows += 1
        accumulator.endRow()
      case .incomplete:
        try refill()
      case .problem(let problem, let expectation, let column):
        throw failure(problem, expectation, column: column, header)
      case .count(let count):
        let isBlank = count == 1 && [10, 13].contains(buffer[position])
        throw failure(
          isBlank ? "a blank line" : "a row of \(count) \(count == 1 ? "cell" : "cells")",
          "\(header.count) cells as in the header")
      }
    }
    guard rows > 0 else {
      throw InputError(
        .invalid, file: input.name, problem: "a header without rows",
        expectation: "at least one row of numbers")
    }
    return accumulator.finish()
  }

  /// Reads one row, or finds out that it is not complete yet.
  private static func scanRow(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool,
    _ slots: [Int32], _ accumulator: inout MomentAccumulator
  ) -> RowScan {
    var offset = start
    var column = 0
    var lineBreaks = 0
    while true {
      let slot = column < slots.count ? Int(slots[column]) : -1
      if slot >= 0,
        case .number(let mantissa, let decimals, let next) = DecimalScanner.quick(
          bytes, from: offset, to: end),
        next < end
      {
        let byte = bytes[next]
        if byte == UInt8(ascii: ",") {
          accumulator.set(slot, mantissa, decimals: decimals)
          offset = next + 1
          column += 1
          continue
        }
        if byte == 10, column == slots.count - 1 {
          accumulator.set(slot, mantissa, decimals: decimals)
          return .complete(next: next + 1, lineBreaks: lineBreaks)
        }
      }
      switch scan(bytes, from: offset, to: end, isAtEnd: isAtEnd) {
      case .incomplete: return .incomplete
      case .problem(let problem, let expectation):
        return .problem(problem, expectation, column: column)
      case .cell(let cell):
        if slot >= 0 {
          do {
            let number = try DecimalScanner.number(contents(cell, bytes))
            accumulator.set(slot, number.mantissa, decimals: number.decimals)
          } catch {
            // A row that is too short is reported as such, not by its first blank cell.
            let isShort = cell.terminator == .row && column < slots.count - 1
            if !isShort { return .problem(error.problem, error.expectation, column: column) }
          }
        }
        lineBreaks += cell.lineBreaks
        offset = cell.next
        column += 1
        if cell.terminator == .row {
          return column == slots.count
            ? .complete(next: offset, lineBreaks: lineBreaks) : .count(column)
        }
      }
    }
  }

  // MARK: Errors

  private var rowPlace: String { line == row ? "row \(row)" : "row \(row) (line \(line))" }

  private func failure(
    _ problem: String, _ expectation: String, _ kind: InputError.Kind = .malformed
  ) -> InputError {
    InputError(
      kind, file: input.name, place: rowPlace, problem: problem, expectation: expectation)
  }

  private func failure(_ problem: String, _ expectation: String, cell: Int) -> InputError {
    InputError(
      .malformed, file: input.name, place: "\(rowPlace), column \(cell + 1)", problem: problem,
      expectation: expectation)
  }

  private func failure(
    _ problem: String, _ expectation: String, column: Int, _ header: [String]
  ) -> InputError {
    guard column < header.count else { return failure(problem, expectation, cell: column) }
    return InputError(
      .malformed, file: input.name,
      place: "\(rowPlace), column \(ExactJSONValue.quoted(header[column]))", problem: problem,
      expectation: expectation)
  }
}
