/// An approximate inverse of a symmetric matrix with a proved error bound for every entry.
///
/// Let M be any matrix of a ``SymmetricEnclosure`` with values A, R the approximate inverse
/// (however it was computed, exactly symmetric, positive diagonal) and E = I - R M. For z > 0 let
/// ||x|| = max_i |x_i| / z_i.
///
/// 1. *Residual.* The computed C = fl(I - R A) has |E| <= |C| + g |R| |A| + g I + t |R| J
///    entrywise, with g = gamma_(k+4) + rho (1 + gamma_(k+4)), rho and t the errors of the
///    enclosure, J the matrix of ones: a sum of k products and one more term errs by gamma_(k+1) of
///    the sum of the absolute values, and |R (M - A)| <= |R| (rho |A| + t J). Underflow takes less
///    than ``Rounding/margin``: the weights are between 2^-50 and 2^50 and the entries of A and R
///    at most 2^150, or the filter gives up.
/// 2. *Rows.* e_i = sum_l |C_il| z_l + g (sum_m |R_im| (|A| z)_m + z_i) + t (|R| 1)_i (1^T z)
///    bounds (|E| z)_i; it is computed with ``Rounding/inflation``. If r = max_i e_i / z_i < 1 then
///    ||E|| < 1, so R M = I - E and with it M is regular.
/// 3. *Columns.* Q = M^-1 = R + E Q, hence ||q_j|| <= ||r_j|| + r ||q_j|| for the columns, that is
///    ||q_j|| <= b_j = ||r_j|| / (1 - r).
/// 4. *Entries.* |Q_ij - R_ij| = |(E q_j)_i| <= sum_l |E_il| z_l ||q_j|| <= e_i b_j, and because Q
///    and R are symmetric also <= e_j b_i.
///
/// The weights z_i = sqrt(R_ii) make the bound invariant under scaling: |Q_lj| <= sqrt(Q_ll Q_jj)
/// for a positive definite M. The filter gives up unless r <= 1/2, 1 - r is then computed with a
/// relative error u that the inflation covers.
package struct InverseEnclosure: Sendable {
  /// The number k of rows.
  package let size: Int
  /// R, k x k, row by row, exactly symmetric.
  package let approximation: [Double]
  /// e_i: bounds on the rows of the residual.
  private let rowErrors: [Double]
  /// b_j: bounds on the weighted columns of the inverse.
  private let columnBounds: [Double]

  /// Encloses the inverse of every matrix in `matrix`, or returns nil when the approximate inverse
  /// cannot be computed or verified (or the filter is off): a matrix that is too badly conditioned,
  /// singular, or not positive definite, or numbers that are not finite or out of range.
  ///
  /// A value that is returned proves that every matrix of the enclosure is regular.
  ///
  /// - Complexity: about 3 k^3 multiplications, 2 k^3 of them in a matrix product.
  package init?(of matrix: SymmetricEnclosure, filter: FloatingFilter = .on) {
    let size = matrix.size
    let count = size * size
    self.size = size
    var inverse = matrix.values
    var errors = [Double](repeating: 0, count: size)
    var bounds = [Double](repeating: 0, count: size)
    let verified = matrix.values.withUnsafeBufferPointer { a in
      inverse.withUnsafeMutableBufferPointer { r in
        errors.withUnsafeMutableBufferPointer { e in
          bounds.withUnsafeMutableBufferPointer { b in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 2 * size) { scratch in
              guard let a = a.baseAddress, let r = r.baseAddress, let e = e.baseAddress,
                let b = b.baseAddress, let scratch = scratch.baseAddress
              else { return size == 0 }
              return Self.enclose(
                a, inverse: r, rowErrors: e, columnBounds: b, scratch: scratch, size: size,
                relativeError: matrix.relativeError, absoluteError: matrix.absoluteError,
                filter: filter)
            }
          }
        }
      }
    }
    guard verified else { return nil }
    approximation = inverse
    rowErrors = errors
    columnBounds = bounds
  }

  /// The work of ``init(of:filter:)`` on raw storage: `inverse` holds the values on entry and R
  /// afterwards, `scratch` has room for k^2 + 2k numbers.
  package static func enclose(
    _ a: UnsafePointer<Double>, inverse r: UnsafeMutablePointer<Double>,
    rowErrors: UnsafeMutablePointer<Double>, columnBounds: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>, size: Int, relativeError: Double,
    absoluteError: Double, filter: FloatingFilter
  ) -> Bool {
    let count = size * size
    let c = scratch
    let weights = scratch + count
    let products = scratch + count + size
    guard filter.isOn, Rounding.modelHolds, DenseKernel.invertPositiveDefinite(r, size: size) else {
      return false
    }
    var total = 0.0
    for i in 0..<size {
      let diagonal = r[i * size + i]
      guard diagonal >= 1 / Rounding.limit, diagonal <= Rounding.limit else { return false }
      let weight = diagonal.squareRoot()
      weights[i] = weight
      total += weight
    }
    for i in 0..<size {
      // The weights are at least 2^-50: a sum within the limit bounds every entry by 2^150.
      let sum = DenseKernel.absoluteDot(a + i * size, weights, count: size)
      guard sum <= Rounding.limit else { return false }
      products[i] = sum
    }
    DenseKernel.residual(c, r, a, size: size)
    let g =
      filter.boundScale
      * (Rounding.gamma(size + 4) * Rounding.inflation + relativeError) * Rounding.inflation
    let t = absoluteError * total
    var norm = 0.0
    for i in 0..<size {
      let row = r + i * size
      let residual = DenseKernel.absoluteDot(c + i * size, weights, count: size)
      let rounding = weights[i] + DenseKernel.absoluteDot(row, products, count: size)
      let plain = DenseKernel.absoluteSum(row, count: size)
      let error =
        (residual + g * rounding + t * plain) * Rounding.inflation
        + filter.boundScale * Rounding.margin
      rowErrors[i] = error
      let ratio = error / weights[i] * Rounding.inflation
      guard ratio <= 0.5 else { return false }
      if ratio > norm { norm = ratio }
    }
    let factor = Rounding.inflation / (1 - norm)
    for l in 0..<size { products[l] = 1 / weights[l] }
    for j in 0..<size {
      let row = r + j * size
      var largest = 0.0
      for l in 0..<size {
        let ratio = abs(row[l]) * products[l]
        largest = ratio > largest ? ratio : largest
      }
      guard largest <= Rounding.limit else { return false }
      columnBounds[j] = largest * factor
    }
    return true
  }

  /// A bound on |Q_ij - R_ij|; indices count from 0.
  @inlinable package func errorBound(_ i: Int, _ j: Int) -> Double {
    Self.bound(rowError(i), columnBound(j), rowError(j), columnBound(i))
  }

  @usableFromInline func rowError(_ i: Int) -> Double { rowErrors[i] }
  @usableFromInline func columnBound(_ j: Int) -> Double { columnBounds[j] }

  @usableFromInline static func bound(
    _ ei: Double, _ bj: Double, _ ej: Double, _ bi: Double
  ) -> Double {
    Swift.min(ei * bj, ej * bi) * Rounding.inflation
  }

  /// The sign of the entry (i, j) of the inverse, -1 or 1, or nil when the bound does not decide.
  package func sign(_ i: Int, _ j: Int) -> Int? {
    let value = approximation[i * size + j]
    let bound = errorBound(i, j)
    if value > bound { return 1 }
    if value < -bound { return -1 }
    return nil
  }

  /// The signs of all entries, row by row, with ``undecidedSign`` where the bound does not decide,
  /// and the number of pairs i > j that are undecided.
  package func signs() -> (signs: [Int8], undecided: Int) {
    var undecided = 0
    let signs = [Int8](unsafeUninitializedCapacity: size * size) { target, count in
      approximation.withUnsafeBufferPointer { r in
        rowErrors.withUnsafeBufferPointer { e in
          columnBounds.withUnsafeBufferPointer { b in
            for i in 0..<size {
              for j in 0..<i {
                let bound = Self.bound(e[i], b[j], e[j], b[i])
                let value = r[i * size + j]
                let sign: Int8 = value > bound ? 1 : (value < -bound ? -1 : Self.undecidedSign)
                if sign == Self.undecidedSign { undecided += 1 }
                target[i * size + j] = sign
                target[j * size + i] = sign
              }
              // The diagonal of the inverse of a positive definite matrix; unused otherwise.
              target[i * size + i] = r[i * size + i] > 0 ? 1 : Self.undecidedSign
            }
          }
        }
      }
      count = size * size
    }
    return (signs, undecided)
  }

  /// The mark of an entry whose sign the bound does not decide.
  package static let undecidedSign: Int8 = 2
}
