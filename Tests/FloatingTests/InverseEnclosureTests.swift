import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Floating

@Suite struct InverseEnclosureTests {
  /// The number of decided and of wrong signs over many matrices near the decision boundary.
  private func run(
    sizes: ClosedRange<Int>, count: Int, filter: FloatingFilter
  ) -> (decided: Int, undecided: Int, wrong: Int) {
    var (decided, undecided, wrong) = (0, 0, 0)
    for index in 0..<count {
      var generator = CounterGenerator(seed: 4, stream: "inverse signs", index: UInt64(index))
      let size = generator.integer(in: sizes)
      guard
        let gram = Boundary.gram(
          &generator, size: size, family: index % Boundary.familyCount),
        let matrix = SymmetricEnclosure(scaling: gram),
        let inverse = gram.positiveDefiniteInverse().inverse
      else { continue }
      guard let enclosure = InverseEnclosure(of: matrix, filter: filter) else {
        undecided += size * (size - 1) / 2
        continue
      }
      for i in 0..<size {
        for j in 0..<i {
          guard let sign = enclosure.sign(i, j) else {
            undecided += 1
            continue
          }
          decided += 1
          if sign != inverse.sign(i, j) { wrong += 1 }
        }
      }
    }
    return (decided, undecided, wrong)
  }

  @Test func everyDecidedSignIsThatOfTheExactInverse() {
    let result = run(sizes: 2...6, count: 10_000 * testMultiplier, filter: .on)
    #expect(result.wrong == 0)
    // The families must exercise both outcomes.
    #expect(result.decided > 20_000)
    #expect(result.undecided > 3_000)
  }

  @Test func largerMatricesGoThroughTheLibraryAndStayRight() {
    let result = run(sizes: 27...31, count: 36 * testMultiplier, filter: .on)
    #expect(result.wrong == 0)
    #expect(result.decided > 3_000)
  }

  @Test(arguments: [0, 0.001])
  func aLoosenedBoundIsCaught(scale: Double) {
    let result = run(sizes: 2...6, count: 10_000, filter: .withBounds(times: scale))
    #expect(result.wrong > 0)
  }

  @Test func theErrorBoundHoldsForEveryEntry() {
    for index in 0..<(2_000 * testMultiplier) {
      var generator = CounterGenerator(seed: 5, stream: "inverse bounds", index: UInt64(index))
      let size = generator.integer(in: 2...6)
      guard
        let gram = Boundary.gram(
          &generator, size: size, family: index % Boundary.familyCount),
        let scaled = gram.equilibrated(),
        let enclosure = SymmetricEnclosure(scaling: gram).flatMap({ InverseEnclosure(of: $0) }),
        let inverse = gram.positiveDefiniteInverse().inverse
      else { continue }
      for i in 0..<size {
        for j in 0..<size {
          // Undo the scaling: the inverse of D M D is D^-1 M^-1 D^-1; M are the numerators.
          let power = scaled.exponents[i] + scaled.exponents[j]
          let exact =
            inverse[i, j] * Rational(Integer.one.shiftedLeft(power), gram.denominator)
          guard let value = Rational(exactly: enclosure.approximation[i * size + j]),
            let bound = Rational(exactly: enclosure.errorBound(i, j))
          else {
            Issue.record("an entry is not finite")
            continue
          }
          #expect((exact - value).magnitude <= bound)
        }
      }
    }
  }

  @Test func badNumbersAreUndecided() {
    for bad in [Double.nan, .infinity, -.infinity, 1e300, 0x1p101] {
      for place in 0..<4 {
        var values = [2.0, 1, 1, 2]
        values[place] = bad
        #expect(InverseEnclosure(of: SymmetricEnclosure(values: values, size: 2)) == nil)
        // Definiteness reads the lower triangle.
        if place == 1 { continue }
        #expect(!PositiveDefiniteness.isProved(SymmetricEnclosure(values: values, size: 2)))
      }
    }
    #expect(InverseEnclosure(of: SymmetricEnclosure(values: [0, 0, 0, 0], size: 2)) == nil)
    #expect(InverseEnclosure(of: SymmetricEnclosure(values: [1, 1, 1, 1], size: 2)) == nil)
    #expect(InverseEnclosure(of: SymmetricEnclosure(values: [1, 2, 2, 1], size: 2)) == nil)
  }
}
