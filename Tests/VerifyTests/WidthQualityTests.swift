import Certificates
import Exact
import Randomness
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// The bar for every width: on random instances of all kinds each answer is that of the slow way,
/// and each certificate is accepted by both checkers.
@Suite struct WidthQualityTests {
  private static let kinds = ["dense", "sparse", "structured"]

  private func instance(_ kind: String, count: Int, index: Int) -> Instance? {
    var generator = CounterGenerator(
      seed: 131, stream: "quality/\(kind)/\(count)", index: UInt64(index))
    func gram(density: Double) -> Instance? {
      let size = generator.integer(in: 1...9)
      return try? Instance(
        gram: RandomInstances.predictors(
          &generator, count: count, density: density, size: size))
    }
    switch (kind, index % 5) {
    case ("dense", _): return gram(density: 1)
    case ("sparse", 0...2): return gram(density: 0.4)
    case ("sparse", _):
      let rows = RandomInstances.dominant(
        &generator, count: count, density: 0.5, size: 2, excess: 3)
      return try? Instance(gram: RandomInstances.matrix(rows))
    case (_, 0): return RandomInstances.nearlyExplored(&generator, count: count)
    case (_, 1): return RandomInstances.kernel(&generator, count: count)
    case (_, 2): return RandomInstances.banded(&generator, count: count)
    case (_, 3): return RandomInstances.blocks(&generator, count: count)
    default: return RandomInstances.instance(&generator, count: count)
    }
  }

  @Test(arguments: 3...6) func randomInstances(count: Int) throws {
    var counts: [String: Int] = [:]
    var pending: [WidthCertificate] = []
    func recheck() throws {
      let lines = try PythonChecker.run(pending)
      #expect(lines == pending.map { "VERIFIED \($0.statement.rawValue)" })
      pending = []
    }
    let target = 40 * testMultiplier
    var drawn = 0
    var index = 0
    while drawn < target {
      defer { index += 1 }
      let kind = Self.kinds[index % 3]
      guard let instance = instance(kind, count: count, index: index / 3) else { continue }
      drawn += 1
      for units in 1..<count {
        let width = Width(units)
        let verdict = WidthExplorationVerdict.decide(instance, width: width)
        try SlowWidths(instance, units: units).expect(verdict)
        let answer: String
        switch verdict {
        case .explored(let signs):
          switch signs.theorem {
          case .compound: answer = "yes, Theorem B"
          case .johnson: answer = "yes, Theorem C'"
          case .perturbed: answer = "yes, Theorem C' with H"
          }
        case .unexplored: answer = "no"
        case .undecided(.dualityGap): answer = "duality gap"
        case .undecided: answer = "undecided"
        }
        counts["\(kind), q = \(units): \(answer)", default: 0] += 1
        let certificate = verdict.certificate(instance, width: width)
        if case .undecided = verdict {
          #expect(certificate == nil && count > 3 && units > 1 && units < count - 1)
        } else {
          pending.append(try #require(certificate).verified())
        }
      }
      if pending.count >= 500 { try recheck() }
    }
    try recheck()
    let lines = counts.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    print("\(drawn) instances of \(count) tasks\n" + lines.joined(separator: "\n"))
  }
}
