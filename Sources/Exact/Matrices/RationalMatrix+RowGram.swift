import CGMP

extension RationalMatrix {
  /// The Gram matrix A A^T of the rows.
  ///
  /// Inner products of machine words that provably fit a word are computed in words.
  ///
  /// - Complexity: rows^2 * columns / 2 multiplications.
  package func rowGram() -> RationalMatrix {
    var result = RationalMatrix(rows: rows, columns: rows)
    result.denominator = denominator * denominator
    let target = result.storage.base
    if let words = numeratorWords(), Self.productsFit(words, length: columns) {
      words.withUnsafeBufferPointer { words in
        for i in 0..<rows {
          for j in 0...i {
            var sum = 0
            for l in 0..<columns { sum &+= words[i * columns + l] &* words[j * columns + l] }
            __gmpz_set_si(target + i * rows + j, sum)
          }
        }
      }
    } else {
      for i in 0..<rows {
        for j in 0...i {
          for l in 0..<columns {
            __gmpz_addmul(
              target + i * rows + j, storage.base + i * columns + l,
              storage.base + j * columns + l)
          }
        }
      }
    }
    for i in 0..<rows {
      for j in 0..<i { __gmpz_set(target + j * rows + i, target + i * rows + j) }
    }
    return result
  }

  /// Whether every sum of `length` products of two of the words is below 2^62 in size.
  private static func productsFit(_ words: [Int], length: Int) -> Bool {
    var all: UInt = 0
    for word in words { all |= word.magnitude }
    // Sizes below 2^b, at most `length` < 2^c of them: sums below 2^(2b + c).
    let bits = UInt.bitWidth - all.leadingZeroBitCount
    return 2 * bits + (Int.bitWidth - length.leadingZeroBitCount) <= 62
  }
}
