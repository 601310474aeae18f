import CGMP

extension RationalMatrix {
  /// The size from which lifted solutions are tried before elimination.
  static var smallestPadicSize: Int { 20 }

  /// The matrix X with A X = B by ``PadicSolver``, or nil when A is singular modulo its prime.
  ///
  /// - Precondition: A is square and B has as many rows.
  func padicSolution(_ right: RationalMatrix) -> RationalMatrix? {
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    guard let solver = PadicSolver(self, field) else { return nil }
    var columns: [[Integer]] = []
    var denominators: [Integer] = []
    for j in 0..<right.columns {
      guard let column = solver.solve((0..<rows).map { right.numerator($0, j) }) else {
        return nil
      }
      columns.append(column.numerators)
      denominators.append(column.denominator)
    }
    let common = denominators.reduce(Integer.one) { Integer.lcm($0, $1) }
    var result = RationalMatrix(rows: rows, columns: right.columns)
    for (j, column) in columns.enumerated() {
      let factor = common.exactQuotient(by: denominators[j])
      for (i, entry) in column.enumerated() {
        result.storage.set(i * right.columns + j, entry * factor)
      }
    }
    result.denominator = common
    return result.scaled(by: Rational(denominator, right.denominator)).reduced()
  }

  /// What ``nullVector()`` returns, or nil when a guess modulo a prime cannot be verified.
  func modularNullVector() -> (vector: [Integer]?, Void)? {
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    let echelon = ModularEchelon(self, field)
    // Columns that are independent modulo a prime are independent.
    if echelon.pivotColumns.count == columns { return (nil, ()) }
    let free = echelon.pivotColumns.enumerated().first { $0.offset != $0.element }?.offset
    let used = free ?? echelon.pivotColumns.count
    let dependency = Dependency(self, echelon, used: used, field)
    guard let vector = dependency?.vector(of: used) else { return nil }
    let leading = vector.first { !$0.isZero }
    return (leading.map { $0.signum < 0 ? vector.map { -$0 } : vector }, ())
  }

  /// What ``independentColumns()`` returns, or nil when a guess modulo a prime cannot be verified.
  func modularIndependentColumns() -> [Int]? {
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    let echelon = ModularEchelon(self, field)
    let pivots = echelon.pivotColumns
    if pivots.count == min(rows, columns), pivots == Array(0..<pivots.count) { return pivots }
    let isPivot = Set(pivots)
    let dependency = Dependency(self, echelon, used: pivots.count, field)
    for free in 0..<columns where !isPivot.contains(free) {
      // The column must depend on earlier ones only.
      guard let vector = dependency?.vector(of: free),
        vector[(free + 1)...].allSatisfy({ $0.isZero })
      else { return nil }
    }
    return pivots
  }
}

/// Expresses columns of a matrix by the pivot columns of its echelon form modulo a prime.
private struct Dependency {
  private let matrix: RationalMatrix
  private let pivotColumns: [Int]
  private let pivotRows: [Int]
  private let solver: PadicSolver

  /// Prepares the first pivots of an echelon form.
  init?(
    _ matrix: RationalMatrix, _ echelon: ModularEchelon, used: Int, _ field: WordPrimeField
  ) {
    self.matrix = matrix
    pivotColumns = Array(echelon.pivotColumns[..<used])
    pivotRows = Array(echelon.pivotRows[..<used])
    let block = matrix.submatrix(rows: pivotRows, columns: pivotColumns)
    guard let solver = PadicSolver(block, field) else { return nil }
    self.solver = solver
  }

  /// The primitive vector z with A z = 0, verified, that has a positive entry at the given column
  /// and otherwise vanishes outside the pivot columns; nil when there is none.
  func vector(of column: Int) -> [Integer]? {
    guard let solution = solver.solve(pivotRows.map { -matrix.numerator($0, column) }) else {
      return nil
    }
    var vector = Array(repeating: Integer.zero, count: matrix.columns)
    for (position, index) in pivotColumns.enumerated() {
      vector[index] = solution.numerators[position]
    }
    vector[column] = solution.denominator
    guard matrix.numeratorProduct(vector).allSatisfy({ $0.isZero }) else { return nil }
    return Integer.primitive(vector)
  }
}
