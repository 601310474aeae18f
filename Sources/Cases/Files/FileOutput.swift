#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes files so that nobody ever finds half of one.
public enum FileOutput {
  /// Writes bytes to a descriptor and returns how many were taken, or -1 with `errno` set.
  typealias Write = (Int32, UnsafeRawPointer, Int) -> Int

  /// Writes a file as a whole or not at all.
  ///
  /// The bytes go to a temporary file in the same directory, which is flushed to the disk and
  /// then takes the name; when anything fails it is removed, and a file that was there before is
  /// unchanged. Symbolic links are followed; a file that is replaced keeps its permissions. What
  /// is not a regular file, a terminal or pipe for example, is written directly.
  ///
  /// - Throws: ``OutputError``.
  public static func write(_ bytes: [UInt8], to file: String) throws(OutputError) {
    try write(bytes, to: file, using: systemWrite)
  }

  /// Writes bytes to an open descriptor, all of them.
  ///
  /// - Parameter name: What the error calls the descriptor, for example "standard output".
  /// - Throws: ``OutputError``.
  public static func write(
    _ bytes: [UInt8], toDescriptor descriptor: Int32, named name: String
  ) throws(OutputError) {
    try write(bytes, to: descriptor, name, using: systemWrite)
  }

  static func write(
    _ bytes: [UInt8], to file: String, using write: Write
  ) throws(OutputError) {
    guard !file.isEmpty, !file.utf8.contains(0) else {
      throw OutputError(file: file, reason: "not a file name")
    }
    let existing = SystemCalls.status(path: file)
    if existing?.isDirectory == true {
      throw OutputError(file: file, reason: SystemCalls.message(EISDIR))
    }
    if let existing, !existing.isRegular {
      try writeDirectly(bytes, to: file, using: write)
      return
    }
    let target = existing == nil ? file : resolvingLinks(file)
    let (descriptor, temporary) = try createTemporary(beside: target, for: file)
    do throws(OutputError) {
      if let existing { _ = fchmod(descriptor, mode_t(existing.mode)) }
      try self.write(bytes, to: descriptor, file, using: write)
      guard fsync(descriptor) == 0 else { throw failure(file) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let error = failure(file)
      unlink(temporary)
      throw error
    }
    flushDirectory(of: target)
  }

  private static func writeDirectly(
    _ bytes: [UInt8], to file: String, using write: Write
  ) throws(OutputError) {
    let descriptor = open(file, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(file) }
    do {
      try self.write(bytes, to: descriptor, file, using: write)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure(file) }
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ file: String, using write: Write
  ) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(file)
      }
      done += count
    }
  }

  /// Creates a new file in the directory of another.
  private static func createTemporary(
    beside target: String, for file: String
  ) throws(OutputError) -> (descriptor: Int32, name: String) {
    let directory = FilePath.directory(target)
    for attempt in 0..<100 {
      let name = "\(directory).\(FilePath.stem(target).prefix(64)).\(getpid()).\(attempt).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      if errno != EEXIST { throw failure(file) }
    }
    throw OutputError(file: file, reason: "too many temporary files beside it")
  }

  private static func resolvingLinks(_ file: String) -> String {
    guard let resolved = realpath(file, nil) else { return file }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Asks that the new name survives a crash; not every file system can do that.
  private static func flushDirectory(of target: String) {
    let directory = FilePath.directory(target)
    let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ file: String) -> OutputError {
    OutputError(file: file, reason: SystemCalls.message(errno))
  }

  private static func systemWrite(
    _ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int
  ) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Glibc.write(descriptor, bytes, count)
    #endif
  }
}
