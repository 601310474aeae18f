import CGMP

/// Exact solutions of integer linear systems A x = b by p-adic lifting.
///
/// With C = A^-1 modulo a prime p, the digits of x in base p are x_i = C r_i mod p, where r_0 = b
/// and r_(i+1) = (r_i - A x_i) / p. Once enough digits are known, x is recovered as a vector of
/// fractions with a common denominator. (J. D. Dixon, "Exact solution of linear equations using
/// p-adic expansions", Numer. Math. 40 (1982).) A solution is returned only after A n = d b has
/// been verified, so neither the number of digits nor the recovery has to be trusted; A is
/// non-singular because it is so modulo p.
final class PadicSolver {
  private let matrix: IntegerBuffer
  private let size: Int
  private let field: WordPrimeField
  /// The inverse modulo p in Montgomery form, row by row.
  private let inverse: UnsafeMutablePointer<UInt>
  /// The entries of A as words, when they are small enough for residuals of 128 bits.
  private let words: [Int]?
  /// More bits than the numerators and the denominator of a solution have, without those of b.
  private let minorBits: Int

  /// Prepares a square matrix, or returns nil when it is singular modulo the prime.
  ///
  /// Only the numerators of the matrix are used.
  ///
  /// - Complexity: 2 n^3 multiplications of words.
  init?(_ matrix: RationalMatrix, _ field: WordPrimeField) {
    precondition(matrix.isSquare, "not a square matrix")
    let size = matrix.rows
    self.matrix = matrix.storage
    self.size = size
    self.field = field
    inverse = .allocate(capacity: max(1, size * size))
    var largest = 0
    var total = 64
    for i in 0..<size {
      let bits =
        (0..<size).map { ScaledSymmetricMatrix.bitLength(matrix.storage.base + i * size + $0) }
        .max() ?? 0
      largest = max(largest, bits)
      total += bits + Self.logarithm(size)
    }
    minorBits = total
    // |sum_j a_ij x_j| < n 2^largest 2^60 must stay below 2^126.
    words =
      largest <= 63 && largest + Self.logarithm(size) + 60 <= 125
      ? (0..<size * size).map { __gmpz_get_si(matrix.storage.base + $0) } : nil
    guard invert() else { return nil }
  }

  deinit { inverse.deallocate() }

  /// The number of bits of a non-negative word.
  private static func logarithm(_ value: Int) -> Int { Int.bitWidth - value.leadingZeroBitCount }

  /// Gauss-Jordan elimination modulo p on [A | I].
  private func invert() -> Bool {
    let width = 2 * size
    let work = UnsafeMutablePointer<UInt>.allocate(capacity: max(1, size * width))
    defer { work.deallocate() }
    for i in 0..<size {
      for j in 0..<size {
        work[i * width + j] = field.form(matrix.base + i * size + j)
        work[i * width + size + j] = i == j ? field.one : 0
      }
    }
    var order = Array(0..<size)
    for column in 0..<size {
      guard
        let found = (column..<size).first(where: { work[order[$0] * width + column] != 0 }),
        let reciprocal = field.inverse(of: work[order[found] * width + column])
      else { return false }
      order.swapAt(column, found)
      let pivotRow = work + order[column] * width
      for j in column..<width { pivotRow[j] = field.multiply(pivotRow[j], reciprocal) }
      for i in 0..<size where i != column {
        let row = work + order[i] * width
        let factor = row[column]
        if factor == 0 { continue }
        for j in column..<width {
          row[j] = field.subtract(row[j], field.multiply(factor, pivotRow[j]))
        }
      }
    }
    for i in 0..<size {
      for j in 0..<size { inverse[i * size + j] = work[order[i] * width + size + j] }
    }
    return true
  }

  /// The solution of A x = b as integers over a positive denominator, without a common factor.
  ///
  /// - Returns: nil only when lifting fails up to the bound that the solution cannot exceed, which
  ///   does not happen.
  /// - Complexity: 2 n^2 multiplications of words for each 60 bits of the solution, numerators and
  ///   denominator together.
  func solve(_ right: [Integer]) -> (numerators: [Integer], denominator: Integer)? {
    precondition(right.count == size, "shapes do not fit")
    let rightBits = right.map(\.bitWidth).max() ?? 0
    let mostDigits = (2 * (minorBits + rightBits) + 64) / 59 + 1
    var lifting = Lifting(right, small: words != nil && rightBits <= 124)
    var target = 3
    while true {
      while lifting.digits.count < target { step(&lifting) }
      if let found = recover(lifting.digits, isLast: target >= mostDigits),
        verifies(found.numerators, found.denominator, right)
      {
        return found
      }
      if target >= mostDigits { return nil }
      target = min(mostDigits, target + max(2, target / 2))
    }
  }

  /// The digits found so far and the current residual.
  private struct Lifting {
    var digits: [[UInt]] = []
    var small: [Int128]
    var large: IntegerBuffer

    init(_ right: [Integer], small: Bool) {
      self.small = small ? right.map { Self.wide($0) } : []
      large = IntegerBuffer(count: small ? 0 : right.count)
      if !small { for (index, entry) in right.enumerated() { large.set(index, entry) } }
    }

    /// The value of an integer of at most 124 bits.
    private static func wide(_ value: Integer) -> Int128 {
      if let word = value.word { return Int128(word) }
      let high = value.shiftedRight(62)
      let low = value - high.shiftedLeft(62)
      return Int128(high.word ?? 0) << 62 | Int128(low.word ?? 0)
    }
  }

