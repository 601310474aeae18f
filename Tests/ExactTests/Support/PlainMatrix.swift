import Exact

/// Textbook linear algebra on nested arrays of rationals: the slow second way that
/// ``RationalMatrix`` is compared with.
enum PlainMatrix {
  typealias Rows = [[Rational]]

  static func product(_ a: Rows, _ b: Rows, columns: Int) -> Rows {
    a.map { row in
      (0..<columns).map { j in
        zip(row, b).reduce(Rational.zero) { $0 + $1.0 * $1.1[j] }
      }
    }
  }

  static func transposed(_ a: Rows, columns: Int) -> Rows {
    (0..<columns).map { j in a.map { $0[j] } }
  }

  /// The determinant by expansion along the first row.
  static func cofactorDeterminant(_ a: Rows) -> Rational {
    guard let first = a.first else { return .one }
    var sum = Rational.zero
    for (j, entry) in first.enumerated() where !entry.isZero {
      let minor = a.dropFirst().map { row in
        Array(row[..<j] + row[(j + 1)...])
      }
      let term = entry * cofactorDeterminant(minor)
      sum += j % 2 == 0 ? term : -term
    }
    return sum
  }

  /// Gauss-Jordan elimination with divisions: the reduced echelon form, its pivot columns and the
  /// product of pivots with the sign of the row exchanges.
  static func reduce(_ a: Rows, columns: Int) -> (rows: Rows, pivots: [Int], product: Rational) {
    var rows = a
    var pivots: [Int] = []
    var product = Rational.one
    for column in 0..<columns {
      let step = pivots.count
      guard let found = (step..<max(step, rows.count)).first(where: { !rows[$0][column].isZero })
      else { continue }
      if found != step {
        rows.swapAt(found, step)
        product = -product
      }
      let pivot = rows[step][column]
      product *= pivot
      rows[step] = rows[step].map { $0 / pivot }
      for i in rows.indices where i != step && !rows[i][column].isZero {
        let factor = rows[i][column]
        rows[i] = zip(rows[i], rows[step]).map { $0 - factor * $1 }
      }
      pivots.append(column)
    }
    return (rows, pivots, product)
  }

  static func determinant(_ a: Rows) -> Rational {
    let (_, pivots, product) = reduce(a, columns: a.count)
    return pivots.count == a.count ? product : .zero
  }

  /// All subsets of 0 ..< size.
  static func subsets(_ size: Int) -> [[Int]] {
    (0..<(1 << size)).map { mask in (0..<size).filter { mask >> $0 & 1 == 1 } }
  }

  static func minor(_ a: Rows, _ kept: [Int]) -> Rational {
    determinant(kept.map { i in kept.map { a[i][$0] } })
  }

  static func quadraticForm(_ a: Rows, _ x: [Integer]) -> Rational {
    var sum = Rational.zero
    for (i, row) in a.enumerated() {
      for (j, entry) in row.enumerated() { sum += entry * Rational(x[i] * x[j]) }
    }
    return sum
  }

  static func image(_ a: Rows, _ x: [Integer]) -> [Rational] {
    a.map { zip($0, x).reduce(Rational.zero) { $0 + $1.0 * Rational($1.1) } }
  }
}
