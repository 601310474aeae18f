import Exact
import Randomness
import Surfaces
import TestSupport
import Testing
@testable import Learning

/// MGDA's point of smallest norm against a search over all faces of the convex hull.
@Suite struct MinimumNormPointTests {
  /// The determinant of a matrix of integers (Bareiss).
  static func determinant(_ matrix: [[Int128]]) -> Int128 {
    var a = matrix
    var sign: Int128 = 1
    var previous: Int128 = 1
    for step in a.indices {
      guard let pivot = a.indices[step...].first(where: { a[$0][step] != 0 }) else { return 0 }
      if pivot != step {
        a.swapAt(pivot, step)
        sign = -sign
      }
      for i in a.indices[(step + 1)...] {
        for j in (step + 1)..<a.count {
          a[i][j] = (a[i][j] * a[step][step] - a[i][step] * a[step][j]) / previous
        }
      }
      previous = a[step][step]
    }
    return sign * previous
  }

  /// The smallest squared norm over all faces: on the face S with affinely independent gradients
  /// the shortest point of the affine hull has coefficients beta by Cramer's rule; it is in the
  /// face iff beta >= 0. (Affinely dependent faces are covered by their parts: Caratheodory.)
  static func smallestByFaces(_ vectors: [[Int]]) -> (numerator: Int128, denominator: Int128) {
    let k = vectors.count
    var best: (numerator: Int128, denominator: Int128)?
    for subset in 1..<(1 << k) {
      let face = (0..<k).filter { subset >> $0 & 1 == 1 }
      // With g_0 as origin: D c = r, D_ij = (g_i - g_0).(g_j - g_0), r_i = -g_0.(g_i - g_0).
      let origin = vectors[face[0]]
      let edges = face.dropFirst().map { i in zip(vectors[i], origin).map { Int128($0 - $1) } }
      func dot(_ a: [Int128], _ b: [Int128]) -> Int128 { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      let start = origin.map { Int128($0) }
      let gram = edges.map { a in edges.map { dot(a, $0) } }
      let right = edges.map { -dot(start, $0) }
      let size = determinant(gram)
      if size == 0 { continue }
      var numerators: [Int128] = []
      for column in edges.indices {
        var replaced = gram
        for row in edges.indices { replaced[row][column] = right[row] }
        numerators.append(determinant(replaced))
      }
      if numerators.contains(where: { $0 < 0 }) || numerators.reduce(0, +) > size { continue }
      // |g|^2 = g.g_0 as g is orthogonal to the edges: g.g_0 = g_0.g_0 + sum c_i e_i.g_0.
      let value = size * dot(start, start) - zip(numerators, right).reduce(0) { $0 + $1.0 * $1.1 }
      if let known = best, known.numerator * size <= value * known.denominator { continue }
      best = (value, size)
    }
    guard let best else { preconditionFailure("a vertex is always a face") }
    return best
  }

  /// 2,000 sets for each k; the multiplier 1 covers 10,000 sets.
  @Test(arguments: 2...6) func agreesWithAllFaces(k: Int) throws {
    for index in 0..<(2000 * testMultiplier) {
      var generator = CounterGenerator(
        seed: UInt64(k), stream: "minimum-norm", index: UInt64(index))
      let length = generator.integer(in: 1...5)
      let gradients = generator.cornerGradients(count: k, length: length)
      let set = GradientSet(gradients)
      let point = set.minimumNormPoint()
      #expect(point.isOptimal(), "\(gradients)")
      let vector = set.combination(point.weights)
      #expect(Rational.dot(vector, vector) == point.squaredNorm)
      let common = gradients.joined().reduce(Integer.one) { Integer.lcm($0, $1.denominator) }
      let scale = Rational(common)
      let integers = try gradients.map { row in
        try row.map { try #require(($0 * scale).numerator.word) }
      }
      let best = Self.smallestByFaces(integers)
      let found = point.squaredNorm * scale * scale
      #expect(
        Integer(Int(best.numerator)) * found.denominator
          == Integer(Int(best.denominator)) * found.numerator, "\(gradients)")

      // The same in floating point, where the norm decides, not the weights.
      let floating = GradientSet(gradients.map { $0.map(\.doubleValue) })
      let rounded = floating.minimumNormPoint()
      let largest = floating.vectors.map { Double.dot($0, $0) }.max() ?? 0
      #expect(rounded.weights.allSatisfy { $0 >= 0 })
      #expect(abs(rounded.weights.reduce(0, +) - 1) < 1e-13)
      let difference = abs(rounded.squaredNorm - point.squaredNorm.doubleValue)
      #expect(difference <= 1e-13 * largest, "\(gradients)")
    }
  }

  @Test func cornersByHand() {
    let opposite = GradientSet<Rational>([[1, 0], [-2, 0]]).minimumNormPoint()
    #expect(opposite.weights == [Rational(2, 3), Rational(1, 3)])
    #expect(opposite.isStationary)
    let single = GradientSet<Rational>([[3, 4]]).minimumNormPoint()
    #expect(single.weights == [1] && single.squaredNorm == 25)
    let nothing = GradientSet<Rational>([[0, 0], [0, 0], [0, 0]]).minimumNormPoint()
    #expect(nothing.isStationary && nothing.isOptimal())
    let simplex = GradientSet<Rational>([[1, 0, 0], [0, 1, 0], [0, 0, 1]]).minimumNormPoint()
    #expect(simplex.weights == [Rational(1, 3), Rational(1, 3), Rational(1, 3)])
    let dominated = GradientSet<Rational>([[1, 0], [5, 1]]).minimumNormPoint()
    #expect(dominated.weights == [1, 0])
  }

  /// Evidence that is wrong must not pass.
  @Test func evidenceIsChecked() {
    let gram = GradientSet<Rational>([[1, 0], [0, 1]]).gram
    #expect(MinimumNormPoint(weights: [Rational(1, 2), Rational(1, 2)], gram: gram).isOptimal())
    #expect(!MinimumNormPoint<Rational>(weights: [1, 0], gram: gram).isOptimal())
    #expect(!MinimumNormPoint<Rational>(weights: [0, 0], gram: gram).isOptimal())
    #expect(!MinimumNormPoint<Rational>(weights: [2, -1], gram: gram).isOptimal())
  }

  /// Gradients of very different lengths.
  @Test func differentLengths() {
    for index in 0..<(500 * testMultiplier) {
      var generator = CounterGenerator(seed: 1, stream: "lengths", index: UInt64(index))
      let vectors = (0..<4).map { _ in
        let size = Double(sign: .plus, exponent: generator.integer(in: -12...12), significand: 1)
        return (0..<3).map { _ in size * generator.normal() }
      }
      let floating = GradientSet(vectors).minimumNormPoint()
      let exact = GradientSet(vectors.map { $0.compactMap { Rational(exactly: $0) } })
        .minimumNormPoint()
      let smallest = vectors.map { Double.dot($0, $0) }.min() ?? 0
      #expect(
        floating.squaredNorm - exact.squaredNorm.doubleValue <= 1e-9 * smallest, "\(vectors)")
    }
  }

