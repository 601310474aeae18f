import Foundation
import Testing

/// What commands do when the time is over or a person interrupts them inside one unit of work.
@Suite struct InterruptTests {
  /// Runs a command, sends a signal after some seconds and returns what it left, with the seconds
  /// that it took to end after the signal.
  private func interrupted(
    _ arguments: [String], after delay: Double, by signal: Int32 = SIGINT, in folder: URL
  ) throws -> (status: Int32, output: String, errors: String, seconds: Double) {
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = arguments
    process.currentDirectoryURL = Command.packageFolder
    process.standardInput = FileHandle.nullDevice
    let scratch = try TemporaryFolder()
    for name in ["stdout", "stderr"] {
      _ = FileManager.default.createFile(atPath: scratch.path(name), contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: scratch.path("stdout"))
    process.standardError = FileHandle(forWritingAtPath: scratch.path("stderr"))
    try process.run()
    Thread.sleep(forTimeInterval: delay)
    let start = ContinuousClock.now
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    func text(_ name: String) -> String {
      String(
        decoding: FileManager.default.contents(atPath: scratch.path(name)) ?? Data(),
        as: UTF8.self)
    }
    return (
      process.terminationReason == .exit ? process.terminationStatus : -1, text("stdout"),
      text("stderr"), (ContinuousClock.now - start) / .seconds(1)
    )
  }

  /// The machine may be busy; alone the answer takes a second at most.
  private static let patience = 4.0

  @Test(arguments: [SIGINT, SIGTERM]) func oneLongTrainingRunIsKept(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      #"{"format": "scalarization-case/1", "gram": [["2", "1"], ["1", "2"]]}"#, as: "case.json")
    let result = try interrupted(
      [
        "train", file, "--epochs", "100000000", "--rate", "0.001", "--output",
        folder.path("runs.csv"),
      ], after: 1, by: signal, in: folder.url)
    #expect(result.status == 5 && result.seconds < Self.patience)
    #expect(result.output.contains("interrupted 1") && result.errors.contains("interrupted"))
    let table = try String(contentsOfFile: folder.path("runs.csv"), encoding: .utf8)
    #expect(table.contains("1,interrupted,"))
  }

  @Test func aTimeLimitEndsOneLongTrainingRun() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      #"{"format": "scalarization-case/1", "gram": [["2", "1"], ["1", "2"]]}"#, as: "case.json")
    let start = ContinuousClock.now
    let result = try Command.run(
      [
        "train", file, "--epochs", "100000000", "--rate", "0.001", "--time-limit", "0.5",
        "--format", "json",
      ])
    #expect(result.status == 5 && (ContinuousClock.now - start) / .seconds(1) < Self.patience)
    #expect(result.output.contains(#""complete":false"#))
  }

  @Test func probabilitiesStopInsideARow() throws {
    let folder = try TemporaryFolder()
    let result = try interrupted(
      ["claims", "probability", "--count", "20000"], after: 0.5, in: folder.url)
    #expect(result.status == 5 && result.seconds < Self.patience)
    #expect(result.output.hasPrefix("| k | n |") && result.errors.contains("interrupted"))
  }

  @Test func aReproductionLeavesNothingEmptyBehind() throws {
    let folder = try TemporaryFolder()
    let target = folder.path("figures")
    let result = try interrupted(
      ["reproduce", "figure-4", "--runs", "100000", "--output", target], after: 1.5,
      in: folder.url)
    #expect(result.status == 5 && result.seconds < Self.patience)
    #expect(result.errors.contains("interrupted"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func meetingsStopInsideASystem() throws {
    let folder = try TemporaryFolder()
    // Twenty tasks and nearly dependent predictors: one system.
    let tiny = "1/1000000000000"
    let rows = (0..<5).map { i in
      (0..<5).map { j in i == j ? "\"\(i + 2)\"" : i + j == 1 ? "\"2\"" : "\"\(tiny)\"" }
        .joined(separator: ", ")
    }.map { "[\($0)]" }.joined(separator: ", ")
    let file = try folder.write(
      #"{"format": "scalarization-case/1", "gram": [\#(rows)]}"#, as: "case.json")
    let start = ContinuousClock.now
    let result = try Command.run(
      ["surfaces", file, "--meetings", "4", "--time-limit", "0.5"])
    #expect((ContinuousClock.now - start) / .seconds(1) < Self.patience)
    #expect(result.status == 5 || result.status == 0)
  }
}
