import ExactJSON

/// Why something could not be written.
public struct OutputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// The reason that the system gave.
  public let reason: String

  /// Creates an error.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// One sentence that names the file and the reason.
  public var description: String { "\(file.visible()): could not be written: \(reason)" }
}
