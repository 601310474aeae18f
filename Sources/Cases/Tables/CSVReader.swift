import Exact
import ExactJSON

/// Reads comma-separated values (RFC 4180) in one pass, in chunks.
///
/// The first row is the header. Cells may stand in double quotes and then hold separators, line
/// breaks and doubled quotes; spaces and tabs around them are ignored. Rows end in LF or CRLF; a
/// byte-order mark at the beginning and blank lines at the end are skipped. Every row must have
/// as many cells as the header. Rows are counted from 1, the header being row 1; the line is
/// named too where quoted line breaks make it differ. Only the cells of the chosen columns are
/// read as numbers.
struct CSVReader {
  /// Reads the chosen columns of a table and adds up the products of all pairs of them.
  ///
  /// - Throws: ``InputError``.
  static func sums(
    of choice: ColumnChoice, in input: ByteStream, _ dialect: CSVDialect
  ) throws(InputError) -> TableSums {
    var reader = CSVReader(input: input, dialect: dialect)
    return try reader.sums(of: choice)
  }

  private static let chunkBytes = 1 << 18

  private let input: ByteStream
  private let dialect: CSVDialect
  private var buffer: [UInt8]
  /// The unread bytes are buffer[position..<end].
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  /// The current row, counted from 1, and the line it begins on.
  private var row = 1
  private var line = 1

  private init(input: ByteStream, dialect: CSVDialect) {
    self.input = input
    self.dialect = dialect
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

  // MARK: Header

  /// The names of the columns, and whether they are UTF-8.
  private mutating func readHeader() throws(InputError) -> (names: [String], isText: Bool) {
    try refill()
    if buffer[..<min(end, 3)].starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard position < end else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a header and rows")
    }
    var names: [String] = []
    var isText = true
    var offset = position
    while true {
      let scan = buffer.withUnsafeBufferPointer {
        CSVCell.scan($0, from: offset, to: end, isAtEnd: isAtEnd, dialect)
      }
      switch scan {
      case .incomplete:
        let consumed = offset - position
        try refill()
        offset = position + consumed
      case .problem(let problem, let expectation):
        throw failure(problem, expectation, cell: names.count)
      case .cell(let cell):
        let name = buffer.withUnsafeBufferPointer { cell.name(in: $0) }
        names.append(name.name)
        isText = isText && name.isText
        guard names.count <= Limits.columns else {
          throw failure("more than \(Limits.columns) columns", "fewer columns", .tooLarge)
        }
        line += cell.lineBreaks
        offset = cell.next
        if cell.terminator == .row {
          position = offset
          row += 1
          line += 1
          return (names, isText)
        }
      }
    }
  }

  /// Finds the chosen columns.
  private func columns(
    _ choice: ColumnChoice, _ header: [String], isText: Bool
  ) throws(InputError) -> ChosenColumns {
    let wanted = (choice.inputs ?? []) + choice.targets
    if header == [""] {
      throw InputError(
        .malformed, file: input.name, place: "row 1", problem: "a blank line",
        expectation: "a header that names the columns")
    }
    let isNumeric = header.allSatisfy {
      (try? DecimalScanner.number(Array($0.utf8)[...], point: dialect.point)) != nil
    }
    if isNumeric, !wanted.allSatisfy(header.contains) {
      let missing = wanted.first { !header.contains($0) } ?? ""
      throw InputError(
        .invalid, file: input.name, place: "row 1",
        problem: "numbers where the header should be",
        expectation: "a header that names the columns, \(ExactJSONValue.quoted(missing)) among"
          + " them")
    }
    var hint = ""
    if header.count == 1,
      let other = header[0].utf8.first(where: { ",;\t|".utf8.contains($0) })
    {
      let name = CSVDialect(separator: other, point: 0).separatorName
      let plural = ["a comma": "commas", "a tab": "tabs", "a semicolon": "semicolons"]
      let mine = dialect.separatorName
      hint =
        " (cells must be separated by \(plural[mine] ?? mine); if \(name) separates them, say"
        + " --separator \(other == 9 ? "tab" : "'\(Unicode.Scalar(other))'"))"
    }
    if !isText { hint += " (the header is not UTF-8; bytes that are not are shown as \\xe9)" }
    let columns = try choice.resolved(in: header, file: input.name, hint: hint)
    if choice.inputs == nil, columns.inputs.count > Limits.inputs {
      throw InputError(
        .tooLarge, file: input.name, place: "choice of columns",
        problem: "\(columns.inputs.count) input columns, all that are not targets",
        expectation: "at most \(Limits.inputs); name them with --inputs")
    }
    return columns
  }

  // MARK: Rows

  private enum RowScan {
    case complete(next: Int, lineBreaks: Int, isMissing: Bool)
    case incomplete
    case problem(String, String, column: Int)
    case count(Int)
  }

