import Exact
import Randomness
import Testing
@testable import Surfaces

@Suite struct SurfaceEnumerationTests {
  private func randomInstance(
    _ count: Int, zeros: Bool, _ generator: inout CounterGenerator
  ) -> Instance {
    while true {
      let rows = (0..<count).map { _ in
        (0..<(count + 1)).map { _ in
          zeros && Bool.random(using: &generator)
            ? Rational.zero : Rational(Int.random(in: -5...5, using: &generator))
        }
      }
      if let instance = try? Instance(predictors: rows) { return instance }
    }
  }

  @Test func grayCodeValuesEqualQuadraticForms() {
    var generator = CounterGenerator(seed: 7, stream: "surfaces", index: 0)
    for count in 1...6 {
      for _ in 0..<10 {
        let instance = randomInstance(count, zeros: true, &generator)
        let a = (0..<count).map { _ in Integer(Int.random(in: 0...4, using: &generator)) }
        var listed = 0
        SurfaceEnumeration(instance).forEachValue(magnitudes: a) { signs, numerator in
          let surface = Surface(instance, pattern: SignPattern(signs: signs))
          let value = Rational(numerator, instance.gramInverse.denominator)
          #expect(value == surface.matrix.quadraticForm(a))
          listed += 1
          return true
        }
        #expect(Integer(listed) == SurfaceEnumeration(instance).count)
      }
    }
  }

  @Test func distinctSurfacesAreDistinctMatrices() {
    var generator = CounterGenerator(seed: 11, stream: "surfaces", index: 0)
    for count in 1...6 {
      for _ in 0..<20 {
        let instance = randomInstance(count, zeros: true, &generator)
        var matrices: Set<String> = []
        SurfaceEnumeration.forEachPattern(taskCount: count) { signs, _ in
          let surface = Surface(instance, pattern: SignPattern(signs: signs))
          matrices.insert(surface.matrix.description)
          return true
        }
        #expect(Integer(matrices.count) == SurfaceEnumeration(instance).distinctCount)
      }
    }
  }

  @Test func pointsFromDirectionsAndFromDualsAgree() {
    var generator = CounterGenerator(seed: 5, stream: "surfaces", index: 0)
    for count in 1...6 {
      let instance = randomInstance(count, zeros: false, &generator)
      var dual = (0..<count).map { _ in Integer(Int.random(in: -4...4, using: &generator)) }
      dual[0] = 3
      let fromDual = Point(instance, dual: dual)
      let fromDirection = Point(instance, direction: fromDual.direction)
      #expect(fromDual.direction == fromDirection.direction)
      #expect(fromDual.norm == fromDirection.norm)
      #expect(fromDual.squares == fromDirection.squares)
      #expect(
        fromDual.dual.map { Rational($0, fromDual.dualScale) }
          == fromDirection.dual.map { Rational($0, fromDirection.dualScale) })
      // The point lies on the surface of its signs: f_I(v) = 1.
      let surface = Surface(instance, pattern: fromDual.pattern)
      #expect(
        surface.matrix.quadraticForm(fromDual.magnitudes)
          == fromDual.norm)
      #expect(
        zip(fromDual.values(instance, width: .one), fromDual.losses(instance, width: .one))
          .map { $0 + $1 } == instance.optima)
    }
  }
}
