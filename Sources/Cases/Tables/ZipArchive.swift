import CZlib
import ExactJSON

/// The NumPy arrays in a zip file, as `numpy.savez` and `numpy.savez_compressed` write them.
struct ZipArchive {
  /// An entry of the directory at the end of the file.
  private struct Entry {
    var name: String
    var isEncrypted: Bool
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  private let input: ByteStream
  private let size: Int
  private var entries: [Entry] = []

  /// Reads the directory of a zip file. What is not a regular file is held in memory.
  ///
  /// - Throws: ``InputError``.
  init(_ stream: ByteStream) throws(InputError) {
    let kind = FileKind(try stream.peek(FileKind.bytes))
    if let kind, kind != .zip {
      throw kind.error(file: stream.name, expected: "NumPy arrays (.npy or .npz)")
    }
    input = stream.size == nil ? try MemoryInput(restOf: stream) : stream
    size = input.size ?? 0
    try readDirectory()
  }

  /// The arrays, each with its header read.
  ///
  /// - Throws: ``InputError``, also when there is none.
  func arrays() throws(InputError) -> [NPYArray] {
    var arrays: [NPYArray] = []
    for entry in entries where entry.name.hasSuffix(".npy") {
      let name = String(entry.name.dropLast(4))
      arrays.append(try NPYArray(contents(entry), name: name))
    }
    guard !arrays.isEmpty else {
      throw failure("a zip file without NumPy arrays", "arrays as numpy.savez writes them")
    }
    return arrays
  }

  private func failure(_ problem: String, _ expectation: String) -> InputError {
    InputError(.malformed, file: input.name, problem: problem, expectation: expectation)
  }

  private var damaged: InputError {
    failure("a damaged or truncated zip file", "the whole file as it was written")
  }

  // MARK: Directory

  private func bytes(at offset: Int, count: Int) throws(InputError) -> Bytes {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { throw damaged }
    var buffer = Array(repeating: UInt8(0), count: count)
    guard try input.read(into: &buffer, from: 0, to: count, at: offset) == count else {
      throw damaged
    }
    return Bytes(bytes: buffer)
  }

  private mutating func readDirectory() throws(InputError) {
    // The end of the directory: 22 bytes and a comment of at most 65,535.
    let tail = try bytes(at: max(0, size - 65_557), count: min(size, 65_557))
    guard
      let end = stride(from: tail.bytes.count - 22, through: 0, by: -1)
        .first(where: { tail.word($0) == 0x0605_4B50 })
    else { throw damaged }
    var count = tail.half(end + 10)
    var length = tail.word(end + 12)
    var offset = tail.word(end + 16)
    if end >= 20, tail.word(end - 20) == 0x0706_4B50 {
      let record = try bytes(at: tail.long(end - 12), count: 56)
      guard record.word(0) == 0x0606_4B50 else { throw damaged }
      count = record.long(32)
      length = record.long(40)
      offset = record.long(48)
    }
    guard length <= 64 << 20, count <= Limits.columns else {
      throw failure("a zip file of \(count) entries", "at most \(Limits.columns)")
    }
    let directory = try bytes(at: offset, count: length)
    var position = 0
    for _ in 0..<count {
      guard position + 46 <= length, directory.word(position) == 0x0201_4B50 else { throw damaged }
      let name = directory.half(position + 28)
      let extra = directory.half(position + 30)
      let next = position + 46 + name + extra + directory.half(position + 32)
      guard next <= length else { throw damaged }
      var entry = Entry(
        name: String(
          decoding: directory.bytes[position + 46..<position + 46 + name], as: UTF8.self),
        isEncrypted: directory.half(position + 8) & 1 == 1,
        method: directory.half(position + 10),
        checksum: UInt32(directory.word(position + 16)),
        packedSize: directory.word(position + 20), size: directory.word(position + 24),
        offset: directory.word(position + 42))
      try readLongSizes(directory, position + 46 + name, extra, &entry)
      entries.append(entry)
      position = next
    }
  }

  /// Reads the sizes that do not fit 32 bits (ZIP64).
  private func readLongSizes(
    _ directory: Bytes, _ start: Int, _ length: Int, _ entry: inout Entry
  ) throws(InputError) {
    var position = start
    while position + 4 <= start + length {
      let size = directory.half(position + 2)
      var field = position + 4
      let end = field + size
      guard end <= start + length else { throw damaged }
      if directory.half(position) == 1 {
        for path in [\Entry.size, \Entry.packedSize, \Entry.offset]
        where entry[keyPath: path] == 0xFFFF_FFFF {
          guard field + 8 <= end else { throw damaged }
          entry[keyPath: path] = directory.long(field)
          field += 8
        }
      }
      position = end
    }
  }

  /// The contents of an entry, decompressed.
  private func contents(_ entry: Entry) throws(InputError) -> ByteStream {
    guard !entry.isEncrypted, entry.method == 0 || entry.method == 8 else {
      throw failure(
        "\(ExactJSONValue.quoted(entry.name)), "
          + (entry.isEncrypted ? "encrypted" : "compressed by method \(entry.method)"),
        "arrays as numpy.savez or numpy.savez_compressed writes them")
    }
    let header = try bytes(at: entry.offset, count: 30)
    guard header.word(0) == 0x0403_4B50 else { throw damaged }
    let start = entry.offset + 30 + header.half(26) + header.half(28)
    guard entry.packedSize >= 0, start <= size, entry.packedSize <= size - start else {
      throw damaged
    }
    let packed = PartInput(input, from: start, count: entry.packedSize)
    return CheckedInput(
      entry.method == 0 ? packed : InflatedInput(packed, wrapping: .none), size: entry.size,
      checksum: entry.checksum)
  }
}

/// Little-endian numbers in bytes.
private struct Bytes {
  var bytes: [UInt8]

  func number(_ start: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
  }
  func half(_ start: Int) -> Int { Int(number(start, 2)) }
  func word(_ start: Int) -> Int { Int(number(start, 4)) }
  /// Eight bytes; what exceeds a signed word is too large for any file.
  func long(_ start: Int) -> Int { Int(clamping: number(start, 8)) }
}

/// A part of bytes that can be read in any order, as a stream.
private final class PartInput: ByteStream {
  private let source: ByteStream
  private var position: Int
  private let end: Int

  init(_ source: ByteStream, from start: Int, count: Int) {
    self.source = source
    position = start
    end = start + count
    super.init(name: source.name)
  }

  override func fill(
    _ buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    let count = min(end - start, self.end - position)
    guard count > 0 else { return 0 }
    let read = try source.read(into: &buffer, from: start, to: start + count, at: position)
    position += read
    return read
  }
}

/// A stream whose length and checksum are known and are verified when its end is reached.
private final class CheckedInput: ByteStream {
  private let source: ByteStream
  private let expected: (size: Int, checksum: UInt32)
  private var count = 0
  private var checksum = crc32(0, nil, 0)

  init(_ source: ByteStream, size: Int, checksum: UInt32) {
    self.source = source
    expected = (size, checksum)
    super.init(name: source.name)
  }

  override func fill(
    _ buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    let read = try source.read(into: &buffer, from: start, to: end)
    count += read
    buffer.withUnsafeBufferPointer {
      checksum = crc32_z(checksum, $0.baseAddress! + start, read)
    }
    if count > expected.size || read < end - start {
      guard count == expected.size, UInt32(truncatingIfNeeded: checksum) == expected.checksum else {
        throw InputError(
          .malformed, file: name, problem: "an array with a wrong checksum or length",
          expectation: "the file as it was written")
      }
    }
    return read
  }
}
