import Exact
import Surfaces

/// The moments of a table, term by term in rational arithmetic: the slow second way.
func plainMoments(
  _ rows: [[Rational]], inputs: Int, intercept: Bool, center: Bool
) -> Moments {
  let count = Rational(rows.count)
  var table = rows
  if center {
    for column in inputs..<(rows.first?.count ?? 0) {
      let mean = rows.reduce(Rational.zero) { $0 + $1[column] } / count
      for row in table.indices { table[row][column] = table[row][column] - mean }
    }
  }
  let x = table.map { Array($0[..<inputs]) + (intercept ? [Rational.one] : []) }
  let y = table.map { Array($0[inputs...]) }
  func products(_ left: [[Rational]], _ right: [[Rational]]) -> RationalMatrix {
    RationalMatrix(
      (0..<left[0].count).map { i in
        (0..<right[0].count).map { j in
          zip(left, right).reduce(Rational.zero) { $0 + $1.0[i] * $1.1[j] }
        }
      })
  }
  return Moments(
    samples: Integer(rows.count), xx: products(x, x), xy: products(x, y), yy: products(y, y))
}
