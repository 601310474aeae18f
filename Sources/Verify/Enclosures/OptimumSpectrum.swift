import Exact
import Floating
import Surfaces

/// The eigenvalues and vectors of G diag(weights) in floating point.
///
/// With D = diag(sqrt(g_ii)) the matrix is similar to M = L (D^-1 G D^-1) L, L =
/// diag(sqrt(weights_i g_ii)), whose entries are scaled so that no size of input overflows. Nothing
/// here is trusted.
struct OptimumSpectrum {
  /// The eigenvalues divided by 2^``exponent``, ascending.
  let values: [Double]
  /// The power of two taken out of the eigenvalues.
  let exponent: Int
  private let vectors: [Double]
  /// L, divided by 2^(exponent / 2).
  private let roots: [Double]
  private let gram: [Double]
  /// sqrt(g_ii).
  private let lengths: [ScaledDouble]

  /// Decomposes; nil when the iteration fails.
  init?(_ instance: Instance, weights: [Rational]) {
    let count = instance.taskCount
    let matrix = instance.gram
    let denominator = ScaledDouble(matrix.denominator)
    let lengths = (0..<count).map {
      (ScaledDouble(matrix.numerator($0, $0)) / denominator).squareRoot
    }
    let sizes = (0..<count).map { i in
      ScaledDouble(weights[i].numerator) / ScaledDouble(weights[i].denominator)
        * ScaledDouble(matrix.numerator(i, i)) / denominator
    }
    guard let top = sizes.filter({ $0.mantissa != 0 }).map(\.exponent).max() else { return nil }
    let roots = sizes.map { $0.double(dividedByTwoToThe: top).squareRoot() }
    var gram = Array(repeating: 0.0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        gram[i * count + j] =
          i == j
          ? 1
          : (ScaledDouble(matrix.numerator(i, j)) / denominator / lengths[i] / lengths[j]).double
      }
    }
    let product = (0..<count * count).map {
      roots[$0 / count] * gram[$0] * roots[$0 % count]
    }
    guard let eigen = LAPACK.symmetricEigen(product, size: count) else { return nil }
    values = eigen.values
    exponent = top
    vectors = eigen.vectors
    self.roots = roots
    self.gram = gram
    self.lengths = lengths
  }

  /// A number that was computed from ``values``, with its power of two.
  func scaled(_ value: Rational) -> Rational { value * .powerOfTwo(exponent) }

  /// The direction u / sqrt(g_ii) of one eigenvalue.
  func direction(_ position: Int, width: WidthEnd) -> [Double] {
    let count = roots.count
    let y = (0..<count).map { vectors[position * count + $0] }
    // u = G L y up to a factor, which for the smallest eigenvalue is rather L^-1 y.
    if width == .allButOne { return (0..<count).map { y[$0] / roots[$0] } }
    return (0..<count).map { i in
      (0..<count).reduce(0.0) { $0 + gram[i * count + $1] * roots[$1] * y[$1] }
    }
  }

  /// The unknowns (u, mu) with u_scaled = 1; nil when they are not finite.
  func unknowns(_ position: Int, width: WidthEnd) -> (values: [Rational], scaled: Int)? {
    let direction = direction(position, width: width)
    guard direction.allSatisfy(\.isFinite),
      let scaled = direction.indices.max(by: { direction[$0].magnitude < direction[$1].magnitude }),
      direction[scaled] != 0, let value = Rational(exactly: values[position])
    else { return nil }
    var result: [Rational] = []
    for i in direction.indices {
      let quotient =
        ScaledDouble(direction[i] / direction[scaled]) * lengths[i] / lengths[scaled]
      guard let mantissa = Rational(exactly: quotient.mantissa) else { return nil }
      result.append(mantissa * .powerOfTwo(quotient.exponent))
    }
    return (result + [self.scaled(value)], scaled)
  }
}