  /// Finds one digit of every entry.
  private func step(_ lifting: inout Lifting) {
    let p = Int128(field.modulus)
    let residues: [UInt]
    if let words = wordsInUse(lifting) {
      residues = lifting.small.map { value in
        let rest = Int(truncatingIfNeeded: value % p)
        return UInt(rest < 0 ? rest + Int(field.modulus) : rest)
      }
      let digits = product(residues)
      for i in 0..<size {
        var sum: Int128 = 0
        for j in 0..<size {
          sum &+= Int128(words[i * size + j]) &* Int128(truncatingIfNeeded: digits[j])
        }
        lifting.small[i] = (lifting.small[i] - sum) / p
      }
      lifting.digits.append(digits)
    } else {
      residues = (0..<size).map { __gmpz_fdiv_ui(lifting.large.base + $0, field.modulus) }
      let digits = product(residues)
      for i in 0..<size {
        let residual = lifting.large.base + i
        for j in 0..<size { __gmpz_submul_ui(residual, matrix.base + i * size + j, digits[j]) }
        __gmpz_divexact_ui(residual, residual, field.modulus)
      }
      lifting.digits.append(digits)
    }
  }

  private func wordsInUse(_ lifting: Lifting) -> [Int]? {
    lifting.large.count == 0 ? words : nil
  }

  /// The inverse modulo p times a vector of residues.
  private func product(_ residues: [UInt]) -> [UInt] {
    residues.withUnsafeBufferPointer { vector in
      guard let base = vector.baseAddress else { return [] }
      // Montgomery form times residue is the residue of the product.
      return (0..<size).map { field.dot(inverse + $0 * size, base, count: size) }
    }
  }

  /// The fractions with small numerators and a common denominator that have the given digits.
  private func recover(
    _ digits: [[UInt]], isLast: Bool
  ) -> (numerators: [Integer], denominator: Integer)? {
    let modulus = Integer(Int(field.modulus)).power(digits.count)
    let bound = modulus.shiftedRight(1).squareRoot
    var denominator = Integer.one
    var numerators: [Integer] = []
    for index in 0..<size {
      let value = Integer.computed { total in
        for step in digits.reversed() {
          __gmpz_mul_ui(total, total, field.modulus)
          __gmpz_add_ui(total, total, step[index])
        }
      }
      let scaled = (value * denominator).floorRemainder(by: modulus)
      let centered = scaled + scaled > modulus ? scaled - modulus : scaled
      if centered.magnitude <= bound {
        numerators.append(centered)
        continue
      }
      guard let fraction = Self.fraction(scaled, modulus, bound) else { return nil }
      denominator *= fraction.denominator
      // A true solution leaves room; a random residue does not.
      let size = fraction.numerator.bitWidth + denominator.bitWidth
      guard denominator <= bound, isLast || size + 32 < modulus.bitWidth else { return nil }
      numerators = numerators.map { $0 * fraction.denominator }
      numerators.append(fraction.numerator)
    }
    let common = numerators.reduce(denominator) { Integer.gcd($0, $1) }
    if common == .one { return (numerators, denominator) }
    return (
      numerators.map { $0.exactQuotient(by: common) }, denominator.exactQuotient(by: common)
    )
  }

  /// The fraction n / d = value modulo m with |n| and d at most `bound`, by the extended Euclidean
  /// algorithm (P. S. Wang, 1981).
  private static func fraction(
    _ value: Integer, _ modulus: Integer, _ bound: Integer
  ) -> (numerator: Integer, denominator: Integer)? {
    let work = IntegerBuffer(count: 5)
    var (r0, r1) = (work.base, work.base + 1)
    var (t0, t1) = (work.base + 2, work.base + 3)
    let quotient = work.base + 4
    modulus.withGMP { __gmpz_set(r0, $0) }
    value.withGMP { __gmpz_set(r1, $0) }
    __gmpz_set_si(t1, 1)
    bound.withGMP { bound in
      while __gmpz_cmp(r1, bound) > 0 {
        __gmpz_tdiv_qr(quotient, r0, r0, r1)
        __gmpz_submul(t0, quotient, t1)
        swap(&r0, &r1)
        swap(&t0, &t1)
      }
    }
    let numerator = Integer(copying: r1)
    let denominator = Integer(copying: t1)
    guard !denominator.isZero, denominator.magnitude <= bound else { return nil }
    return denominator.signum < 0 ? (-numerator, -denominator) : (numerator, denominator)
  }

  /// Whether d > 0 and A n = d b, exactly.
  func verifies(
    _ numerators: [Integer], _ denominator: Integer, _ right: [Integer]
  ) -> Bool {
    guard denominator.signum > 0 else { return false }
    let vector = IntegerBuffer(count: size)
    for (index, entry) in numerators.enumerated() { vector.set(index, entry) }
    let total = LargeInteger()
    for i in 0..<size {
      denominator.withGMP { d in right[i].withGMP { __gmpz_mul(total.pointer, d, $0) } }
      for j in 0..<size {
        __gmpz_submul(total.pointer, matrix.base + i * size + j, vector.base + j)
      }
      if total.pointer.pointee._mp_size != 0 { return false }
    }
    return true
  }
}

extension Integer {
  /// The remainder of the division rounded towards minus infinity: at least 0 for a positive
  /// divisor.
  func floorRemainder(by divisor: Integer) -> Integer {
    self - floorQuotient(by: divisor) * divisor
  }
}
