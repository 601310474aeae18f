/// Small dense kernels, faster than a library call up to a few dozen rows. All matrices are
/// row-major k x k.
package enum DenseKernel {
  /// From this size on LAPACK and BLAS are faster.
  static let libraryThreshold = 28

  /// Replaces a symmetric positive definite matrix by an approximate inverse, exactly symmetric;
  /// false when a pivot is not positive.
  ///
  /// Gauss-Jordan elimination without pivoting; nothing is promised about the error.
  static func invertPositiveDefinite(_ a: UnsafeMutablePointer<Double>, size: Int) -> Bool {
    if size >= libraryThreshold { return LAPACK.invertPositiveDefinite(a, size: size) }
    for p in 0..<size {
      let pivotRow = a + p * size
      let pivot = pivotRow[p]
      guard pivot > 0 else { return false }
      let reciprocal = 1 / pivot
      pivotRow[p] = 1
      for j in 0..<size { pivotRow[j] *= reciprocal }
      for i in 0..<size where i != p {
        let row = a + i * size
        let factor = row[p]
        row[p] = 0
        for j in 0..<size { row[j] -= factor * pivotRow[j] }
      }
    }
    for i in 0..<size { for j in 0..<i { a[j * size + i] = a[i * size + j] } }
    return true
  }

  /// C = I - A B: each entry a sum of k products and, on the diagonal, 1.
  static func residual(
    _ c: UnsafeMutablePointer<Double>, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    size: Int
  ) {
    c.update(repeating: 0, count: size * size)
    for i in 0..<size { c[i * size + i] = 1 }
    if size >= libraryThreshold {
      LAPACK.multiplyAdd(c, alpha: -1, a, b, beta: 1, rows: size, inner: size, columns: size)
      return
    }
    for i in 0..<size {
      let target = c + i * size
      for m in 0..<size {
        let factor = a[i * size + m]
        let row = b + m * size
        for j in 0..<size { target[j] -= factor * row[j] }
      }
    }
  }

  /// Overwrites the lower triangle of a symmetric matrix by its Cholesky factor; false when a
  /// pivot is not positive or not a number.
  ///
  /// Row i, column j: l_ij = (a_ij - sum_{m<j} l_im l_jm) * (1 / l_jj), l_jj by a square root.
  static func choleskyInPlace(_ a: UnsafeMutablePointer<Double>, size: Int) -> Bool {
    for i in 0..<size {
      let row = a + i * size
      for j in 0..<i {
        let other = a + j * size
        // The diagonal entry holds the reciprocal of l_jj while the factorisation runs.
        row[j] = (row[j] - dot(row, other, count: j)) * other[j]
      }
      let pivot = row[i] - dot(row, row, count: i)
      guard pivot > 0, pivot.isFinite else { return false }
      row[i] = 1 / pivot.squareRoot()
    }
    return true
  }

  /// The inner product, a sum of `count` products in some order.
  @inline(__always)
  package static func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int)
    -> Double
  {
    var sum0 = SIMD4<Double>()
    var sum1 = SIMD4<Double>()
    var index = 0
    while index + 8 <= count {
      sum0 += load(x + index) * load(y + index)
      sum1 += load(x + index + 4) * load(y + index + 4)
      index += 8
    }
    var sum = (sum0 + sum1).sum()
    while index < count {
      sum += x[index] * y[index]
      index += 1
    }
    return sum
  }

  /// sum |x_i| y_i in some order, for non-negative y.
  @inline(__always)
  static func absoluteDot(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    var sum0 = SIMD4<Double>()
    var sum1 = SIMD4<Double>()
    var index = 0
    while index + 8 <= count {
      sum0 += magnitude(x + index) * load(y + index)
      sum1 += magnitude(x + index + 4) * load(y + index + 4)
      index += 8
    }
    var sum = (sum0 + sum1).sum()
    while index < count {
      sum += abs(x[index]) * y[index]
      index += 1
    }
    return sum
  }

  /// sum |x_i| in some order.
  @inline(__always)
  static func absoluteSum(_ x: UnsafePointer<Double>, count: Int) -> Double {
    var sum0 = SIMD4<Double>()
    var sum1 = SIMD4<Double>()
    var index = 0
    while index + 8 <= count {
      sum0 += magnitude(x + index)
      sum1 += magnitude(x + index + 4)
      index += 8
    }
    var sum = (sum0 + sum1).sum()
    while index < count {
      sum += abs(x[index])
      index += 1
    }
    return sum
  }

  @inline(__always)
  private static func load(_ x: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func magnitude(_ x: UnsafePointer<Double>) -> SIMD4<Double> {
    let bits = UnsafeRawPointer(x).loadUnaligned(as: SIMD4<UInt64>.self)
    return unsafeBitCast(bits & 0x7fff_ffff_ffff_ffff, to: SIMD4<Double>.self)
  }
}
