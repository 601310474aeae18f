import ExactJSON
import Foundation
import TestSupport
import Testing

/// `claims run --from --to`, its shards, `claims merge`, `status`, `submit` and `record`.
@Suite struct CampaignCommandTests {
  private static func range(_ id: String, _ from: Int, _ to: Int) -> [String] {
    ["claims", "run", id, "--from", "\(from)", "--to", "\(to)", "--seed", "5", "--quiet"]
  }

  private static func shardFiles(_ folder: TemporaryFolder, _ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(name))
      .filter { $0.hasSuffix(".shard") }.sorted().map { folder.path("\(name)/\($0)") }
  }

  /// Claims and the exit statuses of their campaigns.
  private static let claims: [(id: String, status: Int32)] = [
    ("kurin-cor-2", 0), ("d1-weights", 10), ("ours-k3", 0),
  ]

  @Test(arguments: claims) func shardsAndThreadsDoNotChangeAByte(
    _ claim: (id: String, status: Int32)
  ) throws {
    let folder = try TemporaryFolder()
    let arguments = Self.range(claim.id, 4, 260)
    for format in [[], ["--format", "json"]] {
      let whole = try Command.run(arguments + format)
      #expect(whole.status == claim.status)
      #expect(whole.output.contains(format.isEmpty ? "instances 4 to 260" : "\"to\":260"))
      #expect(try Command.run(arguments + format + ["--jobs", "2"]).output == whole.output)
      let shards = ["--shards", folder.path("c"), "--shard-size", "50", "--jobs", "2"]
      let first = try Command.run(arguments + format + shards)
      #expect(first.output == whole.output && first.status == whole.status)
      let merged = try Command.run(["claims", "merge", folder.path("c")] + format)
      #expect(merged.output == whole.output && merged.status == whole.status)
    }
    #expect(try Self.shardFiles(folder, "c").count == 6)
  }

  @Test func whatIsThereIsNotRunAgain() throws {
    let folder = try TemporaryFolder()
    let shards = ["--shards", folder.path("c"), "--shard-size", "40"]
    let first = try Command.run(Self.range("eq-1", 1, 130) + shards)
    #expect(first.status == 0)
    let files = try Self.shardFiles(folder, "c")
    func dates() throws -> [Date?] {
      try files.map {
        try FileManager.default.attributesOfItem(atPath: $0)[.modificationDate] as? Date
      }
    }
    let before = try dates()
    try FileManager.default.removeItem(atPath: files[1])
    // Another size of shards fills the gap, a wider range goes on.
    let again = try Command.run(
      Self.range("eq-1", 1, 170) + ["--shards", folder.path("c"), "--shard-size", "64"])
    #expect(again.status == 0)
    #expect(again.output == (try Command.run(Self.range("eq-1", 1, 170)).output))
    for (position, date) in zip(files.indices, before) where position != 1 {
      #expect(
        try FileManager.default.attributesOfItem(atPath: files[position])[.modificationDate]
          as? Date == date)
    }
    #expect(try Command.run(["claims", "merge", folder.path("c")]).output == again.output)
  }

  @Test func killedRunsAreResumed() throws {
    let folder = try TemporaryFolder()
    var generator = TestGenerator(seed: 1818)
    let arguments =
      Self.range("ours-full", 1, 1200)
      + ["--shards", folder.path("c"), "--shard-size", "30", "--jobs", "2"]
    for _ in 0..<(4 * testMultiplier) {
      let process = Process()
      process.executableURL = Command.binary
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: 0.05 + Double(generator.next() % 1000) / 2000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let resumed = try Command.run(arguments)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output == (try Command.run(Self.range("ours-full", 1, 1200)).output))
    #expect(try Command.run(["claims", "merge", folder.path("c")]).output == resumed.output)
    #expect(try Self.shardFiles(folder, "c").count == 40)
  }

  @Test func aTimeLimitKeepsTheFinishedShards() throws {
    let folder = try TemporaryFolder()
    let arguments =
      Self.range("ours-full", 1, 1_000_000)
      + ["--shards", folder.path("c"), "--shard-size", "20", "--time-limit", "1.5"]
    let stopped = try Command.run(arguments)
    #expect(stopped.status == 5 && stopped.output.isEmpty)
    #expect(stopped.errors.contains("the same command goes on from there"))
    #expect(try !Self.shardFiles(folder, "c").isEmpty)
    let status = try Command.run(["claims", "status", folder.path("c")])
    #expect(status.status == 5)
    #expect(status.output.contains("missing: ") && status.output.contains("a second"))
    let merged = try Command.run(["claims", "merge", folder.path("c")])
    #expect(merged.status == 5 && merged.output.isEmpty)
    #expect(merged.errors.contains("not complete: "))
  }

  @Test func alteredAndTruncatedShardsAreErrors() throws {
    let folder = try TemporaryFolder()
    let arguments =
      Self.range("eq-1", 1, 120) + ["--shards", folder.path("c"), "--shard-size", "40"]
    #expect(try Command.run(arguments).status == 0)
    let file = try Self.shardFiles(folder, "c")[1]
    let name = URL(fileURLWithPath: file).lastPathComponent
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changes = [
      text.replacingOccurrences(of: "\"undecided\":0", with: "\"undecided\":1"),
      text.replacingOccurrences(of: "\"seed\":\"5\"", with: "\"seed\":\"6\""),
      text.replacingOccurrences(of: ",", with: ", "), String(text.prefix(text.count / 2)), "",
    ]
    for change in changes {
      try change.write(toFile: file, atomically: true, encoding: .utf8)
      for command in [
        arguments, ["claims", "merge", folder.path("c")], ["claims", "status", folder.path("c")],
        ["claims", "record", folder.path("c"), "--into", folder.path("records")],
      ] {
        let result = try Command.run(command)
        #expect(result.status == 65 && result.output.isEmpty, "\(command[1]): \(result.errors)")
        #expect(result.errors.contains(name))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("records")))
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try Command.run(arguments).status == 0)
  }

  @Test func shardsThatDifferForOneRangeAreADefect() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let run = try Command.run(
        Self.range("eq-1", 1, 80) + ["--shards", folder.path(name), "--shard-size", "40"])
      #expect(run.status == 0)
    }
    let both = ["claims", "merge", folder.path("a"), folder.path("b")]
    let same = try Command.run(both)
    #expect(same.output == (try Command.run(Self.range("eq-1", 1, 80)).output))
    // A machine that counted otherwise, with a true checksum.
    let file = try Self.shardFiles(folder, "b")[0]
    var text = try String(contentsOfFile: file, encoding: .utf8)
    text = text.replacingOccurrences(of: "\"random\":40", with: "\"random\":39")
    let cut = try #require(text.range(of: ",\"sha256\""))
    let body = text[..<cut.lowerBound] + "}"
    let digest = try Self.digest(String(body), folder)
    try (text[..<cut.lowerBound] + ",\"sha256\":\"\(digest)\"}\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    let broken = try Command.run(both)
    #expect(broken.status == 70 && broken.output.isEmpty)
    #expect(broken.errors.contains("another result for the instances 1 to 40"))
  }

  /// The digest by the system's own program.
  private static func digest(_ text: String, _ folder: TemporaryFolder) throws -> String {
    let file = try folder.write(text, as: "digest")
    let result = try Command.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["sha256sum", file])
    return String(result.output.prefix(64))
  }

  @Test func foldersOfOtherCampaignsAreRefused() throws {
    let folder = try TemporaryFolder()
    let shards = ["--shards", folder.path("c")]
    #expect(try Command.run(Self.range("eq-1", 1, 30) + shards).status == 0)
    let other = try Command.run(Self.range("eq-4", 1, 30) + shards)
    #expect(other.status == 64 && other.errors.contains("the campaign of eq-1, seed 5"))
    // A shard that reaches over the end of a shorter range cannot be counted.
    let short = try Command.run(Self.range("eq-1", 1, 20) + shards)
    #expect(short.status == 64 && short.errors.contains("1 to 30"))
    #expect(try Command.run(["claims", "merge", folder.url.path]).status == 66)
    #expect(try Command.run(["claims", "run", "eq-1", "--from", "5"]).status == 64)
    #expect(try Command.run(Self.range("eq-1", 9, 8)).status == 64)
    #expect(try Command.run(Self.range("fig-1-optimal", 1, 2)).status == 64)
    #expect(try Command.run(Self.range("eq-1", 1, 20) + ["--count", "5"]).status == 64)
  }

  @Test func whatCannotBeWrittenIsAnErrorAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    // A folder that nobody can write to.
    let readOnly = try Command.run(Self.range("eq-1", 1, 30) + ["--shards", "/proc/campaign"])
    #expect(readOnly.status == 74 && readOnly.output.isEmpty)
    // A disk that is full after the plan: no file may have a single byte.
    let arguments = Self.range("alg-1", 1, 5) + ["--shards", folder.path("c")]
    #expect(try Command.run(arguments).status == 0)
    for file in try Self.shardFiles(folder, "c") {
      try FileManager.default.removeItem(atPath: file)
    }
    let command = ([Command.binary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    // Pipes have no length; standard output of the tests is a file.
    let full = try Command.run(
      executable: URL(fileURLWithPath: "/bin/sh"),
      ["-c", "( trap '' XFSZ; ulimit -f 0; \(command) 2>&1 >/dev/null; echo \"is $?\" ) | cat"])
    #expect(full.output.contains("could not be written") && full.output.contains("is 74"))
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path("c"))
    #expect(after.contains("campaign.json"))
    #expect(after.allSatisfy { !$0.hasSuffix(".shard") && !$0.hasSuffix(".tmp") }, "\(after)")
    #expect(try Command.run(["claims", "merge", folder.path("c")]).status == 5)
  }

  // MARK: Engines

  @Test func aDryRunShowsScriptAndCommandsAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "claims", "submit", "eq-1", "--from", "1", "--to", "25000", "--shard-size", "10",
      "--shards", folder.path("it's"), "--jobs", "7", "--dry-run", "--engine",
    ]
    let slurm = try Command.run(arguments + ["slurm", "--engine-options=--partition=short"])
    #expect(slurm.status == 0)
    #expect(slurm.output.hasPrefix("#!/bin/sh\n"))
    #expect(slurm.output.contains("--array=0-999%7 --requeue"))
    #expect(slurm.output.contains("--array=0-499%7 ") && slurm.output.contains(" 2000\n"))
    #expect(slurm.output.contains("--partition=short") && slurm.output.contains(#"it'\''s"#))
    let parallel = try Command.run(arguments + ["parallel"])
    #expect(parallel.output.contains("parallel --quote --jobs 7 "))
    let local = try Command.run(arguments + ["local"])
    #expect(local.output.contains("xargs -n 1 -P 7 "))
    #expect(!FileManager.default.fileExists(atPath: folder.path("it's")))
    #expect(try Command.run(arguments + ["condor"]).status == 64)
  }

  @Test(arguments: ["local", "parallel"]) func anEngineRunsWhatIsMissing(engine: String) throws {
    let present = try Command.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      [engine == "local" ? "xargs" : "parallel", "--version"])
    // GNU parallel is no part of the system.
    guard present.status == 0, engine == "local" || present.output.contains("GNU") else { return }
    let folder = try TemporaryFolder()
    let path = folder.path("shards of d1's")
    let submit = [
      "claims", "submit", "d1-weights", "--from", "7", "--to", "95", "--shard-size", "20",
      "--seed", "5", "--shards", path, "--jobs", "2", "--engine", engine,
    ]
    let first = try Command.run(submit)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("5 of 5 tasks are started"))
    let whole = try Command.run(Self.range("d1-weights", 7, 95))
    #expect(try Command.run(["claims", "merge", path]).output == whole.output)
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".shard") }.sorted()
    try #require(files.count == 5)
    try FileManager.default.removeItem(atPath: "\(path)/\(files[2])")
    let second = try Command.run(submit)
    #expect(second.output.contains("1 of 5 tasks are started"))
    #expect(try Command.run(["claims", "merge", path]).output == whole.output)
    #expect(try Command.run(submit).output.contains("nothing is missing"))
  }

  // MARK: Given cases

  @Test func aClaimIsTriedOnACaseAndNearIt() throws {
    let figure = Command.cases + "/paper/figure-1.json"
    let once = try Command.run(["claims", "run", "ours-full", "--case", figure])
    #expect(once.status == 0 && once.output.contains("1 instance tested, 1 tried"))
    let near = try Command.run(
      ["claims", "run", "ours-full", "--near", figure, "--count", "40", "--labels"])
    #expect(near.status == 0 && near.output.contains("40 tried"))
    #expect(near.output.contains("tasks: 3"))
    let same = try Command.run(
      ["claims", "run", "ours-full", "--near", figure, "--count", "40", "--jobs", "2", "--labels"])
    #expect(same.output == near.output)
    let other = try Command.run(["claims", "run", "kurin-prop-1", "--case", figure])
    #expect(other.status == 64 && other.errors.contains("is about other numbers"))
    #expect(
      try Command.run(["claims", "run", "ours-full", "--case", "no-such-file"]).status == 66)
    #expect(
      try Command.run(["claims", "run", "ours-full", "--case", figure, "--near", figure]).status
        == 64)
  }

  // MARK: Records

  @Test func aCampaignIsRecorded() throws {
    let folder = try TemporaryFolder()
    let records = folder.path("records")
    func record(_ to: Int) throws -> Command {
      let shards = folder.path("to \(to)")
      _ = try Command.run(Self.range("d1-weights", 1, to) + ["--shards", shards])
      return try Command.run(["claims", "record", shards, "--into", records])
    }
    #expect(try record(60).output.contains("60 instances, refuted, recorded"))
    #expect(try record(40).output.contains("a larger campaign"))
    let table = try String(contentsOfFile: records + "/README.md", encoding: .utf8)
    #expect(table.contains("| `d1-weights` | 1 to 60 | 5 | 1 | refuted | 60 | 0 | 0 |"))
    let whole = try Command.run(Self.range("d1-weights", 1, 60))
    let json = try String(contentsOfFile: records + "/d1-weights.json", encoding: .utf8)
    #expect(json.contains(try Self.digest(whole.output, folder)))
  }

  /// The records of the project: their table is in step, and their instances are those of today.
  @Test func theRecordsAreInStep() throws {
    let folder = Command.packageFolder.appendingPathComponent("campaigns")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(!names.isEmpty)
    let table = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    let claims = try ExactJSON(
      parsing: Array(try Command.run(["claims", "--format", "json"]).output.utf8)
    ).object().required("claims").array().map { try $0.object() }
    for name in names {
      let record = try ExactJSON(
        parsing: Array(Data(contentsOf: folder.appendingPathComponent(name)))
      ).object()
      let id = try record.required("claim").string()
      #expect(name == id + ".json")
      let claim = try #require(claims.first { try $0.required("id").string() == id })
      #expect(
        try record.required("generator").integer() == claim.required("generator").integer(),
        "\(id): the generator has changed since; run the campaign again and record it")
      #expect(
        try record.required("outcome").string() == claim.required("status").string(), "\(id)")
      let row = [
        "| `\(id)` | \(try record.required("from").integer()) to",
        " \(try record.required("to").integer())",
        "| \(try record.required("tested").integer()) |",
        "`\(try record.required("sha256").string().prefix(16))...`",
      ]
      let line = try #require(table.split(separator: "\n").first { $0.hasPrefix("| `\(id)` |") })
      for part in row { #expect(line.contains(part), "\(id)") }
    }
    #expect(table.split(separator: "\n").count { $0.hasPrefix("| `") } == names.count)
  }
}
