import Exact
import TestSupport
import Testing

/// The plain elimination of the checker agrees with the fast one, and with what is known.
@Suite struct PlainEliminationTests {
  /// A symmetric matrix B B^T - shift I of a rank up to `rank`, with entries of about `digits`
  /// digits.
  private func matrix(
    _ size: Int, rank: Int, digits: Int, shift: Int, using generator: inout TestGenerator
  ) -> RationalMatrix {
    let long = Integer(10).power(digits)
    let factor = RationalMatrix(
      (0..<size).map { _ in
        (0..<rank).map { _ in
          Rational(
            Integer(Int.random(in: -999...999, using: &generator)) * long
              + Integer(Int.random(in: -9...9, using: &generator)), 7)
        }
      })
    return factor * factor.transposed - RationalMatrix.identity(size).scaled(by: Rational(shift))
  }

  @Test func nullityAgreesWithDefiniteness() {
    var generator = TestGenerator(seed: 31)
    var seen = [0, 0, 0]
    for round in 0..<120 * testMultiplier {
      let size = Int.random(in: 1...26, using: &generator)
      let rank = round % 3 == 0 ? size : Int.random(in: 1...size + 2, using: &generator)
      let a = matrix(
        size, rank: rank, digits: round % 4 * 8, shift: round % 5 == 4 ? 1 : 0, using: &generator)
      switch a.definiteness() {
      case .positiveDefinite:
        #expect(a.semidefiniteNullity() == 0)
        seen[0] += 1
      case .positiveSemidefinite(let kernel):
        #expect(a.semidefiniteNullity() == kernel.count)
        seen[1] += 1
      case .notSemidefinite:
        #expect(a.semidefiniteNullity() == nil)
        seen[2] += 1
      }
    }
    #expect(seen.allSatisfy { $0 > 5 }, "\(seen)")
  }

  /// Positive definite, singular and indefinite by a hair, where a factor must not be found too
  /// soon.
  @Test(arguments: [20, 40])
  func byAHair(_ size: Int) {
    var generator = TestGenerator(seed: 32)
    for power in [1, 10, 30, 100, 200] {
      let singular = matrix(size, rank: size - 1, digits: 3, shift: 0, using: &generator)
      let hair = Rational(1, Integer(10).power(power))
      #expect(singular.semidefiniteNullity() == 1)
      let identity = RationalMatrix.identity(size)
      #expect((singular + identity.scaled(by: hair)).semidefiniteNullity() == 0)
      #expect((singular - identity.scaled(by: hair)).semidefiniteNullity() == nil)
    }
  }

  @Test func unitsDoNotMatter() {
    var generator = TestGenerator(seed: 33)
    let size = 24
    let a = matrix(size, rank: size, digits: 2, shift: 0, using: &generator)
    let units = RationalMatrix.diagonal(
      (0..<size).map { Rational(Integer(10).power($0 * 40), Integer(10).power(300)) })
    #expect((units * a * units).semidefiniteNullity() == 0)
    var b = a
    b[3, 3] = 0
    #expect((units * b * units).semidefiniteNullity() == nil)
    #expect(RationalMatrix(rows: size, columns: size).semidefiniteNullity() == size)
    #expect(RationalMatrix(rows: 0, columns: 0).semidefiniteNullity() == 0)
  }

  @Test func inverseAgrees() {
    var generator = TestGenerator(seed: 34)
    for round in 0..<40 * testMultiplier {
      let size = Int.random(in: 1...14, using: &generator)
      let a = matrix(
        size, rank: size + round % 2, digits: round % 3 * 10, shift: round % 7 == 6 ? 5 : 0,
        using: &generator)
      let expected = a.positiveDefiniteInverse().inverse
      #expect(a.plainInverse() == expected)
      if let expected { #expect(a * expected == .identity(size)) }
    }
    #expect(RationalMatrix([[1, 2], [2, 1]]).plainInverse() == nil)
    #expect(RationalMatrix([[1, 1], [1, 1]]).plainInverse() == nil)
  }
}
