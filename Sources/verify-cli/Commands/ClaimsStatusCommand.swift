import ArgumentParser
import Claims
import Exact
import ExactJSON
import Verify

/// `claims status DIR...`: how far a campaign is.
struct ClaimsStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how much of a campaign is done, what was found so far, and when it may end.",
    discussion: "Every shard is read and checked. Exit status 0 when nothing is missing, else 5.")

  @Argument(help: "The folders with the shards.", completion: .directory)
  var folders: [String]

  @OptionGroup var range: WholeRangeOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Session.run {
      let report = try CampaignProgressReport(ShardSet(folders, range: range.range))
      try output.print(text: report.text, json: report.json)
      return report.isComplete ? .success : .undecided
    }
  }
}
