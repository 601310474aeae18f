/// What a run of every claim says when a decider or its conclusion is broken on purpose.
package struct MutantTable: Sendable {
  /// One claim under one defect.
  package struct Row: Sendable, Equatable {
    /// The claim.
    package let claim: String
    /// Its status without the defect.
    package let status: ClaimStatus
    /// The defect.
    package let mutant: Mutant
    /// What the run says with it.
    package let outcome: ClaimStatus

    /// Whether the run noticed: a claim that holds is refuted, and one that is refuted holds.
    package var isCaught: Bool { outcome == (status == .refuted ? .holds : .refuted) }
  }

  /// The rows, in the order of the claims.
  package let rows: [Row]

  /// Runs every claim under each of its defects.
  ///
  /// - Parameter context: The data that claims about experiments need.
  package init(
    claims: [any Claim] = ClaimRegistry.all, context: ClaimContext,
    options: CampaignOptions = CampaignOptions(count: 300, exhaustiveTasks: 4, shrinkLimit: 0)
  ) throws {
    var rows: [Row] = []
    for claim in claims {
      for mutant in claim.mutants {
        var context = context
        context.mutant = mutant
        let result = try Campaign(claim, options: options, context: context).run()
        rows.append(
          Row(claim: claim.id, status: claim.status, mutant: mutant, outcome: result.status))
      }
    }
    self.rows = rows
  }

  /// The table in Markdown, with the meaning of every defect.
  package var markdown: String {
    var lines = [
      "# Defects that the claims notice",
      "",
      "Each claim is run with deliberate defects. A claim that holds must be refuted then; one",
      "that is refuted must hold when the printed text is repaired, or when a decider hides what",
      "refutes it. A claim that noticed none of its defects would test nothing.",
      "",
      "Reproduce: `verify-cli claims mutants`. A test keeps this table in step.",
      "",
      "| defect | meaning |",
      "|---|---|",
    ]
    for mutant in Mutant.allCases { lines.append("| `\(mutant.rawValue)` | \(mutant.meaning) |") }
    lines += ["", "| claim | status | defect | the run says |", "|---|---|---|---|"]
    for row in rows {
      lines.append(
        "| `\(row.claim)` | \(row.status.rawValue) | `\(row.mutant.rawValue)` |"
          + " \(row.outcome.rawValue) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
