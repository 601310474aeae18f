import Exact

/// A system of quadratic equations x^T A x + b.x + c = 0, and the test of Krawczyk by its
/// definition.
package struct SlowSystem {
  /// One equation, with a symmetric matrix A.
  package struct Equation {
    var a: SlowMatrix
    var b: [Rational]
    var c: Rational
  }

  /// The equations, as many as unknowns.
  package var equations: [Equation]

  /// G diag(l) u - m u = 0 and normalization . u = 1.
  package static func eigenvalue(
    gram: SlowMatrix, weights: [Rational], normalization: [Rational]
  ) -> SlowSystem {
    let size = gram.size
    var equations: [Equation] = []
    for i in 0..<size {
      var a = zero(size + 1)
      a.rows[i][size] = Rational(-1, 2)
      a.rows[size][i] = Rational(-1, 2)
      let b = (0..<size).map { gram.rows[i][$0] * weights[$0] } + [0]
      equations.append(Equation(a: a, b: b, c: 0))
    }
    equations.append(Equation(a: zero(size + 1), b: normalization + [0], c: -1))
    return SlowSystem(equations: equations)
  }

  /// One equation for each flip, then the slices and the normalization.
  package static func meeting(
    inverse: SlowMatrix, flips: [[Int]], slices: [[Rational]], normalization: [Rational]
  ) -> SlowSystem {
    let size = inverse.size
    var equations: [Equation] = []
    for flip in flips {
      var a = zero(size)
      for i in 0..<size {
        for l in 0..<size where flip.contains(i + 1) != flip.contains(l + 1) {
          a.rows[i][l] = inverse.rows[i][l] / 2
        }
      }
      equations.append(Equation(a: a, b: Array(repeating: 0, count: size), c: 0))
    }
    for slice in slices { equations.append(Equation(a: zero(size), b: slice, c: 0)) }
    equations.append(Equation(a: zero(size), b: normalization, c: -1))
    return SlowSystem(equations: equations)
  }

  private static func zero(_ size: Int) -> SlowMatrix {
    SlowMatrix(Array(repeating: Array(repeating: 0, count: size), count: size))
  }

  /// F(x).
  package func values(_ x: [Rational]) -> [Rational] {
    equations.map { $0.a.form(x) + SlowMatrix.dot($0.b, x) + $0.c }
  }

  /// F'(x), with the rows 2 x^T A + b.
  package func jacobian(_ x: [Rational]) -> SlowMatrix {
    SlowMatrix(equations.map { zip($0.a.times(x), $0.b).map { $0 * 2 + $1 } })
  }

  /// The vector |Y F(x)| + (|I - Y F'(x)| + |Y| H) r - r, which the test wants to be negative.
  package func excess(
    _ x: [Rational], _ radii: [Rational], _ preconditioner: [[Rational]]
  ) -> [Rational] {
    let size = equations.count
    let jacobian = jacobian(x)
    let step = SlowMatrix(preconditioner).times(values(x))
    return (0..<size).map { i in
      var sum = step[i].magnitude - radii[i]
      for j in 0..<size {
        var rest: Rational = i == j ? 1 : 0
        var change = Rational.zero
        for l in 0..<size {
          let y = preconditioner[i][l]
          rest -= y * jacobian.rows[l][j]
          for m in 0..<size {
            change += y.magnitude * 2 * equations[l].a.rows[j][m].magnitude * radii[m]
          }
        }
        sum += (rest.magnitude + change) * radii[j]
      }
      return sum
    }
  }
}
