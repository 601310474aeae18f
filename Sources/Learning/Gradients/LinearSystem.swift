/// Small dense linear systems over an ordered field, by Gauss-Jordan elimination with complete
/// pivoting.
enum LinearSystem {
  /// What elimination found.
  struct Solution<Scalar: OrderedField> {
    /// A solution with zeros for the free unknowns, or nil when there is none.
    let values: [Scalar]?
    /// The rank of the matrix.
    let rank: Int
  }

  /// Solves A x = b for a matrix of m x n.
  ///
  /// - Parameter tolerance: Pivots and remainders up to this size count as zero; zero for exact
  ///   numbers.
  /// - Complexity: O(m n min(m, n)).
  static func solve<Scalar: OrderedField>(
    _ matrix: [[Scalar]], _ right: [Scalar], tolerance: Scalar
  ) -> Solution<Scalar> {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let columns = matrix.first?.count ?? 0
    var pivots: [Int] = []
    var free = Array(0..<columns)
    while pivots.count < rows.count, !free.isEmpty {
      var best = (size: tolerance, row: -1, position: -1)
      for row in pivots.count..<rows.count {
        for (position, column) in free.enumerated() {
          let size = rows[row][column].magnitude
          if size > best.size { best = (size, row, position) }
        }
      }
      if best.row < 0 { break }
      let column = free.remove(at: best.position)
      rows.swapAt(pivots.count, best.row)
      let pivotRow = rows[pivots.count]
      for row in rows.indices where row != pivots.count && rows[row][column] != .zero {
        let factor = rows[row][column] / pivotRow[column]
        for j in 0...columns { rows[row][j] = rows[row][j] - factor * pivotRow[j] }
        rows[row][column] = .zero
      }
      pivots.append(column)
    }
    if rows[pivots.count...].contains(where: { $0[columns].magnitude > tolerance }) {
      return Solution(values: nil, rank: pivots.count)
    }
    var values = Array(repeating: Scalar.zero, count: columns)
    for (row, column) in pivots.enumerated() {
      values[column] = rows[row][columns] / rows[row][column]
    }
    return Solution(values: values, rank: pivots.count)
  }

  /// The point of smallest norm of the affine hull of vectors with Gram matrix N: coefficients
  /// beta with sum 1, by N beta = nu 1.
  ///
  /// - Returns: The coefficients (one choice when the vectors are affinely dependent) and whether
  ///   they are unique; nil when rounding made the system unsolvable.
  static func affineMinimum<Scalar: OrderedField>(
    _ gram: [[Scalar]]
  ) -> (coefficients: [Scalar], isUnique: Bool)? {
    // In the unknowns gamma_i = n_i beta_i the matrix has a unit diagonal, however different the
    // lengths n_i are: sum_j (N_ij / (n_i n_j)) gamma_j = nu / n_i, sum_i gamma_i / n_i = 1.
    let size = gram.count
    let roots = gram.indices.map { gram[$0][$0].equilibrationRoot }
    let least = roots.min() ?? .one
    let border = roots.map { least / $0 }
    var matrix: [[Scalar]] = []
    for i in 0..<size {
      matrix.append((0..<size).map { gram[i][$0] / roots[i] / roots[$0] } + [border[i]])
    }
    matrix.append(border + [.zero])
    let right = Array(repeating: Scalar.zero, count: size) + [Scalar.one]
    var count = Scalar.zero
    for _ in 0..<(4 * size + 4) { count = count + .one }
    let solution = solve(matrix, right, tolerance: count * Scalar.unitRoundoff)
    guard let values = solution.values else { return nil }
    let coefficients = (0..<size).map { values[$0] * border[$0] }
    return (coefficients, solution.rank == size + 1)
  }
}
