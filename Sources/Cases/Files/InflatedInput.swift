import CZlib

/// What a compressed stream holds, decompressed while it is read.
final class InflatedInput: ByteStream {
  /// What surrounds the compressed data.
  enum Wrapping {
    /// A gzip file: one or more members, each with its own checksum.
    case gzip
    /// Nothing, as in a zip file.
    case none
  }

  private static let chunkBytes = 1 << 18

  private let source: ByteStream
  private let wrapping: Wrapping
  /// zlib keeps the address, so that it must not move.
  private let state: UnsafeMutablePointer<z_stream>
  private var packed: [UInt8] = Array(repeating: 0, count: InflatedInput.chunkBytes)
  private var packedStart = 0
  private var packedEnd = 0
  private var isAtEnd = false

  /// Decompresses what is left of a stream.
  init(_ source: ByteStream, wrapping: Wrapping) {
    self.source = source
    self.wrapping = wrapping
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for the header and the checksum of gzip, the sign for none.
    let code = inflateInit2_(
      state, wrapping == .gzip ? 15 + 16 : -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib could not be set up")
    super.init(name: source.name)
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  private func failure(_ problem: String, _ expectation: String) -> InputError {
    InputError(.malformed, file: name, problem: problem, expectation: expectation)
  }

  override func fill(
    _ buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    var filled = start
    while filled < end, !isAtEnd {
      if packedStart == packedEnd {
        packedStart = 0
        packedEnd = try source.read(into: &packed, from: 0, to: packed.count)
        guard packedEnd > 0 else {
          throw failure("compressed data that end early", "the whole file")
        }
      }
      let room = min(end - filled, Int(UInt32.max) >> 1)
      let code = packed.withUnsafeMutableBufferPointer { input in
        buffer.withUnsafeMutableBufferPointer { output in
          state.pointee.next_in = input.baseAddress! + packedStart
          state.pointee.avail_in = UInt32(packedEnd - packedStart)
          state.pointee.next_out = output.baseAddress! + filled
          state.pointee.avail_out = UInt32(room)
          return inflate(state, Z_NO_FLUSH)
        }
      }
      packedStart = packedEnd - Int(state.pointee.avail_in)
      filled += room - Int(state.pointee.avail_out)
      switch code {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: try endMember()
      default:
        let reason = state.pointee.msg.map { ": " + String(cString: $0) } ?? ""
        throw failure("damaged compressed data\(reason)", "the file as it was compressed")
      }
    }
    return filled - start
  }

  /// Goes on with the next member of a gzip file, if there is one. Zeros behind the last one, as
  /// tapes leave them, are no data.
  private func endMember() throws(InputError) {
    isAtEnd = true
    guard wrapping == .gzip else { return }
    while true {
      while packedStart < packedEnd, packed[packedStart] == 0 { packedStart += 1 }
      if packedStart < packedEnd { break }
      packedStart = 0
      packedEnd = try source.read(into: &packed, from: 0, to: packed.count)
      if packedEnd == 0 { return }
    }
    guard packed[packedStart] == 0x1F else {
      throw failure("bytes behind the compressed data", "gzip data and nothing else")
    }
    inflateReset(state)
    isAtEnd = false
  }
}
