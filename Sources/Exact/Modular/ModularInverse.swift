import CGMP

/// The adjugate and the determinant of a symmetric positive definite integer matrix from their
/// residues modulo many primes of one machine word.
///
/// Modulo one prime, N = L D L^T, X = L^-1 and N^-1 = X^T D^-1 X take n^3/2 multiplications of
/// words. The determinant and every entry of the adjugate are at most the product of the diagonal
/// entries in absolute value (Hadamard's inequality, for the off-diagonal ones with
/// |adj_ij|^2 <= adj_ii adj_jj), so enough primes determine them by the Chinese remainder theorem.
/// No result needs checking: the bound is the proof.
struct ModularInverse {
  /// The entries of the adjugate (lower triangle, row by row), then the determinant.
  private(set) var values: IntegerBuffer
  private let size: Int

  /// The number of primes whose residues are combined at a time.
  private static let groupSize = 32

  /// Computes adjugate and determinant of the numerators of a matrix.
  ///
  /// - Precondition: the matrix is symmetric and known to be positive definite.
  /// - Complexity: for n^2 bits of results in all, n^3/2 multiplications of words for each 60 bits.
  init(positiveDefinite matrix: RationalMatrix) {
    size = matrix.rows
    let count = size * (size + 1) / 2 + 1
    values = IntegerBuffer(count: count)
    // The product of the diagonal entries is below 2^bits; signs take one bit more.
    let bits = (0..<size).reduce(1) {
      $0 + ScaledSymmetricMatrix.bitLength(matrix.storage.base + $1 * size + $1)
    }
    // Every modulus exceeds 2^59.
    let needed = bits / 59 + 1
    let factorization = ModularFactorization(size: size)
    let residues = UnsafeMutablePointer<UInt>.allocate(capacity: count * Self.groupSize)
    defer { residues.deallocate() }
    let product = LargeInteger()
    __gmpz_set_si(product.pointer, 1)
    var used = 0
    var next = 0
    var moduli: [UInt] = []
    while used < needed {
      var group: [WordPrimeField] = []
      while group.count < min(Self.groupSize, needed - used) {
        if next == moduli.count { moduli = WordPrimeField.moduli(next + needed) }
        let field = WordPrimeField(modulus: moduli[next])
        next += 1
        // A prime that divides a leading minor is skipped; only finitely many do.
        if factorization.invert(matrix.storage, field) {
          factorization.store(to: residues + group.count, stride: Self.groupSize, field)
          group.append(field)
        }
      }
      combine(group, residues, count, product)
      used += group.count
    }
    let half = LargeInteger()
    __gmpz_tdiv_q_2exp(half.pointer, product.pointer, 1)
    for index in 0..<count where __gmpz_cmp(values.base + index, half.pointer) > 0 {
      __gmpz_sub(values.base + index, values.base + index, product.pointer)
    }
  }

  /// Extends the values, known modulo `product`, by the residues of a group of primes.
  private func combine(
    _ group: [WordPrimeField], _ residues: UnsafePointer<UInt>, _ count: Int,
    _ product: LargeInteger
  ) {
    // weights_i = P / p_i for P the product of the group; cofactors_i = 1 / weights_i modulo p_i.
    let groupProduct = LargeInteger()
    __gmpz_set_si(groupProduct.pointer, 1)
    for field in group { __gmpz_mul_ui(groupProduct.pointer, groupProduct.pointer, field.modulus) }
    let weights = IntegerBuffer(count: group.count)
    var cofactors: [UInt] = []
    for (index, field) in group.enumerated() {
      __gmpz_divexact_ui(weights.base + index, groupProduct.pointer, field.modulus)
      // The moduli are distinct primes, so the inverse exists.
      cofactors.append(field.inverse(of: field.form(weights.base + index)) ?? 0)
    }
    let inverse = LargeInteger()
    __gmpz_invert(inverse.pointer, product.pointer, groupProduct.pointer)
    let isFirst = __gmpz_cmp_ui(product.pointer, 1) == 0
    let total = LargeInteger()
    for index in 0..<count {
      let row = residues + index * Self.groupSize
      __gmpz_set_si(total.pointer, 0)
      for (position, field) in group.enumerated() {
        let factor = field.multiply(row[position], cofactors[position])
        __gmpz_addmul_ui(total.pointer, weights.base + position, factor)
      }
      let value = values.base + index
      if isFirst {
        __gmpz_fdiv_r(value, total.pointer, groupProduct.pointer)
      } else {
        // value + product * ((total - value) / product modulo P).
        __gmpz_sub(total.pointer, total.pointer, value)
        __gmpz_mul(total.pointer, total.pointer, inverse.pointer)
        __gmpz_fdiv_r(total.pointer, total.pointer, groupProduct.pointer)
        __gmpz_addmul(value, total.pointer, product.pointer)
      }
    }
    __gmpz_mul(product.pointer, product.pointer, groupProduct.pointer)
  }

