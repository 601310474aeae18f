import Certificates

extension Certificate {
  /// Whether the checker verifies the certificate.
  var isVerified: Bool { Checker.verify(self).isVerified }
}
