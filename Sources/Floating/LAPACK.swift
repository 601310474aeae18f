import CLAPACKE

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Double-precision linear algebra through LAPACK and BLAS, as a person would call it: fast, and
/// without any statement about the error.
///
/// Matrices are `[Double]` in row-major order; all of them are square or given with both sizes.
/// Every routine runs on one thread, so that results do not depend on the number of cores and
/// callers can split batches themselves.
public enum LAPACK {
  /// Restricts OpenBLAS to one thread; a reference BLAS has only one.
  ///
  /// Evaluated before the first call into the library.
  static let singleThreaded: Bool = {
    // Looked up at run time: the symbol is not part of the BLAS standard.
    guard let program = dlopen(nil, RTLD_NOW),
      let symbol = dlsym(program, "openblas_set_num_threads")
    else { return false }
    typealias SetThreads = @convention(c) (CInt) -> Void
    unsafeBitCast(symbol, to: SetThreads.self)(1)
    return true
  }()

  /// The Gram matrix A A^T (k x k) of k rows of length n.
  ///
  /// - Precondition: `rows` has `count * length` entries.
  /// - Complexity: O(k^2 n).
  public static func gram(rows: [Double], count: Int, length: Int) -> [Double] {
    precondition(rows.count == count * length, "one row of the given length for each task")
    var result = [Double](repeating: 0, count: count * count)
    if count == 0 || length == 0 { return result }
    _ = singleThreaded
    let n = CInt(count)
    let k = CInt(length)
    var one = 1.0
    var zero = 0.0
    // Column-major, the rows are the columns of a length x count matrix B; the result is B^T B.
    withUnsafePointer(to: n) { n in
      withUnsafePointer(to: k) { k in
        dsyrk_("U", "T", n, k, &one, rows, k, &zero, &result, n)
      }
    }
    for i in 0..<count { for j in 0..<i { result[j * count + i] = result[i * count + j] } }
    return result
  }

  /// The product A B of a p x q and a q x r matrix.
  ///
  /// - Precondition: the arrays have p q and q r entries.
  /// - Complexity: O(p q r).
  public static func multiply(
    _ left: [Double], _ right: [Double], rows p: Int, inner q: Int, columns r: Int
  ) -> [Double] {
    precondition(left.count == p * q && right.count == q * r, "shapes do not fit")
    var result = [Double](repeating: 0, count: p * r)
    if p == 0 || q == 0 || r == 0 { return result }
    result.withUnsafeMutableBufferPointer { target in
      left.withUnsafeBufferPointer { a in
        right.withUnsafeBufferPointer { b in
          guard let t = target.baseAddress, let a = a.baseAddress, let b = b.baseAddress else {
            return
          }
          multiplyAdd(t, alpha: 1, a, b, beta: 0, rows: p, inner: q, columns: r)
        }
      }
    }
    return result
  }

  /// C = alpha A B + beta C in row-major order, each entry of A B a sum of q products.
  static func multiplyAdd(
    _ c: UnsafeMutablePointer<Double>, alpha: Double, _ a: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>, beta: Double, rows p: Int, inner q: Int, columns r: Int
  ) {
    _ = singleThreaded
    var (p, q, r) = (CInt(p), CInt(q), CInt(r))
    var (alpha, beta) = (alpha, beta)
    // Row-major A B is column-major B^T A^T.
    withUnsafePointer(to: &r) { r in
      withUnsafePointer(to: &q) { q in
        dgemm_("N", "N", r, &p, q, &alpha, b, r, a, q, &beta, c, r)
      }
    }
  }

