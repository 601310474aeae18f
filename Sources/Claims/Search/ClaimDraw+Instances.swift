import Exact
import Surfaces

/// Gram matrices with a bias towards corners.
extension ClaimDraw {
  /// A positive definite matrix of integers.
  ///
  /// One family at random: dense and sparse predictors, nearly dependent ones, diagonally dominant
  /// signed graphs, blocks, two cliques that share a task, chordless cycles, equal entries,
  /// equiangular frames, huge and tiny scales.
  mutating func positiveDefinite(_ k: Int) -> [[Integer]] {
    for _ in 0..<6 {
      let candidate = family(integer(0...10), k)
      if RationalMatrix(numerators: candidate).definiteness() == .positiveDefinite {
        return candidate
      }
    }
    return SignPatterns.dominant(pattern(k, edges: 0.7))
  }

  private mutating func family(_ choice: Int, _ k: Int) -> [[Integer]] {
    switch choice {
    case 0: return Self.gram(rows(k, k + integer(0...2), -3...3))
    case 1: return Self.gram(sparseRows(k))
    case 2: return Self.gram(nearlyDependentRows(k))
    case 3: return weighted(pattern(k, edges: 0.8))
    case 4: return weighted(pattern(k, edges: 0.4))
    case 5: return weighted(blocks(k))
    case 6: return weighted(sharedTask(k))
    case 7: return weighted(cycle(k, length: integer(min(3, k)...k)))
    case 8: return equalEntries(k)
    case 9: return frame(k)
    default: return scaled(weighted(pattern(k, edges: 0.8)))
    }
  }

  /// The Gram matrix of rows.
  static func gram(_ rows: [[Integer]]) -> [[Integer]] {
    rows.map { row in rows.map { Integer.dot(row, $0) } }
  }

  private mutating func sparseRows(_ k: Int) -> [[Integer]] {
    var result = rows(k, k + 1, -2...2)
    for i in 0..<k {
      for j in 0..<(k + 1) where integer(0...2) > 0 { result[i][j] = .zero }
      result[i][i] = Integer(integer(1...3))
    }
    return result
  }

  private mutating func nearlyDependentRows(_ k: Int) -> [[Integer]] {
    var result = rows(k, k, -3...3)
    let large = Integer(10).power(integer(1...3))
    for i in 0..<k {
      for j in 0..<k { result[i][j] *= large }
    }
    // The last row is the sum of the others with a small remainder.
    for j in 0..<k {
      result[k - 1][j] = result.dropLast().reduce(Integer(integer(-1...1))) { $0 + $1[j] }
    }
    return result
  }

  /// Random signs with a given density of edges.
  mutating func pattern(_ k: Int, edges: Double) -> [[Int]] {
    symmetric(k) { draw, _, _ in draw.generator.bernoulli(edges) ? draw.generator.sign() : 0 }
  }

  private mutating func symmetric(
    _ k: Int, _ entry: (inout ClaimDraw, Int, Int) -> Int
  ) -> [[Int]] {
    var result = Array(repeating: Array(repeating: 0, count: k), count: k)
    for i in 0..<k {
      for j in 0..<i {
        result[i][j] = entry(&self, i, j)
        result[j][i] = result[i][j]
      }
    }
    return result
  }

  private mutating func blocks(_ k: Int) -> [[Int]] {
    let cut = integer(1...max(1, k - 1))
    return symmetric(k) { draw, i, j in (i < cut) == (j < cut) ? draw.generator.sign() : 0 }
  }

  private mutating func sharedTask(_ k: Int) -> [[Int]] {
    let shared = integer(0...(k - 1))
    return symmetric(k) { draw, i, j in
      i == shared || j == shared || (i < shared) == (j < shared) ? draw.generator.sign() : 0
    }
  }

  /// A cycle without chords on the first tasks in a random order, with random signs; the other
  /// tasks are joined to it at random.
  mutating func cycle(_ k: Int, length: Int, frustrated: Bool? = nil) -> [[Int]] {
    var result = Array(repeating: Array(repeating: 0, count: k), count: k)
    let order = generator.permutation(k)
    var product = 1
    for position in 0..<length where length >= 3 || position == 0 {
      let i = order[position]
      let j = order[(position + 1) % length]
      if i == j { continue }
      var sign = generator.sign()
      if position == length - 1, let frustrated { sign = frustrated ? -product : product }
      product *= sign
      result[i][j] = sign
      result[j][i] = sign
    }
    for position in length..<max(length, k) {
      for other in 0..<position where generator.bernoulli(0.4) {
        let sign = generator.sign()
        result[order[position]][order[other]] = sign
        result[order[other]][order[position]] = sign
      }
    }
    return result
  }

  /// A strictly diagonally dominant matrix with the signs of a pattern.
  mutating func weighted(_ pattern: [[Int]]) -> [[Integer]] {
    let largest = choice([1, 1, 3, 9])
    let slack = choice([1, 1, 2, 5])
    var values = symmetric(pattern.count) { draw, i, j in
      pattern[i][j] * draw.integer(1...largest)
    }
    for i in pattern.indices {
      values[i][i] = values[i].reduce(slack) { $0 + Int($1.magnitude) }
    }
    return values.map { $0.map { Integer($0) } }
  }

