import CGMP

extension FixedPointCholesky {
  /// Factors with any number of binary digits; see ``FixedPointCholesky`` for the proof.
  ///
  /// - Complexity: n^3/6 multiplications of numbers of `fraction` bits.
  static func inIntegers(_ matrix: ScaledSymmetricMatrix, fraction: Int) -> Outcome {
    let size = matrix.size
    let factor = IntegerBuffer(count: size * size)
    let sums = IntegerBuffer(count: size)
    let rests = IntegerBuffer(count: size)
    let work = IntegerBuffer(count: 4)
    let (entry, pivot, root, margin) = (work.base, work.base + 1, work.base + 2, work.base + 3)
    for i in 0..<size {
      let row = factor.base + i * size
      matrix.write(i, i, fraction: fraction, to: pivot)
      for j in 0..<i {
        let other = factor.base + j * size
        matrix.write(i, j, fraction: fraction, to: entry)
        for k in 0..<j { __gmpz_submul(entry, row + k, other + k) }
        // The remainder is non-negative and below l_jj.
        __gmpz_fdiv_qr(row + j, entry, entry, other + j)
        __gmpz_add(sums.base + i, sums.base + i, entry)
        __gmpz_add(sums.base + j, sums.base + j, entry)
        __gmpz_submul(pivot, row + j, row + j)
        if pivot.pointee._mp_size <= 0 {
          return stop(factor, size, row: i, known: j + 1, fraction, negative: true)
        }
      }
      __gmpz_sqrt(root, pivot)
      __gmpz_set(margin, sums.base + i)
      __gmpz_addmul_ui(margin, root, UInt(size - 1 - i))
      __gmpz_add_ui(margin, margin, UInt(2 * size + 1))
      if __gmpz_cmp(pivot, margin) <= 0 {
        return stop(factor, size, row: i, known: i, fraction, negative: false)
      }
      __gmpz_sub(margin, pivot, margin)
      __gmpz_sqrt(row + i, margin)
      if (row + i).pointee._mp_size == 0 {
        return stop(factor, size, row: i, known: i, fraction, negative: false)
      }
      __gmpz_submul(pivot, row + i, row + i)
      __gmpz_set(rests.base + i, pivot)
    }
    for i in 0..<size {
      __gmpz_add_ui(sums.base + i, sums.base + i, UInt(size))
      if __gmpz_cmp(rests.base + i, sums.base + i) <= 0 {
        return stop(factor, size, row: i, known: i, fraction, negative: false)
      }
    }
    return .positiveDefinite
  }

  private static func stop(
    _ factor: IntegerBuffer, _ size: Int, row: Int, known: Int, _ fraction: Int, negative: Bool
  ) -> Outcome {
    let direction = backSubstitute(size: size, row: row, known: known, fraction: fraction) {
      factor.value($0 * size + $1)
    }
    return .stopped(direction: direction, fraction: fraction, negative: negative)
  }
}
