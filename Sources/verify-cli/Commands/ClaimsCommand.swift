import ArgumentParser
import Claims
import Exact
import ExactJSON
import Verify

/// `claims`: the statements of the papers, and `claims run`.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "List the statements of the papers, or try them on many instances.",
    subcommands: [
      ClaimsListCommand.self, ClaimsRunCommand.self, ClaimsProbabilityCommand.self,
      ClaimsMutantsCommand.self, ClaimsMergeCommand.self, ClaimsStatusCommand.self,
      ClaimsSubmitCommand.self, ClaimsRecordCommand.self,
    ],
    defaultSubcommand: ClaimsListCommand.self)
}

/// `claims list`: every statement with its source and status.
struct ClaimsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every claim with its source and last known status.")

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      let claims = ClaimRegistry.all
      switch output.format {
      case .text:
        let width = claims.map(\.id.count).max() ?? 0
        for claim in claims {
          let padding = String(repeating: " ", count: width - claim.id.count)
          let status = claim.status.rawValue
          let gap = String(repeating: " ", count: max(1, 10 - status.count))
          try Console.print("\(claim.id)\(padding)  \(status)\(gap)\(claim.statement)")
          try Console.print(
            String(repeating: " ", count: width + 12) + "\(claim.source)")
        }
      case .json:
        try Console.print(
          ExactJSONValue.object([
            .init("format", "scalarization-claims/1"),
            .init(
              "claims",
              .array(
                claims.map { claim in
                  [
                    "id": .text(claim.id), "statement": .text(claim.statement),
                    "source": .text(claim.source), "refutedBy": .text(claim.refutedBy),
                    "status": .text(claim.status.rawValue),
                    "generator": .integer(claim.generatorVersion),
                  ]
                })),
          ]))
      }
      return .success
    }
  }
}