  /// The inverse of a matrix with these numerators over a common denominator, over the
  /// determinant.
  func inverse(denominator: Integer) -> RationalMatrix {
    var result = RationalMatrix(rows: size, columns: size)
    denominator.withGMP { factor in
      for i in 0..<size {
        for j in 0...i {
          let target = result.storage.base + i * size + j
          __gmpz_mul(target, values.base + i * (i + 1) / 2 + j, factor)
          if j < i { __gmpz_set(result.storage.base + j * size + i, target) }
        }
      }
    }
    result.denominator = values.value(size * (size + 1) / 2)
    return result
  }
}

/// The factors of one symmetric matrix modulo one prime at a time, in storage that is used again.
final class ModularFactorization {
  private let size: Int
  /// The rows of L D below the diagonal, and those of N^-1 afterwards.
  private let scaled: UnsafeMutablePointer<UInt>
  /// The rows of L below the diagonal.
  private let lower: UnsafeMutablePointer<UInt>
  /// The columns of L^-1, as rows.
  private let inverse: UnsafeMutablePointer<UInt>
  /// The diagonal of D^-1.
  private let pivotInverses: UnsafeMutablePointer<UInt>
  private var determinant: UInt = 0

  init(size: Int) {
    self.size = size
    let count = max(1, size * size)
    scaled = .allocate(capacity: count)
    lower = .allocate(capacity: count)
    inverse = .allocate(capacity: count)
    pivotInverses = .allocate(capacity: max(1, size))
  }

  deinit {
    scaled.deallocate()
    lower.deallocate()
    inverse.deallocate()
    pivotInverses.deallocate()
  }

  /// Factors N = L D L^T, or returns false when a leading minor is zero modulo the prime.
  ///
  /// - Complexity: n^3/6 multiplications of words.
  func factor(_ matrix: IntegerBuffer, _ field: WordPrimeField) -> Bool {
    determinant = field.one
    for i in 0..<size {
      let row = scaled + i * size
      let unit = lower + i * size
      for j in 0..<i {
        let value = field.form(matrix.base + i * size + j)
        row[j] = field.subtract(value, field.dot(row, lower + j * size, count: j))
        unit[j] = field.multiply(row[j], pivotInverses[j])
      }
      let diagonal = field.form(matrix.base + i * size + i)
      let pivot = field.subtract(diagonal, field.dot(row, unit, count: i))
      guard let reciprocal = field.inverse(of: pivot) else { return false }
      pivotInverses[i] = reciprocal
      determinant = field.multiply(determinant, pivot)
    }
    return true
  }

  /// Computes the inverse, or returns false when a leading minor is zero modulo the prime.
  ///
  /// - Complexity: n^3/2 multiplications of words.
  func invert(_ matrix: IntegerBuffer, _ field: WordPrimeField) -> Bool {
    guard factor(matrix, field) else { return false }
    // Column j of X = L^-1, held as row j: x_jj = 1, x_ij = -sum_{j <= k < i} l_ik x_kj.
    for j in 0..<size {
      let column = inverse + j * size
      column[j] = field.one
      for i in (j + 1)..<max(size, j + 1) {
        let sum = field.dot(lower + i * size + j, column + j, count: i - j)
        column[i] = field.subtract(0, sum)
      }
    }
    // N^-1 = X^T D^-1 X: entry (i, j), j <= i, sums over k >= i. The rows of L are not needed any
    // more and receive D^-1 X in the same layout.
    for i in 0..<size {
      let column = inverse + i * size
      let weighted = lower + i * size
      for k in i..<size { weighted[k] = field.multiply(column[k], pivotInverses[k]) }
      for j in 0...i {
        scaled[i * size + j] = field.dot(weighted + i, inverse + j * size + i, count: size - i)
      }
    }
    return true
  }

  /// Writes the residues of the adjugate's lower triangle and of the determinant.
  func store(to target: UnsafeMutablePointer<UInt>, stride: Int, _ field: WordPrimeField) {
    var index = 0
    for i in 0..<size {
      for j in 0...i {
        let entry = field.multiply(scaled[i * size + j], determinant)
        target[index * stride] = field.residue(entry)
        index += 1
      }
    }
    target[index * stride] = field.residue(determinant)
  }
}
