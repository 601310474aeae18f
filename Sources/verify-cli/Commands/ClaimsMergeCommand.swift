import ArgumentParser
import Claims
import Verify

/// `claims merge DIR...`: the result of a campaign from its shards.
struct ClaimsMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the shards of a campaign together.",
    discussion: """
      Prints what one run over the whole range prints, byte for byte. Exit status 5 and the \
      missing instances when the shards do not cover the range, 65 for a shard that was altered, \
      70 for two shards that differ for one range; otherwise that of `claims run`.
      """)

  @Argument(help: "The folders with the shards.", completion: .directory)
  var folders: [String]

  @OptionGroup var range: WholeRangeOptions

  @Option(help: "The outcome that is expected: then it alone is exit status 0, any other 1.")
  var expect: ClaimStatus?

  @Option(
    help: ArgumentHelp("The folder of the corpus, with data/ in it.", valueName: "folder"),
    completion: .directory)
  var cases = "cases"

  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      let report = try Self.report(ShardSet(folders, range: range.range), cases: cases)
      try output.print(text: report.text, json: report.json)
      return report.exitStatus(expecting: expect)
    }
  }

  /// The report of a complete campaign.
  static func report(_ shards: ShardSet, cases: String) throws -> CampaignReport {
    let key = shards.plan.key
    guard let claim = key.registered else { throw UsageError(message: "no claim \(key.claim)") }
    let tally = try shards.whole()
    return CampaignReport(
      claim: claim, key: key, tally: tally,
      refutation: try CampaignEvidence.refutation(
        claim, tally, try ClaimData.context(cases)))
  }
}
