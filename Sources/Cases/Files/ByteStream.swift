/// Bytes that are read once from their beginning, in chunks: a file, or what is packed in one.
class ByteStream {
  /// The file, as it was named.
  let name: String
  /// Bytes that were looked at and not read yet.
  private var ahead: [UInt8] = []
  private var aheadStart = 0

  init(name: String) { self.name = name }

  /// The number of bytes where it is known in advance; then ``read(into:from:to:at:)`` works.
  var size: Int? { nil }

  /// Fills a part of an array with the next bytes, as ``read(into:from:to:)`` does.
  func fill(_ buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int { 0 }

  /// Fills a part of an array with the bytes at an offset.
  ///
  /// - Returns: The number of bytes read; fewer than asked for only at the end.
  /// - Throws: ``InputError`` when reading fails.
  func read(
    into buffer: inout [UInt8], from start: Int, to end: Int, at offset: Int
  ) throws(InputError) -> Int { 0 }

  /// Fills a part of an array with the next bytes.
  ///
  /// - Returns: The number of bytes read; fewer than asked for only at the end.
  /// - Throws: ``InputError`` when reading fails.
  final func read(
    into buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    let count = min(ahead.count - aheadStart, end - start)
    if count > 0 {
      buffer.replaceSubrange(
        start..<start + count, with: ahead[aheadStart..<aheadStart + count])
      aheadStart += count
    }
    if count == end - start { return count }
    return count + (try fill(&buffer, from: start + count, to: end))
  }

  /// The next bytes, at most `count` of them, which stay to be read.
  ///
  /// - Throws: ``InputError`` when reading fails.
  final func peek(_ count: Int) throws(InputError) -> [UInt8] {
    ahead.removeFirst(aheadStart)
    aheadStart = 0
    let known = ahead.count
    if known < count {
      ahead += repeatElement(0, count: count - known)
      let read = try fill(&ahead, from: known, to: count)
      ahead.removeLast(count - known - read)
    }
    return Array(ahead.prefix(count))
  }

  /// All bytes that are left.
  ///
  /// - Throws: ``InputError`` when reading fails, or of kind `tooLarge` beyond `limit` bytes.
  final func readAll(limit: Int = Limits.fileBytes) throws(InputError) -> [UInt8] {
    func tooLarge(_ found: String) -> InputError {
      InputError(
        .tooLarge, file: name, problem: "\(found) to be held in memory",
        expectation: "at most \(limit) bytes")
    }
    if let size, size > limit { throw tooLarge("\(size) bytes") }
    var buffer: [UInt8] = []
    var count = 0
    while true {
      let next = max(count + (1 << 16), count * 2, (size ?? 0) + 1)
      buffer += repeatElement(0, count: next - buffer.count)
      count += try read(into: &buffer, from: count, to: next)
      guard count <= limit else { throw tooLarge("more than \(limit) bytes") }
      if count < next { break }
    }
    buffer.removeLast(buffer.count - count)
    return buffer
  }
}
