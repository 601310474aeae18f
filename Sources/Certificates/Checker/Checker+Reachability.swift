import Exact

extension Checker {
  /// Weights l >= 0, not all zero, that make the point optimal: l_i u_i = mu w_i for all i, and
  /// the matrix K = mu Q - diag(l) is positive semi-definite (width k-1: -K, and mu = 0 is
  /// allowed).
  ///
  /// Then every x has sum l_i x_i^2 <= mu x^T Q x (>= for width k-1), with equality exactly on the
  /// kernel of K, which contains u: sum l_i v_i is largest (smallest) at the point.
  ///
  /// - Returns: Whether all weights are positive, and whether u spans the kernel.
  static func checkWeights(
    _ weights: [Rational], _ point: CheckedPoint, _ instance: CheckedInstance
  ) throws(Rejection) -> (arePositive: Bool, areExposing: Bool) {
    // Positive multiples of the weights are as good as the weights.
    let l = try instance.integers(weights, "weights").numerators
    for (i, weight) in l.enumerated() where weight.signum < 0 {
      throw Rejection("weight \(i + 1) is negative")
    }
    try require(l.contains { !$0.isZero }, "all weights are zero")
    // mu from one coordinate with w_i != 0, which exists since u != 0; then compared at all.
    guard let pivot = point.w.firstIndex(where: { !$0.isZero }) else {
      throw Rejection("the dual vector is zero")
    }
    let top = l[pivot] * point.u[pivot]
    for i in 0..<instance.size {
      try require(
        l[i] * point.u[i] * point.w[pivot] == top * point.w[i],
        "the weights are not stationary: weights_i u_i is not mu w_i at task \(i + 1)")
    }
    let mu = Rational(top * point.scale, point.w[pivot])
    let isWidthOne = instance.width == .one
    try require(mu.signum > 0 || !isWidthOne && mu.isZero, "the multiplier mu is not positive")
    // K u = 0, or (G K G) w = 0, by the equations just verified.
    let diagonal = RationalMatrix.diagonal(l.map { Rational($0) })
    let gram = instance.gram
    let (form, kernelVector) =
      if let inverse = instance.inverse {
        (inverse.scaled(by: mu) - diagonal, point.u)
      } else {
        (gram.scaled(by: mu) - gram * (diagonal * gram), point.w)
      }
    let dimension = kernelDimension(isWidthOne ? form : form.scaled(by: -1), kernelVector)
    guard let dimension else {
      throw Rejection(
        isWidthOne
          ? "mu Q - diag(weights) is not positive semi-definite"
          : "diag(weights) - mu Q is not positive semi-definite")
    }
    return (l.allSatisfy { !$0.isZero }, dimension == 1)
  }

  /// The dimension of the kernel of a symmetric matrix K with K z = 0, z != 0; nil when K is not
  /// positive semi-definite.
  ///
  /// Let z_i != 0. Every x is a multiple of z plus some x' with x'_i = 0, and x^T K x = x'^T K x':
  /// the block of K without row and column i decides.
  private static func kernelDimension(_ matrix: RationalMatrix, _ z: [Integer]) -> Int? {
    let dropped = z.firstIndex { !$0.isZero }
    let block = matrix.principalSubmatrix((0..<matrix.rows).filter { $0 != dropped })
    return block.semidefiniteNullity().map { 1 + $0 }
  }

  /// A reason why no weights l >= 0, not all zero, make the point optimal. Such weights have
  /// l_i u_i = mu w_i with mu > 0 (for width k-1 because mu = 0 leaves no weight where no
  /// coordinate is zero), and K as above is positive semi-definite.
  static func checkObstruction(
    _ obstruction: Certificate.Obstruction, _ point: CheckedPoint,
    _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let isWidthOne = instance.width == .one
    if !isWidthOne, let i = point.u.firstIndex(where: { $0.isZero }) {
      throw Rejection("coordinate \(i + 1) of the direction is zero: a weight on it alone reaches")
    }
    switch obstruction {
    case .negativeWeight(let task):
      let i = try instance.index(ofTask: task, in: "`negativeWeight`")
      try require(!point.u[i].isZero, "coordinate \(task) of the direction is zero")
      try require(
        point.u[i].signum * point.w[i].signum < 0, "the weight of task \(task) is not negative")
    case .zeroCoordinate(let task):
      let i = try instance.index(ofTask: task, in: "`zeroCoordinate`")
      try require(isWidthOne, "`zeroCoordinate` is for width 1 only")
      try require(point.u[i].isZero, "coordinate \(task) of the direction is not zero")
      try require(!point.w[i].isZero, "coordinate \(task) of the dual vector is zero")
    case .negativeDirection(let direction, let preimage):
      let value = try curvature(direction, preimage, point, &instance)
      try require(
        isWidthOne ? value < 0 : value > 0,
        "the tangent form along `negativeDirection` has the wrong sign or is zero")
    }
  }

  /// The sign of t = x^T Q x - sum of x_i^2 w_i / u_i over u_i != 0.
  ///
  /// Up to the factor mu > 0 the weights are w_i / u_i where u_i != 0 and anything >= 0 elsewhere,
  /// so x^T K x <= mu t for width 1, and = mu t where no coordinate is zero.
  private static func curvature(
    _ direction: [Rational], _ preimage: [Rational]?, _ point: CheckedPoint,
    _ instance: inout CheckedInstance
  ) throws(Rejection) -> Int {
    for i in 0..<instance.size where point.u[i].isZero && !point.w[i].isZero {
      throw Rejection("coordinate \(i + 1) of the direction is zero but not that of the dual")
    }
    let x = try instance.integers(direction, "negativeDirection")
    // x is replaced by its numerators from here on; x^T Q x = square / squareScale.
    let square: Integer
    let squareScale: Integer
    if let preimage {
      let y = try instance.integers(preimage, "preimage")
      try require(
        instance.maps(y, to: x), "the Gram matrix times `preimage` is not `negativeDirection`")
      square = Integer.dot(x.numerators, y.numerators) * x.denominator
      squareScale = y.denominator
    } else {
      let inverse = try instance.computedInverse()
      square = Integer.dot(x.numerators, inverse.numeratorProduct(x.numerators))
      squareScale = inverse.denominator
    }
    // The sum of x_i^2 w_i / u_i as one fraction with a positive denominator, never reduced.
    var sum = Integer.zero
    var below = Integer.one
    for (i, entry) in x.numerators.enumerated() where !point.u[i].isZero && !entry.isZero {
      let term = entry * entry * (point.u[i].signum < 0 ? -point.w[i] : point.w[i])
      sum = sum * point.u[i].magnitude + term * below
      below *= point.u[i].magnitude
    }
    return (square * point.scale * below - sum * squareScale).signum
  }
}
