import Exact
import ExactJSON

/// A NumPy array (format versions 1, 2 and 3) whose rows are read in order, in blocks.
///
/// Arrays in Fortran order are read column by column in blocks of rows, which needs bytes at any
/// offset: where the stream has none, the array is held in memory.
final class NPYArray {
  /// The beginning of every NumPy file.
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  /// The most bytes that are held at once, unless one row has more.
  private static let chunkBytes = 1 << 20

  /// What the array is called in an archive; nil for a file of its own.
  let name: String?
  let header: NPYHeader
  private var input: ByteStream
  /// The number of bytes before the array in `input`.
  private var arrayOffset: Int
  /// The chosen columns, counted from 0.
  private var columns: [Int] = []
  private var row = 0
  /// The rows at hand, and where its numbers lie: that of row i and chosen column j begins at
  /// i * rowStride + columnStarts[j].
  private var buffer: [UInt8] = []
  private var rowStride = 0
  private var columnStarts: [Int] = []

  /// Reads the header of an array.
  ///
  /// - Throws: ``InputError``.
  init(_ input: ByteStream, name: String? = nil) throws(InputError) {
    self.input = input
    self.name = name
    let place = name.map { "array \(ExactJSONValue.quoted($0)), header" } ?? "header"
    func failure(_ problem: String, _ expectation: String) -> InputError {
      InputError(
        .malformed, file: input.name, place: place, problem: problem, expectation: expectation)
    }
    var start = Array(repeating: UInt8(0), count: 12)
    let count = try input.read(into: &start, from: 0, to: 10)
    guard count > 0 else {
      throw InputError(
        .empty, file: input.name, problem: "an empty file", expectation: "a NumPy array")
    }
    guard count >= 6, start.starts(with: Self.magic) else {
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
        error.kind, file: input.name, place: place, problem: error.problem,
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
      .malformed, file: input.name, place: name.map { "array \(ExactJSONValue.quoted($0))" },
      problem: problem, expectation: "\(header.arrayBytes) bytes, \(shape)")
  }

  // MARK: Rows

  /// Whether numbers are in binary floating point.
  var isBinary: Bool { header.element.kind == .float32 || header.element.kind == .float64 }

  private var readsByColumn: Bool { header.isFortranOrder && header.columns > 1 }

  /// The number of rows that a block of this array should have.
  ///
  /// - Parameter columns: The columns that will be read, counted from 0; not empty.
  func choose(_ columns: [Int]) throws(InputError) -> Int {
    self.columns = columns
    if readsByColumn, input.size == nil {
      input = try MemoryInput(restOf: input)
      arrayOffset = 0
      if let size = input.size, size != header.arrayBytes {
        throw size < header.arrayBytes ? wrongSize(size) : wrongSize(nil)
      }
    }
    let held = readsByColumn ? columns.count : header.columns
    return max(1, min(header.rows, Self.chunkBytes / (held * header.element.bytes)))
  }

  /// Reads the next rows.
  ///
  /// - Throws: ``InputError`` when reading fails or the array ends early.
  func readBlock(rows count: Int) throws(InputError) {
    let width = header.element.bytes
    if readsByColumn {
      rowStride = width
      columnStarts = columns.indices.map { $0 * count * width }
      grow(to: columns.count * count * width)
      for (slot, column) in columns.enumerated() {
        let offset = arrayOffset + (column * header.rows + row) * width
        let start = columnStarts[slot]
        let read = try input.read(
          into: &buffer, from: start, to: start + count * width, at: offset)
        guard read == count * width else { throw wrongSize(offset - arrayOffset + read) }
      }
    } else {
      rowStride = header.columns * width
      columnStarts = columns.map { $0 * width }
      grow(to: count * rowStride)
      let read = try input.read(into: &buffer, from: 0, to: count * rowStride)
      guard read == count * rowStride else { throw wrongSize(row * rowStride + read) }
    }
    row += count
  }

  private func grow(to count: Int) {
    if buffer.count < count { buffer += repeatElement(0, count: count - buffer.count) }
  }

  /// Makes sure that nothing follows the array.
  ///
  /// - Throws: ``InputError``.
  func finish() throws(InputError) {
    guard !readsByColumn else { return }
    guard try input.read(into: &buffer, from: 0, to: 1) == 0 else { throw wrongSize(nil) }
  }

  /// The number of a chosen column in a row of the block, as an unsigned word.
  @inline(__always)
  func bits(row: Int, slot: Int) -> UInt64 {
    let start = row * rowStride + columnStarts[slot]
    let width = header.element.bytes
    return buffer.withUnsafeBufferPointer { bytes in
      var bits: UInt64 = 0
      for position in 0..<width {
        let place = header.element.isBigEndian ? position : width - 1 - position
        bits = bits << 8 | UInt64(bytes[start + place])
      }
      return bits
    }
  }
}
