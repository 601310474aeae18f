import CGMP

/// The numerators of a symmetric matrix with positive diagonal, scaled by powers of two so that
/// every diagonal entry lies in [1, 4): the input of the fixed-point Cholesky factorizations.
///
/// With 2^(b_i - 1) <= n_ii < 2^(b_i) and e_i = floor((b_i - 1) / 2), the scaled matrix is
/// A = D N D for D = diag(2^-e_i). A is positive definite if and only if N is.
struct ScaledSymmetricMatrix {
  /// The numerators; only the lower triangle is read.
  let buffer: IntegerBuffer
  let size: Int
  /// The exponents e_i.
  let exponents: [Int]

  /// Scales a matrix, or finds at once that it is not positive definite.
  ///
  /// - Returns: nil when a diagonal entry is zero and its whole row and column are, so that
  ///   nothing can be said about the rest yet.
  /// - Complexity: O(n^2).
  static func make(_ matrix: RationalMatrix) -> Result {
    let size = matrix.rows
    let buffer = matrix.storage
    for i in 0..<size where buffer.sign(i * size + i) < 0 {
      var direction = Array(repeating: Integer.zero, count: size)
      direction[i] = .one
      return .notSemidefinite(direction)
    }
    var exponents: [Int] = []
    exponents.reserveCapacity(size)
    for i in 0..<size {
      let bits = bitLength(buffer.base + i * size + i)
      if bits == 0 {
        guard let j = (0..<size).first(where: { entrySign(buffer, size, i, $0) != 0 }) else {
          return .unscalable
        }
        return .notSemidefinite(twoByTwo(matrix, zero: i, other: j))
      }
      exponents.append((bits - 1) / 2)
    }
    for i in 0..<size {
      for j in 0..<i {
        let bits = bitLength(buffer.base + i * size + j)
        // |a_ij| >= 4 > sqrt(a_ii a_jj): the 2 x 2 minor is negative.
        if bits > exponents[i] + exponents[j] + 2 {
          let a = matrix.numerator(i, i)
          let b = matrix.numerator(i, j)
          var direction = Array(repeating: Integer.zero, count: size)
          direction[i] = -b
          direction[j] = a
          return .notSemidefinite(Integer.primitive(direction))
        }
      }
    }
    return .scaled(
      ScaledSymmetricMatrix(buffer: buffer, size: size, exponents: exponents))
  }

  /// What scaling finds.
  enum Result {
    /// The scaled matrix.
    case scaled(ScaledSymmetricMatrix)
    /// An integer vector x with x^T A x < 0.
    case notSemidefinite([Integer])
    /// A row and column of zeros: the matrix is singular.
    case unscalable
  }

  private static func entrySign(_ buffer: IntegerBuffer, _ size: Int, _ i: Int, _ j: Int) -> Int {
    buffer.sign(max(i, j) * size + min(i, j))
  }

  /// A direction of negative curvature in the plane of two indices, the first with a zero on the
  /// diagonal, the off-diagonal entry not zero: with a_jj = c >= 0 and a_ij = b,
  /// x = e_j - sign(b) t e_i has x^T A x = c - 2 t |b|.
  private static func twoByTwo(_ matrix: RationalMatrix, zero i: Int, other j: Int) -> [Integer] {
    let b = matrix.numerator(max(i, j), min(i, j))
    let c = matrix.numerator(j, j)
    let t = c.floorQuotient(by: b.magnitude + b.magnitude) + 1
    var direction = Array(repeating: Integer.zero, count: matrix.rows)
    direction[j] = .one
    direction[i] = b.signum > 0 ? -t : t
    return direction
  }

  /// The number of bits of the absolute value; 0 for zero.
  @inline(__always)
  static func bitLength(_ value: UnsafePointer<__mpz_struct>) -> Int {
    let limbs = Int(value.pointee._mp_size.magnitude)
    if limbs == 0 { return 0 }
    return limbs * 64 - value.pointee._mp_d[limbs - 1].leadingZeroBitCount
  }

  /// The scaled entry (i, j), i >= j, times 2^fraction, rounded towards zero to an integer.
  ///
  /// - Precondition: `fraction` is at most 61, so that the result fits.
  @inline(__always)
  func word(_ i: Int, _ j: Int, fraction: Int) -> Int128 {
    let entry = buffer.base + i * size + j
    let signedSize = Int(entry.pointee._mp_size)
    let limbs = signedSize.magnitude
    if limbs == 0 { return 0 }
    let shift = 2 * fraction - exponents[i] - exponents[j]
    var value: UInt128 = 0
    if shift >= 0 {
      // At most two limbs are left before the shift, because the result fits 126 bits.
      value = UInt128(entry.pointee._mp_d[0])
      if limbs > 1 { value |= UInt128(entry.pointee._mp_d[1]) << 64 }
      value <<= UInt128(shift)
    } else {
      let skip = -shift / 64
      let rest = -shift % 64
      for offset in 0..<3 where skip + offset < Int(limbs) {
        let limb = UInt128(entry.pointee._mp_d[skip + offset])
        let position = 64 * offset - rest
        value |= position >= 0 ? limb << UInt128(position) : limb >> UInt128(-position)
      }
    }
    return signedSize < 0 ? -Int128(value) : Int128(value)
  }

  /// The scaled entry (i, j), i >= j, times 2^(2 fraction), rounded towards zero, written to a
  /// GMP number.
  func write(
    _ i: Int, _ j: Int, fraction: Int, to target: UnsafeMutablePointer<__mpz_struct>
  ) {
    let entry = buffer.base + i * size + j
    let shift = 2 * fraction - exponents[i] - exponents[j]
    if shift >= 0 {
      __gmpz_mul_2exp(target, entry, UInt(shift))
    } else {
      __gmpz_tdiv_q_2exp(target, entry, UInt(-shift))
    }
  }

  /// Maps a vector y of the scaled problem, given times 2^fraction, to an integer vector x of the
  /// original one: x = D y rounded to `kept` binary digits after the point of y, times a power of
  /// two.
  func unscaled(_ vector: [Integer], fraction: Int, kept: Int) -> [Integer] {
    let half = fraction > kept ? Integer.one.shiftedLeft(fraction - kept - 1) : .zero
    let rounded = vector.map { entry in
      fraction >= kept
        ? (entry + half).shiftedRight(fraction - kept) : entry.shiftedLeft(kept - fraction)
    }
    let used = (0..<size).filter { !rounded[$0].isZero }
    let largest = used.map { exponents[$0] }.max() ?? 0
    return Integer.primitive(
      (0..<size).map {
        rounded[$0].isZero ? .zero : rounded[$0].shiftedLeft(largest - exponents[$0])
      })
  }
}
