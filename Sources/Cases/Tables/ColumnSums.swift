import Exact
import Surfaces

/// The sums of all products of two columns of a table, one of them possibly a column of ones:
/// what one pass over the rows leaves behind.
struct ColumnSums {
  /// The number of rows.
  var rows: Int
  /// The number of columns without the column of ones, which is the last one.
  var columns: Int
  /// The sum of z_i z_j over the rows at position `index(i, j)`, where column i holds z_i times a
  /// power of the base.
  var products: [Integer]
  /// For each column the exponent d such that the true values are z_i / base^d.
  var scales: [Int]
  /// 2 or 10.
  var base: Int

  /// The position of a pair i <= j in the packed upper triangle of `size` columns.
  static func index(_ i: Int, _ j: Int, size: Int) -> Int { i * (2 * size - i + 1) / 2 + j - i }

  /// The sums over the rows of both.
  ///
  /// - Precondition: the same columns, and the same base.
  static func + (left: ColumnSums, right: ColumnSums) -> ColumnSums {
    precondition(left.columns == right.columns && left.base == right.base, "the same columns")
    let scales = zip(left.scales, right.scales).map { max($0, $1) }
    let (a, b) = (left.rescaled(to: scales), right.rescaled(to: scales))
    return ColumnSums(
      rows: left.rows + right.rows, columns: left.columns,
      products: zip(a, b).map { $0 + $1 }, scales: scales, base: left.base)
  }

  /// The products with other scales, none of them smaller.
  func rescaled(to scales: [Int]) -> [Integer] {
    if scales == self.scales { return products }
    let size = columns + 1
    var powers: [Int: Integer] = [:]
    func power(_ exponent: Int) -> Integer {
      if let known = powers[exponent] { return known }
      let value = Integer(base).power(exponent)
      powers[exponent] = value
      return value
    }
    var result = products
    for i in 0..<size {
      for j in i..<size {
        let shift = scales[i] - self.scales[i] + scales[j] - self.scales[j]
        let index = Self.index(i, j, size: size)
        if shift > 0, !result[index].isZero { result[index] *= power(shift) }
      }
    }
    return result
  }

  /// The sum over the rows of the product of columns i and j.
  private func sum(_ i: Int, _ j: Int) -> Rational {
    let product = products[Self.index(min(i, j), max(i, j), size: columns + 1)]
    let scale = scales[i] + scales[j]
    if product.isZero || scale == 0 { return Rational(product) }
    let power = Integer(base).power(abs(scale))
    return scale > 0 ? Rational(product, power) : Rational(product * power)
  }

  private func matrix(_ rows: [Int], _ columns: [Int], center: Bool) -> RationalMatrix {
    let ones = self.columns
    let count = Rational(self.rows)
    let means = center ? columns.map { sum($0, ones) / count } : []
    return RationalMatrix(
      rows.map { i in
        let total = center ? sum(i, ones) : .zero
        return columns.enumerated().map { position, j in
          center ? sum(i, j) - total * means[position] : sum(i, j)
        }
      }
    ).reduced()
  }

  /// The moments of a table whose first columns are the inputs and whose others are targets.
  ///
  /// Subtracting its mean from each target y changes X^T y by (X^T 1)(1^T y)/n and Y^T Y
  /// likewise, so the centred moments follow from the sums.
  func moments(inputs: Int, intercept: Bool, center: Bool) -> Moments {
    let x = Array(0..<inputs) + (intercept ? [columns] : [])
    let y = Array(inputs..<columns)
    return Moments(
      samples: Integer(rows), xx: matrix(x, x, center: false), xy: matrix(x, y, center: center),
      yy: matrix(y, y, center: center))
  }
}

/// What one pass over a table leaves behind.
struct TableSums {
  /// The sums, over the inputs and then the targets.
  var sums: ColumnSums
  /// The same for blocks of consecutive rows, where they are wanted.
  var blocks: [ColumnSums]
  /// The columns that were read.
  var columns: ChosenColumns
  /// How many rows were left out because a value was missing.
  var droppedRows: Int
}
