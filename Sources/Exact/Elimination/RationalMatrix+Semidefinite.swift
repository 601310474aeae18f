import CGMP

extension RationalMatrix {
  /// Decides definiteness of a matrix that is probably singular, or returns nil when the guesses
  /// that this rests on cannot be verified.
  ///
  /// A prime guesses a largest independent set of columns S. Then, all verified exactly:
  /// A_SS is positive definite (``fixedPointDefiniteness()``), or a direction in it is negative;
  /// for every other index f the vector z_f with A_SS z_S = -A_Sf and z_f = 1 (``PadicSolver``) has
  /// A z_f = 0. Then the Schur complement of A_SS vanishes, A is positive semi-definite, and the
  /// z_f are a basis of its kernel.
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
      // Fails only when the prime divides a minor that is not zero.
      guard numeratorProduct(vector).allSatisfy({ $0.isZero }) else { return nil }
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
}
