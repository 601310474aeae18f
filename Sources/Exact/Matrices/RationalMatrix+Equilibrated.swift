import CGMP

extension RationalMatrix {
  /// The numerators of a symmetric matrix in scaled double precision, or nil when a diagonal entry
  /// is not positive.
  ///
  /// The positive common denominator is left out: it changes neither definiteness nor signs.
  ///
  /// - Precondition: the matrix is square; its lower triangle is read.
  /// - Complexity: O(k^2).
  package func equilibrated() -> EquilibratedMatrix? {
    precondition(isSquare, "not a square matrix")
    let size = rows
    let base = storage.base
    var exponents = [Int](repeating: 0, count: size)
    for i in 0..<size {
      let entry = base + i * size + i
      guard entry.pointee._mp_size > 0 else { return nil }
      exponents[i] = (__gmpz_sizeinbase(entry, 2) + 1) / 2
    }
    var isExact = true
    let values = [Double](unsafeUninitializedCapacity: size * size) { target, count in
      for i in 0..<size {
        for j in 0...i {
          let value = Self.scaled(
            base + i * size + j, by: -exponents[i] - exponents[j], isExact: &isExact)
          target[i * size + j] = value
          target[j * size + i] = value
        }
      }
      count = size * size
    }
    return EquilibratedMatrix(values: values, exponents: exponents, isExact: isExact)
  }

  /// One integer times 2^shift; clears `isExact` when the result is not that number exactly.
  @inline(__always)
  private static func scaled(
    _ entry: UnsafeMutablePointer<__mpz_struct>, by shift: Int, isExact: inout Bool
  ) -> Double {
    let limbs = entry.pointee._mp_size
    if limbs == 0 { return 0 }
    if limbs == 1 || limbs == -1, entry.pointee._mp_d[0] < 1 << 53, shift >= -1000 {
      // The exponents are positive, so the scale is a normal power of two below 1.
      let magnitude = Double(Int(truncatingIfNeeded: entry.pointee._mp_d[0]))
      let scale = Double(bitPattern: UInt64(shift + 1023) << 52)
      return (limbs < 0 ? -magnitude : magnitude) * scale
    }
    isExact = false
    var exponent = 0
    let fraction = __gmpz_get_d_2exp(&exponent, entry)
    let total = exponent + shift
    if total < -1000 { return 0 }
    if total > 1000 { return fraction < 0 ? -.infinity : .infinity }
    return fraction * Double(bitPattern: UInt64(total + 1023) << 52)
  }
}
