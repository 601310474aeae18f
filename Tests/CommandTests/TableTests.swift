import Foundation
import Testing

/// Tables on the command line: where they come from, their columns, and what is made of them.
@Suite struct TableTests {
  private let rows =
    "-1,2,7,-9,5,-2\n-8,-4,-6,2,6,-2\n3,8,-6,9,-2,-9\n-3,4,-1,-4,3,-4\n"
    + "-7,-5,5,-5,-5,-9\n-9,-3,-3,-4,-4,0\n"

  private func columns(_ inputs: String, _ targets: String) -> [String] {
    ["--inputs", inputs, "--targets", targets]
  }

  /// The same for a report without the commands that it names, which repeat the options.
  private func json(_ inputs: String, _ targets: String) -> [String] {
    columns(inputs, targets) + ["--format", "json"]
  }

  @Test func rangesKeepLeadingZeros() throws {
    let scratch = try TemporaryFolder()
    let padded = try scratch.write("x01,x02,x03,t1,t2,t3\n" + rows, as: "case.csv")
    let ranged = try Command.run(["check", padded] + json("x01..x03", "t1..t3"))
    let listed = try Command.run(["check", padded] + json("x01, x02 ,x03", "t1,t2,t3"))
    #expect(ranged.status == 0 && ranged.output == listed.output, "\(ranged.errors)")
    // Two digits carry over, and a longer end needs no zeros.
    let names = (8...11).map { ($0 < 10 ? "x0" : "x") + "\($0)" }
    let more = try scratch.write(
      names.joined(separator: ",") + ",x099,x100,t\n1,2,3,4,5,6,7\n", as: "more.csv")
    for inputs in ["x08..x11", "x099..x100"] {
      let result = try Command.run(["moments", more] + columns(inputs, "t"))
      #expect(result.status == 0, "\(result.errors)")
    }
    let mixed = try scratch.write("x01,x1,x2,t1,t2,t3\n" + rows, as: "mixed.csv")
    let missing = try Command.run(["moments", mixed] + columns("x01..x02", "t1"))
    #expect(missing.status == 65 && missing.errors.contains("no column \"x02\""))
    for inputs in ["x1..x02", "x01..x2", "x001..x12", "x2..x1"] {
      let result = try Command.run(["moments", mixed] + columns(inputs, "t1"))
      #expect(result.status == 64 && result.errors.contains(inputs), "\(result.errors)")
    }
    let quoted = try scratch.write("\"a,1\",\" b..c \",t\n1,2,3\n", as: "quoted.csv")
    let chosen = try Command.run(["moments", quoted] + columns("\"a,1\",\" b..c \"", "t"))
    #expect(chosen.status == 0, "\(chosen.errors)")
  }

  @Test func tablesComeThroughPipes() throws {
    let scratch = try TemporaryFolder()
    let text = "x1,x2,x3,t1,t2,t3\n" + rows
    let table = try scratch.write(text, as: "standard-input.csv")
    let expected = try Command.run(["check", table] + json("x1..x3", "t1..t3"))
    for arguments in [["-"], ["-", "--input-format", "csv"], ["/dev/stdin"]] {
      let piped = try Command.run(
        ["check"] + arguments + json("x1..x3", "t1..t3"), input: table)
      // Without the name of the case.
      let body = { (output: String) in output.drop { $0 != "[" } }
      #expect(piped.status == 0 && body(piped.output) == body(expected.output), "\(piped.errors)")
    }
    let named = try scratch.write(text, as: "table.dat")
    #expect(try Command.run(["check", named, "--targets", "t1..t3"]).status == 0)
    #expect(try Command.run(["check", named]).status == 65)
    #expect(try Command.run(["check", named, "--input-format", "csv"]).status == 64)
    let empty = try Command.run(["check", "-", "--targets", "t1"])
    #expect(empty.status == 65 && empty.errors.hasPrefix("verify-cli: error: standard input: "))
    let figure = Command.cases + "/paper/figure-1.json"
    #expect(try Command.run(["check", "-"], input: figure).status == 0)
  }

