import Exact
import Floating
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

@Suite struct FilteredConditionTests {

  /// Predictors near the places where a floating-point verdict goes wrong; some are linearly
  /// dependent.
  private func predictors(
    _ generator: inout CounterGenerator, tasks: Int, samples: Int, family: Int
  ) -> [Int] {
    func draw(_ size: Int, _ count: Int) -> [Int] {
      (0..<count).map { _ in generator.integer(in: -size...size) }
    }
    switch family {
    case 0: return draw(1, tasks * samples)
    case 1: return draw(9, tasks * samples)
    case 2: return draw(1 << 28, tasks * samples)
    case 3:
      // One row is a small change of a combination of two others, far out.
      let shift = generator.integer(in: 0...24)
      var entries = draw(9, tasks * samples).map { $0 << shift }
      let (p, q) = (generator.integer(below: tasks), generator.integer(below: tasks))
      let (a, b) = (generator.integer(in: -2...2), generator.integer(in: -2...2))
      let last = generator.integer(below: tasks)
      for l in 0..<samples {
        entries[last * samples + l] =
          a * entries[p * samples + l] + b * entries[q * samples + l]
          + generator.integer(in: -1...1)
      }
      return entries
    default:
      // Orthogonal up to a few units: pairs (x, y) and (-y, x) far out, plus a unit.
      let size = 1 << generator.integer(in: 1...29)
      var entries = draw(size, tasks * samples)
      if samples >= 2, tasks >= 2 {
        let (x, y) = (entries[0], entries[1])
        for l in 0..<samples { entries[samples + l] = 0 }
        entries[samples] = -y
        entries[samples + 1] = x
        entries[samples + generator.integer(below: samples)] += generator.integer(in: -1...1)
        for l in 2..<max(samples, 2) { entries[l] = generator.integer(in: -1...1) }
      }
      return entries
    }
  }

  @Test func theFilterGivesTheVerdictAndTheEvidenceOfTheExactMethod() throws {
    var decidedBy: [Method: Int] = [:]
    for index in 0..<(4_000 * testMultiplier) {
      var generator = CounterGenerator(seed: 41, stream: "filter", index: UInt64(index))
      let tasks = generator.integer(in: 1...7)
      let samples = tasks + generator.integer(in: 0...1)
      let entries = predictors(&generator, tasks: tasks, samples: samples, family: index % 5)
      let batch = try ConditionBatch(
        predictors: entries, taskCount: tasks, sampleCount: samples)
      guard let instance = try? batch.instance(0) else { continue }
      for width in WidthEnd.allCases {
        let exact = ConditionVerdict.decide(instance, width: width, filter: .off)
        let filtered = ConditionVerdict.decide(instance, width: width, filter: .on)
        #expect(exact.verdict == filtered.verdict)
        #expect(exact.decidedBy == .exact)
        decidedBy[filtered.decidedBy, default: 0] += 1
      }
      let exactGraph = SignedGraph(instance.gramInverse)
      let (graph, method) = InverseSigns.graph(instance, filter: .on, machineLane: false)
      #expect(graph == exactGraph)
      decidedBy[method, default: 0] += 1
    }
    #expect(decidedBy[.filter, default: 0] > 5_000)
    #expect(decidedBy[.exact, default: 0] > 300)
    #expect(decidedBy[.floating] == nil)
  }

  @Test func aLoosenedFilterGivesAWrongGraph() throws {
    var wrong = 0
    for index in 0..<4_000 {
      var generator = CounterGenerator(seed: 41, stream: "filter", index: UInt64(index))
      let tasks = generator.integer(in: 1...7)
      let samples = tasks + generator.integer(in: 0...1)
      let entries = predictors(&generator, tasks: tasks, samples: samples, family: index % 5)
      let batch = try ConditionBatch(
        predictors: entries, taskCount: tasks, sampleCount: samples)
      guard let instance = try? batch.instance(0) else { continue }
      let (graph, _) = InverseSigns.graph(
        instance, filter: .withBounds(times: 0), machineLane: false)
      if graph != SignedGraph(instance.gramInverse) { wrong += 1 }
    }
    #expect(wrong > 0)
  }

  @Test func everyLaneOfABatchAgreesWithTheExactMethod() throws {
    for index in 0..<(60 * testMultiplier) {
      var generator = CounterGenerator(seed: 42, stream: "batch", index: UInt64(index))
      let tasks = 1 + index % 10
      let samples = generator.integer(in: 1...(tasks + 2))
      let family = generator.integer(below: 5)
      let entries = (0..<100).flatMap { _ in
        predictors(&generator, tasks: tasks, samples: samples, family: family)
      }
      let words = try ConditionBatch(
        predictors: entries, taskCount: tasks, sampleCount: samples)
      let exact = words.decide(filter: .off)
      #expect(words.decide() == exact)
      #expect(words.decide(jobs: 2) == exact)
      let doubles = try ConditionBatch(
        predictors: entries.map(Double.init), taskCount: tasks, sampleCount: samples)
      #expect(doubles.decide() == exact)
      if family < 2 {
        let bytes = try ConditionBatch(
          predictors: entries.map { Int8($0) }, taskCount: tasks, sampleCount: samples)
        #expect(bytes.decide(jobs: 3) == exact)
      }
    }
  }

