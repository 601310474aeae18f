import CGMP

/// A Cholesky factorization in fixed-point integers that proves positive definiteness.
///
/// Let A be a scaled symmetric matrix (``ScaledSymmetricMatrix``), f a number of binary digits and
/// B = 2^(2f) A rounded entrywise to integers, so that 2^(2f) A = B + E with |e_ij| < 1. The lower
/// triangular integer matrix L is computed row by row from t_ij = b_ij - sum_{k<j} l_ik l_jk, held
/// exactly: l_ij is the quotient t_ij / l_jj rounded to an integer, s_ij the remainder, and l_ii
/// the square root of t_ii minus a margin, rounded down, s_ii the rest. Then, as an identity
/// between integer matrices, B = L L^T + S. When S + E is strictly diagonally dominant with a
/// positive diagonal,
///
///     s_ii > sum_{j != i} |s_ij| + n   for all i,
///
/// it is positive definite by Gershgorin's theorem, and A is the sum of a positive semi-definite
/// and a positive definite matrix. No property of L is used: the proof is the last inequality,
/// which is checked with the exact numbers. It succeeds for positive definite matrices whose
/// smallest eigenvalue, after scaling, is above about n 2^-f.
enum FixedPointCholesky {
  /// How far a factorization came.
  enum Outcome {
    /// The matrix is positive definite, proved.
    case positiveDefinite
    /// The factorization stopped at a row whose pivot was not positive, or not by enough. The
    /// approximate direction x of the scaled problem, times 2^fraction, has x_row = 1 and makes
    /// A x vanish nearly in the rows before. Nothing is proved.
    case stopped(direction: [Integer], fraction: Int, negative: Bool)
  }

  /// The number of binary digits of the factorization in machine words.
  ///
  /// With f = 61: |b_ij| < 2^124 (entries are below 4), l_ij < 2^62 since l_ij^2 <= b_ii, and every
  /// partial sum of t_ij is below 2^125 by the Cauchy-Schwarz inequality, because the sum of
  /// l_ik^2 over k never exceeds b_ii < 2^124: the loop keeps t_ii positive.
  static let wordFraction = 61

  /// Factors in machine words of 64 bits with sums of 128 bits.
  ///
  /// - Complexity: n^3/6 multiplications of words.
  static func inWords(_ matrix: ScaledSymmetricMatrix) -> Outcome {
    let size = matrix.size
    let fraction = wordFraction
    let factor = UnsafeMutablePointer<Int>.allocate(capacity: max(1, size * size))
    defer { factor.deallocate() }
    // The sums of the absolute values of the remainders of each row, and the diagonal remainders.
    var sums = Array(repeating: Int128(0), count: size)
    var rests = Array(repeating: Int128(0), count: size)
    for i in 0..<size {
      let row = factor + i * size
      var pivot = matrix.word(i, i, fraction: fraction)
      for j in 0..<i {
        let other = factor + j * size
        let entry = matrix.word(i, j, fraction: fraction) - dot(row, other, count: j)
        let divisor = UInt(other[j])
        let magnitude = entry.magnitude
        // A quotient of 2^62 or more makes the pivot negative.
        if magnitude >> 62 >= UInt128(divisor) {
          let quotient = entry / Int128(divisor)
          return stop(factor, size, row: i, known: j + 1, negative: true, last: quotient)
        }
        var (quotient, rest) = divisor.dividingFullWidth(
          (UInt(truncatingIfNeeded: magnitude >> 64), UInt(truncatingIfNeeded: magnitude)))
        if rest > divisor / 2 {
          quotient += 1
          rest = divisor - rest
        }
        row[j] = entry < 0 ? -Int(quotient) : Int(quotient)
        sums[i] += Int128(rest)
        sums[j] += Int128(rest)
        pivot -= Int128(quotient) * Int128(quotient)
        if pivot <= 0 { return stop(factor, size, row: i, known: j + 1, negative: true) }
      }
      // Later remainders of this column are at most half the pivot's root, each.
      let root = squareRoot(UInt128(pivot))
      let later = Int128(size - 1 - i) * Int128(root / 2 + 1)
      let margin = sums[i] + later + Int128(2 * size + 1)
      if pivot <= margin { return stop(factor, size, row: i, known: i, negative: false) }
      let value = squareRoot(UInt128(pivot - margin))
      row[i] = Int(value)
      rests[i] = pivot - Int128(value) * Int128(value)
    }
    for i in 0..<size where rests[i] <= sums[i] + Int128(size) {
      return stop(factor, size, row: i, known: i, negative: false)
    }
    return .positiveDefinite
  }

  /// The exact inner product of the first entries of two rows.
  @inline(__always)
  private static func dot(
    _ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>, count: Int
  ) -> Int128 {
    var first: Int128 = 0
    var second: Int128 = 0
    var k = 0
    while k + 1 < count {
      first &+= Int128(a[k]) &* Int128(b[k])
      second &+= Int128(a[k + 1]) &* Int128(b[k + 1])
      k += 2
    }
    if k < count { first &+= Int128(a[k]) &* Int128(b[k]) }
    return first &+ second
  }

  /// The largest integer whose square does not exceed a number.
  private static func squareRoot(_ value: UInt128) -> UInt {
    var limbs = (UInt(truncatingIfNeeded: value), UInt(truncatingIfNeeded: value >> 64))
    return withUnsafeMutablePointer(to: &limbs) { pair in
      pair.withMemoryRebound(to: UInt.self, capacity: 2) { limbs in
        let count = limbs[1] != 0 ? 2 : (limbs[0] != 0 ? 1 : 0)
        if count == 0 { return 0 }
        var root: (UInt, UInt) = (0, 0)
        return withUnsafeMutablePointer(to: &root) { root in
          root.withMemoryRebound(to: UInt.self, capacity: 2) { root in
            __gmpn_sqrtrem(root, nil, limbs, count)
            return root[0]
          }
        }
      }
    }
  }

  /// The approximate direction at a row where the factorization in words stopped; `last` is the
  /// last known entry of that row when it does not fit a word.
  private static func stop(
    _ factor: UnsafePointer<Int>, _ size: Int, row: Int, known: Int, negative: Bool,
    last: Int128? = nil
  ) -> Outcome {
    let direction = backSubstitute(size: size, row: row, known: known, fraction: wordFraction) {
      i, j in
      if let last, i == row, j == known - 1 {
        let high = Integer(Int(truncatingIfNeeded: last >> 62)).shiftedLeft(62)
        return high + Integer(Int(truncatingIfNeeded: last & ((1 << 62) - 1)))
      }
      return Integer(factor[i * size + j])
    }
    return .stopped(direction: direction, fraction: wordFraction, negative: negative)
  }

  /// Solves L^T y = l for the leading `known` rows of a factor, l being its given row, and returns
  /// the vector (-y, 0, 1 at the row, 0), times 2^fraction.
  static func backSubstitute(
    size: Int, row: Int, known: Int, fraction: Int, _ entry: (Int, Int) -> Integer
  ) -> [Integer] {
    var vector = Array(repeating: Integer.zero, count: size)
    vector[row] = Integer.one.shiftedLeft(fraction)
    for k in stride(from: known - 1, through: 0, by: -1) {
      var sum = entry(row, k).shiftedLeft(fraction)
      for m in (k + 1)..<max(known, k + 1) where !vector[m].isZero {
        sum += entry(m, k) * vector[m]
      }
      vector[k] = -sum.floorQuotient(by: entry(k, k))
    }
    return vector
  }
}