  @Test func inputsByDefaultAreSaid() throws {
    let scratch = try TemporaryFolder()
    let table = try scratch.write("x1,x2,x3,t1,t2,t3\n" + rows, as: "table.csv")
    let given = try Command.run(["check", table] + json("x1..x3", "t1..t3"))
    let all = try Command.run(["check", table, "--targets", "t1..t3", "--format", "json"])
    #expect(all.status == 0 && all.output == given.output)
    #expect(
      all.errors.hasPrefix("\(table): inputs are all columns that are not targets: x1, x2, x3"))
    let quiet = try Command.run(["check", table, "--targets", "t1..t3", "--quiet"])
    #expect(quiet.errors.isEmpty)
    let holes = try scratch.write("x1,x2,x3,t1,t2,t3\n" + rows + "NA,,,,,\n", as: "holes.csv")
    #expect(try Command.run(["check", holes, "--targets", "t1..t3"]).status == 65)
    let dropped = try Command.run(
      ["check", holes, "--targets", "t1..t3", "--missing", "drop"])
    #expect(dropped.status == 0 && dropped.errors.contains("1 row left out"))
  }

  @Test func invisibleCharactersAreShown() throws {
    let scratch = try TemporaryFolder()
    let odd = try scratch.write("x1,x2,x3,t1\u{A0},t2\u{200B},te\u{301}\n" + rows, as: "odd.csv")
    let none = try Command.run(["check", odd] + columns("x1..x3", "t1"))
    #expect(none.errors.contains("no column \"t1\"; did you mean \"t1\\u00a0\"?"))
    let accent = try Command.run(["check", odd] + columns("x1..x3", "té"))
    #expect(accent.errors.contains("did you mean \"te\\u0301\"?"), "\(accent.errors)")
    for format in ["text", "json"] {
      let report = try Command.run(
        ["groups", odd, "--inputs", "x1..x3", "--format", format, "--targets"]
          + ["t1\u{A0},t2\u{200B},te\u{301}"])
      let raw: Set<Unicode.Scalar> = ["\u{A0}", "\u{200B}", "\u{301}"]
      #expect(report.status == 0 && !report.output.unicodeScalars.contains { raw.contains($0) })
      #expect(report.output.contains("t1\\u00a0") && report.output.contains("t2\\u200b"))
    }
    let file = try Command.run(["check", "no\u{1B}[31m\nsuch.json"])
    #expect(file.errors.contains("no\\u001b[31m\\nsuch.json: "))
    #expect(file.errors.split(separator: "\n").count == 1)
  }

  @Test func writtenMomentsAreRead() throws {
    let scratch = try TemporaryFolder()
    let table = try scratch.write("x1,x2,x3,t1,t2,t3\n" + rows, as: "li\nne.csv")
    let moments = scratch.path("m.json")
    let chosen = columns("x1..x3", "t1..t3")
    let made = try Command.run(["moments", table, "-o", moments] + chosen)
    #expect(made.status == 0, "\(made.errors)")
    let checked = try Command.run(["check", moments])
    #expect(checked.status == 0 && checked.output.hasPrefix("li\\nne: "), "\(checked.errors)")
    for option in [["--name", "a\tb"], ["--source", "a\nb"], ["--name", ""]] {
      let result = try Command.run(
        ["moments", table, "-o", scratch.path("n.json")] + option + chosen)
      #expect(result.status == 64 && result.errors.contains(option[0]))
    }
    let digits = String(repeating: "7", count: 60_000)
    let wide = try scratch.write("x,t\n\(digits),2\n7,3\n", as: "wide.csv")
    let plain = columns("x", "t") + ["--no-intercept", "--no-center"]
    #expect(try Command.run(["check", wide] + plain).status == 0)
    let refused = try Command.run(["moments", wide, "-o", scratch.path("n.json")] + plain)
    #expect(refused.status == 65 && refused.errors.contains("digits"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("n.json")))
  }

  @Test func partsAddUp() throws {
    let scratch = try TemporaryFolder()
    let header = "x1,x2,x3,t1,t2,t3\n"
    let lines = rows.split(separator: "\n").map { $0 + "\n" }
    let whole = try scratch.write(header + rows, as: "whole.csv")
    let tables = try [lines[..<2], lines[2..<5], lines[5...]].enumerated().map {
      try scratch.write(header + $0.element.joined(), as: "part\($0.offset).csv")
    }
    let chosen = columns("x1..x3", "t1..t3")
    func moments(_ files: [String], _ options: [String]) throws -> String {
      let result = try Command.run(
        ["moments"] + files + ["--name", "n", "--source", "s"] + options)
      #expect(result.status == 0, "\(result.errors)")
      return String(result.output.drop { $0 != "[" })
    }
    func parts(_ options: [String]) throws -> [String] {
      try tables.map { table in
        let part = table.replacingOccurrences(of: ".csv", with: ".json")
        let made = try Command.run(["moments", table, "-o", part] + chosen + options)
        #expect(made.status == 0)
        return part
      }
    }
    let centered = try moments([whole], chosen)
    let raw = try moments([whole], chosen + ["--no-center"])
    #expect(centered != raw)
    let files = try parts(["--no-center"])
    #expect(try moments(files, []) == raw)
    #expect(try moments(files, ["--center"]) == centered)
    #expect(try moments(tables, chosen) == centered)
    #expect(try moments(tables, chosen + ["--no-center"]) == raw)
    // Parts that were centred one by one do not add up.
    let wrong = try Command.run(["moments"] + parts([]))
    #expect(wrong.status == 65 && wrong.errors.contains("--no-center"), "\(wrong.errors)")
    let other = try scratch.write(header + rows, as: "other.csv")
    let less = scratch.path("less.json")
    let fewer = ["moments", other, "-o", less, "--no-center"] + columns("x1..x3", "t1..t2")
    #expect(try Command.run(fewer).status == 0)
    let unfit = try Command.run(["moments", files[0], less])
    #expect(unfit.status == 65 && unfit.errors.contains("less.json: 2 tasks"), "\(unfit.errors)")
  }

  @Test func numbersBeyondDoublesAreDecimals() throws {
    let scratch = try TemporaryFolder()
    for (exponent, losses) in [
      ("308", "(3.0588e308, 3.5294e308, 2.2353e308)"),
      ("-400", "(3.0588e-400, 3.5294e-400, 2.2353e-400)"),
      ("9000", "(3.0588e9000, 3.5294e9000, 2.2353e9000)"),
    ] {
      let gram = [["4", "-1", "-1"], ["-1", "5", "-1"], ["-1", "-1", "6"]].map { row in
        "[" + row.map { "\"\($0)e\(exponent)\"" }.joined(separator: ", ") + "]"
      }.joined(separator: ", ")
      let file = try scratch.write(
        """
        {"format": "scalarization-case/1", "gram": [\(gram)],
         "points": [{"name": "p", "direction": ["1", "2", "-3"]}]}
        """, as: "case.json")
      let report = try Command.run(["check", file, "--details"])
      #expect(report.status == 0 && report.output.contains(losses), "\(report.output)")
      let words = report.output.split { " (,)\n".contains($0) }
      #expect(!words.contains("inf") && !words.contains("nan"), "\(report.output)")
      #expect(!report.output.contains("(0, 0, 0)"))
    }
  }
}
