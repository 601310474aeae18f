import Foundation
import Testing

/// Reports render what was decided elsewhere.
@Suite struct ReportTests {
  /// Calls that decide, verify or search, and computations that a verdict should hold.
  private static let forbidden = [
    ".decide(", ".decideByTree(", "Checker.", ".certificate(", ".certificates(", ".verified(",
    ".run(", "SurfaceEnumeration", "DistinctSurface.all", "SurfaceCount(", "gramInverse",
    ".solve(", ".inverse(", ".optimum(", "EnclosedPoint(", ".box(", ".scan(", ".gradients(in",
    ".violation(in", "isOnCrossing", "GradientDisagreement(", "TaskGroups.", "Instance(",
  ]

  @Test func noReportDecides() throws {
    let folder = Command.packageFolder.appendingPathComponent("Sources/verify-cli/Reports")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    #expect(files.count >= 10)
    for file in files {
      let text = try String(
        contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for call in Self.forbidden { #expect(!text.contains(call), "\(file) has \(call)") }
    }
  }
}
