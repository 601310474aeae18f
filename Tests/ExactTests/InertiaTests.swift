import Foundation
import Testing
@testable import Exact

@Suite struct InertiaTests {
  private static let multiplier: Int = {
    let text = ProcessInfo.processInfo.environment["VERIFY_TEST_MULTIPLIER"] ?? "1"
    return max(1, Int(text) ?? 1)
  }()

  @Test func agreesWithAKnownCongruence() {
    // S D S^T with S unimodular lower triangular has the inertia of D, whatever its zeros.
    var generator = SystemlessGenerator(state: 17)
    for _ in 0..<(300 * Self.multiplier) {
      let size = 1 + Int(generator.next() % 6)
      let diagonal = (0..<size).map { _ in Int(generator.next() % 5) - 2 }
      var shear = RationalMatrix.identity(size)
      for i in 0..<size {
        for j in 0..<i { shear[i, j] = Rational(Int(generator.next() % 7) - 3) }
      }
      // Reversing the order makes leading minors vanish.
      let order = Array((0..<size).reversed())
      let product = shear * .diagonal(diagonal.map { Rational(Integer($0), 3) }) * shear.transposed
      for matrix in [product, product.submatrix(rows: order, columns: order)] {
        let inertia = matrix.inertia()
        #expect(inertia.positive == diagonal.count { $0 > 0 })
        #expect(inertia.negative == diagonal.count { $0 < 0 })
        #expect(inertia.zero == diagonal.count { $0 == 0 })
      }
    }
  }

  @Test func zeroDiagonals() {
    let swap = RationalMatrix([[0, 1], [1, 0]])
    #expect(swap.inertia() == (1, 1, 0))
    #expect(RationalMatrix([[0, 0], [0, 0]]).inertia() == (0, 0, 2))
    let cycle = RationalMatrix([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    #expect(cycle.inertia() == (1, 2, 0))
    #expect(RationalMatrix(rows: 0, columns: 0).inertia() == (0, 0, 0))
  }
}

/// A small generator with a fixed start.
private struct SystemlessGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
