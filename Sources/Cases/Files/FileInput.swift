#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is read once from its beginning, in chunks.
final class FileInput: ByteStream {
  /// The file name that stands for standard input.
  static let standardInput = "-"

  private let descriptor: Int32
  private let knownSize: Int?

  /// The size in bytes where it is known in advance: for regular files.
  override var size: Int? { knownSize }

  /// Opens a file for reading; `-` is standard input.
  ///
  /// - Throws: ``InputError`` of kind `noSuchFile`, `directory` or `unreadable`.
  init(_ file: String) throws(InputError) {
    guard !file.isEmpty, !file.utf8.contains(0) else {
      throw InputError(
        .noSuchFile, file: file, problem: "not a file name", expectation: "a readable file")
    }
    let isStandard = file == Self.standardInput
    let opened = isStandard ? dup(STDIN_FILENO) : open(file, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      let code = errno
      let kind: InputError.Kind = code == ENOENT || code == ENOTDIR ? .noSuchFile : .unreadable
      throw InputError(
        kind, file: file, problem: SystemCalls.message(code), expectation: "a readable file")
    }
    let status = SystemCalls.status(opened)
    descriptor = opened
    // Standard input may stand in the middle of a file.
    knownSize = isStandard ? nil : status.flatMap { $0.isRegular ? $0.size : nil }
    super.init(name: file)
    // From here on the deinitializer closes the file, also when this initializer throws.
    if status?.isDirectory == true {
      throw InputError(.directory, file: file, problem: "a directory", expectation: "a file")
    }
  }

  deinit { close(descriptor) }

  private func failure(_ code: Int32) -> InputError {
    InputError(
      .unreadable, file: name, problem: "reading failed: \(SystemCalls.message(code))",
      expectation: "a readable file")
  }

  override func fill(
    _ buffer: inout [UInt8], from start: Int, to end: Int
  ) throws(InputError) -> Int {
    var filled = start
    while filled < end {
      let count = buffer.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress! + filled, end - filled)
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      filled += count
    }
    return filled - start
  }

  override func read(
    into buffer: inout [UInt8], from start: Int, to end: Int, at offset: Int
  ) throws(InputError) -> Int {
    var filled = start
    while filled < end {
      let count = buffer.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress! + filled, end - filled, off_t(offset + filled - start))
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      filled += count
    }
    return filled - start
  }
}

/// The system call `read`, under a name that does not collide with the methods.
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int)
  -> Int
{
  read(descriptor, target, count)
}
