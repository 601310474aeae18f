import Cases
import Exact
import Foundation
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// Resampled rows.
@Suite struct ResamplingTests {
  /// A table of random integers with targets that depend on the inputs, and its case.
  private func table(
    _ generator: inout TestGenerator, rows: Int, inputs: Int, tasks: Int, signal: Int
  ) throws -> (problem: Case, values: [[Rational]]) {
    var values: [[Rational]] = []
    for _ in 0..<rows {
      let x = (0..<inputs).map { _ in Rational(generator.int(-99...99)) }
      let y = (0..<tasks).map { task in
        x.reduce(Rational(generator.int(-99...99))) { $0 + Rational(signal) * $1 }
          + Rational(signal * (task + 1)) * x[task % inputs]
      }
      values.append(x + y)
    }
    return (try problem(values, inputs: inputs), values)
  }

  private func problem(_ values: [[Rational]], inputs: Int) throws -> Case {
    let tasks = values[0].count - inputs
    let names = (0..<inputs).map { "x\($0)" } + (0..<tasks).map { "y\($0)" }
    let text =
      ([names] + values.map { $0.map(\.description) }).map { $0.joined(separator: ",") }
      .joined(separator: "\n") + "\n"
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("resampling-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var source = DataSource(
      file: file.path, inputs: Array(names[..<inputs]), targets: Array(names[inputs...]),
      intercept: true, center: true)
    source.keepsBlocks = true
    return try Case(data: source)
  }

  /// Whether two instances have the same correlations, up to rounding.
  private func expectEqual(_ resample: Instance?, _ exact: Instance) throws {
    let left = try #require(resample).gram.doubleRows()
    let right = exact.scaledGram.cosines
    for (a, b) in zip(left, right) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func leavingOutABlockIsTheRegressionOfTheOthers() throws {
    var generator = TestGenerator(seed: 1304)
    for rows in [9, 40, 200] {
      let (problem, values) = try table(
        &generator, rows: rows, inputs: 4, tasks: 3, signal: 1)
      let blocks = try #require(problem.blocks)
      let grams = ResampledGrams(blocks, samples: 1, seed: 1)
      #expect(grams.jackknife.count == blocks.count)
      var start = 0
      for (block, count) in blocks.rows.enumerated() {
        let rest = Array(values[..<start] + values[(start + count)...])
        try expectEqual(
          grams.jackknife[block], try self.problem(rest, inputs: 4).instance())
        start += count
      }
    }
  }

  @Test func repeatedInputsAreLeftOut() throws {
    var generator = TestGenerator(seed: 1305)
    let (_, values) = try table(&generator, rows: 30, inputs: 3, tasks: 2, signal: 1)
    let doubled = values.map { row in
      [row[0], row[0] * 2 + 1, Rational(7)] + Array(row[1...])
    }
    let problem = try problem(doubled, inputs: 5)
    let grams = ResampledGrams(try #require(problem.blocks), samples: 1, seed: 1)
    try expectEqual(
      grams.jackknife[0], try self.problem(Array(doubled[1...]), inputs: 5).instance())
    let warnings = DataWarning.all(problem, try problem.instance())
    guard case .dependentInputs(let rank, let inputs, let useless)? = warnings.first else {
      Issue.record("no warning about the inputs: \(warnings)")
      return
    }
    #expect(rank == 4 && inputs == 6)
    #expect(
      useless == [
        .init(name: "x1", reason: .repeats("x0")), .init(name: "x2", reason: .constant),
      ])
  }

  @Test func theSeedDecidesAndMoreDrawsBeginTheSame() throws {
    var generator = TestGenerator(seed: 1306)
    let (problem, _) = try table(&generator, rows: 60, inputs: 4, tasks: 4, signal: 0)
    let blocks = try #require(problem.blocks)
    func grams(_ samples: Int, _ seed: UInt64) -> [RationalMatrix?] {
      ResampledGrams(blocks, samples: samples, seed: seed).bootstrap.map { $0?.gram }
    }
    #expect(grams(20, 7) == grams(20, 7))
    #expect(Array(grams(20, 7)[..<5]) == grams(5, 7))
    #expect(grams(20, 7) != grams(20, 8))
  }

  /// The warnings and the stability of a case.
  private func verdict(_ problem: Case) throws -> CaseVerdict {
    try CaseVerdict.decide(problem, resamples: (100, 1))
  }

  @Test func noiseIsFlaggedAndSignalIsNot() throws {
    var generator = TestGenerator(seed: 1307)
    var flagged = 0
    for round in 0..<25 {
      let (problem, _) = try table(
        &generator, rows: 120, inputs: 6, tasks: 3 + round % 4, signal: 0)
      let verdict = try verdict(problem)
      let isNoise = verdict.warnings.contains {
        if case .unexplained = $0 { return true }
        return false
      }
      if isNoise || verdict.resampling?.widths.contains(where: \.isUnstable) == true {
        flagged += 1
      }
    }
    #expect(flagged >= 24)
    let (problem, _) = try table(&generator, rows: 400, inputs: 3, tasks: 3, signal: 3)
    let clear = try verdict(problem)
    #expect(clear.warnings.isEmpty, "\(clear.warnings)")
    let resampling = try #require(clear.resampling)
    #expect(resampling.samples == 100 && resampling.widths.count == 2)
    #expect(resampling.widths.allSatisfy { !$0.isUnstable }, "\(resampling.widths)")
  }

  @Test func fewRowsAndNearDependenceAreNamed() throws {
    var generator = TestGenerator(seed: 1308)
    let (_, values) = try table(&generator, rows: 50, inputs: 3, tasks: 2, signal: 2)
    let near = values.map { row in row + [row[3] + row[4] + Rational(generator.int(-1...1))] }
    let problem = try problem(near, inputs: 3)
    let warnings = DataWarning.all(problem, try problem.instance())
    let determined = warnings.contains {
      if case .nearlyDetermined(let task, let share) = $0 {
        return task == "y2" && share < Rational(1, 1000)
      }
      return false
    }
    #expect(determined, "\(warnings)")
    let few = try self.problem(Array(values[..<4]), inputs: 3)
    #expect(
      DataWarning.all(few, try few.instance()).first == .fewRows(rows: 4, inputs: 4))
  }
}
