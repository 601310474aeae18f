import Foundation
import Testing

/// The outputs in the tutorial are those of its commands.
///
/// With VERIFY_RECORD=1 in the environment the test writes the outputs into the page instead.
@Suite struct TutorialTests {
  private static let docs = Command.packageFolder.appendingPathComponent("docs")

  /// A part of the page: text, or a fenced block of commands with their outputs.
  private enum Part {
    case text([Substring])
    case block([Substring])
  }

  private func parts(_ page: String) -> [Part] {
    var parts: [Part] = []
    var lines: [Substring] = []
    var isBlock = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```" {
        parts.append(isBlock ? .block(lines) : .text(lines))
        lines = []
        isBlock.toggle()
      } else {
        lines.append(line)
      }
    }
    return parts + [.text(lines)]
  }

  /// Runs the commands of a block in a copy of the folder and puts their outputs behind them.
  private func replayed(_ lines: [Substring], in folder: URL) throws -> [String] {
    var result: [String] = []
    for line in lines where line.hasPrefix("$ verify-cli ") {
      let arguments = line.dropFirst("$ verify-cli ".count)
      let run = try Command.run(
        executable: URL(fileURLWithPath: "/bin/sh"),
        ["-c", "\"$0\" \(arguments)", Command.binary.path],
        in: folder)
      #expect(run.status == 0, "\(line): \(run.errors)")
      var output = run.output
      if output.hasSuffix("\n") { output.removeLast() }
      let printed = output.split(separator: "\n", omittingEmptySubsequences: false)
      result += [String(line)] + printed.map(String.init)
    }
    return result
  }

  /// Whether two lines are the same up to the last digits of numbers, which a search in floating
  /// point may end with differently on another machine.
  private func agree(_ a: String, _ b: Substring) -> Bool {
    let (x, y) = (words(a), words(String(b)))
    return x.count == y.count
      && zip(x, y).allSatisfy { left, right in
        if left == right { return true }
        guard let p = Double(left), let q = Double(right) else { return false }
        return abs(p - q) <= 0.05 * max(abs(p), abs(q))
      }
  }

  private func words(_ line: String) -> [Substring] { line.split { " (),".contains($0) } }

  @Test func itsOutputsAreReal() throws {
    let scratch = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Self.docs.appendingPathComponent("tutorial.csv"),
      to: scratch.url.appendingPathComponent("tutorial.csv"))
    let file = Self.docs.appendingPathComponent("tutorial.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let isRecording = ProcessInfo.processInfo.environment["VERIFY_RECORD"] == "1"
    var recorded: [String] = []
    var blocks = 0
    for part in parts(page) {
      switch part {
      case .text(let lines): recorded += lines.map(String.init)
      case .block(let lines):
        blocks += 1
        let outputs = try replayed(lines, in: scratch.url)
        recorded += ["```"] + outputs + ["```"]
        if isRecording { continue }
        #expect(outputs.count == lines.count, "\(lines.first ?? "")")
        for (output, line) in zip(outputs, lines) {
          #expect(agree(output, line), "\(output)\n\(line)")
        }
      }
    }
    #expect(blocks >= 5)
    if isRecording {
      try Data(recorded.joined(separator: "\n").utf8).write(to: file)
    }
  }
}
