import Exact

extension Moments {
  /// The moments of the data with its columns multiplied by powers of two: 2^e for the exponents of
  /// the p inputs and of the k targets. Nothing is rounded.
  ///
  /// - Precondition: one exponent for each column.
  public func multiplied(inputs: [Int], targets: [Int]) -> Moments {
    precondition(inputs.count == xx.rows && targets.count == xy.columns, "shapes do not fit")
    return Moments(
      samples: samples, xx: xx.multiplied(rows: inputs, columns: inputs),
      xy: xy.multiplied(rows: inputs, columns: targets),
      yy: yy?.multiplied(rows: targets, columns: targets))
  }
}

extension RationalMatrix {
  /// The matrix with entry i, j multiplied by 2 to the power rows_i + columns_j.
  ///
  /// - Precondition: one exponent for each row and column.
  public func multiplied(rows: [Int], columns: [Int]) -> RationalMatrix {
    precondition(rows.count == self.rows && columns.count == self.columns, "shapes do not fit")
    return RationalMatrix(
      rows.indices.map { i in
        columns.indices.map { j in
          rows[i] + columns[j] == 0
            ? self[i, j] : self[i, j] * .powerOfTwo(rows[i] + columns[j])
        }
      })
  }
}
