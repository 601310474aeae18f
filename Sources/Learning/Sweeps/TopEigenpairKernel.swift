/// The largest eigenvalue of C A C and its eigenvector, for one symmetric positive semi-definite
/// A (k x k) and many diagonal scalings C, eight at a time.
///
/// The scalarization optimum for weights lambda is such an eigenpair, with A = G and C =
/// diag(sqrt(lambda)) for width 1, and with A = G^-1 and C = diag(1/sqrt(lambda)) for width k-1
/// (see ``WeightSweep``). Householder reflections make the matrix tridiagonal; Laguerre's
/// iteration from the right of the spectrum finds the largest eigenvalue, monotonically, so it
/// cannot end at another one; a twisted factorisation gives the eigenvector (I. S. Dhillon and
/// B. N. Parlett, "Multiple representations to compute orthogonal eigenvectors of symmetric
/// tridiagonal matrices", 2004). All sums in the iteration are of terms of one sign.
///
/// The eight lanes do not influence one another: the result for a weight does not depend on its
/// neighbours in the batch.
///
/// Errors are a few units in the last place of the largest entry for the eigenvalue, and that
/// over the gap to the second eigenvalue for the vector; where the gap vanishes, the vector is
/// some vector of the eigenspace up to rounding.
struct TopEigenpairKernel {
  typealias Lanes = SIMD8<Double>

  /// k, at least 1.
  let size: Int
  /// A, row by row.
  private let matrix: [Double]

  /// The number of `Lanes` of scratch space that ``solve(_:_:_:_:)`` needs.
  var scratchCount: Int { size * size + 6 * size }

  /// Creates the kernel of a matrix with entries of moderate size (a unit diagonal, say).
  init(_ matrix: [[Double]]) {
    size = matrix.count
    self.matrix = matrix.flatMap { $0 }
  }

  /// Finds the eigenpairs of eight scalings.
  ///
  /// - Parameters:
  ///   - scales: k lanes: the diagonal of C, non-negative and at most about 1.
  ///   - vector: receives the unit eigenvector, k lanes.
  ///   - scratch: ``scratchCount`` lanes.
  /// - Returns: the eigenvalues.
  /// - Complexity: about 4/3 k^3 multiplications and additions.
  func solve(
    _ scales: UnsafePointer<Lanes>, _ vector: UnsafeMutablePointer<Lanes>,
    _ scratch: UnsafeMutablePointer<Lanes>
  ) -> Lanes {
    let k = size
    let a = scratch
    let diagonal = scratch + k * k
    let offDiagonal = diagonal + k
    let factor = offDiagonal + k
    let work = factor + k
    matrix.withUnsafeBufferPointer { entries in
      for i in 0..<k {
        for j in 0...i { a[i * k + j] = scales[i] * scales[j] * entries[i * k + j] }
      }
    }
    tridiagonalise(a, diagonal, offDiagonal, factor, work)
    let eigenvalue = Self.largestEigenvalue(diagonal, offDiagonal, k)
    Self.eigenvector(diagonal, offDiagonal, eigenvalue, k, vector, work)
    // Undo the reflections, last first.
    for step in stride(from: k - 3, through: 0, by: -1) {
      var dot = Lanes.zero
      for i in (step + 1)..<k { dot += a[i * k + step] * vector[i] }
      dot *= factor[step]
      for i in (step + 1)..<k { vector[i] -= dot * a[i * k + step] }
    }
    var square = Lanes.zero
    for i in 0..<k { square += vector[i] * vector[i] }
    let scale = 1 / Self.root(square)
    for i in 0..<k { vector[i] *= scale }
    return eigenvalue
  }

  /// The product A C x of the matrix, the scalings and a vector, k lanes each.
  func multiply(
    _ scales: UnsafePointer<Lanes>, _ vector: UnsafePointer<Lanes>,
    _ result: UnsafeMutablePointer<Lanes>
  ) {
    matrix.withUnsafeBufferPointer { entries in
      for i in 0..<size {
        var sum = Lanes.zero
        for j in 0..<size { sum += entries[i * size + j] * (scales[j] * vector[j]) }
        result[i] = sum
      }
    }
  }

