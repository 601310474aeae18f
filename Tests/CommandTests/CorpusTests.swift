import Foundation
import Testing

/// Every shipped case, with its expectations and its certificates.
@Suite struct CorpusTests {
  /// All case files below `cases/`.
  static let files: [String] = {
    let folder = URL(fileURLWithPath: Command.cases)
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".json") }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }()

  @Test func everyCaseEndsAsExpected() throws {
    #expect(Self.files.count >= 20)
    for file in Self.files {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("\"expect\""), "\(file) expects nothing")
    }
    let result = try Command.run(["check"] + Self.files)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains("NOT AS EXPECTED"))
  }

  @Test func everyCertificateIsVerifiedByBothCheckers() throws {
    let scratch = try TemporaryFolder()
    let check = try Command.run(["check", "--certificates", scratch.url.path] + Self.files)
    #expect(check.status == 0, "\(check.errors)")
    let certificates = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
      .filter { $0.hasSuffix(".json") }.sorted().map { scratch.path($0) }
    #expect(certificates.count >= 3 * Self.files.count)
    let swift = try Command.run(["recheck"] + certificates)
    #expect(swift.status == 0, "\(swift.output)")
    let python = try Command.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"),
      ["python3", Command.packageFolder.appendingPathComponent("Scripts/recheck.py").path]
        + certificates)
    #expect(python.status == 0, "\(python.output)")
    #expect(python.output == swift.output)
  }

  @Test func anUnmetExpectationIsStatusOne() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "gram": [["2", "1"], ["1", "2"]],
       "expect": {"C1": false}}
      """, as: "wrong.json")
    let result = try Command.run(["check", file])
    #expect(result.status == 1)
    #expect(result.output.contains("NOT AS EXPECTED: expected C1 to fail"))
  }

  @Test func linearlyDependentTasksCarryANullVector() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "name": "dependent",
       "predictors": [["1", "2"], ["0", "1"], ["1", "3"]]}
      """, as: "dependent.json")
    let result = try Command.run(["check", "--format", "json", file])
    #expect(result.status == 65)
    #expect(
      result.output == """
        {"format":"scalarization-report/1","version":"1.0.0","case":"dependent",\
        "error":{"kind":"linearlyDependent","nullVector":["1","1","-1"]}}

        """)
  }

  @Test func severalFilesGiveOneReportEachAndTheGravestStatus() throws {
    let missing = Command.cases + "/no-such-case.json"
    let figure = Command.cases + "/paper/figure-1.json"
    let result = try Command.run(["check", "--format", "json", figure, missing, figure])
    #expect(result.status == 66)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first == lines.last)
    #expect(result.errors.contains("no-such-case.json"))
  }

  @Test func sarcosFromTheMomentsAndTasksByNumber() throws {
    let sarcos = Command.cases + "/data/sarcos.json"
    let result = try Command.run(["check", "--tasks", "3,4,5", sarcos])
    #expect(result.status == 0)
    #expect(result.output.contains("3 tasks"))
    #expect(result.output.contains("sarcos, tasks 3-5: 3 tasks"))
    let none = try Command.run(["check", "--tasks", "8", sarcos])
    #expect(none.status == 64)
    #expect(none.errors.contains("no task 8"))
  }
}
