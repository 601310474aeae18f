/// A claim put together from its parts.
struct StatementClaim: Claim {
  let id: String
  let statement: String
  let source: String
  let refutedBy: String
  let status: ClaimStatus
  let mutants: [Mutant]
  var instanceCount: Int?
  var existence: String?
  var generatorVersion = 1
  var requiredLabels: [RequiredLabel] = []
  var exhaustive: (@Sendable (Int) -> Int)?
  let draw: @Sendable (inout ClaimDraw) -> ClaimExample
  let decide: @Sendable (ClaimExample, ClaimContext) -> ClaimOutcome
  var distance: (@Sendable (ClaimExample, ClaimContext) -> Double?)?

  func exhaustiveCount(largest: Int) -> Int { exhaustive?(largest) ?? 0 }
  func example(_ draw: inout ClaimDraw) -> ClaimExample { self.draw(&draw) }
  func check(_ example: ClaimExample, _ context: ClaimContext) -> ClaimOutcome {
    decide(example, context)
  }
  func score(_ example: ClaimExample, _ context: ClaimContext) -> Double? {
    distance?(example, context)
  }
}
