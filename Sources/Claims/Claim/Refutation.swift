import Certificates

/// Why an instance refutes a claim.
public struct Refutation: Sendable {
  /// What is false, with the numbers.
  public let reason: String
  /// Certificates of the verdicts that contradict the claim, where they have any; a run has them
  /// verified by the checker before it reports anything.
  public let certificates: [Certificate]

  /// Creates a refutation.
  public init(reason: String, certificates: [Certificate] = []) {
    self.reason = reason
    self.certificates = certificates
  }
}