  @Test func doublesOfEverySizeAreDecidedExactly() throws {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 43, stream: "doubles", index: UInt64(index))
      let tasks = generator.integer(in: 2...5)
      let samples = tasks
      let spread = [0, 60, 300, 1070][index % 4]
      var entries: [Double] = []
      for _ in 0..<(4 * tasks) {
        let exponent = generator.integer(in: -spread...max(0, min(spread, 900)))
        for _ in 0..<samples {
          let small = Double(generator.integer(in: -3...3))
          let noise = generator.bernoulli(0.3) ? generator.uniform() * 0x1p-50 : 0
          entries.append(Double(sign: .plus, exponent: exponent, significand: small + noise))
        }
      }
      let batch = try ConditionBatch(
        predictors: entries, taskCount: tasks, sampleCount: samples)
      #expect(batch.decide() == batch.decide(filter: .off))
    }
  }

  @Test func aLoosenedBatchFilterIsCaught() {
    // Inner products of a unit in the last place: the bound must leave them open.
    var wrong = 0
    for index in 0..<4_000 {
      var generator = CounterGenerator(seed: 44, stream: "loose", index: UInt64(index))
      let x = (0..<3).map { _ in generator.uniform(from: -1, to: 1) }
      // y is x turned by a right angle and stretched, up to rounding.
      let t = generator.uniform(from: 1, to: 2)
      let y = [-x[1] * t, x[0] * t, generator.uniform(from: -1, to: 1) * 0x1p-55]
      let z = (0..<3).map { _ in generator.uniform(from: -1, to: 1) }
      let entries = x + y + z
      guard
        let exact = try? ConditionBatch(predictors: entries, taskCount: 3, sampleCount: 3)
          .decide(filter: .off)[0]
      else { continue }
      let worker = ConditionWorker(taskCount: 3, sampleCount: 3, filter: .withBounds(times: 0))
      let strict = ConditionWorker(taskCount: 3, sampleCount: 3)
      defer {
        worker.deallocate()
        strict.deallocate()
      }
      if let pair = worker.decide(doubles: entries), pair != exact { wrong += 1 }
      if let pair = strict.decide(doubles: entries) { #expect(pair == exact) }
    }
    #expect(wrong > 0)
  }

  @Test func badShapesAreErrors() {
    #expect(throws: ConditionBatchError.unsupportedShape(taskCount: 0, sampleCount: 1)) {
      try ConditionBatch(predictors: [Int](), taskCount: 0, sampleCount: 1)
    }
    #expect(throws: ConditionBatchError.incompleteInstance(entries: 5, perInstance: 4)) {
      try ConditionBatch(predictors: [1, 2, 3, 4, 5], taskCount: 2, sampleCount: 2)
    }
    #expect(throws: ConditionBatchError.notFinite(instance: 1, task: 2, sample: 1)) {
      try ConditionBatch(predictors: [1, 0, Double.nan, 1], taskCount: 2, sampleCount: 2)
    }
    #expect(
      (try? ConditionBatch(predictors: [Int8](), taskCount: 2, sampleCount: 2))?
        .decide().isEmpty == true)
  }

  @Test func wordsAtTheEndOfTheRangeDoNotOverflow() throws {
    let entries = [Int.min, Int.max, Int.max, Int.min + 1, 1, -1, 3, 1 << 40]
    let batch = try ConditionBatch(predictors: entries, taskCount: 2, sampleCount: 2)
    #expect(batch.decide() == batch.decide(filter: .off))
  }

  @Test func twoTasksOfOneHundredAgree() throws {
    // Larger sizes go through the library and through graphs beyond 64 vertices.
    var generator = CounterGenerator(seed: 45, stream: "large", index: 0)
    for tasks in [30, 70] {
      let entries = (0..<(tasks * tasks)).map { _ in generator.integer(in: -99...99) }
      let batch = try ConditionBatch(predictors: entries, taskCount: tasks, sampleCount: tasks)
      let instance = try batch.instance(0)
      let verdicts = WidthEnd.allCases.map {
        ConditionVerdict.decide(instance, width: $0, filter: .on)
      }
      #expect(verdicts.allSatisfy { $0.decidedBy == .filter })
      if tasks == 30 {
        for decision in verdicts {
          let exact = ConditionVerdict.decide(
            instance, width: decision.verdict.width, filter: .off)
          #expect(exact.verdict == decision.verdict)
        }
      }
      let expected = ConditionPair(c1: verdicts[0].verdict.holds, c2: verdicts[1].verdict.holds)
      #expect(batch.decide() == [expected])
    }
  }
}
