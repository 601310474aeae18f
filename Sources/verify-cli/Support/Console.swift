import Foundation

/// Standard output and standard error.
///
/// Results go to standard output; progress, warnings and errors to standard error. A result that
/// cannot be written is an error, never a silently shortened output.
enum Console {
  /// Standard output could not be written.
  struct WriteError: Error, CustomStringConvertible {
    let code: Int32
    var description: String { "standard output: \(String(cString: strerror(code)))" }
  }

  /// Writes a result to standard output and waits until the system has taken it.
  ///
  /// - Throws: ``WriteError``.
  static func print(_ text: String) throws(WriteError) {
    try write(Array((text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// Writes a line to standard error; failures are ignored, there is nowhere to report them.
  static func note(_ text: String) {
    try? write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes an error line to standard error.
  static func error(_ text: String) { note("verify-cli: error: \(text)") }

  /// Writes a text without a newline to standard error.
  static func noteRaw(_ text: String) {
    try? write(Array(text.utf8), to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(WriteError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw WriteError(code: errno)
      }
      offset += written
    }
  }
}
