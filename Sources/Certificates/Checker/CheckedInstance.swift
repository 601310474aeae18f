import Exact

/// The instance of a certificate, verified: G is symmetric and positive definite, and the inverse,
/// when it is given, is the inverse of G.
struct CheckedInstance {
  /// The number of tasks k.
  let size: Int
  /// The width that decides what M is.
  let width: Certificate.Width
  /// The Gram matrix G.
  let gram: RationalMatrix
  /// The inverse Q, once it is known.
  private(set) var inverse: RationalMatrix?

  /// Verifies the Gram matrix and the inverse of a certificate.
  ///
  /// - Parameter known: A Gram matrix that was verified before: where it is that of the
  ///   certificate, it is not verified again.
  init(_ certificate: Certificate, knowing known: CheckedGram? = nil) throws(Rejection) {
    if let known, known.gram == certificate.gram {
      self.init(known, certificate.width)
    } else {
      try self.init(certificate.gram, certificate.width)
    }
    if let given = certificate.inverse {
      try require(
        given.rows == size && given.columns == size, "the inverse is not \(size) x \(size)")
      try adopt(given, "the inverse is not that of the Gram matrix")
    }
  }

  private init(_ known: CheckedGram, _ width: Certificate.Width) {
    gram = known.gram
    self.width = width
    size = gram.rows
    inverse = known.inverse
  }

  /// Verifies a Gram matrix.
  init(_ gram: RationalMatrix, _ width: Certificate.Width) throws(Rejection) {
    self.gram = gram
    self.width = width
    size = gram.rows
    try require(gram.isSquare, "the Gram matrix is not square")
    try require(size >= 2, "the Gram matrix is of size \(size), expected at least 2")
    let limit = Certificate.maximumTaskCount
    try require(size <= limit, "the Gram matrix is of size \(size), expected at most \(limit)")
    if let (i, j) = gram.firstAsymmetry {
      throw Rejection(
        "the Gram matrix is not symmetric: entries (\(i + 1), \(j + 1)) and"
          + " (\(j + 1), \(i + 1)) differ")
    }
    try require(
      gram.semidefiniteNullity() == 0, "the Gram matrix is not positive definite")
  }

  /// Takes a matrix of size k x k as the inverse: it equals the verified one where there is one,
  /// and otherwise it is multiplied by G.
  private mutating func adopt(_ candidate: RationalMatrix, _ reason: String) throws(Rejection) {
    if let inverse {
      try require(candidate == inverse, reason)
    } else {
      try require(gram * candidate == .identity(size), reason)
      inverse = candidate
    }
  }

  /// The inverse Q: the one that was given, else computed. How it was computed is of no
  /// consequence, since it is verified like one that was given.
  mutating func computedInverse() throws(Rejection) -> RationalMatrix {
    if let inverse { return inverse }
    guard let computed = gram.plainInverse() else {
      throw Rejection("the Gram matrix has no inverse")
    }
    try adopt(computed, "the computed inverse is wrong")
    return computed
  }

  /// The matrix M that C1 (width 1) or C2 (width k-1) is about.
  mutating func conditionMatrix() throws(Rejection) -> RationalMatrix {
    switch width {
    case .one: return gram
    case .allButOne: return try computedInverse()
    }
  }

  /// For each task a number that it shares with the tasks it is connected with by entries of G
  /// that are not zero.
  var parts: [Int] {
    var parts = Array(0..<size)
    for i in 0..<size {
      for j in 0..<i where gram.sign(i, j) != 0 && parts[i] != parts[j] {
        let (kept, dropped) = (parts[i], parts[j])
        for l in 0...i where parts[l] == dropped { parts[l] = kept }
      }
    }
    return parts
  }

  /// The position, from 0, of a task counted from 1.
  func index(ofTask task: Int, in place: String) throws(Rejection) -> Int {
    try require(task >= 1 && task <= size, "\(place) names task \(task) of \(size)")
    return task - 1
  }

  /// A vector of length k as integers over one positive denominator.
  func integers(
    _ vector: [Rational], _ name: String
  ) throws(Rejection) -> (numerators: [Integer], denominator: Integer) {
    try require(
      vector.count == size, "`\(name)` has length \(vector.count), expected \(size)")
    let common = vector.reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
    return (vector.map { $0.numerator * common.exactQuotient(by: $0.denominator) }, common)
  }

  /// Whether G (numerators / denominator) = image, both vectors over their own denominators.
  func maps(
    _ source: (numerators: [Integer], denominator: Integer),
    to image: (numerators: [Integer], denominator: Integer)
  ) -> Bool {
    let product = gram.numeratorProduct(source.numerators)
    let below = gram.denominator * source.denominator
    return zip(product, image.numerators).allSatisfy { $0 * image.denominator == $1 * below }
  }

  /// Verifies a point and computes what all statements about points need.
  mutating func checked(_ point: Certificate.Point) throws(Rejection) -> CheckedPoint {
    let u = try integers(point.direction, "direction")
    try require(u.numerators.contains { !$0.isZero }, "the direction is zero")
    if let dual = point.dual {
      let w = try integers(dual, "dual")
      try require(maps(w, to: u), "the Gram matrix times `dual` is not the direction")
      return CheckedPoint(
        u: u.numerators, w: w.numerators.map { $0 * u.denominator }, scale: w.denominator)
    }
    let inverse = try computedInverse()
    return CheckedPoint(
      u: u.numerators, w: inverse.numeratorProduct(u.numerators), scale: inverse.denominator)
  }
}

/// A point in integers: u is a positive multiple of the direction and w = scale * Q u.
struct CheckedPoint {
  /// The direction u, not zero.
  let u: [Integer]
  /// The vector scale * Q u.
  let w: [Integer]
  /// The positive common denominator of Q u = w / scale.
  let scale: Integer
  /// w.u = scale * u^T Q u, positive.
  var norm: Integer { Integer.dot(w, u) }
}
