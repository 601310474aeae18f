import Exact

extension Checker {
  /// The test of Krawczyk: the box contains exactly one zero of the system.
  ///
  /// With the center x, radii r, any matrix Y and |F'(z) - F'(x)| <= H over the box, the test is
  ///
  ///     |Y F(x)| + (|I - Y F'(x)| + |Y| H) r < r .
  ///
  /// Then z - Y F(z) maps the box into its interior and contracts it, and Y and F'(z) are
  /// non-singular, so that its fixed points are the zeros.
  static func checkBox(
    _ box: Certificate.Box, of system: Certificate.PointSystem, _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let radii = try CheckedEnclosure.dyadic(box.radii, box.exponent)
    let centers = try CheckedEnclosure.dyadic(box.centers, box.exponent)
    try require(radii.allSatisfy { $0.signum > 0 }, "a radius of the box is not positive")
    let equations: Equations
    let matrix: Certificate.DyadicMatrix
    switch system {
    case .values: throw Rejection("the box of values needs no such test")
    case .weights(let weights, _, let normalization, let preconditioner):
      equations = try eigenvalueEquations(weights, normalization, centers, radii, instance)
      matrix = preconditioner
    case .meeting(let flips, let slices, let normalization, let preconditioner):
      equations = try meetingEquations(flips, slices, normalization, centers, radii, &instance)
      matrix = preconditioner
    }
    let size = centers.count
    try require(
      matrix.integers.count == size && matrix.integers.allSatisfy { $0.count == size },
      "the preconditioner is not \(size) x \(size)")
    let preconditioner = RationalMatrix(numerators: matrix.integers).scaled(
      by: try CheckedEnclosure.power(matrix.exponent))
    let jacobian = RationalMatrix(equations.jacobian)
    let step = preconditioner * equations.values
    let rest = .identity(size) - preconditioner * jacobian
    let change = absolute(preconditioner) * RationalMatrix(equations.changes)
    let image = (absolute(rest) + change) * radii
    for i in 0..<size {
      try require(
        step[i].magnitude + image[i] < radii[i],
        "the test of the box fails in coordinate \(i + 1)")
    }
  }

  /// F at the center, its Jacobian matrix there, and a bound on how much that changes in the box.
  private struct Equations {
    var values: [Rational] = []
    var jacobian: [[Rational]] = []
    var changes: [[Rational]] = []

    /// Adds the equation f . u = constant in the first unknowns.
    mutating func add(_ f: [Rational], equals constant: Rational, at centers: [Rational]) {
      var value = -constant
      for (coefficient, center) in zip(f, centers) { value += coefficient * center }
      let rest = Array(repeating: Rational.zero, count: centers.count - f.count)
      values.append(value)
      jacobian.append(f + rest)
      changes.append(Array(repeating: .zero, count: centers.count))
    }
  }

  /// G diag(l) u - m u = 0 and normalization . u = 1, in the unknowns u and m.
  private static func eigenvalueEquations(
    _ weights: [Rational], _ normalization: [Rational], _ centers: [Rational],
    _ radii: [Rational], _ instance: CheckedInstance
  ) throws(Rejection) -> Equations {
    let size = instance.size
    try require(
      weights.count == size && normalization.count == size,
      "there are not \(size) weights and entries of the normalization")
    var result = Equations()
    for i in 0..<size {
      var row = (0..<size).map { instance.gram[i, $0] * weights[$0] }
      row[i] -= centers[size]
      result.values.append((0..<size).reduce(.zero) { $0 + row[$1] * centers[$1] })
      result.jacobian.append(row + [-centers[i]])
      var change = Array(repeating: Rational.zero, count: size + 1)
      change[i] = radii[size]
      change[size] = radii[i]
      result.changes.append(change)
    }
    result.add(normalization, equals: .one, at: centers)
    return result
  }

