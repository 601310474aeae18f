import Exact
import Parallel
import Randomness
import Surfaces
import Verify

/// A Monte Carlo estimate of P(C1) with exact verdicts.
package struct ConditionProbability: Sendable {
  /// The distribution of the predictors.
  package let law: SymmetricLaw
  /// The number k of tasks.
  package let taskCount: Int
  /// The number n of samples.
  package let samples: Int
  /// The confidence interval.
  package let interval: BinomialInterval

  /// The number of draws with C1, decided by the signs of exact inner products; nil where the
  /// process was asked to stop meanwhile.
  ///
  /// - Parameter error: One minus the confidence of the interval.
  package init?(
    law: SymmetricLaw, taskCount: Int, samples: Int, draws: Int, seed: UInt64,
    error: Rational = Rational(Integer(1), Integer(100))
  ) {
    self.law = law
    self.taskCount = taskCount
    self.samples = samples
    var successes = 0
    for index in 0..<draws {
      if Interruption.isPending { return nil }
      var generator = CounterGenerator(
        seed: seed, stream: "probability/\(law.rawValue)/\(taskCount)/\(samples)",
        index: UInt64(index))
      let rows = law.predictors(taskCount, samples: samples, &generator)
      if Self.holds(rows) { successes += 1 }
    }
    interval = BinomialInterval(successes: successes, draws: draws, error: error)
  }

  /// Whether the signed graph of the inner products is balanced: C1, for independent predictors.
  static func holds(_ rows: [[Int]]) -> Bool {
    GraphBalance.isBalanced(size: rows.count) { i, j in
      // Entries have at most 35 bits: sums of products are added up in two words.
      var high = 0
      var low: UInt = 0
      for (x, y) in zip(rows[i], rows[j]) {
        let product = x.multipliedFullWidth(by: y)
        let (sum, carry) = low.addingReportingOverflow(product.low)
        low = sum
        high += product.high + (carry ? 1 : 0)
      }
      return high < 0 ? -1 : high == 0 && low == 0 ? 0 : 1
    }
  }

  /// The probability for k = 3 and directions uniform on the sphere, P_n = P_(n-2) - 1 / (pi m^2
  /// I_m), m = n - 2, for display.
  package static func closedForm(samples: Int) -> Double? {
    guard samples >= 2 else { return nil }
    let isEven = samples % 2 == 0
    // I_m = integral of sin^m over [0, pi/2]; I_0 = pi/2, I_1 = 1.
    var m = isEven ? 0 : 1
    var integral = isEven ? Double.pi / 2 : 1
    var probability = isEven ? 0.75 : 1 - 1 / Double.pi
    while m + 2 <= samples - 2 {
      m += 2
      integral *= Double(m - 1) / Double(m)
      probability -= 1 / (Double.pi * Double(m * m) * integral)
    }
    return probability
  }
}
