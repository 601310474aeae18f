import Exact
import Surfaces

/// How likely C1 is for random predictors.
enum ProbabilityClaims {
  static let all: [any Claim] = [decay]

  private static let laws = SymmetricLaw.allCases
  private static let factors = [1, 2, 10]
  private static let draws = 120
  /// One minus the confidence of each interval.
  static let error = Rational(Integer(1), Integer(1_000_000))

  static let decay = StatementClaim(
    id: "sec-4.1-probability",
    statement: "for predictors drawn independently from a law symmetric about the origin, P(C1)"
      + " decays exponentially with k",
    source: "Hu et al., section 4.1",
    refutedBy: "a symmetric law with P(C1) above 1/2 for 3, 6 and 12 tasks, with confidence"
      + " 1 - 10^-6 each",
    status: .refuted, mutants: [.repaired], instanceCount: laws.count * factors.count,
    draw: { draw in
      ClaimExample([
        ClaimExample.number("law", Rational(draw.index % laws.count), domain: .fixed),
        ClaimExample.number(
          "samplesPerTask", Rational(factors[draw.index / laws.count % factors.count]),
          domain: .fixed),
        ClaimExample.number(
          "seed", Rational(Int(draw.generator.next() >> 33)), domain: .fixed),
      ])
    },
    decide: { example, context in
      guard let number = example.number("law").numerator.word, laws.indices.contains(number),
        let factor = example.number("samplesPerTask").numerator.word, (1...100).contains(factor),
        let seed = example.number("seed").numerator.word, seed >= 0
      else { return .discarded("no such law") }
      let law = laws[number]
      if context.has(.repaired), law == .mixture {
        return .discarded("repaired: laws without a preferred direction")
      }
      let estimates = [3, 6, 12].compactMap {
        ConditionProbability(
          law: law, taskCount: $0, samples: factor * $0, draws: draws,
          seed: UInt64(seed), error: error)
      }
      guard estimates.count == 3 else { return .undecided("interrupted") }
      let half = Rational(Integer(1), Integer(2))
      if estimates.allSatisfy({ $0.interval.lower > half }) {
        let texts = estimates.map {
          "k = \($0.taskCount): \($0.interval.successes) of \($0.interval.draws) draws, at least"
            + " \($0.interval.lower)"
        }
        return .refuted("law \(law.rawValue), n = \(factor) k: \(texts.joined(separator: "; "))")
      }
      guard let last = estimates.last, last.interval.upper < half else {
        return .undecided("law \(law.rawValue), n = \(factor) k: the interval contains 1/2")
      }
      return .holds
    })
}
