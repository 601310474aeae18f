/// What is known about a claim: a word of the index of the notes, and the result of a run.
public enum ClaimStatus: String, Sendable, CaseIterable {
  /// No instance refuted it.
  case holds
  /// An instance refutes it.
  case refuted
  /// Too few instances met the hypothesis.
  case vacuous
  /// Too few instances had one of the labels that the claim requires.
  case vacuousLabel = "vacuous-label"
  /// Some instance could not be decided, or the run was stopped.
  case undecided
}
