import Exact

/// The Clopper-Pearson confidence interval of a probability, by exact binomial tails.
///
/// The ends are rounded outward to multiples of 2^-digits, so the interval covers the true
/// probability with at least the stated confidence.
/// C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits", Biometrika 26
/// (1934).
package struct BinomialInterval: Sendable, Equatable {
  /// The number of draws with the property.
  package let successes: Int
  /// The number of draws.
  package let draws: Int
  /// The lower end.
  package let lower: Rational
  /// The upper end.
  package let upper: Rational

  /// Computes the interval.
  ///
  /// - Parameters:
  ///   - error: One minus the confidence, split evenly between the two tails.
  ///   - digits: The binary digits of the ends.
  /// - Complexity: O(n digits) multiplications of integers of n digits bits.
  package init(
    successes: Int, draws: Int, error: Rational = Rational(Integer(1), Integer(100)),
    digits: Int = 12
  ) {
    precondition(draws > 0 && (0...draws).contains(successes), "successes of some draws")
    self.successes = successes
    self.draws = draws
    let half = error / 2
    let grid = 1 << digits
    let scale = Integer(grid).power(draws)
    let limit = (half * Rational(scale)).floor
    // The largest grid point with P(X >= successes) <= half.
    lower = Self.endpoint(grid) { p in
      successes > 0 && Self.tail(draws, from: successes, p: p, grid: grid) <= limit
    }
    // The same for the failures, seen from one.
    let mirrored = Self.endpoint(grid) { p in
      successes < draws && Self.tail(draws, from: draws - successes, p: p, grid: grid) <= limit
    }
    upper = .one - mirrored
  }

  /// The largest p / grid for which a property that fails from some point on holds; zero at least.
  private static func endpoint(_ grid: Int, _ holds: (Int) -> Bool) -> Rational {
    var low = 0
    var high = grid
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return Rational(Integer(low), Integer(grid))
  }

  /// grid^n P(X >= first) for X binomial with probability p / grid.
  private static func tail(_ n: Int, from first: Int, p: Int, grid: Int) -> Integer {
    // p^first sum_{i >= first} C(n, i) r^(n - i) p^(i - first), by Horner's rule in p.
    let success = Integer(p)
    let failure = Integer(grid - p)
    var binomial = Integer.one
    var power = Integer.one
    var sum = Integer.zero
    for i in stride(from: n, through: first, by: -1) {
      sum = sum * success + binomial * power
      binomial = (binomial * Integer(i)).exactQuotient(by: Integer(n - i + 1))
      power *= failure
    }
    return sum * success.power(first)
  }
}