  private mutating func sums(of choice: ColumnChoice) throws(InputError) -> TableSums {
    let (header, isText) = try readHeader()
    let chosen = try columns(choice, header, isText: isText)
    var slots = Array(repeating: Int32(-1), count: header.count)
    for (slot, column) in chosen.all.enumerated() { slots[column.position] = Int32(slot) }
    var accumulator = MomentAccumulator(
      columns: chosen.all.count, base: 10, keepsBlocks: choice.keepsBlocks)
    var rows = 0
    var dropped = 0
    /// The blank lines since the last row, and the place of the first one.
    var blank: (count: Int, place: String)?
    while true {
      if position == end {
        if isAtEnd { break }
        try refill()
        continue
      }
      let line = buffer.withUnsafeBufferPointer {
        BlankLine.scan($0, from: position, to: end, isAtEnd: isAtEnd, dialect)
      }
      switch line {
      case .no: break
      case .incomplete:
        try refill()
        continue
      case .yes(let next):
        position = next
        blank = ((blank?.count ?? 0) + 1, blank?.place ?? rowPlace)
        row += 1
        self.line += 1
        continue
      }
      if let lines = blank {
        guard dialect.dropsMissing else {
          throw InputError(
            .malformed, file: input.name, place: lines.place, problem: "a blank line",
            expectation: "\(header.count) cells as in the header")
        }
        dropped += lines.count
        blank = nil
      }
      let scan = buffer.withUnsafeBufferPointer {
        Self.scanRow($0, from: position, to: end, isAtEnd: isAtEnd, dialect, slots, &accumulator)
      }
      switch scan {
      case .complete(let next, let lineBreaks, let isMissing):
        position = next
        row += 1
        self.line += 1 + lineBreaks
        if isMissing {
          dropped += 1
          accumulator.dropRow()
        } else {
          rows += 1
          accumulator.endRow()
        }
      case .incomplete:
        try refill()
      case .problem(let problem, let expectation, let column):
        let isChosenByDefault =
          choice.inputs == nil && chosen.inputs.contains { $0.position == column }
        throw failure(
          problem,
          expectation
            + (isChosenByDefault
              ? " (all columns that are not targets are inputs unless --inputs names them)" : ""),
          column: column, header)
      case .count(let count):
        throw failure(
          "a row of \(count) \(count == 1 ? "cell" : "cells")",
          "\(header.count) cells as in the header")
      }
    }
    guard rows > 0 else {
      throw InputError(
        .invalid, file: input.name,
        problem: dropped > 0
          ? "a missing value in every row, \(dropped) in all" : "a header without rows",
        expectation: "at least one row of numbers")
    }
    let (sums, blocks) = accumulator.finish()
    return TableSums(sums: sums, blocks: blocks, columns: chosen, droppedRows: dropped)
  }

  /// Reads one row, or finds out that it is not complete yet.
  private static func scanRow(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isAtEnd: Bool,
    _ dialect: CSVDialect, _ slots: [Int32], _ accumulator: inout MomentAccumulator
  ) -> RowScan {
    let separator = dialect.separator
    let point = dialect.barePoint
    var offset = start
    var column = 0
    var lineBreaks = 0
    var isMissing = false
    while true {
      let slot = column < slots.count ? Int(slots[column]) : -1
      if slot >= 0,
        case .number(let mantissa, let decimals, let next) = DecimalScanner.quick(
          bytes, from: offset, to: end, point: point),
        next < end
      {
        let byte = bytes[next]
        if byte == separator {
          accumulator.set(slot, mantissa, decimals: decimals)
          offset = next + 1
          column += 1
          continue
        }
        if byte == 10, column == slots.count - 1 {
          accumulator.set(slot, mantissa, decimals: decimals)
          return .complete(next: next + 1, lineBreaks: lineBreaks, isMissing: isMissing)
        }
      }
      switch CSVCell.scan(bytes, from: offset, to: end, isAtEnd: isAtEnd, dialect) {
      case .incomplete: return .incomplete
      case .problem(let problem, let expectation):
        return .problem(problem, expectation, column: column)
      case .cell(let cell):
        if slot >= 0 {
          do {
            let number = try DecimalScanner.number(cell.bytes(in: bytes), point: dialect.point)
            accumulator.set(slot, number.mantissa, decimals: number.decimals)
          } catch {
            // A row that is too short is reported as such, not by its first blank cell.
            let isShort = cell.terminator == .row && column < slots.count - 1
            if error.isMissing, dialect.dropsMissing {
              isMissing = true
            } else if !isShort {
              return .problem(error.problem, error.expectation, column: column)
            }
          }
        }
        lineBreaks += cell.lineBreaks
        offset = cell.next
        column += 1
        if cell.terminator == .row {
          return column == slots.count
            ? .complete(next: offset, lineBreaks: lineBreaks, isMissing: isMissing)
            : .count(column)
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
