import Exact
import Foundation
import Surfaces
import Testing

@testable import Cases

/// The files of the corpus: that they can be read, say where they come from, and expect what a
/// search over all sign patterns finds.
@Suite struct CorpusTests {
  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("cases")

  private static let files: [String] = {
    let names = FileManager.default.enumerator(atPath: directory.path)?.allObjects ?? []
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }.sorted()
  }()

  /// Whether some signs make all entries of the matrix non-negative, by trying all of them.
  private static func someSignsFit(_ matrix: RationalMatrix) -> Bool {
    let size = matrix.rows
    return (0..<1 << (size - 1)).contains { pattern in
      (0..<size).allSatisfy { i in
        (0..<i).allSatisfy { j in
          let flips = (pattern >> i & 1) ^ (pattern >> j & 1)
          return matrix.sign(i, j) * (flips == 1 ? -1 : 1) >= 0
        }
      }
    }
  }

  @Test func theCorpusIsThere() {
    #expect(Self.files.count >= 40)
    for folder in ["paper", "degenerate", "floating-traps", "data"] {
      #expect(Self.files.contains { $0.hasPrefix(folder + "/") }, "\(folder)")
    }
  }

  @Test(arguments: files)
  func expectationsHold(name: String) throws {
    let file = Self.directory.appendingPathComponent(name).path
    let problem = try Case(contentsOf: file)
    #expect(problem.name == FilePath.stem(file), "the name is that of the file")
    #expect(problem.source?.isEmpty == false && problem.note?.isEmpty == false)
    if problem.expectation.error == .linearlyDependent {
      let error = inputError { () throws(InputError) in try problem.instance() }
      guard case .linearlyDependent(let vector)? = error?.kind else {
        Issue.record("independent predictors")
        return
      }
      #expect(vector.contains { !$0.isZero })
      if case .predictors(let rows) = problem.problem {
        for column in rows[0].indices {
          let sum = zip(rows, vector).reduce(Rational.zero) { $0 + $1.0[column] * Rational($1.1) }
          #expect(sum.isZero)
        }
      }
      return
    }
    let instance = try problem.instance()
    let identity = RationalMatrix.identity(instance.taskCount)
    #expect(instance.gram * instance.gramInverse == identity)
    let conditions = problem.expectation.conditions
    #expect(conditions.count == (instance.taskCount == 1 ? 1 : 2))
    guard instance.taskCount <= 16 else { return }
    for (width, holds) in conditions {
      #expect(
        Self.someSignsFit(instance.conditionMatrix(width)) == holds, "\(width.conditionName)")
    }
  }

  @Test func writingTheCorpusChangesNoNumber() throws {
    #expect(!Self.files.isEmpty)
    for name in Self.files {
      let problem = try Case(contentsOf: Self.directory.appendingPathComponent(name).path)
      let copy = try Case(json: problem.json.bytes(), file: problem.file)
      #expect(copy.json == problem.json && copy.expectation == problem.expectation, "\(name)")
    }
  }
}
