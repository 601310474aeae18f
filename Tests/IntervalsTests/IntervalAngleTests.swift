import Exact
import Testing

@testable import Intervals

@Suite struct IntervalAngleTests {
  @Test func anglesContainTheTrueOnes() throws {
    func angle(_ x: Rational, _ y: Rational) -> Interval {
      .angle(x: Interval(x, precision: 64), y: Interval(y, precision: 64))
    }
    for (x, y, value) in [
      (Rational(1), Rational(0), 0.0), (1, 1, Double.pi / 4), (0, 2, Double.pi / 2),
      (-3, 3, 3 * Double.pi / 4), (-1, 0, Double.pi),
    ] {
      let found = angle(x, y)
      #expect(found.lowerDouble <= value.nextUp && found.upperDouble >= value.nextDown)
      #expect(found.upperDouble - found.lowerDouble < 1e-15)
    }
    let wide = Interval.angle(
      x: try #require(Interval(lower: -1.0, upper: 1.0, precision: 64)),
      y: try #require(Interval(lower: 1.0, upper: 2.0, precision: 64)))
    #expect(wide.lowerDouble <= Double.pi / 4 && wide.upperDouble >= 3 * Double.pi / 4)
    let around = Interval.angle(
      x: try #require(Interval(lower: -1.0, upper: 1.0, precision: 64)),
      y: try #require(Interval(lower: 0.0, upper: 1.0, precision: 64)))
    #expect(around.lowerDouble == 0 && around.upperDouble >= Double.pi)
    #expect(Interval.angle(x: .one(precision: 64), y: .empty(precision: 64)).isEmpty)
  }
}
