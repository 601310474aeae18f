import Certificates

/// What a claim says about one instance.
public enum ClaimOutcome: Sendable {
  /// The hypothesis is not met, because ...
  case discarded(String)
  /// The conclusion was verified; a remark where the instance shows the second half of a claim
  /// ("and some instance ...").
  case holds(remark: String?)
  /// The conclusion is false.
  case refuted(Refutation)
  /// Not decided, because ...
  case undecided(String)

  /// The conclusion was verified.
  public static var holds: ClaimOutcome { .holds(remark: nil) }

  /// The conclusion is false, because ...
  static func refuted(_ reason: String, _ certificates: Certificate?...) -> ClaimOutcome {
    .refuted(Refutation(reason: reason, certificates: certificates.compactMap { $0 }))
  }

  /// Refuted for the given reason unless a condition holds.
  static func verify(_ condition: Bool, _ reason: @autoclosure () -> String) -> ClaimOutcome {
    condition ? .holds : .refuted(reason())
  }
}
