/// One instance of a claim, decided.
struct ClaimTrial: Sendable {
  /// What the claim says.
  let outcome: ClaimOutcome
  /// Whether the instance was drawn at random, not one of a list of all.
  let isRandom: Bool
  /// The labels of a random instance that was tested; none otherwise.
  let labels: [ClaimLabel]
  /// The instance where it refutes the claim.
  let example: ClaimExample?
}
