import Cases
import Certificates
import Exact
import Foundation
import Randomness
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// Full exploration at every width.
@Suite struct WidthTests {
  /// Random instances of many kinds, of k = 3 to 6 tasks.
  private func instance(_ index: Int, stream: String) -> Instance? {
    var generator = CounterGenerator(seed: 123, stream: stream, index: UInt64(index))
    let count = 3 + index % 4
    switch index / 4 % 4 {
    case 0: return RandomInstances.nearlyExplored(&generator, count: count)
    case 1: return RandomInstances.kernel(&generator, count: count)
    default: return RandomInstances.instance(&generator, count: count)
    }
  }

  @Test func randomInstancesAsTheSlowWay() throws {
    var counts: [String: Int] = [:]
    for index in rounds(240) {
      guard let instance = instance(index, stream: "widths") else { continue }
      for units in 1..<instance.taskCount {
        let width = Width(units)
        let verdict = WidthExplorationVerdict.decide(instance, width: width)
        try SlowWidths(instance, units: units).expect(verdict)
        let certificate = verdict.certificate(instance, width: width)
        switch verdict {
        case .explored(let signs):
          counts["explored, \(instance.taskCount) tasks, \(signs.theorem)", default: 0] += 1
        case .unexplored(let failing):
          counts["unexplored, \(failing.minor.contracted.count) contracted", default: 0] += 1
        case .undecided:
          counts["undecided", default: 0] += 1
          #expect(certificate == nil)
          continue
        }
        let verified = try #require(certificate).verified()
        #expect(try WidthCertificate(parsing: verified.bytes) == verified)
      }
    }
    print("widths:", counts.sorted { $0.key < $1.key })
  }

  /// At the ends the search over minors and signs is the condition over again.
  @Test func theEndsAsTheConditions() throws {
    for index in rounds(160) {
      guard let instance = instance(index, stream: "ends") else { continue }
      for end in WidthEnd.allCases {
        let units = end.width(taskCount: instance.taskCount).units
        var search = WidthSearch(
          instance: instance, units: units, limits: .standard, filter: index % 2 == 0 ? .on : .off,
          proceed: { true })
        let found = search.run()
        let condition = ConditionVerdict.decide(instance, width: end)
        let verdict = WidthExplorationVerdict.decide(instance, width: Width(units))
        switch (found, verdict, condition.evidence) {
        case (.explored(let a), .explored(let b), .signs): #expect(a.theorem == b.theorem)
        case (.unexplored(let a), .unexplored(let b), .frustratedCycle(let cycle)):
          #expect(a.cycle.count == cycle.count && b.cycle == cycle)
          #expect(b.consequence(taskCount: instance.taskCount) == .point)
        default: Issue.record("the search and the condition disagree")
        }
      }
    }
  }

