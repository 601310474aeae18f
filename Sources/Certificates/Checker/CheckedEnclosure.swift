import Exact

/// A point that was proved to be the only zero of its system in its box, with the ranges of what
/// depends on it.
///
/// Everything that is compared is homogeneous in u, so from here on the box is one of integers: the
/// power of two is left out. The matrix Q is q_il / scale. Ranges contain the values at the
/// point; the formulas are fixed by the format, so that all checkers compare the same numbers.
struct CheckedEnclosure {
  /// What stands in the certificate.
  let system: Certificate.PointSystem
  /// The centers x of the k coordinates.
  let centers: [Integer]
  /// The radii r, none negative.
  let radii: [Integer]
  /// The numerators of Q.
  let form: [[Integer]]
  /// The positive common denominator of Q.
  let scale: Integer
  /// For surface 0, that of the box, k times 1; for surface j of a meeting, -1 for the tasks in
  /// the j-th flip and 1 for the others.
  let changes: [[Int]]

  /// Verifies the point of a certificate.
  init(_ point: Certificate.EnclosedPoint, _ instance: inout CheckedInstance) throws(Rejection) {
    let size = instance.size
    let box = point.box
    let inverse = try instance.computedInverse()
    let isPlain = if case .weights = point.system { false } else { true }
    let count = isPlain ? size : size + 1
    try require(
      box.centers.count == count && box.radii.count == count,
      "the box is not one for \(count) unknowns")
    var changes = [Array(repeating: 1, count: size)]
    switch point.system {
    case .values(let values, let signs):
      try Self.checkRoots(values, signs, box, size)
    case .weights:
      try Checker.checkBox(box, of: point.system, &instance)
      try Checker.checkLevel(point.system, box, inverse, instance)
    case .meeting(let flips, let slices, _, _):
      let most = size - 1
      try require(
        (1...most).contains(flips.count), "there are \(flips.count) flips, expected 1 to \(most)")
      try require(
        slices.count == most - flips.count,
        "there are \(slices.count) slices, expected \(most - flips.count)")
      for (number, flip) in flips.enumerated() {
        var signs = Array(repeating: 1, count: size)
        try require(
          (1...most).contains(flip.count), "flip \(number + 1) has \(flip.count) tasks")
        for (task, next) in zip(flip, flip.dropFirst()) {
          try require(task < next, "flip \(number + 1) is not strictly increasing")
        }
        for task in flip {
          signs[try instance.index(ofTask: task, in: "flip \(number + 1)")] = -1
        }
        changes.append(signs)
      }
      try Checker.checkBox(box, of: point.system, &instance)
    }
    system = point.system
    centers = Array(box.centers.prefix(size))
    radii = Array(box.radii.prefix(size))
    form = inverse.numerators
    scale = inverse.denominator
    self.changes = changes
  }

  /// The box of u_i = s_i sqrt(v_i): the end points squared enclose v_i, or are equal to it.
  private static func checkRoots(
    _ values: [Rational], _ signs: [Int], _ box: Certificate.Box, _ size: Int
  ) throws(Rejection) {
    try require(
      values.count == size && signs.count == size, "there are not \(size) values and signs")
    try require(values.contains { !$0.isZero }, "all values are zero")
    let centers = try dyadic(box.centers, box.exponent)
    let radii = try dyadic(box.radii, box.exponent)
    for i in 0..<size {
      let place = "coordinate \(i + 1)"
      let (value, center, radius) = (values[i], centers[i].magnitude, radii[i])
      try require(value.signum >= 0, "value \(i + 1) is negative")
      try require(signs[i] == 1 || signs[i] == -1, "sign \(i + 1) is neither 1 nor -1")
      if value.isZero {
        try require(center.isZero && radius.isZero, "\(place) of the box is not exactly zero")
        continue
      }
      try require(centers[i].signum == signs[i], "\(place) of the box has the wrong sign")
      if radius.isZero {
        try require(center * center == value, "\(place) of the box is not the root")
        continue
      }
      try require(radius.signum > 0 && radius < center, "\(place) of the box contains zero")
      let (lower, upper) = (center - radius, center + radius)
      try require(
        lower * lower < value && value < upper * upper,
        "\(place) of the box does not contain the root")
    }
  }

