import Exact
import ExactJSON

/// Why bytes are not a well-formed certificate.
public struct CertificateReadingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// How far the reader came.
  public enum Kind: Sendable, Equatable {
    /// The bytes are not JSON, or not an object that names the format.
    case notACertificate
    /// The bytes claim to be a certificate, but a part of it is not as the format demands.
    case malformed
  }

  /// How far the reader came.
  public let kind: Kind
  /// The place in the file, what was found there and what was expected.
  public let cause: ExactJSONError

  /// One sentence that names the part.
  public var description: String {
    switch kind {
    case .notACertificate: return "not a certificate: \(cause)"
    case .malformed: return cause.description
    }
  }
}