  /// Householder's reduction of the lower triangle in `a`. Column j of `a` keeps the vector of
  /// reflection j below the diagonal, and `factor[j]` its factor 2 / (v . v).
  private func tridiagonalise(
    _ a: UnsafeMutablePointer<Lanes>, _ diagonal: UnsafeMutablePointer<Lanes>,
    _ offDiagonal: UnsafeMutablePointer<Lanes>, _ factor: UnsafeMutablePointer<Lanes>,
    _ p: UnsafeMutablePointer<Lanes>
  ) {
    let k = size
    for step in 0..<max(k - 2, 0) {
      let head = a[(step + 1) * k + step]
      var square = head * head
      for i in (step + 2)..<k { square += a[i * k + step] * a[i * k + step] }
      let norm = Self.root(square)
      let absolute = pointwiseMax(head, -head)
      let signed = norm.replacing(with: -norm, where: head .< 0)
      let denominator = norm * (norm + absolute)
      let scale = (1 / denominator).replacing(with: 0, where: denominator .< 1e-290)
      factor[step] = scale
      a[(step + 1) * k + step] = head + signed
      diagonal[step] = a[step * k + step]
      offDiagonal[step] = -signed
      // p = scale * A v, then w = p - (scale / 2)(p . v) v, then A -= v w^T + w v^T.
      for i in (step + 1)..<k {
        var sum = Lanes.zero
        for j in (step + 1)...i { sum += a[i * k + j] * a[j * k + step] }
        for j in (i + 1)..<max(k, i + 1) { sum += a[j * k + i] * a[j * k + step] }
        p[i] = scale * sum
      }
      var dot = Lanes.zero
      for i in (step + 1)..<k { dot += p[i] * a[i * k + step] }
      dot *= 0.5 * scale
      for i in (step + 1)..<k { p[i] -= dot * a[i * k + step] }
      for i in (step + 1)..<k {
        let vi = a[i * k + step]
        let wi = p[i]
        for j in (step + 1)...i { a[i * k + j] -= vi * p[j] + wi * a[j * k + step] }
      }
    }
    if k >= 2 {
      diagonal[k - 2] = a[(k - 2) * k + k - 2]
      offDiagonal[k - 2] = a[(k - 1) * k + k - 2]
    }
    diagonal[k - 1] = a[(k - 1) * k + k - 1]
  }

  /// Laguerre's iteration on det(x - T) from an upper bound of the spectrum.
  ///
  /// With q_1 = x - d_1, q_i = x - d_i - e^2/q_(i-1), all positive right of the spectrum, the
  /// logarithmic derivatives of the determinant are the sums of those of the q_i.
  private static func largestEigenvalue(
    _ diagonal: UnsafeMutablePointer<Lanes>, _ offDiagonal: UnsafeMutablePointer<Lanes>, _ k: Int
  ) -> Lanes {
    if k == 1 { return diagonal[0] }
    let n = Double(k)
    var trace = Lanes.zero
    for i in 0..<k { trace += diagonal[i] }
    let mean = trace / n
    var spread = Lanes.zero
    for i in 0..<k {
      let difference = diagonal[i] - mean
      spread += difference * difference
    }
    for i in 0..<(k - 1) { spread += 2 * offDiagonal[i] * offDiagonal[i] }
    // Samuelson's inequality; equality for a single non-zero eigenvalue, hence the small excess.
    var x = mean + root(spread * ((n - 1) / n))
    x += x * 4e-16
    let tiny = x * 1e-30 + Double.leastNormalMagnitude
    var active = SIMDMask<Lanes.MaskStorage>(repeating: true)
    for _ in 0..<80 {
      var inverse = Lanes.zero
      var first = Lanes.zero
      var second = Lanes.zero
      var ratio = Lanes.zero
      var curvature = Lanes.zero
      var smallest = x
      for i in 0..<k {
        let coupling = i == 0 ? Lanes.zero : offDiagonal[i - 1] * offDiagonal[i - 1] * inverse
        let q = x - diagonal[i] - coupling
        smallest = pointwiseMin(smallest, q)
        inverse = 1 / q
        let nextRatio = (1 + coupling * ratio) * inverse
        curvature = coupling * (curvature - 2 * ratio * ratio) * inverse
        ratio = nextRatio
        first += ratio
        second += ratio * ratio - curvature
      }
      active = active .& (smallest .> tiny)
      let discriminant = (n - 1) * (n * second - first * first)
      let spreadRoot = root(pointwiseMax(discriminant, .zero))
      let step = n / (first + spreadRoot)
      let moved = x - step
      active = active .& (moved .< x)
      x.replace(with: moved, where: active)
      active = active .& (step .> x * 2e-16)
      if !any(active) { break }
    }
    return x
  }

