import CGMP

extension RationalMatrix {
  /// Decides definiteness of a matrix that is probably singular, or returns nil when the guesses
  /// that this rests on cannot be verified.
  ///
  /// A prime guesses a largest independent set of columns S. Then, all verified exactly:
  /// A_SS is positive definite (``fixedPointDefiniteness()``), or a direction in it is negative;
  /// for every other index f the vector z_f with A_SS z_S = -A_Sf and z_f = 1 (``PadicSolver``) has
  /// A z_f = 0. Then the Schur complement of A_SS vanishes, A is positive semi-definite, and the
  /// z_f are a basis of its kernel. Where A z_f is not zero, it shows a negative direction.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: O(n^3) multiplications of words, and for each kernel vector 2 n^2 for each 60
  ///   bits of the vector.
  func modularDefiniteness() -> Definiteness? {
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    let kept = ModularEchelon(self, field).pivotColumns
    guard kept.count < rows else { return nil }
    let block = principalSubmatrix(kept)
    switch block.fixedPointDefiniteness() {
    case .positiveDefinite: break
    case .notSemidefinite(let direction):
      return .notSemidefinite(direction: embedded(direction, kept))
    case .positiveSemidefinite, nil: return nil
    }
    guard let solver = PadicSolver(block, field) else { return nil }
    var kernel: [[Integer]] = []
    let isKept = Set(kept)
    for free in 0..<rows where !isKept.contains(free) {
      guard let solution = solver.solve(kept.map { -numerator($0, free) }) else { return nil }
      var vector = embedded(solution.numerators, kept)
      vector[free] = solution.denominator
      vector = Integer.primitive(vector)
      let image = numeratorProduct(vector)
      if let index = image.firstIndex(where: { !$0.isZero }) {
        return negativeDirection(vector, image, free: free, index: index)
      }
      kernel.append(vector)
    }
    return .positiveSemidefinite(kernel: kernel)
  }

  /// A vector on some of the indices, with zeros elsewhere.
  private func embedded(_ vector: [Integer], _ indices: [Int]) -> [Integer] {
    var result = Array(repeating: Integer.zero, count: rows)
    for (position, index) in indices.enumerated() { result[index] = vector[position] }
    return result
  }

  /// A direction of negative curvature from a vector z whose image w = A z vanishes on the pivots
  /// but not everywhere, or nil when z^T A z > 0.
  ///
  /// z^T A z = w_f z_f. When that is zero, x = e_i - t z has x^T A x = a_ii - 2 t w_i, which is
  /// negative for t > a_ii / (2 w_i) of the sign of w_i.
  private func negativeDirection(
    _ vector: [Integer], _ image: [Integer], free: Int, index: Int
  ) -> Definiteness? {
    let curvature = image[free].signum * vector[free].signum
    if curvature > 0 { return nil }
    if curvature < 0 { return .notSemidefinite(direction: vector) }
    // The quotient is rounded down: one more, or one less, makes the inequality strict.
    let double = image[index] + image[index]
    let quotient = numerator(index, index).floorQuotient(by: double)
    let multiple = quotient + Integer(double.signum)
    var direction = vector.map { -(multiple * $0) }
    direction[index] += 1
    direction = Integer.primitive(direction)
    guard quadraticForm(direction) < .zero else { return nil }
    return .notSemidefinite(direction: direction)
  }
}
