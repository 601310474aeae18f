import ArgumentParser
import Claims
import Exact
import Verify

/// `claims probability`: the table of P(C1) in the notes.
struct ClaimsProbabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probability",
    abstract: "Estimate P(C1) for random predictors, with exact confidence intervals.",
    discussion: """
      Prints a Markdown table for k = 3 to 6 tasks, n = k, 2k and 10k samples and several \
      distributions. Every verdict is exact; the intervals are those of Clopper and Pearson, \
      rounded outward.
      """)

  @Option(help: "How many draws for each entry.")
  var count = 2000

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    guard (1...20_000).contains(count) else {
      throw ValidationError("--count takes a number from 1 to 20000")
    }
  }

  func run() throws {
    try Session.run {
      _ = limits.time.deadline
      let progress = Progress(quiet: false)
      try Console.print("| k | n | closed form | \(Self.names.joined(separator: " | ")) |")
      try Console.print("|" + String(repeating: "---|", count: 3 + Self.names.count))
      for k in 3...6 {
        for factor in [1, 2, 10] {
          let closed = k == 3 ? ConditionProbability.closedForm(samples: factor * k) : nil
          let exact = closed.flatMap { Rational(exactly: $0) }
          let limit = "2^-\((k - 1) * (k - 2) / 2)"
          var cells = ["\(k)", "\(factor * k)"]
          cells.append(exact.map { Self.decimal($0, .toNearestOrEven) } ?? "-> \(limit)")
          for law in SymmetricLaw.allCases {
            progress.update("k = \(k), n = \(factor * k), \(law.rawValue)")
            guard
              let estimate = ConditionProbability(
                law: law, taskCount: k, samples: factor * k, draws: count, seed: limits.seed)
            else {
              progress.finish()
              Console.error("interrupted: the rows above are complete, the table is not")
              return .undecided
            }
            let interval = estimate.interval
            let share = Rational(Integer(interval.successes), Integer(interval.draws))
            cells.append(
              Self.decimal(share, .toNearestOrAwayFromZero)
                + " [\(Self.decimal(interval.lower, .down)), \(Self.decimal(interval.upper, .up))]")
          }
          progress.clear()
          try Console.print("| " + cells.joined(separator: " | ") + " |")
        }
      }
      progress.finish()
      return .success
    }
  }

  private static let names = SymmetricLaw.allCases.map(\.rawValue)

  /// Four decimals, rounded as asked: interval ends outward.
  private static func decimal(_ value: Rational, _ rule: FloatingPointRoundingRule) -> String {
    let scaled = value * Rational(10_000)
    let whole: Integer
    switch rule {
    case .down: whole = scaled.floor
    case .up: whole = -((-scaled).floor)
    default: whole = scaled.rounded
    }
    let (quotient, rest) = whole.quotientAndRemainder(dividingBy: Integer(10_000))
    let digits = rest.description
    return "\(quotient)." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