  /// The eigenvector of the tridiagonal matrix for an eigenvalue at the right end of the spectrum,
  /// by the twisted factorisation with the smallest twist pivot. Not normalised; the largest
  /// component is about 1.
  private static func eigenvector(
    _ diagonal: UnsafeMutablePointer<Lanes>, _ offDiagonal: UnsafeMutablePointer<Lanes>,
    _ x: Lanes, _ k: Int, _ vector: UnsafeMutablePointer<Lanes>,
    _ work: UnsafeMutablePointer<Lanes>
  ) {
    if k == 1 {
      vector[0] = Lanes(repeating: 1)
      return
    }
    // `down[i]` carries component i from i + 1 upwards, `up[i]` component i + 1 from i.
    let down = work
    let up = work + k
    let tiny = x * 1e-20 + Double.leastNormalMagnitude
    var q = Lanes.zero
    for i in 0..<k {
      let coupling = i == 0 ? Lanes.zero : offDiagonal[i - 1] * down[i - 1]
      q = x - diagonal[i] - coupling
      vector[i] = q
      let pivot = guarded(q, tiny)
      if i + 1 < k { down[i] = offDiagonal[i] / pivot }
    }
    var best = Lanes(repeating: .infinity)
    var position = Lanes.zero
    for i in stride(from: k - 1, through: 0, by: -1) {
      let coupling = i + 1 == k ? Lanes.zero : offDiagonal[i] * up[i]
      let twist = vector[i] - coupling
      let size = pointwiseMax(twist, -twist)
      let better = size .< best
      best.replace(with: size, where: better)
      position.replace(with: Double(i), where: better)
      if i > 0 { up[i - 1] = offDiagonal[i - 1] / guarded(x - diagonal[i] - coupling, tiny) }
    }
    var carried = Lanes.zero
    for i in 0..<k {
      if i > 0 { carried *= up[i - 1] }
      carried.replace(with: 1, where: position .== Double(i))
      vector[i] = carried
    }
    carried = .zero
    for i in stride(from: k - 1, through: 0, by: -1) {
      if i + 1 < k { carried *= down[i] }
      let here = position .== Double(i)
      carried.replace(with: 1, where: here)
      let below = carried.replacing(with: 0, where: here)
      vector[i] += below
    }
  }

  /// The square root of each lane. (The generic method of SIMD types calls the C library.)
  @inline(__always)
  static func root(_ x: Lanes) -> Lanes {
    Lanes(
      x[0].squareRoot(), x[1].squareRoot(), x[2].squareRoot(), x[3].squareRoot(),
      x[4].squareRoot(), x[5].squareRoot(), x[6].squareRoot(), x[7].squareRoot())
  }

  /// A pivot, or a small one of its sign where it is too small to divide by.
  @inline(__always)
  private static func guarded(_ pivot: Lanes, _ tiny: Lanes) -> Lanes {
    let small = (pivot .< tiny) .& (pivot .> -tiny)
    return pivot.replacing(with: tiny, where: small)
  }
}
