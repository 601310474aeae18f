/// All eigenvalues and eigenvectors of a symmetric matrix in double precision, by cyclic Jacobi
/// rotations: slower than a tridiagonal method and more accurate, for matrices of a few dozen
/// rows.
struct SymmetricEigen {
  /// The eigenvalues, descending.
  let values: [Double]
  /// The unit eigenvectors in the same order, one row each.
  let vectors: [[Double]]

  /// Decomposes a symmetric n x n matrix of finite numbers; the upper triangle is not read.
  ///
  /// - Complexity: O(n^3) for each of the about ten sweeps.
  init(_ matrix: [[Double]]) {
    let n = matrix.count
    var a = (0..<n).map { i in (0..<n).map { j in i >= j ? matrix[i][j] : matrix[j][i] } }
    var v = (0..<n).map { i in (0..<n).map { j in i == j ? 1.0 : 0.0 } }
    for _ in 0..<60 {
      var rotated = false
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1) {
          let entry = a[p][q]
          if entry.magnitude <= 1e-17 * (a[p][p] * a[q][q]).magnitude.squareRoot()
            || entry.magnitude < 1e-300
          {
            continue
          }
          rotated = true
          let theta = (a[q][q] - a[p][p]) / (2 * entry)
          let tangent =
            (theta < 0 ? -1 : 1) / (theta.magnitude + (1 + theta * theta).squareRoot())
          let cosine = 1 / (1 + tangent * tangent).squareRoot()
          let sine = tangent * cosine
          a[p][p] -= tangent * entry
          a[q][q] += tangent * entry
          a[p][q] = 0
          a[q][p] = 0
          for i in 0..<n where i != p && i != q {
            let x = a[i][p]
            let y = a[i][q]
            a[i][p] = cosine * x - sine * y
            a[p][i] = a[i][p]
            a[i][q] = sine * x + cosine * y
            a[q][i] = a[i][q]
          }
          for i in 0..<n {
            let x = v[p][i]
            let y = v[q][i]
            v[p][i] = cosine * x - sine * y
            v[q][i] = sine * x + cosine * y
          }
        }
      }
      if !rotated { break }
    }
    let order = (0..<n).sorted { a[$0][$0] > a[$1][$1] }
    values = order.map { a[$0][$0] }
    vectors = order.map { v[$0] }
  }
}
