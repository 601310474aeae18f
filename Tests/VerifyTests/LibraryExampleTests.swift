import Foundation
import ScalarizationVerify
import Testing

/// The programs of the documentation, compiled and run here. Each stands here as it is printed, but
/// for the indentation, and a test compares.
@Suite struct LibraryExampleTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The five lines of the README and of the umbrella's page.
  private func decide(_ file: String) throws -> CaseVerdict {
    let problem = try Case(contentsOf: file)
    let verdict = try CaseVerdict.decide(problem)
    for entry in verdict.widths {
      print(entry.width.units, entry.isFullyExplorable.map { "\($0)" } ?? "undecided")
    }
    return verdict
  }

  /// The walk-through.
  private func walkThrough(_ file: String, _ folder: String) throws -> (
    verdict: CaseVerdict, optimum: PointVerdict, result: CheckResult
  ) {
    let table = DataSource(
      file: file, format: .csv, inputs: ["q1", "q2", "q3"], targets: ["tau1", "tau2", "tau3"],
      intercept: true, center: true)
    let problem = try Case(data: table)

    let verdict = try CaseVerdict.decide(problem)

    for case .end(let end) in verdict.widths {
      switch end.condition.evidence {
      case .signs(let signs): print("\(end.end.conditionName) holds with the signs \(signs)")
      case .frustratedCycle(let tasks): print("\(end.end.conditionName) fails around \(tasks)")
      }
      switch end.exploration {
      case .explored: print("weights reach every Pareto optimum")
      case .unexplored(let witness): print("no weights reach u = \(witness.point.direction)")
      case .resisted, nil: print("undecided")
      }
    }

    let optimum = try PointVerdict.decide(
      .weights([1, 2, 3]), of: verdict.instance, width: .one)
    print("Pareto optimal:", optimum.answers[.paretoOptimal] ?? .undecided)

    for certificate in verdict.certificates {
      let name = "\(certificate.statement.rawValue).width-\(certificate.widthName)"
      try FileOutput.write(certificate.bytes, to: "\(folder)/\(name).json")
    }

    let bytes = try InputFile.read("\(folder)/unreachable-pareto-optimum.width-1.json")
    let result = Checker.verify(try Certificate(parsing: bytes))
    print(result.isVerified ? "verified" : "rejected")
    return (verdict, optimum, result)
  }

  @Test func aCaseFileIsDecided() throws {
    let path = Self.package.appendingPathComponent("cases/paper/figure-1.json").path
    let verdict = try decide(path)
    #expect(verdict.widths.map(\.width.units) == [1, 2])
    #expect(verdict.widths.map(\.isFullyExplorable) == [false, true])
    #expect(verdict.outcome == .decided && verdict.unmet.isEmpty)
    #expect(verdict.certificates.allSatisfy { Checker.verify($0).isVerified })
  }

  @Test func aTableBecomesCertificates() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The predictors of Figure 1 (arXiv:2308.13985, Appendix A.1) at the units and their opposites.
    let rows = [["0.98", "-0.49", "-0.49"], ["0", "-0.85", "0.85"], ["0.2", "0.2", "0.2"]]
    var text = "q1,q2,q3,tau1,tau2,tau3\n"
    for (position, row) in rows.enumerated() {
      for sign in ["", "-"] {
        let inputs = (0..<3).map { $0 == position ? sign + "1" : "0" }
        let targets = row.map { sign.isEmpty ? $0 : "-" + $0 }.map {
          $0.hasPrefix("--") ? String($0.dropFirst(2)) : $0
        }
        text += (inputs + targets).joined(separator: ",") + "\n"
      }
    }
    try FileOutput.write(Array(text.utf8), to: "\(folder)/robot.csv")
    let (verdict, optimum, result) = try walkThrough("\(folder)/robot.csv", folder)
    // Every sample occurs with both signs, so the Gram matrix is twice that of the figure.
    let gram = try Instance(
      predictors: [["0.98", "0", "0.2"], ["-0.49", "-0.85", "0.2"], ["-0.49", "0.85", "0.2"]]
        .map { try $0.map { try Rational(literal: $0) } }
    ).gram
    #expect(verdict.instance.gram == gram.scaled(by: 2))
    #expect(verdict.widths.map(\.isFullyExplorable) == [false, true])
    #expect(optimum.answers[.paretoOptimal] == .yes && optimum.answers[.exposed] == .yes)
    #expect(result == .verified(.unreachableParetoOptimum))
  }

  /// Every Swift program of a page stands in this file, line by line.
  @Test(arguments: [
    "README.md", "Sources/Verify/Verify.docc/Verify.md",
    "Sources/ScalarizationVerify/ScalarizationVerify.docc/ScalarizationVerify.md",
    "Sources/ScalarizationVerify/ScalarizationVerify.docc/FromACSVToACertificate.md",
  ])
  func programsOfThePagesAreThese(_ page: String) throws {
    func lines(_ text: some StringProtocol) -> [String] {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    }
    let own = lines(try String(contentsOfFile: #filePath, encoding: .utf8))
    let text = try String(
      contentsOf: Self.package.appendingPathComponent(page), encoding: .utf8)
    let programs = text.components(separatedBy: "```swift\n").dropFirst()
      .map { lines($0.components(separatedBy: "```")[0]) }
    #expect(!programs.isEmpty)
    for program in programs {
      let isHere = own.indices.contains { start in
        own[start...].prefix(program.count).elementsEqual(program)
      }
      #expect(isHere, "\(page): \(program.first ?? "")")
    }
  }
}