  /// For each flip S the sum of q_il u_i u_l over i in S, l not in S; the slices; the
  /// normalization.
  private static func meetingEquations(
    _ flips: [[Int]], _ slices: [[Rational]], _ normalization: [Rational], _ centers: [Rational],
    _ radii: [Rational], _ instance: inout CheckedInstance
  ) throws(Rejection) -> Equations {
    let size = instance.size
    let inverse = try instance.computedInverse()
    var result = Equations()
    for flip in flips {
      let isFlipped = (1...size).map { flip.contains($0) }
      var value = Rational.zero
      var row = Array(repeating: Rational.zero, count: size)
      var change = row
      for l in 0..<size {
        for i in 0..<size where isFlipped[i] != isFlipped[l] && inverse.sign(i, l) != 0 {
          let entry = inverse[i, l]
          row[l] += entry * centers[i]
          change[l] += entry.magnitude * radii[i]
        }
        if isFlipped[l] { value += row[l] * centers[l] }
      }
      result.values.append(value)
      result.jacobian.append(row)
      result.changes.append(change)
    }
    for slice in slices {
      try require(slice.count == size, "a slice has length \(slice.count), expected \(size)")
      result.add(slice, equals: .zero, at: centers)
    }
    try require(
      normalization.count == size, "the normalization has length \(normalization.count)")
    result.add(normalization, equals: .one, at: centers)
    return result
  }

  private static func absolute(_ matrix: RationalMatrix) -> RationalMatrix {
    RationalMatrix(
      numerators: matrix.numerators.map { $0.map(\.magnitude) }, denominator: matrix.denominator)
  }

  /// The eigenvalue m in the box is the largest one of G diag(l) (width k-1: the smallest one), and
  /// simple, so that the point is the only optimum of the weights l.
  ///
  /// The eigenvalues above the level t are as many as the negative ones of A = t Q - diag(l)
  /// (Sylvester; width k-1: below t, of -A). If that is one, m > t is it.
  static func checkLevel(
    _ system: Certificate.PointSystem, _ box: Certificate.Box, _ inverse: RationalMatrix,
    _ instance: CheckedInstance
  ) throws(Rejection) {
    guard case .weights(let weights, let level, _, _) = system else {
      throw Rejection("the point is not given by weights")
    }
    let isWidthOne = instance.width == .one
    for (i, weight) in weights.enumerated() {
      try require(
        isWidthOne ? weight.signum >= 0 : weight.signum > 0, "weight \(i + 1) is not allowed")
    }
    try require(weights.contains { !$0.isZero }, "all weights are zero")
    let ends = try CheckedEnclosure.dyadic(
      [
        box.centers[instance.size] - box.radii[instance.size],
        box.centers[instance.size] + box.radii[instance.size],
      ], box.exponent)
    try require(
      isWidthOne ? ends[0] > level : ends[1] < level,
      "the eigenvalue is not certainly \(isWidthOne ? "above" : "below") the level")
    let difference = inverse.scaled(by: level) - .diagonal(weights)
    try require(
      hasOneNegativeEigenvalue(
        isWidthOne ? difference : difference.scaled(by: -1),
        guess: Array(box.centers.prefix(instance.size))),
      "the level does not separate one eigenvalue from the others")
  }

  /// Whether a symmetric matrix A is not singular and has exactly one negative eigenvalue.
  ///
  /// If so, some x, and most likely the guess, has d = x^T A x < 0. With y = A x, the matrix
  /// A - y y^T / d has x in its kernel and agrees with A on the vectors z with y . z = 0, a
  /// complement of x: A is as asked if that matrix is positive semi-definite with the kernel
  /// spanned by x.
  private static func hasOneNegativeEigenvalue(
    _ matrix: RationalMatrix, guess x: [Integer]
  ) -> Bool {
    let y = matrix.numeratorProduct(x)
    let d = Integer.dot(x, y)
    guard d.signum < 0, let dropped = x.firstIndex(where: { !$0.isZero }) else {
      return matrix.inertia() == (matrix.rows - 1, 1, 0)
    }
    let kept = x.indices.filter { $0 != dropped }
    let block = kept.map { i in
      kept.map { j in y[i] * y[j] - matrix.numerator(i, j) * d }
    }
    return RationalMatrix(numerators: block).semidefiniteNullity() == 0
  }
}
