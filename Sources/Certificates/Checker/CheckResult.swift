/// The outcome of checking a certificate.
public enum CheckResult: Sendable, Equatable {
  /// Every part was verified: the statement is true of the Gram matrix in the certificate.
  case verified(Certificate.Statement)
  /// A part was not verified; the statement may be true or false.
  case rejected(reason: String)

  /// Whether the certificate was verified.
  public var isVerified: Bool {
    if case .verified = self { return true }
    return false
  }
}
