import Foundation
import Testing

/// Tasks that `--tasks` chooses keep their names and numbers.
@Suite struct ChosenTasksTests {
  private static let sarcos = Command.cases + "/data/sarcos.json"
  /// C1 fails for these torques, around 7, 2 and 1.
  private static let chosen = ["--tasks", "7,2,1,5"]

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try Command.run(arguments + Self.chosen + ["--format", "json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  /// The tasks in the name of a surface, such as `E_{2,7}`.
  private func tasks(_ surface: String) -> [Int] {
    surface.dropFirst(2).split { "{,}∅".contains($0) }.compactMap { Int($0) }
  }

  @Test func reportsUseTheNumbersOfTheWholeProblem() throws {
    let report = try json(["check", Self.sarcos])
    #expect(report["taskNumbers"] as? [Int] == [7, 2, 1, 5])
    #expect((report["taskNames"] as? [String])?.count == 4)
    let widths = try #require(report["widths"] as? [[String: Any]])
    var named: Set<Int> = []
    for width in widths {
      // Those between the ends name their tasks in a minor.
      let evidence = try #require((width["evidence"] ?? width["minor"]) as? [String: Any])
      let cycle = evidence["frustratedCycle"] as? [Int] ?? []
      for key in ["contracted", "kept"] { named.formUnion(evidence[key] as? [Int] ?? []) }
      named.formUnion(cycle)
      let witness = width["witness"] as? [String: Any]
      for surface in witness?["surfaces"] as? [String] ?? [] { named.formUnion(tasks(surface)) }
    }
    // Positions would be at most 4.
    #expect(named.isSubset(of: [7, 2, 1, 5]) && named.contains(7))
  }

  @Test func surfacesGroupsAndPointsDo() throws {
    let surfaces = try json(["surfaces", Self.sarcos])
    let list = try #require(surfaces["list"] as? [[String: Any]])
    let sets = list.flatMap { $0["indexSets"] as? [[Int]] ?? [] }
    let names = list.flatMap { $0["names"] as? [String] ?? [] }
    #expect(Set(sets.joined()) == [7, 2, 1, 5])
    #expect(names.map(tasks) == sets && sets.allSatisfy { $0 == $0.sorted() })
    let groups = try json(["groups", Self.sarcos])
    let found = try #require(groups["widths"] as? [[String: Any]])
      .flatMap { $0["groups"] as? [[Int]] ?? [] }
    #expect(!found.isEmpty && Set(found.joined()).isSubset(of: [7, 2, 1, 5]))
    let point = try json(["point", Self.sarcos, "--direction", "1,-1,1,-1"])
    #expect(point["taskNumbers"] as? [Int] == [7, 2, 1, 5])
  }

  @Test func groupsAreThoseOfTheWholeProblem() throws {
    // Width 1: a group is fully explorable whatever it was chosen from.
    func groups(_ report: [String: Any]) throws -> Set<Set<Int>> {
      let widths = try #require(report["widths"] as? [[String: Any]])
      return Set((widths[0]["groups"] as? [[Int]] ?? []).map(Set.init))
    }
    let whole = try Command.run(["groups", Self.sarcos, "--format", "json"])
    let all = try groups(
      try #require(
        try JSONSerialization.jsonObject(with: Data(whole.output.utf8)) as? [String: Any]))
    #expect(
      try groups(try json(["groups", Self.sarcos]))
        == all.filter { $0.isSubset(of: [7, 2, 1, 5]) })
  }

  @Test func surfacesAreNamedByNumberOnTheCommandLine() throws {
    let through = ["surfaces", Self.sarcos, "--through", "0;7;2;1"]
    #expect(try Command.run(through + Self.chosen).status != 64)
    let unknown = ["surfaces", Self.sarcos, "--through", "0;4;2;1"]
    let refused = try Command.run(unknown + Self.chosen)
    #expect(refused.status == 64)
    #expect(refused.errors.contains("different tasks of 7,2,1,5"))
  }

  @Test func certificatesAreNamedForTheTasks() throws {
    let scratch = try TemporaryFolder()
    let result = try Command.run(
      ["check", Self.sarcos, "--tasks", "1-3,7", "--certificates", scratch.url.path])
    #expect(result.status == 0 && result.output.hasPrefix("sarcos, tasks 1-3,7: 4 tasks"))
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(files.contains("sarcos.tasks-1to3-7.C1.json"), "\(files)")
    #expect(files.allSatisfy { $0.hasPrefix("sarcos.tasks-1to3-7.") })
    #expect(try Command.run(["recheck"] + files.map { scratch.path($0) }).status == 0)
  }
}
