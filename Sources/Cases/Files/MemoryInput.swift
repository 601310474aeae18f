/// Bytes in memory, which can be read in any order.
final class MemoryInput: ByteStream {
  private let bytes: [UInt8]
  private var position = 0

  /// Takes what is left of a stream, at most ``Limits/fileBytes``.
  ///
  /// - Throws: ``InputError`` when reading fails or there is more.
  init(restOf stream: ByteStream) throws(InputError) {
    bytes = try stream.readAll()
    super.init(name: stream.name)
  }

  override var size: Int? { bytes.count }

  override func fill(
    _ buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    let count = try read(into: &buffer, from: start, to: end, at: position)
    position += count
    return count
  }

  override func read(
    into buffer: inout [UInt8], from start: Int, to end: Int, at offset: Int
  ) throws(InputError) -> Int {
    let count = max(0, min(end - start, bytes.count - offset))
    if count > 0 {
      buffer.replaceSubrange(start..<start + count, with: bytes[offset..<offset + count])
    }
    return count
  }
}
