import Cases
import Claims
import Exact
import Surfaces

/// A case file whose numbers a claim is tried on.
struct GivenCase {
  /// The file, as it was named.
  let file: String

  /// The claim on the numbers of the file.
  ///
  /// - Throws: `InputError` for a file that is no case, and for one that has no numbers for the
  ///   claim.
  func focus(_ claim: any Claim, isPerturbed: Bool) throws -> FocusedClaim {
    let problem = try Case(contentsOf: file)
    var numbers = FocusedClaim.Numbers(gram: try problem.instance().gram)
    if case .predictors(let rows) = problem.problem { numbers.predictors = rows }
    numbers.directions = problem.points.compactMap(\.direction).filter {
      $0.contains { !$0.isZero }
    }
    do {
      return try FocusedClaim(claim, on: numbers, isPerturbed: isPerturbed)
    } catch {
      switch error {
      case .isAboutOtherNumbers:
        throw InputError(
          .wrongUsage, file: file, problem: "a case",
          expectation: "a claim about instances;"
            + " \(claim.id) is about other numbers")
      case .needsPredictors:
        throw InputError(
          .wrongUsage, file: file, problem: "a case without predictors",
          expectation: "\"predictors\", which the instances of \(claim.id) are made of")
      }
    }
  }
}
