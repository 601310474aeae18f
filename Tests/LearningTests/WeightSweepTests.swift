import Exact
import Foundation
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

@Suite struct WeightSweepTests {
  /// v_i for weights by the definition: the top q eigenvectors of sqrt(L) G sqrt(L), by Jacobi
  /// rotations instead of the kernel.
  static func losses(_ model: LossModel, _ weights: [Double], _ hiddenUnits: Int) -> [Double] {
    let k = model.taskCount
    let roots = weights.map { $0.squareRoot() }
    let eigen = SymmetricEigen(
      (0..<k).map { i in (0..<k).map { roots[i] * model.gram[i][$0] * roots[$0] } })
    return (0..<k).map { i in
      var value = 0.0
      for h in 0..<hiddenUnits where eigen.values[h] > 1e-12 {
        let z = (0..<k).reduce(0) { $0 + model.gram[i][$1] * roots[$1] * eigen.vectors[h][$1] }
        value += z * z / eigen.values[h]
      }
      return model.offsets[i] + model.gram[i][i] - value
    }
  }

  @Test func agreesWithJacobi() throws {
    for index in 0..<(120 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "sweep", index: UInt64(index))
      let k = generator.integer(in: 1...9)
      let model = try LossModel(generator.instance(k), units: .squaredNorm)
      let hiddenUnits = generator.integer(in: 1...k)
      let sweep = try WeightSweep(model, hiddenUnits: hiddenUnits)
      let weights = try WeightSampler(.uniform, taskCount: k, count: 11, seed: UInt64(index))
        .weights(0..<11)
      let losses = try sweep.losses(weights: weights)
      let scale = model.gram.indices.map { model.gram[$0][$0] }.max() ?? 1
      for row in 0..<11 {
        let part = Array(weights[(row * k)..<(row * k + k)])
        let expected = Self.losses(model, part, hiddenUnits)
        for i in 0..<k {
          #expect(abs(losses[row * k + i] - expected[i]) < 1e-9 * scale)
        }
        // No direction of the feasible region has a smaller weighted sum.
        if hiddenUnits == 1 || hiddenUnits == k - 1 {
          let sum = Double.dot(part, Array(losses[(row * k)..<(row * k + k)]))
          for _ in 0..<5 {
            let direction = (0..<k).map { _ in generator.normal() }
            let width = hiddenUnits == 1 ? WidthEnd.one : .allButOne
            let other = model.losses(direction: direction, width: width)
            #expect(sum <= Double.dot(part, other) + 1e-10 * scale)
          }
        }
      }
    }
  }

  /// Directions give the same losses as the sweep, and C G C u-equations hold.
  @Test func directionsGiveTheLosses() throws {
    for index in 0..<(60 * testMultiplier) {
      var generator = CounterGenerator(seed: 2, stream: "directions", index: UInt64(index))
      let k = generator.integer(in: 2...7)
      let instance = generator.instance(k)
      let model = try LossModel(instance, units: .squaredNorm)
      for width in WidthEnd.allCases {
        let sweep = try WeightSweep(model, hiddenUnits: width == .one ? 1 : k - 1)
        let weights = try WeightSampler(.uniform, taskCount: k, count: 9, seed: UInt64(index))
          .weights(0..<9)
        // For k = 2 the sweep of one hidden unit has directions of width 1.
        let meaning = k == 2 ? WidthEnd.one : width
        let (losses, directions) = try sweep.optima(weights: weights)
        for row in 0..<9 {
          let u = Array(directions[(row * k)..<(row * k + k)])
          let expected = model.losses(direction: u, width: meaning)
          for i in 0..<k {
            #expect(abs(losses[row * k + i] - expected[i]) < 1e-10 * model.gram[i][i])
          }
          // Exactly, through a rational direction.
          let point = Point(instance, direction: u.compactMap { Rational(exactly: $0) })
          let exact = model.losses(point, instance, width: meaning)
          for i in 0..<k {
            #expect(abs(expected[i] - exact[i]) < 1e-9 * model.gram[i][i])
          }
        }
      }
    }
  }

  @Test func vertexWeightsFitOneTask() throws {
    var generator = CounterGenerator(seed: 3, stream: "vertices", index: 0)
    for k in 1...8 {
      let model = try LossModel(generator.instance(k), units: .squaredNorm)
      let top = try WeightSweep(model, hiddenUnits: 1)
      for i in 0..<k {
        let weights = (0..<k).map { $0 == i ? 1.0 : 0.0 }
        let losses = try top.losses(weights: weights)
        // P projects onto yhat_i: v_j = g_ij^2 / g_ii.
        for j in 0..<k {
          let value = model.gram[i][j] * model.gram[i][j] / model.gram[i][i]
          #expect(abs(losses[j] - max(model.gram[j][j] - value, 0)) < 1e-10 * model.gram[j][j])
        }
        guard k >= 3 else { continue }
        // Weight zero on one task, width k-1: all others are fitted, this one loses 1 / q_ii.
        let bottom = try WeightSweep(model, hiddenUnits: k - 1)
        let complement = try bottom.losses(weights: weights.map { 1 - $0 })
        for j in 0..<k {
          let expected = j == i ? 1 / model.gramInverse[i][i] : 0
          #expect(abs(complement[j] - expected) < 1e-12 * model.gram[i][i])
        }
      }
    }
  }

  /// 2^n.
  private func power(of n: Int) -> Rational {
    let size = Rational(Integer.one.shiftedLeft(n.magnitude < 4096 ? Int(n.magnitude) : 0))
    return n >= 0 ? size : size.reciprocal
  }

  /// Weights over many orders of magnitude, and tiny and huge tasks.
  @Test func extremeScales() throws {
    for index in 0..<(40 * testMultiplier) {
      var generator = CounterGenerator(seed: 4, stream: "extreme", index: UInt64(index))
      let k = generator.integer(in: 2...6)
      let instance = generator.instance(k)
      let powers = (0..<k).map { _ in generator.integer(in: -40...40) }
      let scaled = try Instance(
        gram: RationalMatrix(
          (0..<k).map { i in
            (0..<k).map { j in
              instance.gram[i, j] * power(of: powers[i] + powers[j])
            }
          }))
      // Scaling task i by c_i is the same as weighting it by c_i^2.
      let weights = (0..<k).map { _ in generator.uniform() }
      let divided = (0..<k).map { weights[$0] * pow(4, Double(-powers[$0])) }
      for hiddenUnits in [1, max(k - 1, 1)] {
        let plain = try WeightSweep(
          LossModel(instance, units: .squaredNorm), hiddenUnits: hiddenUnits)
        let other = try WeightSweep(
          LossModel(scaled, units: .squaredNorm), hiddenUnits: hiddenUnits)
        let a = try plain.losses(weights: weights)
        let b = try other.losses(weights: divided)
        for i in 0..<k {
          let back = b[i] * pow(4, Double(-powers[i]))
          #expect(abs(a[i] - back) <= 1e-11 * plain.model.gram[i][i])
        }
      }
    }
  }

  /// The result for a vector of weights does not depend on the others in the call.
  @Test func batchesDoNotMatter() throws {
    var generator = CounterGenerator(seed: 5, stream: "batches", index: 0)
    let model = try LossModel(generator.instance(4), units: .squaredNorm)
    let weights = try WeightSampler(.uniform, taskCount: 4, count: 37, seed: 8).weights(0..<37)
    for hiddenUnits in 1...3 {
      let sweep = try WeightSweep(model, hiddenUnits: hiddenUnits)
      let all = try sweep.losses(weights: weights)
      for row in 0..<37 {
        let one = try sweep.losses(weights: Array(weights[(row * 4)..<(row * 4 + 4)]))
        #expect(one == Array(all[(row * 4)..<(row * 4 + 4)]))
      }
    }
  }

  /// Equal eigenvalues: some optimum is returned, with the right weighted sum.
  @Test func tiedEigenvalues() throws {
    let instance = try Instance(gram: RationalMatrix([[2, 0, 0], [0, 2, 0], [0, 0, 2]]))
    let model = try LossModel(instance, units: .squaredNorm)
    for hiddenUnits in 1...2 {
      let losses = try WeightSweep(model, hiddenUnits: hiddenUnits)
        .losses(weights: [1, 1, 1, 0.5, 0.5, 0, 0, 0, 1])
      for row in 0..<3 {
        let values = losses[(row * 3)..<(row * 3 + 3)]
        #expect(values.allSatisfy { $0 >= -1e-12 && $0 <= 2 + 1e-12 })
        #expect(abs(values.reduce(0, +) - Double(6 - 2 * hiddenUnits)) < 1e-12)
      }
    }
  }

  @Test func wrongWeights() throws {
    let model = try LossModel(
      Instance(gram: RationalMatrix([[2, 1], [1, 2]])), units: .squaredNorm)
    let sweep = try WeightSweep(model, hiddenUnits: 1)
    for weights in [[0.0, 0], [-1, 2], [.nan, 1], [.infinity, 1], [1, 1, 1]] {
      #expect(throws: LearningError.self) { try sweep.losses(weights: weights) }
    }
    #expect(throws: LearningError.noHiddenUnits(0)) {
      _ = try WeightSweep(model, hiddenUnits: 0)
    }
    #expect(throws: LearningError.unitsNeedData(.meanSquaredError)) {
      try LossModel(Instance(gram: RationalMatrix([[1]])), units: .meanSquaredError)
    }
    let none = try sweep.losses(weights: [])
    #expect(none.isEmpty)
  }

  @Test func unitsDivide() throws {
    let moments = Moments(
      samples: 4, xx: RationalMatrix([[2, 0], [0, 3]]), xy: RationalMatrix([[2, 1], [0, 3]]),
      yy: RationalMatrix([[5, 1], [1, 9]]))
    let instance = try Instance(moments: moments)
    let raw = try LossModel(instance, units: .squaredNorm)
    let mean = try LossModel(instance, units: .meanSquaredError)
    let standard = try LossModel(instance, units: .standardizedError)
    #expect(raw.offsets == [3, 5.5] && mean.offsets == [0.75, 1.375])
    #expect(abs(standard.offsets[0] - 0.6) < 1e-15)
    for direction in [[1.0, 2], [1, -1], [0, 1]] {
      let losses = raw.losses(direction: direction, width: .one)
      let means = mean.losses(direction: direction, width: .one)
      let standards = standard.losses(direction: direction, width: .one)
      for i in 0..<2 {
        #expect(abs(losses[i] / 4 - means[i]) < 1e-14)
        #expect(abs(losses[i] / [5, 9][i] - standards[i]) < 1e-14)
      }
    }
  }

  @Test func latticeListsEveryPoint() throws {
    for (k, resolution) in [(1, 5), (2, 4), (3, 6), (4, 5), (6, 3)] {
      let sampler = try WeightSampler(
        .lattice(resolution), taskCount: k, count: 0, seed: 0)
      let weights = sampler.weights(0..<sampler.count)
      var seen: Set<[Int]> = []
      for row in 0..<sampler.count {
        let parts = (0..<k).map { Int((weights[row * k + $0] * Double(resolution)).rounded()) }
        #expect(parts.reduce(0, +) == resolution)
        seen.insert(parts)
        let single = sampler.weights(row..<(row + 1))
        #expect(single == Array(weights[(row * k)..<(row * k + k)]))
      }
      #expect(seen.count == sampler.count)
      // C(R + k - 1, k - 1)
      var count = 1
      for i in 0..<(k - 1) { count = count * (resolution + k - 1 - i) / (i + 1) }
      #expect(sampler.count == count)
    }
    #expect(throws: LearningError.self) {
      try WeightSampler(.lattice(1_000_000), taskCount: 5, count: 0, seed: 0)
    }
    #expect(throws: LearningError.self) {
      try WeightSampler(.lattice(Int.max), taskCount: 5, count: 0, seed: 0)
    }
    #expect(throws: LearningError.self) {
      try WeightSampler(.dirichlet(0), taskCount: 3, count: 1, seed: 0)
    }
  }

  @Test func randomWeights() throws {
    let uniform = try WeightSampler(.uniform, taskCount: 5, count: 1000, seed: 3)
    let whole = uniform.weights(0..<1000)
    #expect(Array(whole[50..<75]) == uniform.weights(10..<15))
    var generator = CounterGenerator(seed: 3, stream: "weights", index: 17)
    #expect(generator.simplexPoint(5) == uniform.weights(17..<18))
    // Dirichlet(c): the variance of a coordinate is (k - 1) / (k^2 (k c + 1)).
    for concentration in [0.3, 1, 6.0] {
      let sampler = try WeightSampler(
        .dirichlet(concentration), taskCount: 3, count: 20_000, seed: 3)
      let weights = sampler.weights(0..<20_000)
      var square = 0.0
      for row in 0..<20_000 {
        let x = weights[row * 3]
        square += (x - 1.0 / 3) * (x - 1.0 / 3)
        let sum = x + weights[row * 3 + 1] + weights[row * 3 + 2]
        #expect(abs(sum - 1) < 1e-14)
      }
      let expected = 2 / (9 * (3 * concentration + 1))
      #expect(abs(square / 20_000 - expected) < 0.05 * expected)
    }
  }
}
