import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

@Suite struct FrontSampleTests {
  /// On its ray, no surface reaches farther (width k-1: nearer) than the candidate's.
  @Test func candidatesAreOnTheEnvelope() throws {
    for index in 0..<(12 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "envelope", index: UInt64(index))
      let k = generator.integer(in: 2...4)
      let instance = generator.instance(k)
      for width in WidthEnd.allCases {
        let sample = try FrontSample(instance, width: width, resolution: 4)
        for point in sample.points {
          let magnitudes = point.magnitudes
          let own = point.norm
          SurfaceEnumeration.forEachPattern(taskCount: k) { signs, _ in
            let direction = zip(signs, magnitudes).map { $0 < 0 ? -$1 : $1 }
            let other = instance.gramInverse.quadraticForm(direction)
            #expect(width == .one ? own <= other : own >= other)
            return true
          }
        }
        // Values divided by t_i lie near the ray.
        for (ray, point) in zip(sample.rays, sample.points) {
          let scaled = zip(point.squares, instance.optima).map { ($0 / $1).doubleValue }
          let sum = scaled.reduce(0, +)
          let whole = ray.reduce(0) { $0 + $1 * $1 }
          for i in 0..<k {
            #expect(abs(scaled[i] / sum - Double(ray[i] * ray[i]) / Double(whole)) < 1e-2)
          }
        }
      }
    }
  }

  @Test func trianglesCoverTheLattice() throws {
    let instance = try Instance(gram: RationalMatrix([[3, 1, 0], [1, 3, 1], [0, 1, 3]]))
    let sample = try FrontSample(instance, width: .one, resolution: 7)
    #expect(sample.points.count == 36 && sample.triangles.count == 49)
    var seen: Set<[Int]> = []
    for triangle in sample.triangles {
      #expect(Set(triangle).count == 3)
      seen.insert(triangle.sorted())
      for (a, b) in [(0, 1), (1, 2), (0, 2)] {
        let difference = zip(sample.rays[triangle[a]], sample.rays[triangle[b]])
          .map { abs($0 - $1) }.reduce(0, +)
        #expect(difference == 2)
      }
    }
    #expect(seen.count == 49)
    #expect(throws: LearningError.self) {
      _ = try FrontSample(instance, width: .one, resolution: 0)
    }
    #expect(throws: LearningError.self) {
      _ = try FrontSample(instance, width: .one, resolution: 100_000)
    }
  }

  @Test func summaryMeasuresAreas() throws {
    let instance = try Instance(gram: .identity(3))
    let sample = try FrontSample(instance, width: .one, resolution: 1)
    let losses: [[Double]] = [[0, 0, 0], [2, 0, 0], [0, 3, 0]]
    let summary = FrontSummary(
      sample, classes: [.reachable, .unreachable, .dominated], losses: losses)
    #expect(summary.optimalCount == 2)
    #expect(abs((summary.areas?.reachable ?? 0) - 1) < 1e-12)
    #expect(abs((summary.areas?.unreachable ?? 0) - 1) < 1e-12)
    #expect(abs((summary.reachableShare ?? 0) - 0.5) < 1e-12)
    let none = FrontSummary(
      sample, classes: [.dominated, .dominated, .undecided], losses: losses)
    #expect(none.reachableShare == nil)
  }
}
