import Exact

/// Rational orthogonal matrices.
enum Reflections {
  /// The product of the reflections I - 2 h h^T / (h^T h) in the columns h of a matrix; zero
  /// columns are passed over.
  static func product(_ columns: RationalMatrix?, size: Int) -> RationalMatrix {
    var result = RationalMatrix.identity(size)
    guard let columns, columns.rows == size else { return result }
    for j in 0..<columns.columns {
      let h = columns.column(j)
      let square = RationalVectors.square(h)
      if square.isZero { continue }
      let column = RationalMatrix(column: h)
      let outer = (column * column.transposed).scaled(by: Rational(2) / square)
      result = (result * (RationalMatrix.identity(size) - outer)).reduced()
    }
    return result
  }
}
