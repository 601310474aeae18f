import ArgumentParser
import Cases
import Claims
import Foundation
import Verify

/// `claims submit ID`: a campaign on many processors or machines.
struct ClaimsSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Run the shards of a campaign that are missing, by Slurm, GNU parallel or xargs.",
    discussion: """
      Writes a script into the folder of the shards that runs one of them, and starts it for each \
      that is missing. Running the same command again starts what is missing then. `claims status` \
      says how far it is, `claims merge` puts the result together.
      """)

  @Argument(help: "The claim; `verify-cli claims` lists them.", completion: ClaimOptions.ids)
  var id: String

  @OptionGroup var range: RangeOptions

  @Option(
    help: ArgumentHelp("The folder of the shards, which all machines see.", valueName: "folder"),
    completion: .directory)
  var shards: String

  @Option(help: "What starts the tasks: slurm, parallel or local.")
  var engine: CampaignEngine

  @Option(help: "The seed of everything random.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The number of tasks of random instances, where a claim has a choice.", valueName: "tasks"))
  var k: Int?

  @Option(help: "How many tasks run at once.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Options of the engine, for example \"--partition=short --time=30\".", valueName: "text"))
  var engineOptions = ""

  @Flag(help: "Print the script and the commands; write and start nothing.")
  var dryRun = false

  func validate() throws {
    guard range.whole.range != nil else { throw ValidationError("--from and --to are needed") }
    if let jobs { try JobOptions.validate(jobs) }
    try ClaimOptions.validate(k: k)
  }

  func run() throws {
    try Session.run {
      guard let claim = ClaimRegistry.claim(id) else {
        throw UsageError(message: "no claim \(id); `verify-cli claims` lists them")
      }
      guard let positions = range.whole.range else { return .usage }
      try range.whole.require(in: Campaign(claim))
      guard let program = Bundle.main.executablePath else {
        throw UsageError(message: "the path of this program is not known")
      }
      let path = URL(fileURLWithPath: shards).standardizedFileURL.path
      let folder = ShardFolder(path: path)
      let script = CampaignScript(
        key: CampaignKey(claim, seed: seed, taskCount: k), range: positions,
        shardSize: range.shardSize, program: program, folder: path)
      let missing = try missing(script, folder)
      let commands = engine.commands(
        script: folder.file(CampaignScript.file), list: folder.file(CampaignScript.list),
        folder: path, name: claim.id, tasks: missing, jobs: jobs, options: engineOptions)
      if dryRun {
        try Console.print(script.text + commands.joined(separator: "\n"))
        return .success
      }
      try folder.prepare(script.key, positions)
      try write(script, missing, in: folder)
      if missing.isEmpty {
        try Console.print("nothing is missing")
        return .success
      }
      try Console.print("\(missing.count) of \(script.tasks.count) tasks are started")
      for command in commands {
        let status = try Self.start(command)
        guard status == 0 else {
          Console.error("`\(command)` ended with status \(status)")
          return .unexpected
        }
      }
      return .success
    }
  }

  /// The numbers of the tasks whose shards are not in the folder.
  private func missing(_ script: CampaignScript, _ folder: ShardFolder) throws -> [Int] {
    let known =
      FileManager.default.fileExists(atPath: folder.path) ? Set(try folder.names()) : []
    return script.tasks.enumerated().filter { !known.contains(script.key.name($0.element)) }
      .map(\.offset)
  }

  private func write(
    _ script: CampaignScript, _ missing: [Int], in folder: ShardFolder
  ) throws {
    let file = folder.file(CampaignScript.file)
    try FileOutput.write(Array(script.text.utf8), to: file)
    guard chmod(file, 0o755) == 0 else {
      throw OutputError(file: file, reason: "it cannot be made executable")
    }
    let lines = missing.map { "\($0)\n" }.joined()
    try FileOutput.write(Array(lines.utf8), to: folder.file(CampaignScript.list))
  }

  private static func start(_ command: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    do {
      try process.run()
    } catch {
      throw UsageError(message: "/bin/sh cannot be started: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
