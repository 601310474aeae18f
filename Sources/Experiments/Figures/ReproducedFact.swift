/// One sentence of a paper beside what was measured.
public struct ReproducedFact: Sendable {
  /// How the measurement relates to the sentence.
  public enum Relation: String, Sendable {
    /// The measurement agrees with the sentence.
    case agrees
    /// The measurement contradicts the sentence.
    case differs
    /// The sentence is about other data, or leaves a choice open; the measurement informs.
    case open
  }

  /// The sentence, quoted or in its sense, with its place.
  public let paper: String
  /// What was measured.
  public let measured: String
  /// How they relate.
  public let relation: Relation

  /// Creates a fact.
  public init(_ paper: String, measured: String, _ relation: Relation) {
    self.paper = paper
    self.measured = measured
    self.relation = relation
  }
}
