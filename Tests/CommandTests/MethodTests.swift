import Foundation
import Testing

/// The choice of method and the comparison with plain floating point.
@Suite struct MethodTests {
  private let figure = Command.cases + "/paper/figure-1.json"

  /// A JSON document as a dictionary.
  private func json(_ result: Command) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func exactAndFilterPrintTheSameVerdicts() throws {
    let filtered = try Command.run(["check", figure, "--format", "json"])
    let exact = try Command.run(["check", figure, "--format", "json", "--method", "exact"])
    #expect(filtered.status == 0)
    #expect(filtered.output.contains("\"decidedBy\":\"filter\""))
    #expect(!exact.output.contains("\"decidedBy\":\"filter\""))
    #expect(
      filtered.output.replacingOccurrences(
        of: "\"decidedBy\":\"filter\"", with: "\"decidedBy\":\"exact\"") == exact.output)
  }

  @Test func exactAndFilterWriteTheSameCertificates() throws {
    let scratch = try TemporaryFolder()
    for method in ["exact", "filter"] {
      let result = try Command.run([
        "check", figure, "--method", method, "--certificates", scratch.path(method),
      ])
      #expect(result.status == 0)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("exact"))
    #expect(names.count == 4)
    for name in names {
      #expect(
        FileManager.default.contents(atPath: scratch.path("exact/" + name))
          == FileManager.default.contents(atPath: scratch.path("filter/" + name)))
    }
  }

  @Test func floatingIsLabelledUnverified() throws {
    let text = try Command.run(["check", figure, "--method", "floating"])
    #expect(text.status == 0)
    let answers = text.output.split(separator: "\n").dropFirst()
    #expect(answers.count == 8)
    #expect(answers.allSatisfy { $0.hasSuffix("(floating, unverified)") })
    let report = try json(
      Command.run(["check", figure, "--method", "floating", "--format", "json"]))
    #expect(report["verified"] as? Bool == false)
    let points = try #require(report["points"] as? [[String: Any]])
    #expect(points.count == 6)
    #expect(points.allSatisfy { $0["decidedBy"] as? String == "floating, unverified" })
    let refused = try Command.run([
      "check", figure, "--method", "floating", "--certificates", "nowhere",
    ])
    #expect(refused.status == 64)
  }

  @Test func floatingAnswersAreComparedWithWhatACaseExpects() throws {
    let trap = Command.cases + "/floating-traps/wide-range.json"
    let run = try Command.run(["check", trap, "--method", "floating"])
    #expect(run.status == 1)
    #expect(run.output.contains("NOT AS EXPECTED (unverified): expected C1 to fail"))
  }

  @Test func aTrapIsWrongInFloatingPointAndRightInTheVerdict() throws {
    let scratch = try TemporaryFolder()
    let run = try Command.run([
      "cross-check", "--family", "boundary", "--count", "400", "--save", scratch.path("traps"),
      "--format", "json",
    ])
    #expect(run.status == 0)
    let families = try #require(json(run)["families"] as? [[String: Any]])
    #expect(families.count == 1)
    #expect(families[0]["instances"] as? Int == 400)
    #expect((families[0]["wrong"] as? Int ?? 0) > 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("traps"))
    #expect(names.count == 1)
    for name in names {
      let file = scratch.path("traps/" + name)
      let checked = try Command.run(["check", file, "--cross-check", "--format", "json"])
      #expect(checked.status == 0)
      let floating = try #require(json(checked)["floating"] as? [String: Any])
      #expect(floating["agrees"] as? Bool == false)
    }
  }

  @Test func theCrossCheckDoesNotDependOnJobs() throws {
    let arguments = ["cross-check", "--count", "200", "--k", "4", "--format", "json"]
    let one = try Command.run(arguments)
    let two = try Command.run(arguments + ["--jobs", "2"])
    #expect(one.status == 0)
    #expect(one.output == two.output)
    for bad in [["--count", "0"], ["--k", "1"], ["--jobs", "0"], ["--family", "none"]] {
      #expect(try Command.run(["cross-check"] + bad).status == 64)
    }
  }
}
