import ArgumentParser
import Claims
import Exact
import ExactJSON
import Verify

/// `claims run [ID...]`: tries claims on many instances.
struct ClaimsRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Try claims on many random instances, decided exactly.",
    discussion: """
      Each claim holds on all instances whose hypothesis was met, or is refuted by one that is \
      made as simple as possible, or vacuous when too few instances met the hypothesis, or \
      undecided. Exit status 10 when one is refuted, 11 vacuous, 5 undecided.
      """)

  @Argument(help: "The claims; all when none is named.", completion: ClaimOptions.ids)
  var ids: [String] = []

  @OptionGroup var options: ClaimOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      let deadline = limits.time.deadline
      let claims = try options.claims(ids)
      let context = try options.context()
      let run = ClaimRun(options: options, limits: limits, quiet: output.quiet)
      var reports: [ClaimReport] = []
      for claim in claims {
        let result = try run.run(claim, context: context, deadline: deadline)
        let report = ClaimReport(claim: claim, result: result)
        reports.append(report)
        if output.format == .text { try Console.print(report.text) }
      }
      if output.format == .json {
        try Console.print(
          ExactJSONValue.object([
            .init("format", "scalarization-claim-run/1"),
            .init("seed", .text(String(limits.seed))), .init("count", .integer(options.count)),
            .init("claims", .array(reports.map(\.json))),
          ]))
      } else if reports.count > 1 {
        try Console.print(Self.summary(reports, of: claims.count))
      }
      let status = ClaimReport.status(reports, expecting: options.expect)
      if reports.count < claims.count, status == .success { return .undecided }
      return status
    }
  }

  private static func summary(_ reports: [ClaimReport], of total: Int) -> String {
    let parts = ClaimStatus.allCases.compactMap { status -> String? in
      let count = reports.count { $0.result.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    let missing = total - reports.count
    return "\(reports.count) claims: \(parts.joined(separator: ", "))"
      + (missing > 0 ? "; stopped before \(missing) more" : "")
  }
}
