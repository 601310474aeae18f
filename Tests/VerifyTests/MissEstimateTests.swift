import Exact
import Floating
import Surfaces
import TestSupport
import Testing

@testable import Verify

/// How much weighted sums lose against a network.
@Suite struct MissEstimateTests {
  private func instance(_ generator: inout TestGenerator, count: Int) -> Instance? {
    let rows = (0..<count).map { _ in
      (0..<count + 1).map { _ in Rational(generator.int(-9...9)) }
    }
    return try? Instance(predictors: rows)
  }

  /// The shares L_i / t_i at the optimum of weights for these shares, by simultaneous power
  /// iteration on the predictions: another way than the one of the search.
  private func lost(_ instance: Instance, _ weights: [Double], units: Int) -> [Double] {
    let count = instance.taskCount
    let gram = instance.scaledGram.cosines
    let inverse = LAPACK.inverse(gram, size: count) ?? []
    func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: count)
      for i in 0..<count {
        for j in 0..<count { result[i] += matrix[i * count + j] * vector[j] }
      }
      return result
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    // Directions by their products u with the predictions; their inner product is u^T R^-1 u'.
    var basis = (0..<units).map { (unit: Int) -> [Double] in
      (0..<count).map { (i: Int) -> Double in Double((i * 7 + unit * 5 + 3) % 11) - 4.3 }
    }
    for _ in 0..<4000 {
      for unit in 0..<units {
        var u = product(gram, zip(weights, basis[unit]).map { $0 * $1 })
        for other in basis[..<unit] {
          let share = dot(product(inverse, other), u)
          u = zip(u, other).map { $0 - share * $1 }
        }
        let length = dot(product(inverse, u), u).squareRoot()
        basis[unit] = u.map { $0 / length }
      }
    }
    var lost = [Double](repeating: 1, count: count)
    for direction in basis {
      for i in 0..<count { lost[i] -= direction[i] * direction[i] }
    }
    return lost
  }

  @Test func noDrawnWeightsComeMuchNearer() throws {
    var generator = TestGenerator(seed: 1309)
    var found = 0
    for _ in rounds(4) {
      guard let instance = instance(&generator, count: 3) else { continue }
      for units in 1...2 {
        let end: WidthEnd = units == 1 ? .one : .allButOne
        let estimate = MissEstimate.worst(instance, width: Width(units))
        if ConditionVerdict.decide(instance, width: end).holds {
          // Everything is reached: what is left is how far the descent stops from the optimum.
          #expect(estimate?.miss ?? 0 < 0.01)
          continue
        }
        guard let estimate else { continue }
        found += 1
        let here = estimate.losses.rows.map(\.lostShare.doubleValue)
        let near = estimate.lossesByWeights.rows.map(\.lostShare.doubleValue)
        let shortfall = zip(near, here).map { $0 - $1 }.max() ?? 0
        #expect(abs(shortfall - estimate.miss) < 1e-9)
        // The nearest optimum is that of the weights.
        for (a, b) in zip(lost(instance, estimate.weights, units: units), near) {
          #expect(abs(a - b) < 1e-4, "\(a) \(b)")
        }
        for _ in 0..<100 {
          let weights = (0..<3).map { _ in Double(generator.int(1...1000)) / 1000 }
          let there = zip(lost(instance, weights, units: units), here).map { $0 - $1 }.max() ?? 0
          #expect(there > estimate.miss - 0.005, "\(there) \(estimate.miss)")
        }
      }
    }
    #expect(found > 0)
  }

  @Test func theSeedDecides() throws {
    var generator = TestGenerator(seed: 1310)
    let instance = try #require(instance(&generator, count: 4))
    for units in 1...3 {
      #expect(
        MissEstimate.worst(instance, width: Width(units))
          == MissEstimate.worst(instance, width: Width(units)))
    }
    #expect(MissEstimate.worst(instance, width: Width(4)) == nil)
  }
}
