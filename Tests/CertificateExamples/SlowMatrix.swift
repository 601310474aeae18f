import Exact

/// Linear algebra for tiny matrices by the definitions: Laplace expansion, adjugates, principal
/// minors. It shares nothing with the elimination that it is to be compared with.
package struct SlowMatrix: Equatable {
  /// The rows.
  package var rows: [[Rational]]

  /// Creates a matrix from its rows.
  package init(_ rows: [[Rational]]) { self.rows = rows }

  /// The number of rows.
  package var size: Int { rows.count }

  /// The determinant by expansion along the first row.
  package var determinant: Rational {
    if size == 0 { return .one }
    var sum = Rational.zero
    for j in 0..<size where !rows[0][j].isZero {
      let term = rows[0][j] * without(row: 0, column: j).determinant
      sum += j % 2 == 0 ? term : -term
    }
    return sum
  }

  /// The matrix without one row and one column.
  package func without(row: Int, column: Int) -> SlowMatrix {
    var result = rows
    result.remove(at: row)
    for i in result.indices { result[i].remove(at: column) }
    return SlowMatrix(result)
  }

  /// The adjugate divided by the determinant, which must not be zero.
  package var inverse: SlowMatrix {
    let scale = determinant.reciprocal
    return SlowMatrix(
      (0..<size).map { i in
        (0..<size).map { j in
          let minor = without(row: j, column: i).determinant * scale
          return (i + j) % 2 == 0 ? minor : -minor
        }
      })
  }

  /// The product with a vector.
  package func times(_ x: [Rational]) -> [Rational] {
    rows.map { zip($0, x).reduce(.zero) { $0 + $1.0 * $1.1 } }
  }

  /// The quadratic form x^T A x.
  package func form(_ x: [Rational]) -> Rational { Self.dot(x, times(x)) }

  /// The inner product.
  package static func dot(_ x: [Rational], _ y: [Rational]) -> Rational {
    zip(x, y).reduce(.zero) { $0 + $1.0 * $1.1 }
  }

  /// The block on some indices.
  package func block(_ kept: [Int]) -> SlowMatrix {
    SlowMatrix(kept.map { i in kept.map { rows[i][$0] } })
  }

  /// The entries with the signs s_i s_j.
  package func switched(_ signs: [Int]) -> SlowMatrix {
    SlowMatrix(
      (0..<size).map { i in
        (0..<size).map { signs[i] * signs[$0] < 0 ? -rows[i][$0] : rows[i][$0] }
      })
  }

  /// The matrix minus a diagonal one.
  package func minus(diagonal: [Rational]) -> SlowMatrix {
    var result = self
    for i in 0..<size { result.rows[i][i] -= diagonal[i] }
    return result
  }

  /// The matrix times a number.
  package func scaled(_ factor: Rational) -> SlowMatrix {
    SlowMatrix(rows.map { $0.map { $0 * factor } })
  }

  /// All subsets of 0..<count.
  package static func subsets(_ count: Int) -> [[Int]] {
    (0..<1 << count).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }
  }

  /// Whether all principal minors are non-negative.
  package var isSemidefinite: Bool {
    Self.subsets(size).allSatisfy { block($0).determinant.signum >= 0 }
  }

  /// Whether all leading principal minors are positive.
  package var isPositiveDefinite: Bool {
    (1...size).allSatisfy { block(Array(0..<$0)).determinant.signum > 0 }
  }

  /// The dimension of the kernel of a semi-definite matrix: its rank is the size of its largest
  /// principal minor that is not zero.
  package var kernelDimension: Int {
    let rank = Self.subsets(size).filter { !block($0).determinant.isZero }.map(\.count).max() ?? 0
    return size - rank
  }
}
