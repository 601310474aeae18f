import Certificates

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
