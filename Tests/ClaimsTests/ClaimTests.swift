import Cases
@testable import Claims
import Exact
import ExactJSON
import Foundation
import Surfaces
import TestSupport
import Testing
import Verify

/// Every claim on a short run, with its status, its defects and its note.
@Suite struct ClaimTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
  }

  private static func context() throws -> ClaimContext {
    var moments: [String: Moments] = [:]
    for (name, file) in [("centred", "sarcos"), ("raw", "sarcos-raw")] {
      let path = package.appendingPathComponent("cases/data/\(file).json").path
      if case .moments(let found) = try Case(contentsOf: path).problem { moments[name] = found }
    }
    return ClaimContext(sarcos: moments)
  }

  @Test(arguments: ClaimRegistry.all.map(\.id))
  func aShortRunHasTheStatusOfTheNote(_ id: String) throws {
    let claim = try #require(ClaimRegistry.claim(id))
    let options = CampaignOptions(
      count: 250 * testMultiplier, seed: 7, jobs: 2, exhaustiveTasks: 4)
    let result = try Campaign(claim, options: options, context: Self.context()).run()
    #expect(result.status == claim.status, "\(result.reason ?? "")")
    if claim.status == .holds {
      #expect(result.tested >= min(result.tried, 25), "too few instances meet the hypothesis")
    }
    if let found = result.counterexample {
      #expect(found.isMinimal)
      // The simplest example still refutes, on its own.
      guard case .refuted = claim.check(found.example, try Self.context()) else {
        Issue.record("the simplified example does not refute the claim")
        return
      }
    }
  }

  @Test func idsAreUnique() {
    let ids = ClaimRegistry.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for claim in ClaimRegistry.all {
      #expect(!claim.mutants.isEmpty, "\(claim.id) names no defect")
      #expect(!claim.statement.isEmpty && !claim.source.isEmpty && !claim.refutedBy.isEmpty)
    }
  }

  @Test func everyDefectIsNoticedAndTheTableIsInStep() throws {
    let table = try MutantTable(context: Self.context())
    for row in table.rows {
      #expect(row.isCaught, "\(row.claim) with \(row.mutant.rawValue): \(row.outcome.rawValue)")
    }
    #expect(Set(table.rows.map(\.claim)) == Set(ClaimRegistry.all.map(\.id)))
    #expect(try Self.text("proofs-notes/mutants.md") == table.markdown)
  }

  /// The rows of the index (id, statement, file, status, proof): id, file and status.
  private static func index() throws -> [(id: String, file: String, status: String)] {
    try text("proofs-notes/README.md").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 7, cells[1].hasPrefix("`"), cells[1].hasSuffix("`") else { return nil }
      let file = cells[3].split(separator: "[").last?.split(separator: "]").first.map(String.init)
      return (String(cells[1].dropFirst().dropLast()), file ?? "", cells[4])
    }
  }

  @Test func indexNotesAndClaimsAreInStep() throws {
    let index = try Self.index()
    #expect(index.count == Set(index.map(\.id)).count)
    #expect(Set(index.map(\.id)) == Set(ClaimRegistry.all.map(\.id)))
    for row in index {
      #expect(ClaimRegistry.claim(row.id)?.status.rawValue == row.status, "\(row.id)")
      let note = try Self.text("proofs-notes/\(row.file)")
      #expect(note.contains("`\(row.id)`"), "\(row.file) does not mention \(row.id)")
      #expect(note.contains("verify-cli claims run"), "\(row.file) does not say how to run it")
    }
  }

  @Test func theResultDoesNotDependOnTheNumberOfThreads() throws {
    for id in ["alg-1", "lem-b6", "thm-3.10-c1", "kurin-cor-1", "ours-k3"] {
      let claim = try #require(ClaimRegistry.claim(id))
      let results = try [1, 2, 3].map { jobs in
        try Campaign(
          claim, options: CampaignOptions(count: 150, seed: 3, jobs: jobs, exhaustiveTasks: 4)
        ).run()
      }
      for result in results {
        #expect(result.status == results[0].status)
        #expect(result.tried == results[0].tried)
        #expect(result.discarded == results[0].discarded)
        #expect(result.counterexample?.example == results[0].counterexample?.example)
      }
    }
  }

  @Test func aStoppedRunSaysWhatIsKnown() throws {
    let claim = try #require(ClaimRegistry.claim("eq-1"))
    let result = try Campaign(claim, options: CampaignOptions(count: 1000)).run { tried, _, _ in
      tried < 100
    }
    #expect(result.status == .undecided)
    #expect(result.tried >= 100 && result.tried < 1000)
    #expect(result.reason?.contains("stopped after") == true)
  }

  @Test func missingDataIsUndecided() throws {
    let claim = try #require(ClaimRegistry.claim("sec-5-sarcos"))
    #expect(try Campaign(claim).run().status == .undecided)
  }

  @Test func tooManyDiscardsAreVacuous() throws {
    let claim = try #require(ClaimRegistry.claim("thm-3.8-q1"))
    // Two tasks always satisfy C1.
    let result = try Campaign(claim, options: CampaignOptions(count: 60, taskCount: 2)).run()
    #expect(result.status == .vacuous)
    #expect(result.tested == 0)
  }

  @Test func savedExamplesAreTriedFirst() throws {
    let claim = try #require(ClaimRegistry.claim("alg-1"))
    let options = CampaignOptions(count: 10, seed: 1)
    let found = try #require(try Campaign(claim, options: options).run().counterexample)
    let again = try Campaign(claim, options: options, saved: [found.example]).run()
    #expect(again.tried == 0)
    #expect(again.counterexample?.example == found.example)
  }

  @Test func searchesGoOnWhereTheyEnded() throws {
    let claim = try #require(ClaimRegistry.claim("ours-johnson"))
    let options = CampaignOptions(count: 20, taskCount: 5, seed: 5, directedSteps: 80)
    let first = try #require(try Campaign(claim, options: options).run().search)
    #expect(first.steps == 80)
    // Written and read back, the state is the same.
    let json = try ExactJSON(parsing: first.json(claim).bytes())
    #expect(try SearchState(json, of: claim, context: ClaimContext()) == first)
    let result = try Campaign(claim, options: options, resumed: first).run()
    let second = try #require(result.search)
    #expect(result.tried == 0 && result.status == .undecided)
    #expect(second.steps == 160 && second.score <= first.score)
    #expect(throws: ExactJSONError.self) {
      try SearchState(
        json, of: try #require(ClaimRegistry.claim("ours-four-tasks")), context: ClaimContext())
    }
  }
}
