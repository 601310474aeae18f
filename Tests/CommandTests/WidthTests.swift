import Certificates
import Exact
import ExactJSON
import Foundation
import Testing

/// Widths between 1 and k-1 on the command line.
@Suite struct WidthTests {
  private static let sarcos = Command.cases + "/data/sarcos.json"

  @Test func everyWidthIsAnsweredInOrder() throws {
    let text = try Command.run(["check", Self.sarcos, "--details"])
    #expect(text.status == 0, "\(text.errors)")
    for q in 2...5 { #expect(text.output.contains("\n  width \(q): no: ")) }
    #expect(text.output.contains("  width 7 or more: all tasks are fitted at once"))
    let result = try Command.run(["check", Self.sarcos, "--format", "json"])
    let report = try ExactJSON(parsing: Array(result.output.utf8)).object()
    let widths = try report.required("widths").array()
    #expect(try widths.map { try $0.object().required("q").integer(in: 1...6) } == Array(1...6))
    for width in widths {
      #expect(try width.object().required("fullyExplorable").boolean() == false)
    }
    // Tasks 1, 3, 4, 5, 7 are explored with two units, and with no other number below five.
    let some = try Command.run(["check", Self.sarcos, "--tasks", "1,3-5,7", "--format", "json"])
    let answers = try ExactJSON(parsing: Array(some.output.utf8)).object().required("widths")
      .array().map { try $0.object().required("fullyExplorable").boolean() }
    #expect(answers == [false, true, false, false])
  }

  @Test func certificatesOfWidthsAreWrittenAndVerified() throws {
    let scratch = try TemporaryFolder()
    let result = try Command.run(["check", Self.sarcos, "--certificates", scratch.url.path])
    #expect(result.status == 0, "\(result.errors)")
    let files = (2...5).map { scratch.path("sarcos.width-\($0).json") }
    for file in files {
      let data = try #require(FileManager.default.contents(atPath: file))
      let certificate = try WidthCertificate(parsing: Array(data))
      #expect(certificate.statement == .notFullyExplorable)
    }
    let recheck = try Command.run(["recheck"] + files)
    #expect(recheck.status == 0, "\(recheck.output)")
  }

  @Test func oneWidthInFull() throws {
    let three = try Command.run(["check", Self.sarcos, "--width", "3", "--details"])
    #expect(three.status == 0, "\(three.errors)")
    #expect(three.output.contains("\n  3 hidden units   no   because of "), "\(three.output)")
    #expect(three.output.contains("NOT FULLY EXPLORABLE: "))
    #expect(!three.output.contains("C1 holds") && !three.output.contains("width k-1"))
    // The ends by their numbers are the ends by their names.
    #expect(
      try Command.run(["check", Self.sarcos, "--width", "6"]).output
        == Command.run(["check", Self.sarcos, "--width", "k-1"]).output)
    let many = try Command.run(["check", Self.sarcos, "--width", "9", "--format", "json"])
    #expect(many.status == 0)
    #expect(many.output.contains("\"fitsAllTasks\":true"))
    for wrong in ["0", "-1", "1.5", "two", ""] {
      let result = try Command.run(["check", Self.sarcos, "--width", wrong])
      #expect(result.status == 64 && result.errors.contains("--width"))
    }
    #expect(
      try Command.run(["check", Self.sarcos, "--width", "3", "--method", "floating"]).status == 64)
  }

  /// No minor fails, and the Johnson graph is not balanced: only the duality gap is proved.
  @Test func aDualityGapIsSaidToBeProved() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "gram":
       [["2", "0", "1", "1"], ["0", "5", "0", "1"], ["1", "0", "5", "2"], ["1", "1", "2", "2"]]}
      """, as: "gap.json")
    let all = try Command.run(["check", file, "--details"])
    #expect(all.status == 5)
    #expect(all.output.contains("\n  width 2: UNDECIDED: a duality gap is proved"))
    let one = try Command.run(["check", file, "--width", "2", "--details"])
    #expect(one.status == 5)
    #expect(one.output.contains("DUALITY GAP: some mixture of networks has losses that no network"))
    #expect(one.output.contains("around {1,3}-{1,4}-{2,4}-{3,4}-{1,3} (Theorem J)"))
    let json = try Command.run(["check", file, "--width", "2", "--format", "json"])
    let widths = try ExactJSON(parsing: Array(json.output.utf8)).object().required("widths").array()
    let width = try widths[0].object()
    let cycle = try width.required("dualityGap").object().required("frustratedCycle").array().map {
      try $0.array().map { try $0.integer(in: 1...4) }
    }
    #expect(cycle == [[1, 3], [1, 4], [2, 4], [3, 4]])
    #expect(width["fullyExplorable"] == nil)
    #expect(try width.required("undecided").string().contains("not that weights miss"))
  }

  /// Theorem C' for more than four tasks has certificates, which both commands verify; which limit
  /// keeps signs out of one is said.
  @Test func certificatesOfNeighboursAndTheirLimits() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "name": "five", "gram":
       [["217", "123", "74", "18", "0"], ["123", "131", "30", "72", "22"],
        ["74", "30", "80", "6", "-16"], ["18", "72", "6", "106", "50"],
        ["0", "22", "-16", "50", "44"]]}
      """, as: "five.json")
    let result = try Command.run(
      [
        "check", file, "--width", "2", "--details", "--certificates", scratch.path("certificates"),
      ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("(Theorem C')") && !result.output.contains("no certificate"))
    let certificate = scratch.path("certificates/five.width-2.json")
    let bytes = Array(try #require(FileManager.default.contents(atPath: certificate)))
    guard case .johnson(_, nil) = try WidthCertificate(parsing: bytes).evidence else {
      Issue.record("another kind of evidence")
      return
    }
    let recheck = try Command.run(["recheck", certificate])
    #expect(recheck.output.hasPrefix("VERIFIED fully-explorable"))
    // g_ij = 2^1600 min(i, j): 924 sets of six tasks, and numbers of 1604 bits.
    let factor = Integer.one.shiftedLeft(1600)
    let rows = (1...12).map { i in
      "[" + (1...12).map { "\"\(factor * Integer(min(i, $0)))\"" }.joined(separator: ",") + "]"
    }
    let long = try scratch.write(
      """
      {"format": "scalarization-case/1", "gram": [\(rows.joined(separator: ",\n"))]}
      """, as: "long.json")
    let six = try Command.run(["check", long, "--width", "6", "--details"])
    #expect(six.status == 0, "\(six.errors)")
    #expect(
      six.output.contains(
        "The signs are in no certificate: 924 sets, minors of order 6 and numbers of 1604 bits have"
          + " a product above 8388608."), "\(six.output)")
    let json = try Command.run(["check", long, "--width", "6", "--format", "json"])
    #expect(json.output.contains("\"certificate\":false,\"certificateLimit\":\"924 sets,"))
  }

  @Test func groupsOfAWidth() throws {
    let result = try Command.run(["groups", Self.sarcos, "--width", "2", "--limit", "0"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("{1,3,4,5,7}"))
    let all = try Command.run(["groups", Self.sarcos, "--width", "all", "--format", "json"])
    let widths = try ExactJSON(parsing: Array(all.output.utf8)).object().required("widths").array()
    #expect(try widths.map { try $0.object().required("q").integer(in: 1...6) } == Array(1...6))
    #expect(try Command.run(["groups", Self.sarcos, "--width", "7"]).status == 64)
    #expect(try Command.run(["groups", Self.sarcos, "--width", "0"]).status == 64)
  }

  @Test func networksOfAnyWidth() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "name": "four",
       "gram": [["4", "1", "0", "1"], ["1", "3", "1", "0"], ["0", "1", "5", "2"],
                ["1", "0", "2", "6"]]}
      """, as: "four.json")
    func network(_ rows: String, as name: String) throws -> String {
      try scratch.write(
        "{\"format\": \"scalarization-network/1\", \"network\": \(rows)}", as: name)
    }
    // The first column of G fits task 1.
    let some = try network(
      #"[["4", "1"], ["1", "-1"], ["0", "1/2"], ["1", "2"]]"#, as: "some.json")
    let text = try Command.run(["point", file, "--network", some])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("fitted exactly: 1"))
    let json = try Command.run(["point", file, "--network", some, "--format", "json"])
    let report = try ExactJSON(parsing: Array(json.output.utf8)).object()
    #expect(try report.required("q").integer(in: 1...9) == 2)
    #expect(try report.required("fitted").array().count == 1)
    let both = try network(
      #"[["4", "1"], ["1", "3"], ["0", "1"], ["1", "0"]]"#, as: "both.json")
    #expect(try Command.run(["point", file, "--network", both]).output.contains("PARETO OPTIMAL"))
    for (rows, part) in [
      (#"[["1", "1"], ["2", "2"], ["3", "3"], ["4", "4"]]"#, "linearly dependent"),
      (#"[["0"], ["0"], ["0"], ["0"]]"#, "linearly dependent"),
      (#"[["1"], ["2"], ["3"]]"#, "4 rows"),
      (#"[["1"], ["2", "3"], ["3"], ["4"]]"#, "exact numbers"),
      (#"[["1"], ["x"], ["3"], ["4"]]"#, "$.network[1][0]"),
      (#"[[], [], [], []]"#, "from 1 to 4 numbers"),
      (#"7"#, "an array of rows"),
    ] {
      let result = try Command.run(["point", file, "--network", network(rows, as: "bad.json")])
      #expect(result.status == 65, "\(rows): \(result.output)")
      #expect(
        result.errors.contains(part) && result.errors.contains("bad.json"), "\(result.errors)")
    }
    #expect(try Command.run(["point", file, "--network", some, "--width", "3"]).status == 65)
    #expect(try Command.run(["point", file, "--network", scratch.path("none")]).status == 66)
    #expect(
      try Command.run(["point", file, "--direction", "1,1,1,1", "--width", "2"]).status == 64)
  }

  @Test func aTimeLimitLeavesWidthsUndecided() throws {
    let scratch = try TemporaryFolder()
    // A totally positive kernel: no minor fails, so all have to be looked at.
    let rows = (1...20).map { i in
      "[" + (1...20).map { "\"1/\(i + $0)\"" }.joined(separator: ",") + "]"
    }
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "gram": [\(rows.joined(separator: ",\n"))]}
      """, as: "kernel.json")
    let result = try Command.run([
      "check", file, "--width", "10", "--details", "--time-limit", "0.1",
    ])
    #expect(result.status == 5, "\(result.output)")
    #expect(result.output.contains("stopped before all minors were examined"))
  }
}