  /// The released solvers: feasible weights and, with their clamped line search, a norm near the
  /// smallest one.
  @Test(arguments: ReleasedMinimumNorm.allCases) func releasedSolvers(
    solver: ReleasedMinimumNorm
  ) {
    for index in 0..<(300 * testMultiplier) {
      var generator = CounterGenerator(seed: 2, stream: "released", index: UInt64(index))
      let k = generator.integer(in: 2...5)
      let vectors = (0..<k).map { _ in (0..<4).map { _ in generator.normal() } }
      let set = GradientSet(vectors)
      let weights = solver.weights(gram: set.gram)
      #expect(weights.allSatisfy { $0 >= 0 } && abs(weights.reduce(0, +) - 1) < 1e-12)
      let square = Double.dot(weights, Double.product(set.gram, weights))
      let best = set.minimumNormPoint().squaredNorm
      let largest = set.gram.indices.map { set.gram[$0][$0] }.max() ?? 0
      #expect(square >= best - 1e-12 && square <= best + 0.02 * largest)
    }
    let equal = solver.weights(gram: [[1, 1], [1, 1]])
    #expect(equal == [0.999, 0.001] || equal == [0.999, 1 - 0.999])
  }

  @Test func simplexProjectionIsNearest() {
    for index in 0..<(200 * testMultiplier) {
      var generator = CounterGenerator(seed: 3, stream: "projection", index: UInt64(index))
      let k = generator.integer(in: 1...6)
      let point = (0..<k).map { _ in 2 * generator.normal() }
      let nearest = ReleasedMinimumNorm.simplexProjection(point)
      #expect(nearest.allSatisfy { $0 >= 0 } && abs(nearest.reduce(0, +) - 1) < 1e-12)
      // Bourbaki-Cheney-Goldstein: <x - Px, y - Px> <= 0 for every vertex y.
      for vertex in 0..<k {
        var product = 0.0
        for i in 0..<k {
          product += (point[i] - nearest[i]) * ((i == vertex ? 1 : 0) - nearest[i])
        }
        #expect(product <= 1e-12)
      }
    }
  }
}
