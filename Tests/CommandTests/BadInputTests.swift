import Foundation
import Testing

/// Bad input ends in one clear line on standard error and the right exit status.
@Suite struct BadInputTests {
  private func check(_ text: String, name: String = "case.json") throws -> Command {
    let scratch = try TemporaryFolder()
    return try Command.run(["check", try scratch.write(text, as: name)])
  }

  /// Expects an error that names the file and contains every one of some words.
  private func expectError(
    _ result: Command, _ status: Int32, _ words: String...,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == status, "\(result.errors)", sourceLocation: location)
    #expect(result.output.isEmpty, sourceLocation: location)
    for word in words {
      #expect(
        result.errors.contains(word), "\(word) is missing in: \(result.errors)",
        sourceLocation: location)
    }
    #expect(
      result.errors.hasPrefix("verify-cli: error: "), "\(result.errors)", sourceLocation: location)
  }

  @Test func files() throws {
    let scratch = try TemporaryFolder()
    expectError(
      try Command.run(["check", scratch.path("none.json")]), 66, "none.json", "expected")
    expectError(try Command.run(["check", scratch.url.path]), 66, "directory")
    expectError(try check(""), 65, "case.json", "empty")
  }

  @Test func jsonSyntax() throws {
    expectError(try check("{\"format\": \"scalarization-case/1\", \"gram\": [["), 65, "case.json")
    expectError(
      try check(
        "{\"format\": \"scalarization-case/1\", \"gramm\": [[\"1\"]]}"), 65, "gramm")
    expectError(
      try check(
        """
        {"format": "scalarization-case/1", "gram": [["1"]], "gram": [["1"]]}
        """), 65, "gram", "second time")
    expectError(
      try check(
        """
        {"format": "scalarization-case/1", "gram": [[0.5]]}
        """), 65, "$.gram[0][0]", "quote")
  }

  @Test func numbers() throws {
    func gram(_ entry: String) -> String {
      "{\"format\": \"scalarization-case/1\", \"gram\": [[\"\(entry)\"]]}"
    }
    expectError(try check(gram("1/0")), 65, "$.gram[0][0]", "denominator")
    expectError(try check(gram("1e99999999")), 65, "$.gram[0][0]", "exponent")
    expectError(
      try check(gram(String(repeating: "7", count: 200_000))), 65, "$.gram[0][0]",
      "200000 digits")
    expectError(try check(gram("one")), 65, "$.gram[0][0]", "one")
    expectError(try check(gram("")), 65, "$.gram[0][0]")
  }

  @Test func matrices() throws {
    func gram(_ rows: String) -> String {
      "{\"format\": \"scalarization-case/1\", \"gram\": \(rows)}"
    }
    expectError(try check(gram("[[\"2\",\"1\"],[\"0\",\"2\"]]")), 65, "$.gram", "symmetric")
    expectError(try check(gram("[[\"1\",\"2\"],[\"2\",\"1\"]]")), 65, "$.gram", "semi-definite")
    expectError(try check(gram("[[\"1\",\"2\"],[\"2\"]]")), 65, "$.gram[1]")
    expectError(try check(gram("[]")), 65, "$.gram")
    expectError(
      try check("{\"format\": \"scalarization-case/1\", \"predictors\": []}"), 65, "$.predictors")
    expectError(
      try check(
        "{\"format\": \"scalarization-case/1\", \"gram\": [[\"1\"]], \"expect\": {\"C3\": true}}"),
      65, "C3")
  }

  private func table(
    _ text: String, inputs: String = "a", targets: String = "b"
  ) throws -> Command {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(text, as: "table.csv")
    return try Command.run(["check", file, "--inputs", inputs, "--targets", targets])
  }

  @Test func tables() throws {
    expectError(try table("1,2\n3,4\n"), 65, "table.csv", "\"a\"")
    expectError(try table("a,b\n1,2\n", targets: "c"), 65, "\"c\"")
    expectError(try table("a,b\n1,2\n", targets: "a"), 65, "\"a\"")
    expectError(try table("a,a,b\n1,1,2\n"), 65, "\"a\"")
    expectError(try table("a,b\n1,2\n3\n"), 65, "row 3")
    expectError(try table("a,b\n1,\n"), 65, "row 2", "\"b\"")
    expectError(try table("a,b\n1,nan\n"), 65, "row 2", "\"b\"", "nan")
    expectError(try table("a,b\n-inf,1\n"), 65, "row 2", "\"a\"", "inf")
    expectError(try table("a,b\n1,x\n"), 65, "row 2", "\"b\"")
    expectError(try Command.run(["check", "x.csv"]), 64, "--targets")
  }

  @Test func tablesThatAreFine() throws {
    // The text names the file in the commands that it suggests.
    func report(_ text: String) throws -> Command {
      let scratch = try TemporaryFolder()
      let file = try scratch.write(text, as: "table.csv")
      return try Command.run([
        "check", file, "--inputs", "a", "--targets", "b", "--format", "json",
      ])
    }
    let plain = try report("a,b\n1,2\n2,5\n4,4\n")
    #expect(plain.status == 0, "\(plain.errors)")
    let others = [
      "a,b\r\n1,2\r\n2,5\r\n4,4\r\n", "\u{FEFF}a,b\n1,2\n2,5\n4,4\n",
      "a,b,\"a \"\"note\"\",\nover two lines\"\n1,2,\"x\ny\"\n2,5,\n4,4,\"\"\n",
      "a,b\n1,2\n2,5\n4,4",
    ]
    for other in others {
      let result = try report(other)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == plain.output)
    }
  }

  /// Wrong usage has one form of error line, wherever it is found, and near names are suggested.
  @Test func wrongUsageIsExplainedOnce() throws {
    for (arguments, words) in [
      (["chekc", "x.json"], "no command \"chekc\"; did you mean \"check\"?"),
      (["claims", "rnu"], "no command \"rnu\"; did you mean \"run\"?"),
      (["check", "--tagets", "b", "x.csv"], "--targets"), (["check"], "<files>"),
      (["check", "x.csv", "--targets", "a", "--missing", "drp"], "'error' and 'drop'"),
      (["check", "x.csv"], "--targets"), (["check", "x.csv", "--targets", "a,,b"], "--targets"),
    ] {
      let result = try Command.run(arguments)
      expectError(result, 64, words)
      let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("verify-cli: error:") }
      #expect(lines.count == 1, "\(result.errors)")
    }
    #expect(try Command.run(["--version"]).status == 0)
    #expect(try Command.run(["check", "--help"]).status == 0)
  }

  @Test func usage() throws {
    let figure = Command.cases + "/paper/figure-1.json"
    #expect(try Command.run(["check"]).status == 64)
    #expect(try Command.run(["chekc", figure]).status == 64)
    #expect(try Command.run(["check", figure, "--tasks", "1,1"]).status == 64)
    #expect(try Command.run(["check", figure, "--tasks", "0"]).status == 64)
    #expect(try Command.run(["check", figure, "--width", "0"]).status == 64)
    #expect(try Command.run(["check", figure, "--inputs", "a"]).status == 64)
    #expect(try Command.run(["groups", figure, "--limit", "-1"]).status == 64)
    #expect(try Command.run(["groups", figure, "--time-limit", "nan"]).status == 64)
    #expect(try Command.run(["moments", figure]).status == 64)
    #expect(try Command.run(["point", figure]).status == 64)
    #expect(try Command.run(["point", figure, "--direction", "1,1"]).status == 64)
    #expect(try Command.run(["point", figure, "--direction", "0,0,0"]).status == 64)
    #expect(try Command.run(["point", figure, "--direction", "1,1,1/0"]).status == 64)
    #expect(try Command.run(["point", figure, "--values", "1,-1,1"]).status == 64)
    #expect(try Command.run(["--help"]).status == 0)
    #expect(try Command.run(["--version"]).status == 0)
  }
}
