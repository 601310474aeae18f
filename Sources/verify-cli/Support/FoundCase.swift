import Cases
import Claims
import Exact
import Surfaces
import Verify

/// The case of a counterexample, with what every check of it must find.
enum FoundCase {
  /// Makes the case; nil when the numbers are no instance.
  ///
  /// - Throws: `CertificationFailure` when the checker rejects one of the verdicts it expects.
  static func make(
    _ found: CampaignResult.Counterexample, of claim: any Claim
  ) throws -> Case? {
    let example = found.example
    let problem: Case.Problem
    if let gram = example.matrix("gram") {
      problem = .gram(gram)
    } else if let gram = example.matrix("inverse")?.inverse() {
      problem = .gram(gram.reduced())
    } else {
      problem = .predictors(example.rows("predictors"))
    }
    var result = Case(
      file: "", name: claim.id, source: "verify-cli search \(claim.id)",
      note: "\(claim.statement): refuted. \(found.refutation.reason)", problem: problem)
    guard let instance = try? result.instance() else { return nil }
    for width in WidthEnd.allCases where width == .one || instance.taskCount >= 2 {
      let verdict = try WidthVerdict.decide(instance, width: width)
      result.expectation.conditions[width] = verdict.condition.holds
    }
    let direction = example.vector("direction")
    if !direction.isEmpty {
      let point = Point(instance, direction: direction)
      result.points = [
        CasePoint(name: SavedExamples.pointName, direction: direction, width: .one)
      ]
      var expected = CaseExpectation.Point(name: SavedExamples.pointName)
      let pareto = ParetoVerdict.decide(instance, point, width: .one)
      if let certificate = pareto.certificate(instance) {
        _ = try certificate.verified()
        expected.answers[.paretoOptimal] = PointAnswer(pareto.isOptimal)
      }
      let support = ReachabilityVerdict.decide(instance, point, width: .one)
      for certificate in support.certificates(instance) { _ = try certificate.verified() }
      expected.answers[.weaklySupported] = PointAnswer(support.isReachable)
      result.expectation.points = [expected]
    }
    return result
  }
}
