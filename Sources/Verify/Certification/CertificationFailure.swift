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

extension Certificate {
  /// Returns the certificate once the checker has verified it.
  ///
  /// - Parameter known: The Gram matrix, where it was verified before.
  /// - Throws: ``CertificationFailure`` when it is rejected.
  public func verified(
    knowing known: CheckedGram? = nil
  ) throws(CertificationFailure) -> Certificate {
    switch known.map({ Checker.verify(self, knowing: $0) }) ?? Checker.verify(self) {
    case .verified: return self
    case .rejected(let reason):
      throw CertificationFailure(certificate: .instance(self), reason: reason)
    }
  }
}

extension WidthCertificate {
  /// Returns the certificate once the checker has verified it.
  ///
  /// - Throws: ``CertificationFailure`` when it is rejected.
  public func verified() throws(CertificationFailure) -> WidthCertificate {
    switch Checker.verify(self) {
    case .verified: return self
    case .rejected(let reason):
      throw CertificationFailure(certificate: .width(self), reason: reason)
    }
  }
}
