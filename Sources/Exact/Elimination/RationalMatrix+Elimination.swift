import CGMP

/// Fraction-free (Bareiss) elimination: every intermediate number is a minor of the matrix, so
/// numbers grow only linearly with the size and every division is exact.
/// E. H. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian elimination",
/// Math. Comp. 22 (1968).
extension RationalMatrix {
  /// The determinant.
  ///
  /// - Precondition: the matrix is square.
  /// - Complexity: O(n^3) multiplications of minors.
  public func determinant() -> Rational {
    precondition(isSquare, "not a square matrix")
    let echelon = Echelon(self)
    guard echelon.pivotColumns.count == rows else { return .zero }
    if rows == 0 { return .one }
    let last = echelon.entry(rows - 1, rows - 1)
    return Rational(echelon.rowSign < 0 ? -last : last, denominator.power(rows))
  }

  /// The rank.
  public func rank() -> Int { independentColumns().count }

  /// The columns, counted from 0, that do not depend linearly on those before them.
  ///
  /// - Complexity: O(n^3) multiplications of minors; of words, and a lifted solution for each
  ///   dependent column, for larger matrices.
  public func independentColumns() -> [Int] {
    if min(rows, columns) >= Self.smallestPadicSize, let found = modularIndependentColumns() {
      return found
    }
    return Echelon(self).pivotColumns
  }

  /// A primitive non-zero integer vector z with A z = 0, or nil when the columns are linearly
  /// independent. Its first non-zero entry is positive.
  public func nullVector() -> [Integer]? {
    if min(rows, columns) >= Self.smallestPadicSize, let found = modularNullVector() {
      return found.vector
    }
    let echelon = Echelon(self)
    guard let free = (0..<columns).first(where: { !echelon.pivotColumns.contains($0) }) else {
      return nil
    }
    // Fix the free column to the last pivot used before it: Cramer's rule makes the rest integer.
    let used = echelon.pivotColumns.prefix { $0 < free }.count
    var vector = Array(repeating: Integer.zero, count: columns)
    vector[free] = used == 0 ? .one : echelon.entry(used - 1, echelon.pivotColumns[used - 1])
    echelon.backSubstitute(&vector, usingRows: used)
    let primitive = Integer.primitive(vector)
    let leading = primitive.first { !$0.isZero }
    return leading.map { $0.signum < 0 ? primitive.map { -$0 } : primitive }
  }

  /// The matrix X with A X = B, or nil when A is singular.
  ///
  /// - Precondition: A is square and B has as many rows.
  /// - Complexity: O(n^3) multiplications of minors; for larger matrices O(n^3) multiplications of
  ///   words, and 2 n^2 for each column of B and each 60 bits of its solution.
  public func solve(_ right: RationalMatrix) -> RationalMatrix? {
    precondition(isSquare && right.rows == rows, "shapes do not fit")
    // Elimination serves many right-hand sides at once and is cheaper for those.
    if rows >= Self.smallestPadicSize, right.columns <= rows / 4 || rows >= 150 {
      if let solution = padicSolution(right) { return solution }
      // Singular modulo a prime, and so probably singular.
      if modularNullVector()?.vector != nil { return nil }
    }
    return eliminationSolution(right)
  }

  /// The matrix X with A X = B by fraction-free elimination, or nil when A is singular.
  func eliminationSolution(_ right: RationalMatrix) -> RationalMatrix? {
    let size = rows
    let width = right.columns
    var augmented = RationalMatrix(rows: size, columns: size + width)
    for i in 0..<size {
      for j in 0..<size {
        __gmpz_set(augmented.storage.base + i * (size + width) + j, storage.base + i * size + j)
      }
      for j in 0..<width {
        __gmpz_set(
          augmented.storage.base + i * (size + width) + size + j,
          right.storage.base + i * width + j)
      }
    }
    augmented.denominator = .one
    let echelon = Echelon(augmented, pivotLimit: size)
    guard echelon.pivotColumns.count == size else { return nil }
    var result = RationalMatrix(rows: size, columns: width)
    if size == 0 { return result }
    let determinant = echelon.entry(size - 1, size - 1)
    for j in 0..<width {
      var vector = Array(repeating: Integer.zero, count: size + width)
      vector[size + j] = -determinant
      echelon.backSubstitute(&vector, usingRows: size)
      for i in 0..<size {
        result.storage.set(i * width + j, determinant.signum < 0 ? -vector[i] : vector[i])
      }
    }
    result.denominator = determinant.magnitude
    return result.scaled(by: Rational(denominator, right.denominator)).reduced()
  }

  /// The inverse, or nil when the matrix is singular.
  ///
  /// A symmetric positive definite matrix is inverted by ``SymmetricElimination`` at about a
  /// quarter of the cost.
  ///
  /// - Precondition: the matrix is square.
  public func inverse() -> RationalMatrix? { solve(.identity(rows)) }
}

/// The row echelon form of the numerators of a matrix by fraction-free elimination.
struct Echelon {
  private let buffer: IntegerBuffer
  private let columns: Int
  /// The columns, counted from 0, that hold a pivot; row r holds the pivot of the r-th of them.
  let pivotColumns: [Int]
  /// The sign of the row permutation.
  let rowSign: Int

  /// Eliminates; pivots are taken in the first `pivotLimit` columns only.
  init(_ matrix: RationalMatrix, pivotLimit: Int? = nil) {
    let rows = matrix.rows
    let columns = matrix.columns
    let limit = pivotLimit ?? columns
    let buffer = IntegerBuffer(copying: matrix.storage)
    let base = buffer.base
    let previous = LargeInteger()
    __gmpz_set_si(previous.pointer, 1)
    var pivots: [Int] = []
    var sign = 1
    for column in 0..<limit {
      let step = pivots.count
      if step == rows { break }
      guard let pivotRow = (step..<rows).first(where: { buffer.sign($0 * columns + column) != 0 })
      else { continue }
      if pivotRow != step {
        for j in 0..<columns {
          __gmpz_swap(base + pivotRow * columns + j, base + step * columns + j)
        }
        sign = -sign
      }
      let pivot = base + step * columns + column
      for i in (step + 1)..<max(rows, step + 1) {
        let factor = base + i * columns + column
        for j in (column + 1)..<max(columns, column + 1) {
          let entry = base + i * columns + j
          __gmpz_mul(entry, entry, pivot)
          __gmpz_submul(entry, factor, base + step * columns + j)
          __gmpz_divexact(entry, entry, previous.pointer)
        }
        __gmpz_set_si(factor, 0)
      }
      __gmpz_set(previous.pointer, pivot)
      pivots.append(column)
    }
    self.buffer = buffer
    self.columns = columns
    pivotColumns = pivots
    rowSign = sign
  }

  /// One entry of the echelon form.
  func entry(_ i: Int, _ j: Int) -> Integer { buffer.value(i * columns + j) }

  /// Solves the first `used` rows for their pivot columns, given the other entries of `vector`
  /// scaled so that the solution is integer.
  func backSubstitute(_ vector: inout [Integer], usingRows used: Int) {
    let total = LargeInteger()
    for row in stride(from: used - 1, through: 0, by: -1) {
      let column = pivotColumns[row]
      __gmpz_set_si(total.pointer, 0)
      for j in (column + 1)..<max(columns, column + 1) where !vector[j].isZero {
        vector[j].withGMP { __gmpz_submul(total.pointer, buffer.base + row * columns + j, $0) }
      }
      __gmpz_divexact(total.pointer, total.pointer, buffer.base + row * columns + column)
      vector[column] = Integer(copying: total.pointer)
    }
  }
}
