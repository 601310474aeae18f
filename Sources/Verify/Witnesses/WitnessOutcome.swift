/// What the construction of a witness came to.
public enum WitnessOutcome: Sendable {
  /// A witness.
  case found(Witness)
  /// None within the limits; how many candidates were tried.
  case resisted(candidates: Int)
}
