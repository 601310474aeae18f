import Exact

/// Vectors of rational numbers.
enum RationalVectors {
  static func dot(_ left: [Rational], _ right: [Rational]) -> Rational {
    zip(left, right).reduce(.zero) { $0 + $1.0 * $1.1 }
  }

  static func square(_ vector: [Rational]) -> Rational { dot(vector, vector) }

  static func add(_ left: [Rational], _ right: [Rational]) -> [Rational] {
    zip(left, right).map { $0 + $1 }
  }

  static func subtract(_ left: [Rational], _ right: [Rational]) -> [Rational] {
    zip(left, right).map { $0 - $1 }
  }

  static func scale(_ factor: Rational, _ vector: [Rational]) -> [Rational] {
    vector.map { factor * $0 }
  }

  static func isZero(_ vector: [Rational]) -> Bool { vector.allSatisfy(\.isZero) }

  static func text(_ vector: [Rational]) -> String {
    "(" + vector.map(\.description).joined(separator: ", ") + ")"
  }

  static func text(_ vector: [Integer]) -> String { text(vector.map { Rational($0) }) }

  /// sum_i c_i r_i for rows r_i.
  static func combination(_ coefficients: [Rational], _ rows: [[Rational]]) -> [Rational] {
    guard let first = rows.first else { return [] }
    return zip(coefficients, rows).reduce(first.map { _ in .zero }) { sum, term in
      add(sum, scale(term.0, term.1))
    }
  }

  /// The least-squares coefficients of a vector in the columns of a matrix, zero for columns that
  /// depend on earlier ones: the product of the matrix with them is the orthogonal projection.
  static func leastSquares(_ matrix: RationalMatrix, _ vector: [Rational]) -> [Rational] {
    let basis = matrix.independentColumns()
    var result = Array(repeating: Rational.zero, count: matrix.columns)
    if basis.isEmpty { return result }
    let columns = matrix.submatrix(rows: Array(0..<matrix.rows), columns: basis)
    let transposed = columns.transposed
    guard let solution = (transposed * columns).solve(RationalMatrix(column: transposed * vector))
    else { return result }
    for (position, column) in basis.enumerated() { result[column] = solution[position, 0] }
    return result
  }

  /// The orthogonal projection of a vector onto the column space of a matrix.
  static func projection(_ vector: [Rational], onto matrix: RationalMatrix) -> [Rational] {
    matrix * leastSquares(matrix, vector)
  }
}
