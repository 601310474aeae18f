import Exact
import Foundation
import Testing

@testable import Verify

@Suite struct SquareClassTests {
  @Test func sumsOfSquareRoots() {
    let classes = SquareClasses([2, 8, 3, 0, Rational(1, 2), 12, 1])
    #expect(classes.representatives.count == 3)
    // 2 sqrt(2) - sqrt(8) = 0, sqrt(2) - 2 sqrt(1/2) = 0, sqrt(12) - 2 sqrt(3) = 0.
    #expect(classes.vanishes([2, -1, 0, 5, 0, 0, 0]))
    #expect(classes.vanishes([1, 0, 0, 0, -2, 0, 0]))
    #expect(classes.vanishes([1, 0, -2, 0, -2, 1, 0]))
    #expect(!classes.vanishes([1, -1, 0, 0, 0, 0, 0]))
    // 1e-40 away from sqrt(2) - sqrt(2).
    let tiny = Rational(1, Integer(10).power(40))
    #expect(!classes.vanishes([1 + tiny, 0, 0, 0, -2, 0, 0]))
    #expect(!classes.vanishes([0, 0, 0, 0, 0, 0, 1]))
  }

  @Test func sumsOfProducts() {
    let classes = SquareClasses([2, 3, 6, 1, 0])
    // sqrt(2) sqrt(3) - sqrt(6) sqrt(1) = 0.
    #expect(classes.vanishes([(0, 1, 1), (2, 3, -1)]))
    #expect(classes.vanishes([(0, 1, 1), (2, 3, -1), (0, 4, 7)]))
    #expect(!classes.vanishes([(0, 1, 1), (2, 3, 1)]))
    #expect(!classes.vanishes([(0, 1, 1), (0, 2, -1)]))
    // sqrt(2) sqrt(6) - 2 sqrt(3) sqrt(1) = 0.
    #expect(classes.vanishes([(0, 2, 1), (1, 3, -2)]))
    #expect(classes.vanishes([(4, 4, 3)]))
  }
}
