import CGMP

extension RationalMatrix {
  /// The transposed matrix.
  public var transposed: RationalMatrix {
    var result = RationalMatrix(rows: columns, columns: rows)
    result.denominator = denominator
    for i in 0..<rows {
      for j in 0..<columns {
        __gmpz_set(result.storage.base + j * rows + i, storage.base + i * columns + j)
      }
    }
    return result
  }

  /// The matrix with numerators and denominator divided by their greatest common divisor.
  public func reduced() -> RationalMatrix {
    if denominator == .one { return self }
    let divisor = LargeInteger()
    denominator.withGMP { __gmpz_set(divisor.pointer, $0) }
    for k in 0..<storage.count {
      __gmpz_gcd(divisor.pointer, divisor.pointer, storage.base + k)
      if __gmpz_cmp_ui(divisor.pointer, 1) == 0 { return self }
    }
    var result = self
    result.makeUnique()
    for k in 0..<storage.count {
      __gmpz_divexact(result.storage.base + k, result.storage.base + k, divisor.pointer)
    }
    result.denominator = denominator.exactQuotient(by: Integer(copying: divisor.pointer))
    return result
  }

  /// The matrix product.
  ///
  /// - Precondition: the left matrix has as many columns as the right one has rows.
  /// - Complexity: O(rows * columns * inner) multiplications.
  public static func * (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    precondition(left.columns == right.rows, "shapes do not fit")
    var result = RationalMatrix(rows: left.rows, columns: right.columns)
    result.denominator = left.denominator * right.denominator
    for i in 0..<left.rows {
      for j in 0..<right.columns {
        let target = result.storage.base + i * right.columns + j
        for l in 0..<left.columns {
          __gmpz_addmul(
            target, left.storage.base + i * left.columns + l,
            right.storage.base + l * right.columns + j)
        }
      }
    }
    return result
  }

  /// The product with a column vector.
  ///
  /// - Precondition: the vector is as long as the matrix has columns.
  public static func * (left: RationalMatrix, right: [Rational]) -> [Rational] {
    precondition(left.columns == right.count, "shapes do not fit")
    return (left * RationalMatrix(column: right)).column(0)
  }

  /// The numerators times a vector of integers; divide by ``denominator`` for the product.
  ///
  /// - Precondition: the vector is as long as the matrix has columns.
  public func numeratorProduct(_ vector: [Integer]) -> [Integer] {
    precondition(columns == vector.count, "shapes do not fit")
    return (0..<rows).map { i in
      let total = LargeInteger()
      for (j, entry) in vector.enumerated() {
        let factor = storage.base + i * columns + j
        if let word = entry.word {
          if word >= 0 {
            __gmpz_addmul_ui(total.pointer, factor, UInt(word))
          } else {
            __gmpz_submul_ui(total.pointer, factor, word.magnitude)
          }
        } else {
          entry.withGMP { __gmpz_addmul(total.pointer, factor, $0) }
        }
      }
      return Integer(adopting: total)
    }
  }

  /// The sum.
  ///
  /// - Precondition: the shapes agree.
  public static func + (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    combine(left, right, subtract: false)
  }

  /// The difference.
  ///
  /// - Precondition: the shapes agree.
  public static func - (left: RationalMatrix, right: RationalMatrix) -> RationalMatrix {
    combine(left, right, subtract: true)
  }

  private static func combine(
    _ left: RationalMatrix, _ right: RationalMatrix, subtract: Bool
  ) -> RationalMatrix {
    precondition(left.rows == right.rows && left.columns == right.columns, "shapes do not fit")
    var result = RationalMatrix(rows: left.rows, columns: left.columns)
    let common = Integer.lcm(left.denominator, right.denominator)
    result.denominator = common
    let leftFactor = common.exactQuotient(by: left.denominator)
    let rightFactor = common.exactQuotient(by: right.denominator)
    leftFactor.withGMP { p in
      rightFactor.withGMP { q in
        for k in 0..<result.storage.count {
          let target = result.storage.base + k
          __gmpz_mul(target, left.storage.base + k, p)
          if subtract {
            __gmpz_submul(target, right.storage.base + k, q)
          } else {
            __gmpz_addmul(target, right.storage.base + k, q)
          }
        }
      }
    }
    return result
  }

  /// The matrix with every entry multiplied by a number.
  public func scaled(by factor: Rational) -> RationalMatrix {
    var result = self
    result.makeUnique()
    factor.numerator.withGMP { p in
      for k in 0..<result.storage.count {
        __gmpz_mul(result.storage.base + k, result.storage.base + k, p)
      }
    }
    result.denominator = denominator * factor.denominator
    return result
  }

  /// The matrix that keeps the given rows and columns, counted from 0, in the given order.
  public func submatrix(rows keptRows: [Int], columns keptColumns: [Int]) -> RationalMatrix {
    var result = RationalMatrix(rows: keptRows.count, columns: keptColumns.count)
    result.denominator = denominator
    for (i, source) in keptRows.enumerated() {
      for (j, column) in keptColumns.enumerated() {
        __gmpz_set(
          result.storage.base + i * keptColumns.count + j, storage.base + index(source, column))
      }
    }
    return result
  }

  /// The principal submatrix on the given indices, counted from 0.
  public func principalSubmatrix(_ kept: [Int]) -> RationalMatrix {
    submatrix(rows: kept, columns: kept)
  }

  /// The matrix D A D for D = diag(signs): entry (i, j) times signs_i signs_j.
  ///
  /// - Precondition: the matrix is square, `signs` has its size and holds 1 and -1.
  public func switched(by signs: [Int]) -> RationalMatrix {
    precondition(isSquare && signs.count == rows, "shapes do not fit")
    var result = self
    result.makeUnique()
    for i in 0..<rows {
      for j in 0..<columns where (signs[i] < 0) != (signs[j] < 0) {
        let entry = result.storage.base + i * columns + j
        __gmpz_neg(entry, entry)
      }
    }
    return result
  }

  /// The quadratic form x^T A y of two vectors of integers.
  ///
  /// - Precondition: the vectors fit the shape.
  public func bilinear(_ left: [Integer], _ right: [Integer]) -> Rational {
    precondition(left.count == rows && right.count == columns, "shapes do not fit")
    return Rational(Integer.dot(left, numeratorProduct(right)), denominator)
  }

  /// The quadratic form x^T A x of a vector of integers.
  ///
  /// - Precondition: the matrix is square and the vector has its size.
  public func quadraticForm(_ vector: [Integer]) -> Rational { bilinear(vector, vector) }
}
