@testable import Claims
import Exact
import Surfaces
import Testing
import Verify

/// Claims on given numbers, and on perturbations of them.
@Suite struct FocusedClaimTests {
  private static let gram = RationalMatrix([[2, -1, 1], [-1, 2, 1], [1, 1, 3]])

  private static func examples(
    _ id: String, _ numbers: FocusedClaim.Numbers, isPerturbed: Bool, count: Int = 40
  ) throws -> [ClaimExample] {
    let claim = try FocusedClaim(
      try #require(ClaimRegistry.claim(id)), on: numbers, isPerturbed: isPerturbed)
    let campaign = Campaign(claim, options: CampaignOptions(count: count))
    return (0..<(claim.instanceCount ?? count)).map { campaign.example(at: $0) }
  }

  @Test func aClaimAboutAnInstanceIsTriedOnceOnIt() throws {
    let numbers = FocusedClaim.Numbers(gram: Self.gram)
    let examples = try Self.examples("ours-full", numbers, isPerturbed: false)
    #expect(examples.map { $0.matrix("gram") } == [Self.gram])
    let inverse = try Self.examples("lem-3.5-row", numbers, isPerturbed: false)
    #expect(inverse.map { $0.matrix("inverse") } == [Self.gram.inverse()])
  }

  @Test func pointsComeFirstAndOtherFieldsAreDrawn() throws {
    let directions: [[Rational]] = [[1, 2, 3], [0, 1, -1]]
    let given = try Self.examples(
      "lem-3.4-if", .init(gram: Self.gram, directions: directions), isPerturbed: false)
    #expect(given.map { $0.vector("direction") } == directions)
    let drawn = try Self.examples("lem-3.4-if", .init(gram: Self.gram), isPerturbed: false)
    #expect(drawn.count == 40 && Set(drawn.map { $0.vector("direction") }).count > 10)
    #expect(drawn.allSatisfy { $0.matrix("gram") == Self.gram })
    #expect(drawn.allSatisfy { $0.vector("direction").count == 3 })
  }

  @Test func perturbationsAreNearAndPositiveDefinite() throws {
    let examples = try Self.examples("ours-full", .init(gram: Self.gram), isPerturbed: true)
    let matrices = try examples.map { try #require($0.matrix("gram")) }
    #expect(Set(matrices.map(\.entries)).count > 20)
    for matrix in matrices {
      #expect(matrix.definiteness() == .positiveDefinite)
      for i in 0..<3 {
        for j in 0..<3 where !matrix[i, j].isZero {
          // At most 9/10 of the mean of two diagonal entries.
          let change = matrix[i, j] - Self.gram[i, j]
          let size = (Self.gram[i, i] + Self.gram[j, j]) / 2
          #expect((change.signum < 0 ? -change : change) * 10 <= size * 9)
        }
      }
    }
    let rows: [[Rational]] = [[1, 2, 0], [0, 1, 1]]
    let predictors = RationalMatrix(rows)
    let near = try Self.examples(
      "thm-3.1", .init(gram: predictors.rowGram(), predictors: rows), isPerturbed: true)
    #expect(Set(near.map { $0.rows("predictors") }).count > 20)
    #expect(near.allSatisfy { $0.matrix("predictors")?.rank() == 2 })
  }

  @Test func claimsAboutOtherNumbersAreRefused() throws {
    let numbers = FocusedClaim.Numbers(gram: Self.gram)
    for (id, failure) in [
      ("kurin-prop-1", FocusedClaim.Failure.isAboutOtherNumbers),
      ("sec-3.1-dominated", .isAboutOtherNumbers), ("thm-3.1", .needsPredictors),
    ] {
      let claim = try #require(ClaimRegistry.claim(id))
      #expect(throws: failure, "\(id)") { try FocusedClaim(claim, on: numbers) }
    }
  }
}