  private mutating func equalEntries(_ k: Int) -> [[Integer]] {
    // a I + b J, switched.
    let signs = signs(k)
    let b = integer(1...3)
    let a = integer(1...3)
    let negative = generator.sign() < 0
    return (0..<k).map { i in
      (0..<k).map { j in
        let value = negative ? (i == j ? a + (k - 1) * b : -b) : (i == j ? a + b : b)
        return Integer(value * signs[i] * signs[j])
      }
    }
  }

  private mutating func frame(_ k: Int) -> [[Integer]] {
    // Unit vectors at one angle: cosines +-1/c.
    let pattern = pattern(k, edges: 1)
    let c = integer(2...max(2, k))
    return (0..<k).map { i in (0..<k).map { Integer(i == $0 ? c : pattern[i][$0]) } }
  }

  private mutating func scaled(_ matrix: [[Integer]]) -> [[Integer]] {
    let scales = matrix.map { _ in Integer(10).power(integer(0...6)) }
    return matrix.indices.map { i in matrix.indices.map { matrix[i][$0] * scales[i] * scales[$0] } }
  }

  /// The inverse of a positive definite matrix times a positive factor, as integers.
  static func inverse(_ matrix: [[Integer]]) -> [[Integer]] {
    guard let inverse = RationalMatrix(numerators: matrix).inverse() else { return matrix }
    let primitive = Integer.primitive(inverse.numerators.flatMap { $0 })
    let k = matrix.count
    return (0..<k).map { Array(primitive[($0 * k)..<(($0 + 1) * k)]) }
  }

  /// A Gram matrix of k tasks.
  mutating func gram(_ k: Int) -> [[Integer]] {
    let matrix = positiveDefinite(k)
    return integer(0...3) == 0 ? Self.inverse(matrix) : matrix
  }

  /// A Gram matrix for which the condition of a width holds.
  mutating func gram(_ k: Int, holding width: WidthEnd) -> [[Integer]] {
    let signs = signs(k)
    var matrix: [[Integer]]
    if integer(0...1) == 0 {
      matrix = Self.gram(rows(k, k + 1, 0...3))
      for i in 0..<k { matrix[i][i] += .one }
    } else {
      matrix = positiveDefinite(k).map { $0.map(\.magnitude) }
      if RationalMatrix(numerators: matrix).definiteness() != .positiveDefinite {
        for i in 0..<k { matrix[i][i] = matrix[i].reduce(.one) { $0 + $1 } }
      }
    }
    for i in 0..<k {
      for j in 0..<k where signs[i] != signs[j] { matrix[i][j] = -matrix[i][j] }
    }
    return width == .one ? matrix : Self.inverse(matrix)
  }

  /// A Gram matrix for which the condition of a width fails.
  ///
  /// - Precondition: `k` is at least 3.
  mutating func gram(_ k: Int, failing width: WidthEnd) -> [[Integer]] {
    for _ in 0..<3 {
      let matrix = positiveDefinite(k)
      if !SignedGraph(RationalMatrix(numerators: matrix)).isBalanced {
        return width == .one ? matrix : Self.inverse(matrix)
      }
    }
    let matrix = weighted(cycle(k, length: integer(3...k), frustrated: true))
    return width == .one ? matrix : Self.inverse(matrix)
  }

  /// A direction for a Gram matrix: on the axes, on, near and off intersections of surfaces,
  /// stationary for some surface, with zeros, equal and huge coordinates.
  mutating func direction(_ gram: [[Integer]]) -> [Integer] {
    let k = gram.count
    for _ in 0..<4 {
      let candidate = directionFamily(integer(0...8), gram)
      if candidate.contains(where: { !$0.isZero }) { return Integer.primitive(candidate) }
    }
    return Array(repeating: .one, count: k)
  }

  private mutating func directionFamily(_ choice: Int, _ gram: [[Integer]]) -> [Integer] {
    let k = gram.count
    switch choice {
    case 0: return integers(k, -3...3)
    case 1, 2:
      let dual = integers(k, -3...3)
      return gram.map { Integer.dot($0, dual) }
    case 3:
      let signs = signs(k)
      let dual = signs.map { Integer($0 * integer(0...4)) }
      return gram.map { Integer.dot($0, dual) }
    case 4: return intersectionPoint(gram)
    case 5:
      let large = Integer(choice3())
      return intersectionPoint(gram).map { $0 * large + Integer(integer(-1...1)) }
    case 6: return gram[integer(0...(k - 1))]
    case 7: return signs(k).map { Integer($0) }
    default: return integers(k, -1_000_000...1_000_000)
    }
  }

  private mutating func choice3() -> Int { choice([10, 1_000, 1_000_000]) }

  /// A direction without zeros on two surfaces, or zeros when a random pair has none.
  mutating func intersectionPoint(_ gram: [[Integer]]) -> [Integer] {
    let k = gram.count
    guard k >= 3, let instance = try? Instance(gram: RationalMatrix(numerators: gram)) else {
      return Array(repeating: .zero, count: k)
    }
    for _ in 0..<8 {
      let first = SignPattern(signs: signs(k))
      let second = SignPattern(signs: signs(k))
      if first == second { continue }
      let magnitudes = integers(k, 1...4)
      if let point = Intersection(instance, first, second).positivePoint(magnitude: {
        magnitudes[$0]
      }) {
        return point
      }
    }
    return Array(repeating: .zero, count: k)
  }
}
