import Certificates
import Foundation
import Testing

/// The Swift checker and the Python checker on the same files.
enum CheckerComparison {
  /// What a checker says of a file, by the exit status it gives.
  enum Verdict: Int32 {
    case verified = 0
    case rejected = 1
    case notACertificate = 65
  }

  static let script = Command.packageFolder.appendingPathComponent("Scripts/recheck.py")

  /// The verdict of the Swift checker, and the statement when verified.
  static func check(_ bytes: [UInt8]) -> (verdict: Verdict, statement: String?) {
    do {
      switch Checker.verify(try AnyCertificate(parsing: bytes)) {
      case .verified(let statement): return (.verified, statement.rawValue)
      case .rejected: return (.rejected, nil)
      }
    } catch {
      return (error.kind == .malformed ? .rejected : .notACertificate, nil)
    }
  }

  /// Runs the Python checker once on many files and compares.
  static func compare(_ texts: [[UInt8]]) throws {
    var groups: [Verdict: [(path: String, statement: String?)]] = [:]
    let scratch = try TemporaryFolder()
    for (index, bytes) in texts.enumerated() {
      let (verdict, statement) = check(bytes)
      let path = scratch.path("\(index).json")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      groups[verdict, default: []].append((path, statement))
    }
    for (verdict, files) in groups {
      // The exit status is that of the worst file: files of the worst kind one by one, a few.
      let singles = verdict == .notACertificate ? files.prefix(8).map { [$0] } : []
      for batch in singles + [files] {
        let result = try Command.run(
          executable: URL(fileURLWithPath: "/usr/bin/env"),
          // What files cost is another test's question.
          ["python3", script.path, "--time-limit", "3600", "--memory-limit", "8192"]
            + batch.map(\.path))
        #expect(result.status == verdict.rawValue, "\(result.errors)")
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == batch.count + 1, "\(result.errors)")
        for (line, file) in zip(lines, batch) {
          let expected = file.statement.map { "VERIFIED \($0) \(file.path)" }
          let isSame = expected.map { $0 == line } ?? line.hasPrefix("REJECTED ")
          if !isSame {
            let text = String(
              decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
            Issue.record("Python: \(line.prefix(300))\nSwift: \(verdict)\n\(text.prefix(2000))")
          }
        }
      }
    }
  }
}
