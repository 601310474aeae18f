import ArgumentParser
import Claims
import Verify

/// `claims record DIR...`: notes a campaign in the folder `campaigns`.
struct ClaimsRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Note a complete campaign in the table of the largest ones.",
    discussion: """
      Merges the shards and writes ID.json and the table README.md in the folder of the records, \
      unless a larger campaign of the same generator is there.
      """)

  @Argument(help: "The folders with the shards of one campaign.", completion: .directory)
  var folders: [String]

  @Option(
    help: ArgumentHelp("The folder of the records.", valueName: "folder"),
    completion: .directory)
  var into = "campaigns"

  @Option(
    help: ArgumentHelp("The folder of the corpus, with data/ in it.", valueName: "folder"),
    completion: .directory)
  var cases = "cases"

  func run() throws {
    try Session.run {
      let report = try ClaimsMergeCommand.report(ShardSet(folders), cases: cases)
      let record = CampaignRecord(report)
      let records = CampaignRecords(folder: into)
      let isKept = try records.keep(record)
      try records.writeTable()
      try Console.print(
        isKept
          ? "\(record.claim): \(record.count) instances, \(record.outcome), recorded"
          : "\(record.claim): a larger campaign is recorded already")
      return .success
    }
  }
}
