/// What a run of a claim came to.
public struct CampaignResult: Sendable {
  /// A counterexample.
  public struct Counterexample: Sendable {
    /// The instance, made as simple as the search could.
    public let example: ClaimExample
    /// Why it refutes the claim.
    public let refutation: Refutation
    /// The instance as it was met.
    public let original: ClaimExample
    /// Where it was met: the position in the run, or nil for a saved example or a directed search.
    public let position: Int?
    /// The number of simplifications.
    public let steps: Int
    /// Whether no simpler neighbour refutes the claim; false when the search stopped at a limit.
    public let isMinimal: Bool
  }

  /// The claim's id.
  public let id: String
  /// The outcome.
  public var status: ClaimStatus
  /// What the instances came to, up to and including a counterexample.
  package var tally = CampaignTally(before: 0)
  /// How many instances were to be tried.
  public var planned = 0
  /// Why an outcome is undecided or vacuous.
  public var reason: String?
  /// How far a directed search came; nil where there was none or nothing has a score.
  public var search: SearchState?
  /// The counterexample of a refuted claim.
  public var counterexample: Counterexample?

  /// The number of instances tried, up to and including a counterexample.
  public var tried: Int { tally.range.count }
  /// How many of them missed the hypothesis.
  public var discarded: Int { tally.discarded }
  /// How many of them stayed undecided.
  public var undecided: Int { tally.undecided }
  /// On how many instances the hypothesis was met and the conclusion decided.
  public var tested: Int { tally.tested }
  /// For a claim that also says "and some instance ...": the first one, and its position.
  public var remark: (text: String, position: Int)? {
    tally.found.map { ($0.text, $0.position) }
  }

  init(id: String) {
    self.id = id
    status = .undecided
  }
}
