import Certificates
import ExactJSON

/// A verdict whose certificate the checker refused: a defect of this program, never of the input.
public struct CertificationFailure: Error, Sendable, CustomStringConvertible {
  /// The certificate that was built.
  public let certificate: AnyCertificate
  /// What the checker could not verify.
  public let reason: String

  /// A report that a person can send on, with the whole certificate.
  public var description: String {
    let parts: (statement: Certificate.Statement, width: String, json: ExactJSONValue)
    switch certificate {
    case .instance(let certificate):
      parts = (certificate.statement, certificate.width.rawValue, certificate.json)
    case .width(let certificate):
      parts = (certificate.statement, String(certificate.width), certificate.json)
    }
    return """
      a verdict was not verified by the checker; this is a defect of this program, please report it
      statement: \(parts.statement.rawValue), width \(parts.width)
      rejected because: \(reason)
      \(parts.json.text(.compact))
      """
  }
}
