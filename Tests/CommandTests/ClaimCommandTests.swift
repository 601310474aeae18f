import Foundation
import Testing

/// `claims`, `claims run` and `search`.
@Suite struct ClaimCommandTests {
  @Test func everyClaimOfTheIndexIsListed() throws {
    let result = try Command.run(["claims"])
    #expect(result.status == 0)
    let index = try String(
      contentsOf: Command.packageFolder.appendingPathComponent("proofs-notes/README.md"),
      encoding: .utf8)
    for line in index.split(separator: "\n") where line.hasPrefix("| `") {
      let id = line.dropFirst(3).prefix { $0 != "`" }
      #expect(result.output.contains("\n\(id) ") || result.output.hasPrefix("\(id) "), "\(id)")
    }
    let json = try Command.run(["claims", "--format", "json"])
    #expect(json.status == 0)
    #expect(json.output.hasPrefix("{\"format\":\"scalarization-claims/1\""))
  }

  /// Arguments of `claims run` and the exit status they end in.
  private static let runs: [(arguments: String, status: Int32)] = [
    ("eq-1 --count 40", 0), ("alg-1 --count 40", 10), ("eq-1 alg-1 --count 40", 10),
    ("alg-1 --count 40 --expect refuted", 0), ("eq-1 --count 40 --expect refuted", 1),
    ("alg-1 --count 40 --expect holds", 1), ("thm-3.8-q1 --count 40 --k 2", 11),
    ("no-such-claim", 64), ("eq-1 --count 0", 64), ("eq-1 --jobs 0", 64),
  ]

  @Test func theExitStatusSaysTheOutcome() throws {
    for run in Self.runs {
      let words = run.arguments.split(separator: " ").map(String.init)
      let result = try Command.run(["claims", "run", "--no-saved"] + words)
      #expect(result.status == run.status, "\(run.arguments): \(result.output)")
    }
  }

  @Test func aRefutationShowsAReadableInstance() throws {
    let result = try Command.run(["claims", "run", "alg-1", "--no-saved"])
    #expect(result.output.contains("alg-1: refuted ("))
    #expect(result.output.contains("gram = ["))
    #expect(result.output.contains("verified by the checker: condition-fails"))
  }

  @Test func aRunThatHoldsSaysOnHowManyInstances() throws {
    let result = try Command.run(["claims", "run", "kurin-cor-2", "--count", "50"])
    #expect(result.output.contains("50 tried"))
    #expect(result.output.contains("instances tested"))
    #expect(result.output.contains("discarded"))
  }

  @Test func threadsDoNotChangeABit() throws {
    let arguments = [
      "claims", "run", "--count", "30", "--format", "json", "--seed", "9", "--no-saved",
    ]
    let ids = ["lem-3.4-if", "lem-b6", "eq-43", "ours-duality", "kurin-prop-2"]
    let one = try Command.run(arguments + ids + ["--jobs", "1"])
    let two = try Command.run(arguments + ids + ["--jobs", "2"])
    #expect(one.status == 10)
    #expect(one.output == two.output)
    #expect(one.output.hasPrefix(#"{"format":"scalarization-claim-run/1","version":"#))
    #expect(one.output.contains(#""seed":"9""#))
  }

  @Test func aTimeLimitEndsTheRunWithWhatIsKnown() throws {
    let result = try Command.run(
      ["claims", "run", "ours-full", "--count", "1000000", "--time-limit", "0.3"])
    #expect(result.status == 5)
    #expect(result.output.contains("stopped after"))
  }

  @Test func anInterruptEndsTheRunWithWhatIsKnown() throws {
    let process = Process()
    process.executableURL = Command.binary
    // The time limit only ends a run that never heard the interrupt.
    process.arguments = [
      "claims", "run", "ours-full", "--count", "1000000", "--time-limit", "60",
    ]
    process.currentDirectoryURL = Command.packageFolder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: 1.5)
    process.interrupt()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 5)
    #expect(text.contains("stopped after"))
  }

  @Test func missingDataIsUndecidedAndSaysWhy() throws {
    let scratch = try TemporaryFolder()
    let result = try Command.run(
      ["claims", "run", "sec-5-sarcos", "--cases", scratch.url.path])
    #expect(result.status == 5)
    #expect(result.output.contains("not at hand"))
  }

  @Test func aSavedCaseIsCheckedAndTriedFirst() throws {
    let scratch = try TemporaryFolder()
    let folder = ["--cases", scratch.url.path]
    let search = try Command.run(["search", "alg-1", "--save"] + folder)
    #expect(search.status == 10)
    let file = scratch.path("found/alg-1.json")
    #expect(search.output.contains("saved as \(file)"))
    #expect(try Command.run(["check", file]).status == 0)
    let again = try Command.run(["claims", "run", "alg-1"] + folder)
    #expect(again.status == 10)
    #expect(again.output.contains("by a saved example"))
    let fresh = try Command.run(["claims", "run", "alg-1", "--no-saved"] + folder)
    #expect(!fresh.output.contains("by a saved example"))
  }

  @Test func aSavedExampleOfOtherNumbersIsTriedFirstAndReadStrictly() throws {
    let scratch = try TemporaryFolder()
    let folder = ["--cases", scratch.url.path]
    #expect(try Command.run(["search", "lem-b6", "--save"] + folder).status == 10)
    let again = try Command.run(["claims", "run", "lem-b6"] + folder)
    #expect(again.output.contains("by a saved example"))
    let path = scratch.path("found/lem-b6.example")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "\"z\"", with: "\"w\"")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let broken = try Command.run(["claims", "run", "lem-b6"] + folder)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("lem-b6.example"))
  }

  @Test func shippedCounterexamplesStillRefute() throws {
    let folder = Command.packageFolder.appendingPathComponent("cases/found")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") || $0.hasSuffix(".example") }
    #expect(names.count >= 10)
    for name in names {
      let id = name.replacingOccurrences(of: ".example", with: "")
        .replacingOccurrences(of: ".json", with: "")
      let result = try Command.run(["claims", "run", id, "--count", "1"])
      #expect(result.status == 10)
      #expect(result.output.contains("by a saved example"), "\(name) no longer refutes")
    }
  }
}