  /// Integers times a power of two.
  static func dyadic(
    _ integers: [Integer], _ exponent: Int
  ) throws(Rejection) -> [Rational] {
    let power = try power(exponent)
    return integers.map { Rational($0) * power }
  }

  /// A power of two.
  static func power(_ exponent: Int) throws(Rejection) -> Rational {
    let limit = Certificate.maximumExponent
    try require((-limit...limit).contains(exponent), "an exponent is beyond \(limit)")
    let power = Rational(Integer.one.shiftedLeft(abs(exponent)))
    return exponent < 0 ? power.reciprocal : power
  }

  /// The number of tasks k.
  var size: Int { centers.count }

  /// Whether u_i is certainly not zero.
  func isSigned(_ i: Int) -> Bool { centers[i].magnitude > radii[i] }

  /// Whether u_i is zero by definition.
  func isExactlyZero(_ i: Int) -> Bool { centers[i].isZero && radii[i].isZero }

  /// Whether all coordinates are signed.
  var isAllSigned: Bool { (0..<size).allSatisfy(isSigned) }

  /// Whether every coordinate is signed or exactly zero.
  var isDetermined: Bool { (0..<size).allSatisfy { isSigned($0) || isExactlyZero($0) } }

  /// An upper end of |u_i|.
  func greatest(_ i: Int) -> Integer { centers[i].magnitude + radii[i] }

  /// A lower end of |u_i| where the coordinate is signed or exactly zero.
  func least(_ i: Int) -> Integer { centers[i].magnitude - radii[i] }

  /// The range of c = u^T Q u, times `scale`.
  var norm: (lower: Integer, upper: Integer) {
    var middle = Integer.zero
    var spread = Integer.zero
    for (i, row) in form.enumerated() {
      let field = Integer.dot(row, centers)
      middle += centers[i] * field
      spread += radii[i] * (field.magnitude + field.magnitude + Self.spread(row, radii))
    }
    return (middle - spread, middle + spread)
  }

  /// The range of a linear form in u.
  func range(_ coefficients: [Integer]) -> (lower: Integer, upper: Integer) {
    let middle = Integer.dot(coefficients, centers)
    let spread = Self.spread(coefficients, radii)
    return (middle - spread, middle + spread)
  }

  /// The sum of |f_l| r_l.
  private static func spread(_ coefficients: [Integer], _ radii: [Integer]) -> Integer {
    Integer.dot(coefficients.map(\.magnitude), radii)
  }

  /// The coefficients of w_i for a surface, times `scale`: d_i q_il d_l with the changes d.
  func dualCoefficients(_ i: Int, surface: Int = 0) -> [Integer] {
    let change = changes[surface]
    return zip(form[i], change).map { $1 == change[i] ? $0 : -$0 }
  }

  /// The range of w_i / u_i for a surface; u_i must be signed.
  func weight(_ i: Int, surface: Int = 0) -> RationalRange {
    let dual = range(dualCoefficients(i, surface: surface))
    var ends: [Rational] = []
    for end in [centers[i] - radii[i], centers[i] + radii[i]] {
      ends += [Rational(dual.lower, end * scale), Rational(dual.upper, end * scale)]
    }
    return RationalRange(of: ends)
  }

  /// Whether the signs s are those of a surface up to a common sign wherever that matters: then
  /// sum q_il s_i s_l |u_i| |u_l| = c, exactly.
  func coincides(_ signs: [Int], withSurface surface: Int) -> Bool {
    // u_i on the surface has the sign s_i, up to a common one.
    let relative = (0..<size).map { centers[$0].signum * changes[surface][$0] * signs[$0] }
    for i in 0..<size {
      for l in 0..<i where relative[i] * relative[l] < 0 && !form[i][l].isZero { return false }
    }
    return true
  }
}