  /// The inverse of a square matrix by LU factorisation with partial pivoting (`dgetrf`,
  /// `dgetri`), or nil when a pivot is exactly zero.
  ///
  /// - Precondition: `matrix` has `size * size` entries.
  /// - Complexity: 2 k^3 operations.
  public static func inverse(_ matrix: [Double], size: Int) -> [Double]? {
    precondition(matrix.count == size * size, "not a square matrix of that size")
    if size == 0 { return [] }
    _ = singleThreaded
    var result = matrix
    let n = CInt(size)
    var pivots = [CInt](repeating: 0, count: size)
    var work = [Double](repeating: 0, count: size * 64)
    // The inverse of the transpose is the transpose of the inverse: no reordering is needed.
    guard LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, n, n, &result, n, &pivots) == 0 else { return nil }
    let status = LAPACKE_dgetri_work(
      LAPACK_COL_MAJOR, n, &result, n, pivots, &work, CInt(work.count))
    return status == 0 ? result : nil
  }

  /// The lower Cholesky factor L of a symmetric matrix, A = L L^T (`dpotrf`), or nil when a pivot
  /// is not positive.
  ///
  /// - Precondition: `matrix` has `size * size` entries; its lower triangle is read.
  /// - Complexity: k^3/3 operations.
  public static func choleskyFactor(_ matrix: [Double], size: Int) -> [Double]? {
    precondition(matrix.count == size * size, "not a square matrix of that size")
    if size == 0 { return [] }
    _ = singleThreaded
    var result = matrix
    // The lower triangle in row-major order is the upper one in column-major order.
    guard
      LAPACKE_dpotrf_work(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), CInt(size), &result, CInt(size))
        == 0
    else { return nil }
    for i in 0..<size { for j in (i + 1)..<max(size, i + 1) { result[i * size + j] = 0 } }
    return result
  }

  /// Whether a Cholesky factorisation runs through: the floating-point answer to "is this
  /// symmetric matrix positive definite?".
  public static func looksPositiveDefinite(_ matrix: [Double], size: Int) -> Bool {
    choleskyFactor(matrix, size: size) != nil
  }

  /// Replaces a symmetric positive definite matrix by an approximate inverse, exactly symmetric
  /// (`dpotrf`, `dpotri`); false when the factorisation breaks down.
  static func invertPositiveDefinite(_ matrix: UnsafeMutablePointer<Double>, size: Int) -> Bool {
    _ = singleThreaded
    let n = CInt(size)
    let triangle = CChar(UInt8(ascii: "U"))
    guard LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, triangle, n, matrix, n) == 0,
      LAPACKE_dpotri_work(LAPACK_COL_MAJOR, triangle, n, matrix, n) == 0
    else { return false }
    for i in 0..<size {
      for j in 0..<i { matrix[j * size + i] = matrix[i * size + j] }
    }
    return true
  }

  /// All eigenvalues, ascending, and orthonormal eigenvectors of a symmetric matrix (`dsyevd`), or
  /// nil when the iteration does not converge or an entry is not finite.
  ///
  /// Row j of `vectors` is the eigenvector of eigenvalue j.
  ///
  /// - Precondition: `matrix` has `size * size` entries; its lower triangle is read.
  /// - Complexity: O(k^3).
  public static func symmetricEigen(
    _ matrix: [Double], size: Int
  ) -> (values: [Double], vectors: [Double])? {
    precondition(matrix.count == size * size, "not a square matrix of that size")
    if size == 0 { return ([], []) }
    _ = singleThreaded
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var vectors = matrix
    var values = [Double](repeating: 0, count: size)
    let status = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), CInt(size),
      &vectors, CInt(size), &values)
    return status == 0 ? (values, vectors) : nil
  }

  /// The solution of A x = b for a symmetric positive definite matrix, or nil when the
  /// factorisation breaks down.
  ///
  /// - Complexity: k^3/3 operations.
  public static func solvePositiveDefinite(
    _ matrix: [Double], size: Int, right: [Double]
  ) -> [Double]? {
    precondition(matrix.count == size * size && right.count == size, "shapes do not fit")
    if size == 0 { return [] }
    _ = singleThreaded
    var factor = matrix
    var solution = right
    let n = CInt(size)
    let triangle = CChar(UInt8(ascii: "U"))
    guard LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, triangle, n, &factor, n) == 0,
      LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, triangle, n, 1, factor, n, &solution, n) == 0
    else { return nil }
    return solution
  }
}
