#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is read once from its beginning, in chunks, up to the size limit.
final class FileInput {
  /// The file, as it was named.
  let name: String
  /// The size in bytes where it is known in advance: for regular files.
  let size: Int?
  private let descriptor: Int32
  private let limit: Int
  private var consumed = 0

  /// Opens a file for reading.
  ///
  /// - Throws: ``InputError`` of kind `noSuchFile`, `directory`, `unreadable`, `empty` or
  ///   `tooLarge`.
  init(_ name: String, limit: Int = Limits.fileBytes) throws(InputError) {
    self.name = name
    self.limit = limit
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw InputError(
        .noSuchFile, file: name, problem: "not a file name", expectation: "a readable file")
    }
    descriptor = open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      let kind: InputError.Kind = code == ENOENT || code == ENOTDIR ? .noSuchFile : .unreadable
      throw InputError(
        kind, file: name, problem: SystemCalls.message(code), expectation: "a readable file")
    }
    let status = SystemCalls.status(descriptor)
    size = status.flatMap { $0.isRegular ? $0.size : nil }
    // From here on the deinitializer closes the file, also when this initializer throws.
    if status?.isDirectory == true {
      throw InputError(.directory, file: name, problem: "a directory", expectation: "a file")
    }
    if let size, size > limit {
      throw tooLarge("\(size) bytes")
    }
  }

  deinit { close(descriptor) }

  private func tooLarge(_ found: String) -> InputError {
    InputError(
      .tooLarge, file: name, problem: "a file of \(found)", expectation: "at most \(limit) bytes")
  }

  private func failure(_ code: Int32) -> InputError {
    InputError(
      .unreadable, file: name, problem: "reading failed: \(SystemCalls.message(code))",
      expectation: "a readable file")
  }

  /// Fills a part of an array with the next bytes of the file.
  ///
  /// - Returns: The number of bytes read; fewer than asked for only at the end of the file.
  /// - Throws: ``InputError`` when reading fails or the size limit is exceeded.
  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
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
      consumed += count
      guard consumed <= limit else { throw tooLarge("more than \(limit) bytes") }
    }
    return filled - start
  }

  /// Fills a part of an array with the bytes at an offset of the file.
  ///
  /// - Returns: The number of bytes read; fewer than asked for only at the end of the file.
  /// - Throws: ``InputError`` when reading fails, for example because the file is a pipe.
  func read(
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

  /// Reads the whole file.
  ///
  /// - Throws: ``InputError`` when reading fails, the size limit is exceeded, or the file is
  ///   empty.
  func readAll() throws(InputError) -> [UInt8] {
    var buffer: [UInt8] = []
    var count = 0
    while true {
      let next = max(count + (1 << 16), count * 2, (size ?? 0) + 1)
      buffer.append(contentsOf: repeatElement(0, count: next - buffer.count))
      let read = try read(into: &buffer, from: count, to: next)
      count += read
      if count < next { break }
    }
    buffer.removeLast(buffer.count - count)
    guard count > 0 else {
      throw InputError(.empty, file: name, problem: "an empty file", expectation: "a JSON text")
    }
    return buffer
  }
}

/// The system call `read`, under a name that does not collide with the methods.
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int)
  -> Int
{
  read(descriptor, target, count)
}
