import Exact
import Surfaces

extension MeetingSearch {
  /// An upper bound for the number of real solutions u, up to a factor and without zero
  /// coordinates, of the equations of four surfaces of four tasks; nil when none was found.
  ///
  /// The equations are linear in P_il = u_i u_l, so P lies in a projective plane. The vectors P of
  /// this form and their limits are the points with P_12 P_34 = P_13 P_24 = P_14 P_23 (a toric
  /// variety of dimension 3 and degree 4), two conics in that plane, and u_i / u_j = P_il / P_jl:
  /// solutions u without zero coordinates are the common points without zero coordinates, real ones
  /// the real ones. Eliminating one coordinate of the plane leaves a form of degree 4 in two
  /// variables. If it is not zero, and the point that projects nowhere is not on both conics, then
  /// the multiplicity of each of its roots is the sum of the multiplicities of the common points
  /// above it (Bezout). So there are at most as many real common points as it has real roots,
  /// counted with multiplicity. Of these, common points with a zero coordinate are taken off: where
  /// some P vanishes, either all P_il with one i do, or all P_jl without i, and the rest is linear
  /// algebra.
  ///
  /// - Parameter flips: Three sets of tasks, counted from 1, with independent equations.
  static func realSolutionBound(ofFourTasks instance: Instance, flips: [[Int]]) -> Int? {
    precondition(instance.taskCount == 4 && flips.count == 3, "four surfaces of four tasks")
    let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    let inverse = instance.gramInverse
    let rows = flips.map { flip in
      pairs.map { i, l in
        flip.contains(i + 1) != flip.contains(l + 1) ? inverse[i, l] : .zero
      }
    }
    let plane = kernel(rows, count: 6)
    guard plane.count == 3 else { return nil }
    var boundary: Set<[Integer]> = []
    for task in 0..<4 {
      for vanishing in [true, false] {
        // All P_il with i = task vanish, or all others.
        let zeros = pairs.indices.filter {
          (pairs[$0].0 == task || pairs[$0].1 == task) == vanishing
        }
        let units = zeros.map { zero in pairs.indices.map { $0 == zero ? Rational.one : .zero } }
        let common = kernel(rows + units, count: 6)
        guard common.count <= 1 else { return nil }
        if let point = common.first {
          let direction = Point.integerDirection(point)
          let isNegative = (direction.first { !$0.isZero }?.signum ?? 1) < 0
          boundary.insert(isNegative ? direction.map { -$0 } : direction)
        }
      }
    }
    // Projections from several points of the plane: a pair of complex common points above one real
    // root, or a point on both conics to project from, is an accident of one.
    let counts = (0..<3).compactMap { attempt in
      let a = Rational(attempt)
      return eliminate([
        plane[0], plane[1],
        (0..<6).map { plane[2][$0] + a * plane[0][$0] + a * a * plane[1][$0] },
      ])
    }
    return counts.min().map { $0 - boundary.count }
  }

  /// The number of real roots, with multiplicity, of the form that is left of the two conics; nil
  /// when it is zero or the conics share the point (0 : 0 : 1).
  private static func eliminate(_ basis: [[Rational]]) -> Int? {
    // P_j = x basis[0][j] + y basis[1][j] + z basis[2][j], with y = 1.
    typealias Form = (square: Rational, slope: RationalPolynomial, rest: RationalPolynomial)
    func product(_ i: Int, _ j: Int) -> Form {
      let a = RationalPolynomial([basis[1][i], basis[0][i]])
      let b = RationalPolynomial([basis[1][j], basis[0][j]])
      let (s, t) = (RationalPolynomial([basis[2][i]]), RationalPolynomial([basis[2][j]]))
      return (basis[2][i] * basis[2][j], a * t + b * s, a * b)
    }
    func difference(_ f: Form, _ g: Form) -> Form {
      (f.square - g.square, f.slope - g.slope, f.rest - g.rest)
    }
    // Pairs 12, 13, 14, 23, 24, 34.
    let f = difference(product(0, 5), product(1, 4))
    let g = difference(product(0, 5), product(2, 3))
    guard !f.square.isZero || !g.square.isZero else { return nil }
    let (s, t) = (RationalPolynomial([f.square]), RationalPolynomial([g.square]))
    let outer = s * g.rest - t * f.rest
    let resultant =
      outer * outer - (s * g.slope - t * f.slope) * (f.slope * g.rest - g.slope * f.rest)
    guard !resultant.isZero else { return nil }
    return resultant.realRootCount + (4 - resultant.degree)
  }

  /// A basis of the vectors that some rows annihilate.
  private static func kernel(_ rows: [[Rational]], count: Int) -> [[Rational]] {
    var reduced: [(pivot: Int, entries: [Rational])] = []
    for row in rows {
      var rest = row
      for other in reduced where !rest[other.pivot].isZero {
        let factor = rest[other.pivot]
        for j in 0..<count { rest[j] -= factor * other.entries[j] }
      }
      guard let pivot = rest.firstIndex(where: { !$0.isZero }) else { continue }
      let scale = rest[pivot].reciprocal
      rest = rest.map { $0 * scale }
      for position in reduced.indices where !reduced[position].entries[pivot].isZero {
        let factor = reduced[position].entries[pivot]
        for j in 0..<count { reduced[position].entries[j] -= factor * rest[j] }
      }
      reduced.append((pivot, rest))
    }
    let pivots = Set(reduced.map(\.pivot))
    return (0..<count).filter { !pivots.contains($0) }.map { free in
      var vector = Array(repeating: Rational.zero, count: count)
      vector[free] = .one
      for row in reduced { vector[row.pivot] = -row.entries[free] }
      return vector
    }
  }
}
