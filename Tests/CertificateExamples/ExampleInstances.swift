import Exact
import TestSupport

/// Small instances with directions, many of them degenerate.
package enum ExampleInstances {
  /// A Gram matrix with directions of points.
  package struct Example {
    /// The Gram matrix.
    package var gram: [[Rational]]
    /// The directions.
    package var directions: [[Rational]]

    init(_ gram: [[Int]], over denominator: Int = 1, _ directions: [[Int]]) {
      self.gram = gram.map { $0.map { Rational(Integer($0), Integer(denominator)) } }
      self.directions = directions.map { $0.map { Rational($0) } }
    }
  }

  /// Instances chosen by hand: C1 and C2 holding and failing, orthogonal tasks, separate blocks,
  /// coinciding surfaces; directions with zero coordinates, on several surfaces at once, on axes.
  package static var chosen: [Example] {
    [
      Example([[1, 0], [0, 1]], [[1, 1], [1, 0], [0, 1], [3, -2]]),
      Example([[2, 1], [1, 2]], [[2, 1], [1, 0], [1, 1], [1, -1], [1, 3]]),
      Example([[2, -1], [-1, 3]], over: 6, [[2, 1], [0, 1], [1, -1], [5, -7]]),
      Example([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, 1, 1], [1, 0, 2], [0, 0, 1]]),
      // C1 fails, C2 holds; the next one is the other way round.
      Example(
        [[3, -1, -1], [-1, 3, -1], [-1, -1, 3]],
        [[1, 1, 1], [1, 1, -1], [1, -1, 0], [0, 1, 1], [1, 0, 0], [5, 3, -1], [4, 4, -1]]),
      Example(
        [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
        [[1, 1, 1], [1, 1, -1], [1, -1, 0], [2, 1, 1], [1, 0, 0], [0, 2, 1], [3, 3, 1]]),
      Example(
        [[4, 1, -1], [1, 4, 2], [-1, 2, 4]],
        [[1, 2, 0], [2, 2, 1], [4, 1, -1], [1, 1, -1], [0, 1, 1], [6, 7, 1]]),
      Example(
        [[2, 0, 1], [0, 3, 0], [1, 0, 2]], [[1, 0, 1], [0, 1, 0], [2, 1, 1], [1, 2, -1]]),
      Example(
        [[5, 2, 0, -2], [2, 5, 2, 0], [0, 2, 5, 2], [-2, 0, 2, 5]],
        [
          [1, 1, 1, 1], [0, 1, 1, 0], [3, 1, 4, -2], [1, 0, 0, -1], [2, 2, 1, 0], [5, 4, 1, -4],
        ]),
      Example(
        [[3, 1, 1, 1], [1, 3, 1, 1], [1, 1, 3, 1], [1, 1, 1, 3]],
        [[1, 1, 1, 1], [1, 1, -1, -1], [2, 2, 2, 1], [1, 0, 0, 0], [1, 1, 0, 0]]),
      Example(
        [[4, -1, 0, 0], [-1, 4, 0, 0], [0, 0, 3, 2], [0, 0, 2, 3]],
        [[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 0], [2, -1, 1, 1]]),
    ]
  }

  /// A random instance of 2 to 4 tasks, sparse or dense, with directions on and off the
  /// intersections of surfaces.
  package static func random(using generator: inout TestGenerator) -> Example {
    let size = Int.random(in: 2...4, using: &generator)
    let isSparse = Bool.random(using: &generator)
    var gram: [[Int]]
    repeat {
      gram = Array(repeating: Array(repeating: 0, count: size), count: size)
      for i in 0..<size {
        gram[i][i] = Int.random(in: 1...7, using: &generator)
        for j in 0..<i where !isSparse || Int.random(in: 0..<2, using: &generator) == 0 {
          gram[i][j] = Int.random(in: -3...3, using: &generator)
          gram[j][i] = gram[i][j]
        }
      }
    } while !SlowMatrix(gram.map { $0.map { Rational($0) } }).isPositiveDefinite
    let range = Bool.random(using: &generator) ? -2...2 : 1...9
    var directions = (0..<2).map { _ in
      (0..<size).map { _ in Int.random(in: range, using: &generator) }
    }.filter { $0.contains { $0 != 0 } }
    if directions.isEmpty { directions = [Array(repeating: 1, count: size)] }
    var example = Example(gram, over: Int.random(in: 1...3, using: &generator), directions)
    // A point where flipping one task leads to the same point: (Q u)_m = q_mm u_m.
    let inverse = SlowMatrix(example.gram).inverse.rows
    let m = Int.random(in: 0..<size, using: &generator)
    let others = (0..<size).filter { $0 != m && !inverse[m][$0].isZero }
    if let last = others.last {
      var u = (0..<size).map { _ in Rational(Int.random(in: -4...4, using: &generator)) }
      let rest = others.dropLast().reduce(Rational.zero) { $0 + inverse[m][$1] * u[$1] }
      u[last] = -rest / inverse[m][last]
      u[m] = Rational(Integer(Int.random(in: -3...3, using: &generator)), 4)
      if u.contains(where: { !$0.isZero }) { example.directions.append(u) }
    }
    return example
  }
}
