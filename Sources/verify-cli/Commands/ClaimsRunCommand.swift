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

      With --from and --to every instance of the range is tried, whatever the others say; with \
      --shards the results are kept in a folder, and what is there is not run again.
      """)

  @Argument(help: "The claims; all when none is named.", completion: ClaimOptions.ids)
  var ids: [String] = []

  @OptionGroup var range: RangeOptions

  @Option(
    help: ArgumentHelp("Keep the results of a range in this folder.", valueName: "folder"),
    completion: .directory)
  var shards: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("Try the claims on the instance of a case file.", valueName: "file"),
    completion: .file())
  var given: String?

  @Option(
    help: ArgumentHelp("Try the claims on perturbations of a case file.", valueName: "file"),
    completion: .file())
  var near: String?

  @Flag(help: "Print why instances were discarded, and what the others are like.")
  var labels = false

  @OptionGroup var options: ClaimOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if range.whole.range == nil {
      guard shards == nil else { throw ValidationError("--shards needs --from and --to") }
    } else {
      guard ids.count == 1 else {
        throw ValidationError("--from and --to are for one claim; name it")
      }
      guard options.givenCount == nil else {
        throw ValidationError("--count is for runs without --from and --to")
      }
      guard given == nil || shards == nil, near == nil || shards == nil else {
        throw ValidationError("--shards is for drawn instances, not for --case and --near")
      }
    }
    guard given == nil || near == nil else {
      throw ValidationError("--case and --near exclude each other")
    }
  }

  /// The claims, on the numbers of a file where one was given.
  private func claims() throws -> [any Claim] {
    let claims = try options.claims(ids)
    guard let file = given ?? near else { return claims }
    return try claims.map {
      try GivenCase(file: file).focus($0, isPerturbed: near != nil)
    }
  }

  func run() throws {
    try Session.run {
      let deadline = limits.time.deadline
      let claims = try claims()
      let context = try options.context()
      if let positions = range.whole.range {
        return try run(claims[0], over: positions, context, deadline)
      }
      var run = ClaimRun(options: options, limits: limits, quiet: output.quiet)
      run.keepsExamples = given != nil
      var reports: [ClaimReport] = []
      for claim in claims {
        let result = try run.run(claim, context: context, deadline: deadline)
        let report = ClaimReport(claim: claim, result: result, showsLabels: labels)
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

  /// Runs a range of instances.
  private func run(
    _ claim: any Claim, over positions: Range<Int>, _ context: ClaimContext, _ deadline: Deadline
  ) throws -> ExitStatus {
    let campaign = Campaign(
      claim,
      options: CampaignOptions(
        taskCount: options.k, seed: limits.seed, jobs: options.threads.jobs), context: context)
    try range.whole.require(in: campaign)
    let key = CampaignKey(claim, seed: limits.seed, taskCount: options.k)
    let run = RangeRun(
      campaign: campaign, key: key, range: positions, shardSize: range.shardSize,
      folder: shards.map { ShardFolder(path: $0) }, quiet: output.quiet)
    guard let tally = try run.run(deadline) else {
      Console.error(
        "stopped before all instances of the range were tried"
          + (shards.map {
            "; the finished shards are in \($0), and the same command goes on from there"
          } ?? ""))
      return .undecided
    }
    let report = CampaignReport(
      claim: claim, key: key, tally: tally,
      refutation: try CampaignEvidence.refutation(claim, tally, context))
    try output.print(text: report.text, json: report.json)
    return report.exitStatus(expecting: options.expect)
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
