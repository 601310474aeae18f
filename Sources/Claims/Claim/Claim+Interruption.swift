import Parallel

extension Claim {
  /// The outcome on an example, or nil where the process was asked to stop meanwhile: an answer
  /// that deciders gave up says nothing about the claim.
  func uninterrupted(_ example: ClaimExample, _ context: ClaimContext) -> ClaimOutcome? {
    let outcome = check(example, context)
    return Interruption.isPending ? nil : outcome
  }
}
