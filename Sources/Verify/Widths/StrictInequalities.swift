import Exact

/// Systems a_i . x > 0 of strict homogeneous inequalities.
enum StrictInequalities {
  /// An integer solution x, or nil when there is none.
  ///
  /// By Gordan's theorem there is none exactly when a combination y >= 0, y != 0 of the rows
  /// vanishes. Phase 1 of the simplex method looks for such a y with sum 1, exactly and by Bland's
  /// rule, which ends; where it fails, its dual solution is x.
  ///
  /// - Parameter rows: m >= 0 vectors of the same length n.
  static func solve(_ rows: [[Integer]]) -> [Integer]? {
    guard let first = rows.first else { return [] }
    let (m, n) = (rows.count, first.count)
    // Rows of the tableau: sum_i y_i a_i = 0 and sum_i y_i = 1, an artificial variable for each,
    // the right-hand side last. All artificial variables are basic at first.
    var table = (0...n).map { row -> [Rational] in
      let main = (0..<m).map { row < n ? Rational(rows[$0][row]) : .one }
      let artificial = (0...n).map { $0 == row ? Rational.one : .zero }
      return main + artificial + [row < n ? .zero : .one]
    }
    let width = m + n + 2
    // Reduced costs of minimising the sum of the artificial variables.
    var costs = (0..<width).map { column -> Rational in
      let total = table.reduce(Rational.zero) { $0 + $1[column] }
      return column >= m && column < m + n + 1 ? .zero : -total
    }
    var basis = (0...n).map { m + $0 }
    while let entering = (0..<m).first(where: { costs[$0] < .zero }) {
      var leaving: Int?
      for row in 0...n where table[row][entering] > .zero {
        guard let best = leaving else {
          leaving = row
          continue
        }
        let (a, b) = (
          table[row][width - 1] * table[best][entering],
          table[best][width - 1] * table[row][entering]
        )
        if a < b || (a == b && basis[row] < basis[best]) { leaving = row }
      }
      // The sum is bounded below by zero, so some row limits the step.
      guard let leaving else { preconditionFailure("phase 1 is bounded") }
      let pivot = table[leaving][entering]
      table[leaving] = table[leaving].map { $0 / pivot }
      for row in 0...n where row != leaving && !table[row][entering].isZero {
        let factor = table[row][entering]
        table[row] = zip(table[row], table[leaving]).map { $0 - factor * $1 }
      }
      let factor = costs[entering]
      costs = zip(costs, table[leaving]).map { $0 - factor * $1 }
      basis[leaving] = entering
    }
    // The optimum is minus the last entry of the costs: zero means that such a y exists.
    guard !costs[width - 1].isZero else { return nil }
    // The dual values of the first n equations, p_j = 1 - cost of the artificial variable j,
    // satisfy a_i . p + p_(n+1) <= 0 and p_(n+1) > 0: so a_i . (-p) > 0.
    let solution = (0..<n).map { costs[m + $0] - .one }
    let common = solution.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    return Integer.primitive(
      solution.map { $0.numerator * common.exactQuotient(by: $0.denominator) })
  }
}
