import Exact

/// The adjugate of a small Gram matrix in machine integers, exact by itself.
///
/// *Bound.* For a positive semi-definite integer matrix with a positive diagonal every minor is at
/// most prod_i g_ii in size: |det G[I, J]|^2 <= det G[I, I] det G[J, J] because compound matrices
/// of a semi-definite matrix are semi-definite, det G[I, I] <= prod_{i in I} g_ii by Hadamard, and
/// all g_ii >= 1. Every number that fraction-free elimination keeps is a minor up to sign.
///
/// *Arithmetic.* Numbers are kept modulo 2^w, w = 64 or 128. A step needs (x y - z t) / d with d a
/// minor that divides exactly; with d = 2^s o, o odd, the quotient modulo 2^(w-s) is
/// ((x y - z t) >> s) o^-1, and it is the quotient itself when its size is below 2^(w-s-1). That
/// products wrap around does no harm, so minors may fill almost a whole word, and no overflow
/// needs to be detected: the bound is tested beforehand, for each divisor.
enum WordAdjugate {
  /// The largest number of tasks of this lane.
  static let maximumSize = 16

  /// What became of a matrix.
  enum Outcome { case regular, singular, tooLarge }

  /// The signs of the inverse of a positive definite matrix (k x k, row by row, the diagonal 1),
  /// or nil when the numbers are not proved to fit the given words.
  ///
  /// - Precondition: the matrix is symmetric and positive definite.
  static func signs<Word: FixedWidthInteger & SignedInteger>(
    of gram: RationalMatrix, as word: Word.Type
  ) -> [Int8]? {
    let size = gram.rows
    guard size <= maximumSize, size > 0, let words = gram.numeratorWords() else { return nil }
    return words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress, let bits = minorBits(base, size: size),
        bits < Word.bitWidth
      else { return nil }
      return signs(base, size: size, bits: bits, as: word)
    }
  }

  private static func signs<Word: FixedWidthInteger & SignedInteger>(
    _ words: UnsafePointer<Int>, size: Int, bits: Int, as: Word.Type
  ) -> [Int8]? {
    withUnsafeTemporaryAllocation(of: Word.self, capacity: size * size) { scratch in
      guard let a = scratch.baseAddress else { return nil }
      for index in 0..<(size * size) { a[index] = Word(truncatingIfNeeded: words[index]) }
      guard negatedAdjugate(a, size: size, bits: bits) == .regular else { return nil }
      return [Int8](unsafeUninitializedCapacity: size * size) { target, count in
        for i in 0..<size {
          for j in 0...i {
            let value = a[i * size + j]
            let sign: Int8 = value < 0 ? 1 : (value > 0 ? -1 : 0)
            target[i * size + j] = sign
            target[j * size + i] = sign
          }
        }
        count = size * size
      }
    }
  }

  /// A number b with all minors below 2^b in size, or nil when a diagonal entry is not positive.
  static func minorBits(_ words: UnsafePointer<Int>, size: Int) -> Int? {
    // At most 16 factors below 2^63: no overflow, and a relative error below 2^-45.
    var product = 1 + 0x1p-40
    for i in 0..<size {
      let entry = words[i * size + i]
      guard entry > 0 else { return nil }
      product *= Double(entry)
    }
    return Int(product.exponent) + 1
  }

  /// Replaces the lower triangle of a positive semi-definite matrix by minus its adjugate when it
  /// is regular.
  ///
  /// - Parameter bits: A bound from ``minorBits(_:size:)``.
  /// - Complexity: k^3/2 multiplications of pairs.
  @inline(__always)
  static func negatedAdjugate<Word: FixedWidthInteger & SignedInteger>(
    _ a: UnsafeMutablePointer<Word>, size: Int, bits: Int
  ) -> Outcome {
    guard bits < Word.bitWidth else { return .tooLarge }
    var previous: Word = 1
    for p in 0..<size {
      let pivot = a[p * size + p]
      if pivot == 0 { return .singular }
      let shift = previous.trailingZeroBitCount
      guard bits + shift < Word.bitWidth else { return .tooLarge }
      let reciprocal = oddReciprocal(previous &>> Word(truncatingIfNeeded: shift))
      let amount = Word(truncatingIfNeeded: shift)
      for i in 0..<size where i != p {
        let factor = i > p ? a[i * size + p] : a[p * size + i]
        let row = a + i * size
        for j in 0...i where j != p {
          let other = j > p ? a[j * size + p] : a[p * size + j]
          let numerator = row[j] &* pivot &- factor &* other
          let quotient = (numerator &>> amount) &* reciprocal
          row[j] = (quotient &<< amount) &>> amount
        }
      }
      a[p * size + p] = 0 &- previous
      previous = pivot
    }
    return .regular
  }

  /// The reciprocal of an odd number modulo 2^w, by Newton's iteration from 5 correct bits.
  @inline(__always)
  private static func oddReciprocal<Word: FixedWidthInteger>(_ value: Word) -> Word {
    var x = (value &* 3) ^ 2
    var correct = 5
    while correct < Word.bitWidth {
      x = x &* (2 &- value &* x)
      correct *= 2
    }
    return x
  }
}
