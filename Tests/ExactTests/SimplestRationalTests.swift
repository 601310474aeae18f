import TestSupport
import Testing

@testable import Exact

@Suite struct SimplestRationalTests {
  @Test func agreesWithTryingAllDenominators() {
    var generator = TestGenerator(seed: 31)
    for _ in 0..<400 {
      let a = Rational(
        Integer(Int.random(in: -40...40, using: &generator)),
        Integer(Int.random(in: 1...30, using: &generator)))
      let b = Rational(
        Integer(Int.random(in: -40...40, using: &generator)),
        Integer(Int.random(in: 1...30, using: &generator)))
      let (lower, upper) = a <= b ? (a, b) : (b, a)
      var expected: Rational?
      search: for denominator in 1...900 {
        let scale = Rational(denominator)
        let first = -(-(lower * scale)).floor
        let last = (upper * scale).floor
        if first > last { continue }
        // The one of least magnitude.
        let best: Integer = first.signum > 0 ? first : (last.signum < 0 ? last : .zero)
        expected = Rational(best, Integer(denominator))
        break search
      }
      #expect(Rational.simplest(from: lower, through: upper) == expected)
    }
    #expect(Rational.simplest(from: 1, through: 0) == nil)
  }
}
