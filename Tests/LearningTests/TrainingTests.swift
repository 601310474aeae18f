import Exact
import Foundation
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

@Suite struct TrainingTests {
  /// A small data set with an intercept as its last input, and its moments.
  struct Data {
    var x: [[Double]]
    var y: [[Double]]
    var moments: Moments
    var instance: Instance
  }

  static func data(_ generator: inout CounterGenerator, tasks: Int = 3) throws -> Data {
    let n = 12
    let p = 4
    let x = (0..<n).map { _ in
      (0..<p).map { $0 == p - 1 ? 1 : Double(generator.integer(in: -4...6)) }
    }
    let y = (0..<n).map { _ in (0..<tasks).map { _ in Double(generator.integer(in: -5...5)) } }
    func products(_ a: [[Double]], _ b: [[Double]]) -> RationalMatrix {
      RationalMatrix(
        a[0].indices.map { i in
          b[0].indices.map { j in
            Rational(Int(zip(a, b).reduce(0) { $0 + $1.0[i] * $1.1[j] }))
          }
        })
    }
    let moments = Moments(
      samples: Integer(n), xx: products(x, x), xy: products(x, y), yy: products(y, y))
    return try Data(x: x, y: y, moments: moments, instance: Instance(moments: moments))
  }

  /// The losses of a network by running it on the rows.
  static func losses(_ data: Data, _ network: LinearNetwork) -> [Double] {
    let q = network.hiddenUnits
    let k = data.y[0].count
    var losses = Array(repeating: 0.0, count: k)
    for (x, y) in zip(data.x, data.y) {
      let z = (0..<q).map { h in
        x.indices.reduce(0) { $0 + x[$1] * network.shared[$1 * q + h] }
      }
      for i in 0..<k {
        let prediction = (0..<q).reduce(0) { $0 + z[$1] * network.heads[i * q + $1] }
        losses[i] += (prediction - y[i]) * (prediction - y[i]) / Double(data.x.count)
      }
    }
    return losses
  }

  @Test func lossesAndGradientsFromMoments() throws {
    for index in 0..<(20 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "gradients", index: UInt64(index))
      let data = try Self.data(&generator)
      let model = try LinearModel(
        moments: data.moments, instance: data.instance, standardized: false, intercept: nil)
      let q = generator.integer(in: 1...3)
      let network = LinearNetwork(model, hiddenUnits: q, generator: &generator)
      let gradients = LossGradients(model, network)
      let direct = Self.losses(data, network)
      for i in 0..<3 { #expect(abs(gradients.losses[i] - direct[i]) < 1e-11 * direct[i]) }
      // Central differences, exact for a function that is quadratic in each parameter.
      let step = 0.01
      for j in network.shared.indices {
        var up = network
        var down = network
        up.shared[j] += step
        down.shared[j] -= step
        let a = Self.losses(data, up)
        let b = Self.losses(data, down)
        for i in 0..<3 {
          let slope = (a[i] - b[i]) / (2 * step)
          #expect(abs(gradients.shared[i][j] - slope) < 1e-8 * (1 + abs(slope)))
        }
      }
      for j in network.heads.indices {
        var up = network
        var down = network
        up.heads[j] += step
        down.heads[j] -= step
        let a = Self.losses(data, up)
        let b = Self.losses(data, down)
        for i in 0..<3 {
          let slope = (a[i] - b[i]) / (2 * step)
          let expected = j / q == i ? gradients.heads[i][j % q] : 0
          #expect(abs(expected - slope) < 1e-8 * (1 + abs(slope)))
        }
      }
      // Gradients of the representation, written out: (2/n) (Z a_i - y_i) a_i^T.
      let n = Double(data.x.count)
      let explicit = (0..<3).map { i in
        zip(data.x, data.y).flatMap { x, y in
          let prediction = (0..<q).reduce(0) { sum, h in
            sum
              + network.heads[i * q + h]
              * x.indices.reduce(0) { $0 + x[$1] * network.shared[$1 * q + h] }
          }
          return (0..<q).map { 2 / n * (prediction - y[i]) * network.heads[i * q + $0] }
        }
      }
      for i in 0..<3 {
        for j in 0..<3 {
          let product = Double.dot(explicit[i], explicit[j])
          #expect(abs(product - gradients.representationGram[i][j]) < 1e-10 * (1 + abs(product)))
        }
      }
    }
  }

