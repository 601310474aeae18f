import Certificates
import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Verify

/// Every instance ends in one of the two certificates, at both widths.
@Suite struct FullExplorationTests {
  /// Decides an instance at both widths; the decision verifies its certificates.
  private func expectCertificates(_ instance: Instance) throws {
    for width in WidthEnd.allCases {
      let verdict = try WidthVerdict.decide(instance, width: width)
      let certificate = try #require(verdict.explorationCertificate)
      #expect(
        certificate.statement
          == (verdict.condition.holds ? .fullyExplorable : .unreachableParetoOptimum))
      if case .unexplored(let witness)? = verdict.exploration, instance.taskCount <= 6 {
        // A second way: the slow enumeration finds no dominating point, and no weighting exists.
        #expect(
          ParetoVerdict.dominatorByEnumeration(instance, witness.point, width: width) == nil)
        let reachability = ReachabilityVerdict.decide(instance, witness.point, width: width)
        #expect(!reachability.weaklySupported.holds)
      }
    }
  }

  @Test func randomInstances() throws {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 41, stream: "exploration", index: UInt64(index))
      let count = [3, 4, 5, 6, 8][index % 5]
      let sparse = index % 2 == 0
      let rows = (0..<count).map { _ in
        (0..<count).map { _ in
          sparse && Int.random(in: 0..<3, using: &generator) != 0
            ? Rational.zero : Rational(Int.random(in: -99...99, using: &generator))
        }
      }
      guard let instance = try? Instance(predictors: rows) else { continue }
      try expectCertificates(instance)
    }
  }

  /// A diagonally dominant matrix with given off-diagonal entries, used as G or as Q.
  private func expectCertificates(
    count: Int, diagonal: Int, _ entry: (Int, Int) -> Int
  ) throws {
    let matrix = RationalMatrix(
      numerators: (0..<count).map { i in
        (0..<count).map { j in Integer(i == j ? diagonal : entry(min(i, j), max(i, j))) }
      })
    try expectCertificates(try Instance(gram: matrix))
    let inverse = try #require(matrix.positiveDefiniteInverse().inverse)
    try expectCertificates(try Instance(gram: inverse.reduced()))
  }

  @Test func chordlessFrustratedCyclesWithAppendages() throws {
    for length in 3...9 {
      // A ring with one negative edge, a task attached to one of its tasks, and two tasks apart.
      try expectCertificates(count: length + 3, diagonal: 4) { i, j in
        if j < length {
          if j - i == 1 { return i == 0 ? -1 : 1 }
          return i == 0 && j == length - 1 ? 1 : 0
        }
        if j == length { return i == 1 ? 1 : 0 }
        return i == length + 1 && j == length + 2 ? -1 : 0
      }
    }
  }

  @Test func doubledTriangle() throws {
    // K_{2,2,2} with entries -1: exact cancellation at every task.
    try expectCertificates(count: 6, diagonal: 5) { i, j in i / 2 == j / 2 ? 0 : -1 }
  }

  @Test func separateFrustratedComponents() throws {
    try expectCertificates(count: 7, diagonal: 4) { i, j in
      if j < 3 || (i >= 3 && j < 6) { return -1 }
      return 0
    }
  }

  @Test func everySignedGraphOnFourTasks() throws {
    for code in 0..<729 {
      var digits: [Int] = []
      var rest = code
      for _ in 0..<6 {
        digits.append(rest % 3 - 1)
        rest /= 3
      }
      let matrix = RationalMatrix(
        numerators: (0..<4).map { i in
          (0..<4).map { j in
            let (low, high) = (min(i, j), max(i, j))
            return Integer(i == j ? 5 : digits[high * (high - 1) / 2 + low])
          }
        })
      try expectCertificates(try Instance(gram: matrix))
    }
  }
}
