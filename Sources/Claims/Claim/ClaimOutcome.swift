import Certificates

/// What a claim says about one instance.
public enum ClaimOutcome: Sendable {
  /// The hypothesis is not met, because ...
  case discarded(String)
  /// The conclusion was verified; a remark where the instance shows the second half of a claim
  /// ("and some instance ..."), and what decided it where that differs between instances.
  case holds(remark: String? = nil, branch: String? = nil)
  /// The conclusion is false.
  case refuted(Refutation)
  /// Not decided, because ...
  case undecided(String)

  /// The conclusion was verified.
  public static var holds: ClaimOutcome { .holds(remark: nil, branch: nil) }

  /// The conclusion is false, because ...
  static func refuted(_ reason: String, _ certificates: Certificate?...) -> ClaimOutcome {
    .refuted(Refutation(reason: reason, certificates: certificates.compactMap { $0 }))
  }

  /// Refuted for the given reason unless a condition holds.
  static func verify(
    _ condition: Bool, branch: String? = nil, _ reason: @autoclosure () -> String
  ) -> ClaimOutcome {
    condition ? .holds(remark: nil, branch: branch) : .refuted(reason())
  }
}
