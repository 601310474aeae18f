import Exact
import Randomness
import Surfaces
import TestSupport
import Testing

@testable import Learning

/// The front of any width along rays, in floating point.
@Suite struct NetworkFrontTests {
  private func instance(_ index: Int, count: Int) -> Instance? {
    var generator = CounterGenerator(seed: 61, stream: "network front", index: UInt64(index))
    let size = index % 2 == 0 ? 2 : 9
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in Rational(generator.integer(in: -size...size)) }
    }
    return try? Instance(predictors: rows)
  }

  /// At width k-1 the candidate of each ray is known exactly: no network with losses on the ray
  /// gets further down.
  @Test func raysOfWidthAllButOneAsTheSurfaces() throws {
    var optimal = 0
    for index in rounds(12) {
      guard let instance = instance(index, count: 3) else { continue }
      let sample = try NetworkFrontSample(instance, width: Width(2), resolution: 5)
      let roots = instance.optima.map { $0.doubleValue.squareRoot() }
      let magnitudes = sample.rays.map { ray in
        zip(ray, roots).map { Integer(Int(($0.squareRoot() * $1 * 0x1p30).rounded())) }
      }
      let exact = try FrontSample(instance, width: .allButOne, magnitudes: magnitudes)
      for (number, ray) in sample.rays.enumerated() {
        let found = sample.sample(number)
        let losses = exact.points[number].losses(instance, width: .allButOne)
        let scale =
          zip(losses, zip(instance.optima, ray)).map {
            ($0 / $1.0).doubleValue / $1.1
          }.max() ?? 0
        let reached = zip(found.shares, ray).map { $0 / $1 }.max() ?? 0
        #expect(reached <= scale * (1 + 1e-5), "\(instance.gram) \(ray)")
        if found.verdict != .dominated {
          optimal += 1
          #expect(abs(reached - scale) <= 2e-3 * scale, "\(instance.gram) \(ray)")
        }
      }
    }
    #expect(optimal > 20)
  }

  /// Between the ends: what is found is the losses of a network, mixtures get at least as far, and
  /// random networks never get further.
  @Test func randomNetworksGetNoFurther() throws {
    var gaps = 0
    for index in rounds(12) {
      guard let instance = instance(index, count: 4 + index % 2) else { continue }
      let k = instance.taskCount
      for units in 2..<(k - 1) {
        let sample = try NetworkFrontSample(instance, width: Width(units), resolution: 3)
        var generator = CounterGenerator(seed: 62, stream: "networks", index: UInt64(index))
        let networks = (0..<40).compactMap { _ -> [Double]? in
          let rows = (0..<k).map { _ in
            (0..<units).map { _ in Rational(generator.integer(in: -5...5)) }
          }
          guard let network = try? NetworkPoint(instance, matrix: RationalMatrix(rows)) else {
            return nil
          }
          return zip(network.losses(instance), instance.optima).map { ($0 / $1).doubleValue }
        }
        for (number, ray) in sample.rays.enumerated() {
          let found = sample.sample(number)
          let reached = zip(found.shares, ray).map { $0 / $1 }.max() ?? 0
          #expect(found.gap >= 0 && found.shares.allSatisfy { (0...1).contains($0) })
          if found.verdict == .unreachable { gaps += 1 }
          for losses in networks {
            let scale = zip(losses, ray).map { $0 / $1 }.max() ?? 0
            #expect(scale >= reached * (1 - 1e-6), "\(instance.gram) \(ray)")
          }
        }
      }
    }
    #expect(gaps > 0)
  }

  @Test func whatCannotBeSampledIsRefused() throws {
    let instance = try Instance(gram: .identity(3))
    #expect(throws: LearningError.self) {
      try NetworkFrontSample(instance, width: Width(3), resolution: 4)
    }
    #expect(throws: LearningError.self) {
      try NetworkFrontSample(try Instance(gram: .identity(9)), width: Width(3), resolution: 2)
    }
    #expect(throws: LearningError.self) {
      try NetworkFrontSample(instance, width: Width(2), resolution: 0)
    }
  }
}