  /// Floating point behind bounds changes nothing, and neither does a guess before the search.
  @Test func filtersAndGuessesAgree() throws {
    for index in rounds(80) {
      guard let instance = instance(index, stream: "filters"), instance.taskCount > 3 else {
        continue
      }
      for units in 2..<(instance.taskCount - 1) {
        let width = Width(units)
        let plain = WidthExplorationVerdict.decide(instance, width: width, filter: .off)
        let filtered = WidthExplorationVerdict.decide(instance, width: width)
        #expect(
          plain.certificate(instance, width: width) == filtered.certificate(instance, width: width))
        let guessed = WidthExplorationVerdict.decide(
          instance, width: width, limits: WidthLimits(guessing: 0))
        switch (plain, guessed) {
        case (.explored(let a), .explored(let b)): #expect(a == b)
        case (.undecided(let a), .undecided(let b)): #expect(a == b)
        case (.unexplored, .unexplored):
          _ = try #require(guessed.certificate(instance, width: width)).verified()
        default: Issue.record("a guess changed the verdict")
        }
        // Floating point alone finds failing minors but proves no exploration.
        let sampled = WidthExplorationVerdict.decide(
          instance, width: width, limits: WidthLimits(elimination: 0))
        switch (plain, sampled) {
        case (_, .undecided(.tooManySubsets)): break
        case (.unexplored, .unexplored):
          _ = try #require(sampled.certificate(instance, width: width)).verified()
        default: Issue.record("a limit changed the verdict")
        }
      }
    }
  }

  /// The network of a failing minor reaches what the minor says, and random networks never beat it.
  @Test func networksOfFailingMinors() throws {
    var contracted = 0
    for index in rounds(160) {
      guard let instance = instance(index, stream: "networks") else { continue }
      var generator = CounterGenerator(seed: 127, stream: "networks", index: UInt64(index))
      for units in 1..<instance.taskCount {
        guard
          case .unexplored(let failing) = WidthExplorationVerdict.decide(
            instance, width: Width(units)), let witness = failing.witness
        else { continue }
        let network = try #require(failing.network(instance))
        #expect(network.width.units == units)
        let minor = failing.minor
        if !minor.contracted.isEmpty { contracted += 1 }
        #expect(network.fittedTasks(instance).filter(minor.contracted.contains) == minor.contracted)
        let inner = witness.point.values(minor.instance, width: failing.end)
        for (position, task) in minor.kept.enumerated() {
          let offset = instance.gram[task, task] - minor.instance.gram[position, position]
          #expect(network.values[task] == offset + inner[position])
        }
        let all = minor.contracted + minor.kept
        for _ in 0..<3 {
          let rows = (0..<instance.taskCount).map { _ in
            (0..<units).map { _ in Rational(generator.integer(in: -3...3)) }
          }
          guard let other = try? NetworkPoint(instance, matrix: RationalMatrix(rows)) else {
            continue
          }
          // No network is as good on R and T and better on one of them.
          #expect(
            all.contains { other.values[$0] < network.values[$0] }
              || all.allSatisfy { other.values[$0] == network.values[$0] })
        }
      }
    }
    #expect(contracted > 0)
  }

  @Test func totallyPositiveInstancesAreExplored() throws {
    for count in [7, 9] {
      let instance = try Instance(
        gram: RationalMatrix(
          (0..<count).map { i in (0..<count).map { Rational(Integer(1), Integer(i + $0 + 1)) } }))
      for units in 1..<count {
        let width = Width(units)
        let verdict = WidthExplorationVerdict.decide(instance, width: width)
        guard case .explored(let signs) = verdict, signs.theorem == .compound else {
          Issue.record("a totally positive matrix has non-negative compounds")
          continue
        }
        #expect(signs.signs.allSatisfy { $0 == signs.signs[0] })
        _ = try #require(verdict.certificate(instance, width: width)).verified()
      }
    }
  }

  /// Zero minors between neighbours and a compound without signs: only a perturbation decides. Such
  /// instances are made from ones where neighbours alone decide, with one entry changed.
  @Test func perturbationsDecideFourTasks() throws {
    var counts = [0, 0, 0]
    for index in rounds(3_000) {
      var generator = CounterGenerator(seed: 124, stream: "four", index: UInt64(index))
      let rows = (0..<4).map { _ in (0..<4).map { _ in Rational(generator.integer(in: -9...9)) } }
      guard let instance = try? Instance(predictors: rows),
        case .explored(let signs) = WidthExplorationVerdict.decide(instance, width: Width(2)),
        signs.theorem == .johnson
      else { continue }
      counts[0] += 1
      if counts[1] >= 5 * testMultiplier { break }
      for a in 0..<4 {
        for b in 0..<4 where b != a {
          for d in 0..<b where d != a {
            // det G[{a, b}, {a, d}] = 0.
            var gram = instance.gram
            let entry = gram[a, b] * gram[a, d] / gram[a, a]
            gram[b, d] = entry
            gram[d, b] = entry
            guard let changed = try? Instance(gram: gram) else { continue }
            let verdict = WidthExplorationVerdict.decide(changed, width: Width(2))
            try SlowWidths(changed, units: 2).expect(verdict)
            if case .explored(let signs) = verdict, case .perturbed = signs.theorem {
              counts[1] += 1
              _ = try #require(verdict.certificate(changed, width: Width(2))).verified()
            }
            if case .undecided = verdict { counts[2] += 1 }
          }
        }
      }
    }
    print("neighbours decide:", counts[0], "perturbed:", counts[1], "undecided:", counts[2])
    #expect(counts[1] > 0)
  }

  /// The same for five tasks: two instances where neighbours decide and a pair of sets farther
  /// apart does not suit, with one entry changed so that a minor of neighbours vanishes.
  @Test func perturbationsDecideMoreTasks() throws {
    var counts: [String: Int] = [:]
    for rows in [
      [
        [217, 123, 74, 18, 0], [123, 131, 30, 72, 22], [74, 30, 80, 6, -16],
        [18, 72, 6, 106, 50], [0, 22, -16, 50, 44],
      ],
      [
        [111, 97, 103, 42, 125], [97, 170, 43, 84, 82], [103, 43, 272, -12, 220],
        [42, 84, -12, 71, 37], [125, 82, 220, 37, 219],
      ],
    ] {
      let gram = RandomInstances.matrix(rows)
      for (a, b, d) in (0..<125).map({ ($0 / 25, $0 / 5 % 5, $0 % 5) })
      where a != b && b > d && d != a {
        var changed = gram
        let entry = gram[a, b] * gram[a, d] / gram[a, a]
        changed[b, d] = entry
        changed[d, b] = entry
        guard let instance = try? Instance(gram: changed) else { continue }
        for units in 2...3 {
          let width = Width(units)
          let verdict = WidthExplorationVerdict.decide(instance, width: width)
          try SlowWidths(instance, units: units).expect(verdict)
          switch verdict {
          case .explored(let signs):
            if case .perturbed = signs.theorem { counts["perturbed", default: 0] += 1 }
            _ = try #require(verdict.certificate(instance, width: width)).verified()
          case .unexplored: counts["unexplored", default: 0] += 1
          case .undecided(let reason): counts["\(reason)", default: 0] += 1
          }
        }
      }
    }
    print("five tasks with a zero minor:", counts.sorted { $0.key < $1.key })
    #expect(counts["perturbed", default: 0] > 0)
  }

  /// With small sparse numbers zeros are common; what stays undecided is a duality gap.
  @Test func fourSparseTasks() throws {
    for index in rounds(1_000) {
      var generator = CounterGenerator(seed: 129, stream: "sparse", index: UInt64(index))
      let rows = (0..<4).map { _ in (0..<4).map { _ in Rational(generator.integer(in: -1...1)) } }
      guard let instance = try? Instance(predictors: rows) else { continue }
      let verdict = WidthExplorationVerdict.decide(instance, width: Width(2))
      if case .undecided(let reason) = verdict {
        guard case .dualityGap = reason else {
          Issue.record("undecided: \(reason)")
          continue
        }
      }
      if index % 10 == 0 { try SlowWidths(instance, units: 2).expect(verdict) }
    }
  }

  @Test func strictInequalities() {
    for index in rounds(200) {
      var generator = CounterGenerator(seed: 125, stream: "strict", index: UInt64(index))
      let (m, n) = (generator.integer(in: 1...6), generator.integer(in: 1...3))
      let rows = (0..<m).map { _ in (0..<n).map { _ in generator.integer(in: -2...2) } }
      let solution = StrictInequalities.solve(rows.map { $0.map { Integer($0) } })
      if let solution {
        for row in rows {
          #expect(Integer.dot(row.map { Integer($0) }, solution).signum > 0)
        }
      } else {
        // No point of a fine enough grid solves it either: |x| <= 12 holds for vertices of the
        // cone.
        let grid = -12...12
        let any = grid.contains { x in
          (n < 2 ? 0...0 : grid).contains { y in
            (n < 3 ? 0...0 : grid).contains { z in
              rows.allSatisfy { zip($0, [x, y, z]).reduce(0) { $0 + $1.0 * $1.1 } > 0 }
            }
          }
        }
        #expect(!any)
      }
    }
  }

  @Test func searchesStop() throws {
    let instance = try Instance(gram: .identity(6))
    let verdict = WidthExplorationVerdict.decide(
      instance, width: Width(3), proceed: { false })
    guard case .undecided(.stopped) = verdict else {
      Issue.record("the search went on")
      return
    }
    guard
      case .undecided(.tooManySubsets) = WidthExplorationVerdict.decide(
        instance, width: Width(3), limits: WidthLimits(subsets: 19))
    else {
      Issue.record("the limit was not met")
      return
    }
  }

  /// The torques of the SARCOS arm: every choice of at least two tasks, at every width.
  @Test func sarcosTorquesAreDecided() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = package.appendingPathComponent("cases/data/sarcos.json").path
    let whole = try Case(contentsOf: path).instance()
    var choices = 0
    for mask in 1..<128 {
      let tasks = (0..<7).filter { mask >> $0 & 1 == 1 }
      if tasks.count < 2 { continue }
      choices += 1
      let instance = whole.restricted(to: tasks)
      var explored: [Int] = []
      for units in 1..<tasks.count {
        let width = Width(units)
        let verdict = WidthExplorationVerdict.decide(instance, width: width)
        if case .undecided = verdict { Issue.record("\(tasks), width \(units) is undecided") }
        if case .explored = verdict { explored.append(units) }
        _ = try verdict.certificate(instance, width: width)?.verified()
      }
      if tasks.count == 7 { #expect(explored.isEmpty) }
      if tasks == [0, 2, 3, 4, 6] { #expect(explored == [2]) }
    }
    #expect(choices == 120)
  }

  /// A hundred random tasks and fifty units: a frustrated triangle is found at once.
  @Test func manyTasks() throws {
    var generator = CounterGenerator(seed: 126, stream: "many", index: 0)
    let rows = (0..<100).map { _ in
      (0..<120).map { _ in Rational(generator.integer(in: -9...9)) }
    }
    let instance = try Instance(predictors: rows)
    let clock = ContinuousClock()
    let start = clock.now
    let verdict = WidthExplorationVerdict.decide(instance, width: Width(50))
    print("100 tasks, 50 units:", clock.now - start)
    guard case .unexplored(let failing) = verdict else {
      Issue.record("random tasks are not explored")
      return
    }
    #expect(failing.minor.kept.count == 3)
    _ = try #require(verdict.certificate(instance, width: Width(50))).verified()
    print("with its certificate:", clock.now - start)
  }
}
