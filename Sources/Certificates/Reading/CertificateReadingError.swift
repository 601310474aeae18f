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

extension CertificateReadingError {
  /// Reads a file whose key `format` names one of some versions, and tells a file that is no
  /// certificate from a malformed one.
  static func reading<Value>(
    _ bytes: [UInt8], _ versions: [Certificate.Version],
    _ read: (ExactJSON) throws(ExactJSONError) -> Value
  ) throws(CertificateReadingError) -> Value {
    let json: ExactJSON
    do {
      json = try ExactJSON(parsing: bytes)
    } catch {
      throw CertificateReadingError(kind: .notACertificate, cause: error)
    }
    let formats = versions.map(\.rawValue)
    let named = json.values(of: "format")
    guard named.contains(where: { (try? $0.string(oneOf: formats)) != nil }) else {
      let choices = formats.map { "\"\($0)\"" }.joined(separator: " or ")
      throw CertificateReadingError(
        kind: .notACertificate,
        cause: json.failure(expected: "an object whose key \"format\" is \(choices)"))
    }
    do throws(ExactJSONError) {
      return try read(json)
    } catch {
      throw CertificateReadingError(kind: .malformed, cause: error)
    }
  }
}
