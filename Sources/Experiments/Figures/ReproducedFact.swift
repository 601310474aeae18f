/// One sentence of a paper beside what was measured.
package struct ReproducedFact: Sendable {
  /// How the measurement relates to the sentence.
  package enum Relation: String, Sendable {
    /// The measurement agrees with the sentence.
    case agrees
    /// The measurement contradicts the sentence.
    case differs
    /// The sentence is about other data, or leaves a choice open; the measurement informs.
    case open
  }

  /// The sentence, quoted or in its sense, with its place.
  package let paper: String
  /// What was measured.
  package let measured: String
  /// How they relate.
  package let relation: Relation

  /// Creates a fact.
  package init(_ paper: String, measured: String, _ relation: Relation) {
    self.paper = paper
    self.measured = measured
    self.relation = relation
  }
}
