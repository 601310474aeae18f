import Exact
import Surfaces

/// Candidates for the whole Pareto front: one exact point on every ray of a lattice.
///
/// Each surface E_I meets each ray {r n : r > 0}, n >= 0, in the one point n / f_I(n), because f_I
/// is homogeneous of degree one. For width 1, where v is maximised, only the outermost surface of
/// a ray can be Pareto optimal; for width k-1, where the losses are the v of the theory, only the
/// innermost. So a candidate for each ray, which a decider then classifies, samples the front
/// completely up to the distance of the rays.
package struct FrontSample: Sendable {
  /// The instance.
  package let instance: Instance
  /// The width of the network.
  package let width: WidthEnd
  /// The number of steps along an edge of the lattice; 0 for chosen rays.
  package let resolution: Int
  /// For each candidate the k lattice coordinates of its ray, of sum ``resolution``; its magnitudes
  /// |u_i| are in the ratio of these times sqrt(t_i). Empty for chosen rays.
  package let rays: [[Int]]
  /// The candidates: directions near their rays, because sqrt(t_i) is rounded.
  package let points: [Point]
  /// The triangles of the lattice for k = 3, as positions in ``points``; empty otherwise.
  package let triangles: [[Int]]

  /// For each ray of a lattice its coordinates in the losses divided by t_i, k numbers of sum 1.
  package var shares: [[Double]] {
    rays.map { ray in
      let squares = ray.map { Double($0) * Double($0) }
      let sum = squares.reduce(0, +)
      return squares.map { $0 / sum }
    }
  }

  /// The most tasks: all surfaces are tried for every ray.
  package static let maximumTasks = 16

  /// The most candidates of a sample.
  package static let maximumCount = 2_000_000

  /// Creates the candidates.
  ///
  /// Rays are spaced evenly in the magnitudes |u_i| divided by sqrt(t_i), t_i = g_ii the best
  /// values. The losses are quadratic in u, so this is finer where a loss hardly depends on its
  /// coordinate; rays that are even in the losses leave wide strips at the edges of the front.
  ///
  /// - Parameters:
  ///   - resolution: The number of steps along an edge: C(resolution + k - 1, k - 1) candidates.
  ///   - digits: The number of bits to which the sqrt(t_i) are taken.
  ///   - proceed: Called now and then with the number of candidates found and of all; false stops.
  /// - Throws: ``LearningError/badOption(_:)`` for a lattice that is empty or too large,
  ///   ``LearningError/wrongTaskCount(expected:found:)`` for more than ``maximumTasks``, and
  ///   ``LearningError/stopped(_:)``.
  /// - Complexity: O(2^(k-1) k^2) exact operations for each candidate.
  package init(
    _ instance: Instance, width: WidthEnd, resolution: Int, digits: Int = 12,
    proceed: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(LearningError) {
    let k = instance.taskCount
    try Self.requireTasks(k)
    guard (4...40).contains(digits) else { throw .badOption("between 4 and 40 bits") }
    let sampler = try WeightSampler(.lattice(resolution), taskCount: k, count: 0, seed: 0)
    guard sampler.count <= Self.maximumCount else {
      throw .badOption("\(sampler.count) points: at most \(Self.maximumCount) are possible")
    }
    self.instance = instance
    self.width = width
    self.resolution = resolution
    var rays: [[Int]] = []
    rays.reserveCapacity(sampler.count)
    Self.forEachRay(k, resolution) { rays.append($0) }
    self.rays = rays
    let roots = Self.roots(instance, digits: digits)
    points = try Self.candidates(
      instance, width, rays.lazy.map { zip($0, roots).map { Integer($0) * $1 } }, proceed)
    triangles = k == 3 ? Self.latticeTriangles(rays, resolution) : []
  }

  /// Creates a candidate on each of some chosen rays.
  ///
  /// - Parameters:
  ///   - magnitudes: For each ray the square roots of its coordinates, k numbers >= 0, not all
  ///     zero.
  ///   - proceed: As for a lattice.
  /// - Throws: ``LearningError/wrongTaskCount(expected:found:)`` for more than ``maximumTasks``,
  ///   ``LearningError/badOption(_:)`` for magnitudes that are none, and
  ///   ``LearningError/stopped(_:)``.
  /// - Complexity: O(2^(k-1) k^2) exact operations for each candidate.
  package init(
    _ instance: Instance, width: WidthEnd, magnitudes: [[Integer]],
    proceed: (_ done: Int, _ all: Int) -> Bool = { _, _ in true }
  ) throws(LearningError) {
    let k = instance.taskCount
    try Self.requireTasks(k)
    for ray in magnitudes {
      guard ray.count == k, ray.allSatisfy({ $0.signum >= 0 }),
        ray.contains(where: { !$0.isZero })
      else { throw .badOption("a ray has \(k) coordinates >= 0, not all zero") }
    }
    self.instance = instance
    self.width = width
    resolution = 0
    rays = []
    triangles = []
    points = try Self.candidates(instance, width, magnitudes, proceed)
  }

  private static func requireTasks(_ count: Int) throws(LearningError) {
    guard (2...maximumTasks).contains(count) else {
      throw .wrongTaskCount(expected: "2 to \(maximumTasks)", found: count)
    }
  }

  /// Integers in the ratio of the square roots of the best values t_i.
  private static func roots(_ instance: Instance, digits: Int) -> [Integer] {
    let optima = instance.optima
    let largest = optima.max() ?? .one
    return optima.map { optimum in
      let scaled = (optimum / largest * Rational(Integer.one.shiftedLeft(2 * digits))).floor
      return Swift.max(scaled.squareRoot, .one)
    }
  }

  /// A candidate for each ray.
  private static func candidates(
    _ instance: Instance, _ width: WidthEnd, _ magnitudes: some Collection<[Integer]>,
    _ proceed: (_ done: Int, _ all: Int) -> Bool
  ) throws(LearningError) -> [Point] {
    let patterns = allSigns(instance.taskCount)
    var points: [Point] = []
    points.reserveCapacity(magnitudes.count)
    for ray in magnitudes {
      // Each costs as much as its patterns are many.
      if points.count * patterns.count & 1023 < patterns.count,
        !proceed(points.count, magnitudes.count)
      {
        throw .stopped("the front was sampled")
      }
      points.append(candidate(instance, width, ray, patterns))
    }
    return points
  }

  /// The outermost (width k-1: innermost) point with the given magnitudes.
  private static func candidate(
    _ instance: Instance, _ width: WidthEnd, _ magnitudes: [Integer], _ patterns: [[Int]]
  ) -> Point {
    let inverse = instance.gramInverse
    let k = magnitudes.count
    let primitive = Integer.primitive(magnitudes)
    // q_ij a_i a_j for i < j; the diagonal is the same for all patterns.
    var products: [Integer] = []
    for i in 0..<k {
      for j in (i + 1)..<Swift.max(k, i + 1) {
        products.append(inverse.numerator(i, j) * primitive[i] * primitive[j])
      }
    }
    var best: (value: Integer, signs: [Int])?
    for signs in patterns {
      var value = Integer.zero
      var position = 0
      for i in 0..<k {
        for j in (i + 1)..<Swift.max(k, i + 1) {
          if signs[i] == signs[j] {
            value += products[position]
          } else {
            value -= products[position]
          }
          position += 1
        }
      }
      if let known = best, width == .one ? known.value <= value : known.value >= value { continue }
      best = (value, signs)
    }
    let signs = best?.signs ?? Array(repeating: 1, count: k)
    return Point(
      instance, direction: (0..<k).map { signs[$0] < 0 ? -primitive[$0] : primitive[$0] })
  }

  /// All sign vectors with first sign +.
  private static func allSigns(_ count: Int) -> [[Int]] {
    (0..<(1 << (count - 1))).map { bits in
      (0..<count).map { $0 > 0 && bits >> ($0 - 1) & 1 == 1 ? -1 : 1 }
    }
  }

  /// Visits the lattice vectors of a sum in the order of ``WeightSampler``.
  private static func forEachRay(_ count: Int, _ sum: Int, _ body: ([Int]) -> Void) {
    var parts = Array(repeating: 0, count: count)
    func fill(_ position: Int, _ rest: Int) {
      if position == count - 1 {
        parts[position] = rest
        body(parts)
        return
      }
      for part in stride(from: rest, through: 0, by: -1) {
        parts[position] = part
        fill(position + 1, rest - part)
      }
    }
    fill(0, sum)
  }

  /// The triangles of neighbouring rays for k = 3.
  private static func latticeTriangles(_ rays: [[Int]], _ resolution: Int) -> [[Int]] {
    // Row a (first coordinate resolution - a) starts at a (a + 1) / 2 and has a + 1 rays.
    func position(_ row: Int, _ column: Int) -> Int { row * (row + 1) / 2 + column }
    var triangles: [[Int]] = []
    for row in 0..<resolution {
      for column in 0...row {
        triangles.append(
          [position(row, column), position(row + 1, column), position(row + 1, column + 1)])
        if column < row {
          triangles.append(
            [position(row, column), position(row, column + 1), position(row + 1, column + 1)])
        }
      }
    }
    return triangles
  }
}
