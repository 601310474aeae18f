import ExactJSON
import Foundation
import TestSupport
import Testing

/// From a verdict to a decision: what a person with a table reads.
@Suite struct AdviceTests {
  private static let sarcos = Command.cases + "/data/sarcos.json"

  /// A table of three targets that two inputs make, and noise.
  private func table(_ scratch: TemporaryFolder, rows: Int, signal: Int) throws -> String {
    var generator = TestGenerator(seed: 1311)
    var text = "temperature,pressure,flow,yield,purity,waste\n"
    for _ in 0..<rows {
      let x = (0..<3).map { _ in generator.int(-50...50) }
      let noise = (0..<3).map { _ in generator.int(-50...50) }
      let y = [
        signal * (x[0] + x[1]) + noise[0], signal * (x[1] + x[2]) + noise[1],
        signal * (x[0] - 2 * x[2]) + noise[2],
      ]
      text += (x + y).map(String.init).joined(separator: ",") + "\n"
    }
    return try scratch.write(text, as: "plant.csv")
  }

  private static let columns = ["--targets", "yield,purity,waste", "--quiet"]

  @Test func theAnswerComesFirstAndTheMathematicsOnRequest() throws {
    let result = try Command.run(["check", Self.sarcos])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3] == "Does minimising a weighted sum of the losses reach every trade-off?")
    for q in 1...6 {
      let line = lines[3 + q]
      #expect(line.hasPrefix("  \(q) hidden unit") && line.contains(" no "), "\(line)")
      #expect(line.contains("because of tau"))
    }
    #expect(lines[10].hasPrefix("  7 units or more") && lines[10].contains(" yes "))
    let sections = ["Why", "How sure", "What it costs", "What to do"]
    let places = sections.map { section in lines.firstIndex { $0 == section } ?? -1 }
    #expect(places == places.sorted() && !places.contains(-1), "\(result.output)")
    for word in ["Gram", "G^-1", "tangent", "I_1", "E_1", "direction u"] {
      let head = lines.prefix { !$0.contains("point \"") }.joined(separator: "\n")
      #expect(!head.contains(word), "\(word)")
    }
    let wide = lines.dropFirst().prefix { !$0.contains("point \"") }.filter { $0.count > 100 }
    #expect(wide.isEmpty, "\(wide)")
    let details = try Command.run(["check", Self.sarcos, "--details"])
    #expect(details.output.contains("C2 fails") && details.output.contains("tangent plane"))
    #expect(details.output.contains("\n  width 3: no: "))
  }

  @Test func everyCommandThatIsPrintedRuns() throws {
    let scratch = try TemporaryFolder()
    let file = try table(scratch, rows: 200, signal: 1)
    let odd = scratch.path("it's a plant.csv")
    try FileManager.default.moveItem(atPath: file, toPath: odd)
    for arguments in [
      ["check", Self.sarcos], ["check", odd] + Self.columns,
      ["check", Self.sarcos, "--resamples", "3"],
    ] {
      let result = try Command.run(arguments)
      if arguments.contains("--resamples") {
        #expect(result.status == 64 && result.errors.contains("needs the rows of the data"))
        continue
      }
      #expect(result.status == 0, "\(result.errors)")
      let commands = result.output.split(separator: "\n").compactMap { line -> Substring? in
        let trimmed = line.drop { $0 == " " }
        return trimmed.hasPrefix("verify-cli ") ? trimmed.dropFirst("verify-cli ".count) : nil
      }
      #expect(commands.count >= 2, "\(result.output)")
      for command in commands {
        // As a shell takes it.
        let run = try Command.run(
          executable: URL(fileURLWithPath: "/bin/sh"),
          ["-c", "\"$0\" \(command)", Command.binary.path])
        #expect(run.status == 0, "\(command): \(run.errors)")
      }
    }
  }

  @Test func resamplesSayHowSure() throws {
    let scratch = try TemporaryFolder()
    let clear = try table(scratch, rows: 400, signal: 4)
    let arguments = ["check", clear, "--resamples", "60", "--seed", "5"] + Self.columns
    let text = try Command.run(arguments)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("Resampled 60 times") && !text.output.contains("UNSTABLE"))
    #expect(try Command.run(arguments).output == text.output)
    let json = try Command.run(arguments + ["--format", "json"])
    let report = try ExactJSON(parsing: Array(json.output.utf8)).object()
    let resampling = try report.required("resampling").object()
    #expect(try resampling.required("resamples").integer(in: 1...1000) == 60)
    for width in try resampling.required("widths").array() {
      let share = try width.object().required("bootstrap").object()
      #expect(try share.required("count").integer(in: 0...1000) == 60)
      #expect(try share.required("agreeing").integer(in: 0...60) >= 54)
    }
    let noise = try table(scratch, rows: 400, signal: 0)
    let flagged = try Command.run(["check", noise, "--resamples", "60"] + Self.columns)
    #expect(flagged.output.contains("Verdicts about it may be noise"))
    for wrong in ["0", "-1", "x", "1000000000"] {
      #expect(try Command.run(["check", clear, "--resamples", wrong] + Self.columns).status == 64)
    }
    let groups = try Command.run(["groups", clear, "--resamples", "40"] + Self.columns)
    #expect(groups.status == 0 && groups.output.contains("shares: in how many of 40 resamples"))
    let shares = groups.output.split(separator: "\n").filter { $0.hasPrefix("  {") }
    #expect(!shares.isEmpty && shares.allSatisfy { $0.contains(" %") }, "\(groups.output)")
  }

  @Test func badInputsAreNamed() throws {
    let scratch = try TemporaryFolder()
    var text = "a,b,twice,same,y,z\n"
    var generator = TestGenerator(seed: 1312)
    for _ in 0..<40 {
      let (a, b) = (generator.int(-9...9), generator.int(-9...9))
      text += "\(a),\(b),\(2 * a + 1),4,\(a + b),\(a - b + generator.int(-1...1))\n"
    }
    let file = try scratch.write(text, as: "t.csv")
    let result = try Command.run(["check", file, "--targets", "y,z", "--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    let flat = result.output.split { " \n".contains($0) }.joined(separator: " ")
    #expect(flat.contains("of 5 inputs only 3 are independent"), "\(flat)")
    #expect(flat.contains("twice (repeats a) and same (constant)"), "\(flat)")
  }
}
