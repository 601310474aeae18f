import Exact

/// A matrix of intervals, row by row: the set of all real matrices with entries in them.
public struct IntervalMatrix: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The entries, row by row.
  var elements: [Interval]

  /// Creates a matrix whose entries are given by their row and column, counted from 0.
  public init(rows: Int, columns: Int, _ entry: (_ row: Int, _ column: Int) -> Interval) {
    precondition(rows >= 0 && columns >= 0, "negative size")
    self.rows = rows
    self.columns = columns
    elements = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows { for j in 0..<columns { elements.append(entry(i, j)) } }
  }

  /// Encloses a rational matrix.
  public init(_ matrix: RationalMatrix, precision: Int) {
    self.init(rows: matrix.rows, columns: matrix.columns) {
      matrix.sign($0, $1) == 0
        ? .zero(precision: precision) : Interval(matrix[$0, $1], precision: precision)
    }
  }

  /// The identity matrix.
  public static func identity(_ size: Int, precision: Int) -> IntervalMatrix {
    let one = Interval.one(precision: precision)
    let zero = Interval.zero(precision: precision)
    return IntervalMatrix(rows: size, columns: size) { $0 == $1 ? one : zero }
  }

  /// One entry, counted from 0.
  public subscript(_ i: Int, _ j: Int) -> Interval {
    get {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "entry out of range")
      return elements[i * columns + j]
    }
    set {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "entry out of range")
      elements[i * columns + j] = newValue
    }
  }

  /// The largest precision of an entry.
  public var precision: Int { elements.map(\.precision).max() ?? Interval.precisions.lowerBound }

  /// Whether the matrix has as many rows as columns.
  public var isSquare: Bool { rows == columns }

  /// Whether every entry is bounded.
  public var isBounded: Bool { elements.allSatisfy { $0.isBounded } }

  /// One row.
  public func row(_ i: Int) -> [Interval] { Array(elements[i * columns..<(i + 1) * columns]) }

  /// One column.
  public func column(_ j: Int) -> [Interval] { (0..<rows).map { elements[$0 * columns + j] } }

  /// The transposed matrix.
  public var transposed: IntervalMatrix {
    IntervalMatrix(rows: columns, columns: rows) { self[$1, $0] }
  }

  /// The matrix that keeps the given rows and columns, counted from 0, in the given order.
  public func submatrix(rows keptRows: [Int], columns keptColumns: [Int]) -> IntervalMatrix {
    IntervalMatrix(rows: keptRows.count, columns: keptColumns.count) {
      self[keptRows[$0], keptColumns[$1]]
    }
  }

  /// Whether a rational matrix is a member.
  public func contains(_ matrix: RationalMatrix) -> Bool {
    guard matrix.rows == rows, matrix.columns == columns else { return false }
    return (0..<rows).allSatisfy { i in
      (0..<columns).allSatisfy { self[i, $0].contains(matrix[i, $0]) }
    }
  }

  /// The sum.
  ///
  /// - Precondition: the shapes agree.
  public static func + (left: IntervalMatrix, right: IntervalMatrix) -> IntervalMatrix {
    precondition(left.rows == right.rows && left.columns == right.columns, "shapes do not fit")
    return IntervalMatrix(rows: left.rows, columns: left.columns) { left[$0, $1] + right[$0, $1] }
  }

  /// The difference.
  ///
  /// - Precondition: the shapes agree.
  public static func - (left: IntervalMatrix, right: IntervalMatrix) -> IntervalMatrix {
    precondition(left.rows == right.rows && left.columns == right.columns, "shapes do not fit")
    return IntervalMatrix(rows: left.rows, columns: left.columns) { left[$0, $1] - right[$0, $1] }
  }

  /// The enclosure of all products.
  ///
  /// - Precondition: the left matrix has as many columns as the right one has rows.
  /// - Complexity: rows * columns * inner interval products.
  public static func * (left: IntervalMatrix, right: IntervalMatrix) -> IntervalMatrix {
    precondition(left.columns == right.rows, "shapes do not fit")
    let precision = max(left.precision, right.precision)
    let columns = (0..<right.columns).map { right.column($0) }
    let rows = (0..<left.rows).map { left.row($0) }
    return IntervalMatrix(rows: left.rows, columns: right.columns) {
      Interval.dot(rows[$0], columns[$1], precision: precision)
    }
  }

  /// The enclosure of all products with a vector.
  ///
  /// - Precondition: the vector is as long as the matrix has columns.
  public static func * (left: IntervalMatrix, right: IntervalVector) -> IntervalVector {
    precondition(left.columns == right.count, "shapes do not fit")
    let precision = max(left.precision, right.precision)
    return IntervalVector(
      (0..<left.rows).map { Interval.dot(left.row($0), right.elements, precision: precision) })
  }

  /// The enclosure of x^T A y for rational vectors.
  ///
  /// - Precondition: the vectors fit the shape.
  public func bilinear(_ left: [Rational], _ right: [Rational]) -> Interval {
    let bits = precision
    return (self * IntervalVector(right, precision: bits)).dot(
      IntervalVector(left, precision: bits))
  }

  /// The exact matrix of midpoints; nil when an entry is empty or unbounded.
  public var rationalMidpoint: RationalMatrix? {
    var result = Array(repeating: Array(repeating: Rational.zero, count: columns), count: rows)
    for i in 0..<rows {
      for j in 0..<columns {
        guard let middle = self[i, j].midpoint?.lower else { return nil }
        result[i][j] = middle
      }
    }
    return columns == 0 ? RationalMatrix(rows: rows, columns: 0) : RationalMatrix(result)
  }
}

extension IntervalMatrix: CustomStringConvertible {
  /// The rows, one for each line.
  public var description: String {
    (0..<rows).map { "[" + row($0).map(\.description).joined(separator: ", ") + "]" }
      .joined(separator: "\n")
  }
}
