import Exact

extension Moments {
  /// The moments of two data sets of the same columns, one below the other: all sums add up.
  ///
  /// Y^T Y is kept where both have it.
  public static func + (left: Moments, right: Moments) -> Moments {
    Moments(
      samples: left.samples + right.samples, xx: (left.xx + right.xx).reduced(),
      xy: (left.xy + right.xy).reduced(),
      yy: left.yy.flatMap { yy in right.yy.map { (yy + $0).reduced() } })
  }

  /// Whether the last input may be a column of ones: its squares add up to the number of rows.
  public var mayEndInOnes: Bool {
    let last = xx.rows - 1
    return last >= 0 && xx[last, last] == Rational(samples)
  }

  /// The moments after the mean of each target has been subtracted from it, where the last input
  /// is a column of ones: X^T y - (X^T 1)(1^T y)/n, and Y^T Y likewise.
  public var centered: Moments {
    let ones = xx.rows - 1
    let count = Rational(samples)
    let sums = (0..<xy.columns).map { xy[ones, $0] }
    func minusMeans(_ matrix: RationalMatrix, _ totals: [Rational]) -> RationalMatrix {
      RationalMatrix(
        matrix.entries.enumerated().map { row, entries in
          zip(entries, sums).map { $0 - totals[row] * $1 / count }
        }
      ).reduced()
    }
    var result = self
    result.xy = minusMeans(xy, (0..<xx.rows).map { xx[$0, ones] })
    result.yy = yy.map { minusMeans($0, sums) }
    return result
  }
}
