import Foundation
import Testing

/// Files that take a checker too long or too much memory.
@Suite struct RecheckLimitTests {
  private static let script = ["python3", CheckerComparison.script.path]

  /// A condition for width k-1 of a matrix whose inverse has entries of millions of bits.
  private func hostile(_ size: Int) -> String {
    let rows = (0..<size).map { i in
      let entries = (0..<size).map { j in
        i == j ? "\"1\"" : "\"1/\(1_000_003 + 2 * (min(i, j) * size + max(i, j)))\""
      }
      return "[\(entries.joined(separator: ","))]"
    }
    let signs = Array(repeating: "1", count: size).joined(separator: ",")
    return """
      {"format":"scalarization-certificate/1","statement":"condition-holds","width":"k-1",\
      "gram":[\(rows.joined(separator: ","))],"evidence":{"signs":[\(signs)]}}
      """
  }

  private func run(_ arguments: [String]) throws -> [Command] {
    [
      try Command.run(["recheck"] + arguments),
      try Command.run(
        executable: URL(fileURLWithPath: "/usr/bin/env"), Self.script + arguments),
    ]
  }

  @Test func time() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(hostile(60), as: "hostile.json")
    for result in try run(["--time-limit", "1", file]) {
      #expect(result.status == 75, "\(result.errors)")
      #expect(result.output.hasPrefix("REJECTED not checked: the limit of 1 s was reached"))
      #expect(result.output.split(separator: "\n").count == 1)
    }
    // Files after it: checked by a process of their own, or not at all.
    let good = Command.packageFolder.appendingPathComponent("docs/certificates.md").path
    let both = try run(["--time-limit", "1", file, good])
    #expect(both.allSatisfy { $0.status == 75 && !$0.output.contains("VERIFIED") })
    #expect(both[0].output.contains("REJECTED not checked: a limit was reached before \(good)"))
  }

  @Test func memory() throws {
    let scratch = try TemporaryFolder()
    let file = try scratch.write(hostile(60), as: "hostile.json")
    for result in try run(["--memory-limit", "60", "--time-limit", "0", file]) {
      #expect(result.status == 75, "\(result.errors)")
      #expect(result.output.hasPrefix("REJECTED not checked: "))
      #expect(result.output.contains("memory") || result.output.contains("60 MiB"))
    }
  }

  @Test func options() throws {
    for arguments in [
      ["--time-limit", "x", "f"], ["--memory-limit", "-1", "f"], ["--time-limit"],
    ] {
      for result in try run(arguments) { #expect(result.status == 64) }
    }
    for result in try run(["--time-limit", "0", "--memory-limit", "0", "/nowhere"]) {
      #expect(result.status == 66)
    }
  }
}