  /// Standardising changes neither the best losses nor the geometry.
  @Test func standardisation() throws {
    var generator = CounterGenerator(seed: 2, stream: "standard", index: 0)
    let data = try Self.data(&generator)
    let model = try LinearModel(
      moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
    for i in 0..<3 {
      #expect(abs(model.yy[i * 3 + i] - 1) < 1e-14)
      #expect(abs(model.xx[i * 4 + i] - 1) < 1e-14)
      #expect(model.xx[i * 4 + 3] == 0)
    }
    #expect(model.xx[15] == 1)
    let losses = try LossModel(data.instance, units: .standardizedError)
    for i in 0..<3 { #expect(abs(losses.offsets[i] - model.offsets[i]) < 1e-14) }
    // Wide enough, training fits every task.
    let training = try Training(
      model, optimiser: .unitaryScalarization, hiddenUnits: 3, rate: 0.1, epochs: 20_000)
    let run = training.run(seed: 1, index: 0)
    #expect(run.outcome == .finished)
    for i in 0..<3 { #expect(abs(run.losses[i] - model.offsets[i]) < 1e-6) }
  }

  /// Gradient descent on a weighted sum ends at the optimum of the sweep, for both widths; the
  /// trained point is that optimum.
  @Test func weightedTrainingEndsAtTheScalarizationOptimum() throws {
    for index in 0..<4 {
      var generator = CounterGenerator(seed: 3, stream: "weighted", index: UInt64(index))
      let data = try Self.data(&generator)
      let model = try LinearModel(
        moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
      let lossModel = try LossModel(data.instance, units: .standardizedError)
      for (hiddenUnits, width) in [(1, WidthEnd.one), (2, .allButOne)] {
        let weights = generator.simplexPoint(3).map { 0.2 + $0 }
        let training = try Training(
          model, optimiser: .fixedWeights(weights), hiddenUnits: hiddenUnits, rate: 0.1,
          epochs: 30_000, stoppingNorm: 1e-9)
        let run = training.run(seed: 5, index: index)
        let expected = try WeightSweep(lossModel, hiddenUnits: hiddenUnits)
          .losses(weights: weights)
        let sum = Double.dot(weights, expected)
        #expect(Double.dot(weights, run.losses) >= sum - 1e-9)
        #expect(Double.dot(weights, run.losses) <= sum + 1e-5)
        let point = try #require(
          TrainedPoint(
            run.network, losses: run.losses, model: model, instance: data.instance))
        for i in 0..<3 {
          #expect(abs(point.pointLosses[i] - run.losses[i]) < 1e-2)
          #expect(point.headLosses[i] <= run.losses[i] + 1e-12)
        }
        // The losses of the point are those of its direction.
        let direction = point.direction.map(\.doubleValue)
        let exact = lossModel.losses(direction: direction, width: width)
        for i in 0..<3 { #expect(abs(exact[i] - point.pointLosses[i]) < 1e-10) }
      }
    }
  }

  /// A small enough MGDA step decreases every loss unless the point is stationary.
  @Test(arguments: GradientNormalisation.allCases) func mgdaDescends(
    normalisation: GradientNormalisation
  ) throws {
    var generator = CounterGenerator(seed: 4, stream: "mgda", index: 0)
    let data = try Self.data(&generator)
    let model = try LinearModel(
      moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
    for convention in MGDAOptions.Convention.allCases {
      for solver in MGDAOptions.Solver.allCases {
        let options = MGDAOptions(
          normalisation: normalisation, convention: convention, solver: solver)
        let training = try Training(
          model, optimiser: .mgda(options), hiddenUnits: 1, rate: 0.02, epochs: 400,
          stoppingNorm: 1e-3)
        let run = training.run(seed: 2, index: 1)
        for (before, after) in zip(run.curve, run.curve.dropFirst()) {
          for i in 0..<3 { #expect(after[i] <= before[i] + 2e-3) }
        }
        #expect(run.losses.reduce(0, +) < run.curve[0].reduce(0, +))
      }
    }
  }

  /// MGDA's shared step has an inner product of at least |g|^2 with every gradient.
  @Test func stepsFollowTheirDefinitions() throws {
    for index in 0..<(30 * testMultiplier) {
      var generator = CounterGenerator(seed: 6, stream: "steps", index: UInt64(index))
      let data = try Self.data(&generator)
      let model = try LinearModel(
        moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
      let network = LinearNetwork(model, hiddenUnits: 2, generator: &generator)
      let gradients = LossGradients(model, network)
      let sum = GradientSet(gradients.shared).combination([1, 1, 1])
      func step(_ optimiser: Optimiser, scales: [Double] = [0, 0, 0]) -> OptimiserStep {
        var stream = CounterGenerator(seed: 6, stream: "draws", index: UInt64(index))
        return OptimiserStep(
          optimiser, gradients, logarithmicScales: scales, generator: &stream)
      }
      #expect(step(.unitaryScalarization).shared == sum)
      let mgda = step(.mgda(MGDAOptions()))
      let square = Double.dot(mgda.shared, mgda.shared)
      #expect(abs(mgda.stationarity * mgda.stationarity - square) < 1e-9 * (1 + square))
      for gradient in gradients.shared {
        #expect(Double.dot(gradient, mgda.shared) >= square - 1e-9 * (1 + square))
      }
      // Kurin et al. divide the gradients they step along, Sener and Koltun do not.
      let released = step(.mgda(MGDAOptions(normalisation: .loss)))
      let divided = step(.mgda(MGDAOptions(normalisation: .loss, convention: .kurin)))
      for i in 0..<3 {
        let a = try #require(released.weights?[i])
        let b = try #require(divided.weights?[i])
        #expect(abs(a / gradients.losses[i] - b) < 1e-12)
        #expect(divided.headFactors[i] == 1 && released.headFactors[i] == a)
      }
      let equal = step(.imtlG).shared
      let cosines = gradients.shared.map {
        Double.dot($0, equal) / Double.dot($0, $0).squareRoot()
      }
      #expect(abs(cosines[0] - cosines[1]) < 1e-9 && abs(cosines[0] - cosines[2]) < 1e-9)
      // IMTL-L only rescales IMTL-G's direction.
      let scaled = step(.imtl, scales: [0.3, -1, 2]).shared
      let product = Double.dot(scaled, equal)
      let lengths = Double.dot(scaled, scaled) * Double.dot(equal, equal)
      #expect(abs(product * product - lengths) < 1e-7 * lengths)
      let weighted = step(.imtlL, scales: [0.3, -1, 2])
      #expect(abs(weighted.headFactors[1] - exp(-1)) < 1e-15)
      #expect(abs(weighted.scaleGradient[1] - (exp(-1) * gradients.losses[1] - 1)) < 1e-12)
      for method in [Optimiser.randomWeightsDirichlet, .randomWeightsNormal] {
        let weights = try #require(step(method).weights)
        #expect(abs(weights.reduce(0, +) - 3) < 1e-12 && weights.allSatisfy { $0 >= 0 })
      }
      #expect(step(.randomGradDrop(1)).shared == sum)
      let orders = [[2, 1], [0, 2], [1, 0]]
      let projected = step(.pcGrad(orders: orders)).shared
      let literal = GradientSet(gradients.shared).combination(
        PCGradStep(gram: GradientSet(gradients.shared).gram, orders: orders).weights)
      #expect(projected == literal)
      let dropped = step(.gradDrop(.text)).shared
      for (j, entry) in dropped.enumerated() {
        let column = gradients.shared.map { $0[j] }
        let positive = column.filter { $0 > 0 }.reduce(0, +)
        let negative = column.filter { $0 < 0 }.reduce(0, +)
        #expect(entry == positive || entry == negative)
      }
    }
  }

  @Test func runsAreReproducible() throws {
    var generator = CounterGenerator(seed: 7, stream: "reproducible", index: 0)
    let data = try Self.data(&generator)
    let model = try LinearModel(
      moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
    let optimisers: [Optimiser] = [
      .unitaryScalarization, .mgda(MGDAOptions(onRepresentation: true)), .imtlG, .imtlL, .imtl,
      .pcGrad(orders: nil), .gradDrop(.text), .randomWeightsDirichlet, .randomWeightsNormal,
      .randomGradDrop(0.5),
    ]
    for optimiser in optimisers {
      let training = try Training(
        model, optimiser: optimiser, hiddenUnits: 1, rate: 0.05, epochs: 200)
      let first = training.run(seed: 4, index: 2)
      let second = training.run(seed: 4, index: 2)
      #expect(first.curve == second.curve && first.network == second.network)
      #expect(first.network != training.run(seed: 4, index: 3).network)
      #expect(first.losses.reduce(0, +) < first.curve[0].reduce(0, +))
    }
  }

  @Test func divergenceIsReported() throws {
    var generator = CounterGenerator(seed: 8, stream: "diverging", index: 0)
    let data = try Self.data(&generator)
    let model = try LinearModel(
      moments: data.moments, instance: data.instance, standardized: true, intercept: 3)
    let training = try Training(
      model, optimiser: .unitaryScalarization, hiddenUnits: 1, rate: 1e6, epochs: 100)
    let run = training.run(seed: 1, index: 0)
    guard case .diverged = run.outcome else {
      Issue.record("a learning rate of a million diverges")
      return
    }
    #expect(run.losses.allSatisfy { $0.isFinite })
    for rate in [0, -1, .nan, .infinity] as [Double] {
      #expect(throws: LearningError.self) {
        try Training(
          model, optimiser: .imtlG, hiddenUnits: 1, rate: rate, epochs: 1)
      }
    }
    let wrong: [Optimiser] = [
      .fixedWeights([1, 2]), .fixedWeights([0, 0, 0]), .pcGrad(orders: [[0]]),
      .pcGrad(orders: [[1, 1], [0], [0]]), .randomGradDrop(0),
    ]
    for optimiser in wrong {
      #expect(throws: LearningError.self) {
        try Training(model, optimiser: optimiser, hiddenUnits: 1, rate: 1, epochs: 1)
      }
    }
  }

  /// Mean squared errors are not negative, and the stationarity measure is a number, also where all
  /// losses vanish because there are as many hidden units as tasks.
  @Test(arguments: [GradientNormalisation.none, .l2, .loss, .lossPlus])
  func vanishingLossesStayNumbers(normalisation: GradientNormalisation) throws {
    for gram in [
      RationalMatrix([[1, Rational(1, 2)], [Rational(1, 2), 1]]),
      RationalMatrix([[2, -1, -1], [-1, Rational(20001, 10000), -1], [-1, -1, 2]]),
    ] {
      let instance = try Instance(gram: gram)
      for onRepresentation in [true, false] {
        let training = try Training(
          LinearModel(instance),
          optimiser: .mgda(
            MGDAOptions(normalisation: normalisation, onRepresentation: onRepresentation)),
          hiddenUnits: instance.taskCount, rate: 0.1, epochs: 2000)
        for seed in 1...3 {
          let run = training.run(seed: UInt64(seed), index: 0)
          #expect(run.curve.allSatisfy { $0.allSatisfy { $0 >= 0 } })
          #expect(run.stationarity.allSatisfy { $0.isFinite && $0 >= 0 })
        }
      }
    }
  }

  /// Numbers beyond double precision are not trained as others.
  @Test func numbersBeyondDoublePrecisionAreRefused() throws {
    for exponent in [400, 154, -165, -400] {
      let unit = try Rational(literal: "1e\(2 * exponent)")
      #expect(throws: LearningError.self) {
        try LinearModel(
          Instance(
            gram: RationalMatrix([[Rational(2) * unit, unit], [unit, Rational(2) * unit]])))
      }
      for scaledInputs in [true, false] {
        let (x, y) = scaledInputs ? (unit, Rational.one) : (.one, unit)
        let root = try Rational(literal: "1e\(exponent)")
        let moments = Moments(
          samples: 4, xx: RationalMatrix([[x, 0], [0, x]]),
          xy: RationalMatrix([[root, 0], [root, root]]),
          yy: RationalMatrix([[Rational(3) * y, y], [y, Rational(2) * y]]))
        let instance = try Instance(moments: moments)
        for standardized in [true, false] {
          #expect(throws: LearningError.self) {
            try LinearModel(
              moments: moments, instance: instance, standardized: standardized, intercept: nil)
          }
        }
      }
    }
  }

  /// An instance without data trains on its predictors: the best losses are zero.
  @Test func instanceWithoutData() throws {
    var generator = CounterGenerator(seed: 9, stream: "predictors", index: 0)
    let instance = generator.instance(3)
    let model = try LinearModel(instance)
    let training = try Training(
      model, optimiser: .unitaryScalarization, hiddenUnits: 1, rate: 0.05, epochs: 5000)
    let run = training.run(seed: 1, index: 0)
    let point = try #require(
      TrainedPoint(run.network, losses: run.losses, model: model, instance: instance))
    let weights = (0..<3).map { 1 / instance.gram[$0, $0].doubleValue }
    let sweep = try WeightSweep(LossModel(instance, units: .squaredNorm), hiddenUnits: 1)
    let expected = try sweep.losses(weights: weights)
    for i in 0..<3 {
      #expect(abs(run.losses[i] - expected[i] * weights[i]) < 1e-6)
      #expect(abs(point.pointLosses[i] - run.losses[i]) < 1e-6)
    }
  }
}
