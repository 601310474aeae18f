import Claims
import Parallel
import Verify

/// What a campaign rests on where it found a counterexample: its simplest one, decided once more.
enum CampaignEvidence {
  /// The refutation by the simplest counterexample, or nil where there is none.
  ///
  /// - Throws: `CampaignDefect` where it does not refute the claim, `CertificationFailure` where
  ///   the checker rejects a verdict, `StoppedCampaign` where the program was asked to stop.
  static func refutation(
    _ claim: any Claim, _ tally: CampaignTally, _ context: ClaimContext
  ) throws -> Refutation? {
    guard let refuting = tally.refuting else { return nil }
    let outcome = claim.check(refuting.simplest, context)
    // An answer that deciders gave up says nothing.
    if Interruption.isPending { throw StoppedCampaign() }
    guard case .refuted(let refutation) = outcome else {
      throw CampaignDefect(
        message: "\(claim.id): the counterexample of instance \(refuting.position + 1) does not"
          + " refute the claim: a defect, or the machine that ran it is broken")
    }
    for certificate in refutation.certificates { _ = try certificate.verified() }
    return refutation
  }
}

/// Results that cannot all be right.
struct CampaignDefect: Reportable {
  let message: String
  var exitStatus: ExitStatus { .defect }
}

/// A run that ended before its counterexample was decided once more.
struct StoppedCampaign: Reportable {
  var message: String { "stopped before the counterexample was decided once more" }
  var exitStatus: ExitStatus { .undecided }
}
