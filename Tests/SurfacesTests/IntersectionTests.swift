import Exact
import Randomness
import Testing
@testable import Surfaces

@Suite struct IntersectionTests {
  private func instance(_ count: Int, index: UInt64) -> Instance? {
    var generator = CounterGenerator(seed: 21, stream: "intersections", index: index)
    let rows = (0..<count).map { _ in
      (0..<count).map { _ in
        Rational(
          Bool.random(using: &generator) ? 0 : Int.random(in: -6...6, using: &generator))
      }
    }
    return try? Instance(predictors: rows)
  }

  @Test func pointsLieOnBothSurfaces() throws {
    var met = 0
    for index in 0..<120 {
      let count = 2 + index % 5
      guard let instance = instance(count, index: UInt64(index)) else { continue }
      var generator = CounterGenerator(seed: 22, stream: "magnitudes", index: UInt64(index))
      var patterns: [SignPattern] = []
      SurfaceEnumeration.forEachPattern(taskCount: count) { signs, _ in
        patterns.append(SignPattern(signs: signs))
        return true
      }
      for first in patterns {
        for second in patterns where second != first {
          let intersection = Intersection(instance, first, second)
          let same =
            Surface(instance, pattern: first).matrix == Surface(instance, pattern: second).matrix
          #expect(intersection.isWholeSurface == same)
          let found = intersection.positivePoint {
            _ in Integer(Int.random(in: 1...4, using: &generator))
          }
          #expect((found != nil) == intersection.hasPositivePoint)
          guard let found else { continue }
          met += 1
          #expect(found.allSatisfy { !$0.isZero })
          let point = Point(instance, direction: found)
          #expect(point.pattern == first)
          let through = SurfaceEnumeration(instance).patterns(through: point)
          #expect(through.contains(first) && through.contains(second))
        }
      }
    }
    #expect(met > 1000)
  }

  @Test func surfacesOfOneSignMeetOnlyWhereCoordinatesVanish() throws {
    // q_12 alone decides: flipping one of two tasks can only agree where a coordinate is zero.
    let instance = try Instance(gram: RationalMatrix(numerators: [[2, 1], [1, 2]]))
    let intersection = Intersection(
      instance, SignPattern(signs: [1, 1]), SignPattern(signs: [1, -1]))
    #expect(!intersection.isWholeSurface)
    #expect(!intersection.hasPositivePoint)
    #expect(intersection.positivePoint() == nil)
  }
}
