import CGMP

extension RationalMatrix {
  /// Decides definiteness by ``FixedPointCholesky`` with growing precision, or returns nil when
  /// that does not decide it: when the matrix is singular, or so nearly singular that elimination
  /// is cheaper.
  ///
  /// Positive definiteness is proved by an inequality between exact integers; a direction x is
  /// returned only after x^T A x < 0 has been verified exactly. The steps are integer arithmetic
  /// throughout, so the answer is the same everywhere.
  ///
  /// - Precondition: the matrix is square and symmetric.
  /// - Complexity: n^3/6 multiplications of machine words when the condition number after scaling
  ///   is below about 2^60 / n; then of integers of 160 and more bits.
  func fixedPointDefiniteness() -> Definiteness? {
    let scaled: ScaledSymmetricMatrix
    switch ScaledSymmetricMatrix.make(self) {
    case .scaled(let matrix): scaled = matrix
    case .notSemidefinite(let direction): return .notSemidefinite(direction: direction)
    case .unscalable: return nil
    }
    var fraction = FixedPointCholesky.wordFraction
    var outcome = FixedPointCholesky.inWords(scaled)
    while true {
      switch outcome {
      case .positiveDefinite: return .positiveDefinite
      case .stopped(let direction, let precision, let negative):
        if negative, let found = verified(direction, precision, scaled) {
          return .notSemidefinite(direction: found)
        }
      }
      // Minors have at most about `bits` bits: beyond a fraction of that, elimination is cheaper.
      let next = fraction < 160 ? 160 : 2 * fraction
      guard next <= precisionLimit else { return nil }
      if next == 160, isProbablySingular { return nil }
      fraction = next
      outcome = FixedPointCholesky.inIntegers(scaled, fraction: fraction)
    }
  }

  /// The most binary digits for which the factorization is not more work than elimination.
  private var precisionLimit: Int {
    let bits = (0..<rows).reduce(0) {
      $0 + ScaledSymmetricMatrix.bitLength(storage.base + $1 * rows + $1)
    }
    return bits / 3
  }

  /// Whether a leading minor vanishes modulo one prime. For a nonsingular positive definite matrix
  /// that is so unlikely that only elimination is worth trying then; nothing is concluded from it.
  private var isProbablySingular: Bool {
    let field = WordPrimeField(modulus: WordPrimeField.firstModuli[0])
    return !ModularFactorization(size: rows).factor(storage, field)
  }

  /// The direction with as few binary digits as still give x^T A x < 0, or nil.
  private func verified(
    _ direction: [Integer], _ fraction: Int, _ scaled: ScaledSymmetricMatrix
  ) -> [Integer]? {
    for kept in [0, 1, 2, 4, 8, 16, 32, fraction / 2, fraction] where kept <= fraction {
      let candidate = scaled.unscaled(direction, fraction: fraction, kept: kept)
      let support = candidate.indices.filter { !candidate[$0].isZero }
      if isNegativeForm(candidate, support) { return candidate }
    }
    return nil
  }

  /// Whether x^T A x < 0 for a vector that vanishes outside `support`.
  private func isNegativeForm(_ vector: [Integer], _ support: [Int]) -> Bool {
    let total = LargeInteger()
    let partial = LargeInteger()
    for i in support {
      __gmpz_set_si(partial.pointer, 0)
      for j in support where j <= i {
        let entry = storage.base + i * columns + j
        vector[j].withGMP { __gmpz_addmul(partial.pointer, entry, $0) }
        // Off the diagonal every entry counts twice.
        if j < i { vector[j].withGMP { __gmpz_addmul(partial.pointer, entry, $0) } }
      }
      vector[i].withGMP { __gmpz_addmul(total.pointer, partial.pointer, $0) }
    }
    return total.pointer.pointee._mp_size < 0
  }
}
