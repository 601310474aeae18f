import Exact
import ExactJSON

/// Reads NumPy arrays (format versions 1, 2 and 3) in one pass.
///
/// A binary floating-point number is taken as the dyadic rational that it is. Columns are named
/// by their position, "1", "2", ... from the left; an array of one dimension is a single column.
/// Arrays in Fortran order are read column by column in blocks of rows, which needs a file that
/// can be read from any offset.
struct NPYReader {
  /// Reads the chosen columns of a file and adds up the products of all pairs of them.
  ///
  /// - Throws: ``InputError``.
  static func sums(of names: [String], in file: String) throws(InputError) -> ColumnSums {
    var reader = try NPYReader(input: FileInput(file))
    return try reader.sums(columns: reader.columns(named: names))
  }

  /// The most bytes that are held at once, unless one row has more.
  private static let chunkBytes = 1 << 20

  private let input: FileInput
  private let header: NPYHeader
  /// The number of bytes before the array.
  private let arrayOffset: Int

  private init(input: FileInput) throws(InputError) {
    self.input = input
    func failure(_ problem: String, _ expectation: String) -> InputError {
      InputError(
        .malformed, file: input.name, place: "header", problem: problem,
        expectation: expectation)
    }
    var start = Array(repeating: UInt8(0), count: 12)
    let count = try input.read(into: &start, from: 0, to: 10)
    guard count > 0 else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a NumPy array")
    }
    let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
    guard count >= 6, start.starts(with: magic) else {
      throw failure("a file that does not begin with \\x93NUMPY", "a NumPy array")
    }
    let truncated = failure("a file that ends inside the header", "the whole file")
    guard count == 10 else { throw truncated }
    guard (1...3).contains(start[6]), start[7] == 0 else {
      throw failure("format version \(start[6]).\(start[7])", "version 1.0, 2.0 or 3.0")
    }
    var prefix = 10
    var length = Int(start[8]) | Int(start[9]) << 8
    if start[6] > 1 {
      guard try input.read(into: &start, from: 10, to: 12) == 2 else { throw truncated }
      length |= Int(start[10]) << 16 | Int(start[11]) << 24
      prefix = 12
    }
    guard length <= 1 << 20 else {
      throw failure("a header of \(length) bytes", "at most \(1 << 20) bytes")
    }
    var text = Array(repeating: UInt8(0), count: length)
    guard try input.read(into: &text, from: 0, to: length) == length else { throw truncated }
    do {
      header = try NPYHeader(text: text[...])
    } catch {
      throw InputError(
        error.kind, file: input.name, place: "header", problem: error.problem,
        expectation: error.expectation)
    }
    arrayOffset = prefix + length
    if let size = input.size, size != arrayOffset + header.arrayBytes {
      throw wrongSize(size - arrayOffset)
    }
  }

  private func wrongSize(_ found: Int?) -> InputError {
    let shape = "\(header.rows) x \(header.columns) numbers of \(header.element.bytes) bytes"
    let problem: String
    switch found {
    case let found? where found < header.arrayBytes:
      problem = "a truncated file: \(found) bytes behind the header"
    case let found?: problem = "\(found) bytes behind the header"
    case nil: problem = "more bytes than the array has"
    }
    return InputError(
      .malformed, file: input.name, problem: problem,
      expectation: "\(header.arrayBytes) bytes, \(shape)")
  }

  /// The columns of the array with the given names, counted from 0.
  private func columns(named names: [String]) throws(InputError) -> [Int] {
    var columns: [Int] = []
    for name in names {
      let isPlain = name.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } && name.utf8.first != 48
      guard isPlain, let number = Int(name), number <= header.columns else {
        throw InputError(
          .invalid, file: input.name, place: "header",
          problem: "no column \(ExactJSONValue.quoted(name))",
          expectation: "the number of a column, \"1\" to \"\(header.columns)\"")
      }
      columns.append(number - 1)
    }
    return columns
  }

  // MARK: The array

  private mutating func sums(columns: [Int]) throws(InputError) -> ColumnSums {
    let isBinary = header.element.kind == .float32 || header.element.kind == .float64
    var accumulator = MomentAccumulator(columns: columns.count, base: isBinary ? 2 : 10)
    if header.isFortranOrder && header.columns > 1 {
      try readByColumns(columns, &accumulator)
    } else {
      try readByRows(columns, &accumulator)
    }
    return accumulator.finish()
  }

  /// C order: whole rows follow one another.
  private func readByRows(
    _ columns: [Int], _ accumulator: inout MomentAccumulator
  ) throws(InputError) {
    let width = header.element.bytes
    let rowBytes = header.columns * width
    let blockRows = max(1, min(header.rows, Self.chunkBytes / rowBytes))
    var buffer = Array(repeating: UInt8(0), count: blockRows * rowBytes)
    var row = 0
    while row < header.rows {
      let count = min(blockRows, header.rows - row)
      let read = try input.read(into: &buffer, from: 0, to: count * rowBytes)
      guard read == count * rowBytes else { throw wrongSize(row * rowBytes + read) }
      for offset in 0..<count {
        for (slot, column) in columns.enumerated() {
          let bits = Self.bits(buffer, offset * rowBytes + column * width, header.element)
          try set(bits, slot, &accumulator, row: row + offset, column: column)
        }
        accumulator.endRow()
      }
      row += count
    }
    guard try input.read(into: &buffer, from: 0, to: 1) == 0 else { throw wrongSize(nil) }
  }

  /// Fortran order: whole columns follow one another.
  private func readByColumns(
    _ columns: [Int], _ accumulator: inout MomentAccumulator
  ) throws(InputError) {
    guard input.size != nil else {
      throw InputError(
        .invalid, file: input.name, place: "header",
        problem: "an array in Fortran order that does not come from a regular file",
        expectation: "a regular file, or an array in C order")
    }
    let width = header.element.bytes
    let blockRows = max(1, min(header.rows, Self.chunkBytes / (columns.count * width)))
    var buffer = Array(repeating: UInt8(0), count: blockRows * columns.count * width)
    var row = 0
    while row < header.rows {
      let count = min(blockRows, header.rows - row)
      for (slot, column) in columns.enumerated() {
        let start = slot * blockRows * width
        let offset = arrayOffset + (column * header.rows + row) * width
        let read = try input.read(
          into: &buffer, from: start, to: start + count * width, at: offset)
        guard read == count * width else { throw wrongSize(offset - arrayOffset + read) }
      }
      for offset in 0..<count {
        for (slot, column) in columns.enumerated() {
          let bits = Self.bits(buffer, (slot * blockRows + offset) * width, header.element)
          try set(bits, slot, &accumulator, row: row + offset, column: column)
        }
        accumulator.endRow()
      }
      row += count
    }
  }

  /// The bytes of one number as an unsigned word.
  @inline(__always)
  private static func bits(_ buffer: [UInt8], _ start: Int, _ element: NPYHeader.Element)
    -> UInt64
  {
    var bits: UInt64 = 0
    for position in 0..<element.bytes {
      let place = element.isBigEndian ? position : element.bytes - 1 - position
      bits = bits << 8 | UInt64(buffer[start + place])
    }
    return bits
  }

  @inline(__always)
  private func set(
    _ bits: UInt64, _ slot: Int, _ accumulator: inout MomentAccumulator, row: Int, column: Int
  ) throws(InputError) {
    switch header.element.kind {
    case .float64:
      try setFloat(
        bits, fractionBits: 52, largestExponent: 0x7FF, slot, &accumulator, row: row,
        column: column)
    case .float32:
      try setFloat(
        bits, fractionBits: 23, largestExponent: 0xFF, slot, &accumulator, row: row,
        column: column)
    case .signed:
      let shift = UInt64(64 - 8 * header.element.bytes)
      accumulator.set(slot, Int(Int64(bitPattern: bits << shift) >> Int64(shift)), decimals: 0)
    case .unsigned:
      if let word = Int(exactly: bits) {
        accumulator.set(slot, word, decimals: 0)
      } else {
        accumulator.set(slot, Integer(bits), decimals: 0)
      }
    }
  }

  /// Sets a value to a number in an IEEE 754 binary format, with an odd mantissa.
  @inline(__always)
  private func setFloat(
    _ bits: UInt64, fractionBits: UInt64, largestExponent: UInt64, _ slot: Int,
    _ accumulator: inout MomentAccumulator, row: Int, column: Int
  ) throws(InputError) {
    let magnitude = bits & (largestExponent << fractionBits | (1 << fractionBits - 1))
    let isNegative = magnitude != bits
    let exponent = magnitude >> fractionBits
    let fraction = magnitude & (1 << fractionBits - 1)
    guard exponent != largestExponent else {
      throw notFinite(fraction == 0, isNegative, row: row, column: column)
    }
    guard magnitude != 0 else { return accumulator.set(slot, 0, decimals: 0) }
    // Subnormal numbers have the exponent of the smallest normal ones and no leading 1.
    let mantissa = exponent == 0 ? fraction : fraction | 1 << fractionBits
    let zeros = mantissa.trailingZeroBitCount
    let odd = Int(mantissa >> UInt64(zeros))
    let power = Int(max(exponent, 1)) - Int(largestExponent >> 1 + fractionBits)
    accumulator.set(slot, isNegative ? -odd : odd, decimals: -(power + zeros))
  }

  private func notFinite(
    _ isInfinite: Bool, _ isNegative: Bool, row: Int, column: Int
  ) -> InputError {
    InputError(
      .malformed, file: input.name, place: "row \(row + 1), column \"\(column + 1)\"",
      problem: isInfinite ? (isNegative ? "-inf" : "inf") : "nan",
      expectation: "a finite number")
  }
}
