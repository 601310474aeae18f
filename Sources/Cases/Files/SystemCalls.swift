#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few calls of the operating system that the readers and writers need.
enum SystemCalls {
  /// What a path names.
  struct Status {
    var isDirectory: Bool
    var isRegular: Bool
    var size: Int
    var mode: UInt32
  }

  /// The text that describes an error number.
  static func message(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// Describes an open file, or nil when that fails.
  static func status(_ descriptor: Int32) -> Status? {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? Status(information) : nil
  }

  /// Describes what a path names, symbolic links followed, or nil when that fails.
  static func status(path: String) -> Status? {
    var information = stat()
    return stat(path, &information) == 0 ? Status(information) : nil
  }
}

extension SystemCalls.Status {
  init(_ information: stat) {
    let kind = information.st_mode & S_IFMT
    isDirectory = kind == S_IFDIR
    isRegular = kind == S_IFREG
    size = Int(information.st_size)
    mode = UInt32(information.st_mode) & 0o7777
  }
}
