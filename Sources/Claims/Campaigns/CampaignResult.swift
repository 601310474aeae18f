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
  /// The number of instances tried, up to and including a counterexample.
  public var tried = 0
  /// How many of them missed the hypothesis.
  public var discarded = 0
  /// How many of them stayed undecided.
  public var undecided = 0
  /// How many instances were to be tried.
  public var planned = 0
  /// Why an outcome is undecided or vacuous.
  public var reason: String?
  /// For a claim that also says "and some instance ...": the first one, and its position.
  public var remark: (text: String, position: Int)?
  /// How far a directed search came; nil where there was none or nothing has a score.
  public var search: SearchState?
  /// The counterexample of a refuted claim.
  public var counterexample: Counterexample?

  /// On how many instances the hypothesis was met and the conclusion decided.
  public var tested: Int { tried - discarded - undecided }

  init(id: String) {
    self.id = id
    status = .undecided
  }
}
