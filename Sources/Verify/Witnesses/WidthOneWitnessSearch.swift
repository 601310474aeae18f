import Exact
import Floating
import Parallel
import Surfaces

/// Builds witnesses for width 1 from a chordless frustrated cycle of G.
///
/// Let m be a task of the cycle and P = (a, ..., b) the others. Switching signs makes G_PP
/// non-negative and irreducible. For w' > 0 on P with |g_ma| w_a = |g_mb| w_b, u' = G w' has u_m =
/// 0 and is the only optimum of the weights w'/u' on P (Perron and Frobenius). Take w = w' + tau
/// e_m and w = 0 outside the cycle, u = G w:
///
/// * x = G e_m has x^T T x = -(g_ma^2 w_a/u_a + g_mb^2 w_b/u_b) < 0, so no weights reach u;
/// * for small tau the point is Pareto optimal, and multipliers on the cycle prove it, whatever the
///   other tasks are.
///
/// Unreachability survives rounding, and so does optimality since it is strict on all surfaces but
/// one, so w may be small integers near these. Along a long cycle w has to fall from the middle of
/// P to its ends, so that a wrong sign costs more than all that is still to be fixed.
struct WidthOneWitnessSearch {
  let instance: Instance
  /// The cycle, tasks counted from 0.
  let cycle: [Int]
  /// Whether floating point behind proved bounds may decide inequalities.
  let filter: FloatingFilter

  /// G on the cycle.
  private let gram: [[Integer]]
  private let scaled: ScaledGram
  private var root: [ScaledDouble] { scaled.lengths }
  private var candidates = 0
  /// How many candidates needed too large a tree.
  private var exhausted = 0

  init(instance: Instance, cycle: [Int], filter: FloatingFilter = .on) {
    self.instance = instance
    self.filter = filter
    self.cycle = cycle
    let block = instance.gram.principalSubmatrix(cycle)
    gram = block.numerators
    scaled = ScaledGram(block)
  }

  /// g_ij / sqrt(g_ii g_jj) on the cycle.
  private func cosine(_ i: Int, _ j: Int) -> Double { scaled.cosines[i * cycle.count + j] }

  /// Searches until a witness is found or the candidates run out.
  mutating func run() -> WitnessOutcome {
    if let witness = cycle.count == 3 ? smallTriangle() : nil { return .found(witness) }
    if let witness = scaledWitness() { return .found(witness) }
    return .resisted(candidates: candidates)
  }

  /// One choice of m: positions in the cycle.
  private struct Shape {
    let pivot: Int
    let path: [Int]
    /// The signs of w on the path.
    let signs: [Int]
    /// (Q_cycle)_mm for the numerators of G, the largest w_m / u_m at which m flipped is no better.
    let largestRatio: Rational
  }

  private func path(around pivot: Int) -> [Int] {
    (1..<cycle.count).map { (pivot + $0) % cycle.count }
  }

  private func shape(_ pivot: Int) -> Shape {
    let path = path(around: pivot)
    var signs = [1]
    for position in 1..<max(path.count, 1) where position < path.count {
      let edge = gram[path[position - 1]][path[position]].signum
      signs.append(signs[position - 1] * edge)
    }
    let unit = cycle.indices.map { [$0 == pivot ? Integer.one : .zero] }
    guard
      let column = RationalMatrix(numerators: gram).solve(RationalMatrix(numerators: unit))
    else { preconditionFailure("a principal block of a positive definite matrix is invertible") }
    return Shape(pivot: pivot, path: path, signs: signs, largestRatio: column[pivot, 0])
  }

  /// Triangles: the smallest integers that work, by size.
  private mutating func smallTriangle() -> Witness? {
    let shapes = (0..<3).map(shape)
    let heights = root.map { ($0 / root[0]).double }
    let windows = shapes.map { TriangleWindow(scaled, heights, $0.pivot, $0.path, $0.signs) }
    for size in 1...16 where candidates < 40 {
      for pivotWeight in 1...size {
        for first in 1...size {
          for second in 1...size where max(pivotWeight, first, second) == size {
            for (shape, window) in zip(shapes, windows) {
              for sign in [1, -1]
              where window.admits(Double(first), Double(second), Double(sign * pivotWeight)) {
                let weights = [Integer(first), Integer(second)]
                let pivot = Integer(sign * pivotWeight)
                if let witness = witness(shape, weights, pivot) { return witness }
              }
            }
          }
        }
      }
    }
    return nil
  }

  /// The conditions on a triangle that floating point can refute: all weights w_i / u_i positive,
  /// G e_m unreachable, and w_m / u_m at most (Q_cycle)_mm, where the flipped point would dominate.
  private struct TriangleWindow {
    let unit: (pivot: Double, first: Double, second: Double)
    let toFirst: Double
    let toSecond: Double
    let across: Double
    let largestRatio: Double

    init(
      _ gram: ScaledGram, _ heights: [Double], _ pivot: Int, _ path: [Int], _ signs: [Int]
    ) {
      let (a, b) = (path[0], path[1])
      unit = (heights[pivot], Double(signs[0]) * heights[a], Double(signs[1]) * heights[b])
      toFirst = gram.cosines[pivot * gram.size + a]
      toSecond = gram.cosines[pivot * gram.size + b]
      across = gram.cosines[a * gram.size + b]
      let squares = toFirst * toFirst + toSecond * toSecond + across * across
      let determinant = 1 + 2 * toFirst * toSecond * across - squares
      largestRatio = (1 - across * across) / determinant
    }

    func admits(_ first: Double, _ second: Double, _ pivot: Double) -> Bool {
      let (wm, wa, wb) = (pivot * unit.pivot, first * unit.first, second * unit.second)
      let um = wm + toFirst * wa + toSecond * wb
      let ua = wa + toFirst * wm + across * wb
      let ub = wb + toSecond * wm + across * wa
      guard um * wm > 0, ua * wa > 0, ub * wb > 0 else { return false }
      let ratio = wm / um
      let form = 1 - ratio - toFirst * toFirst * wa / ua - toSecond * toSecond * wb / ub
      return form < 1e-9 && ratio < largestRatio * (1 + 1e-9)
    }
  }

  /// Any length: end values from the convergents of |g_mb| / |g_ma|, growing towards the middle.
  private mutating func scaledWitness() -> Witness? {
    let shapes = promisingShapes()
    let pairs = shapes.map { shape in
      let first = gram[shape.pivot][shape.path[0]].magnitude
      let second = gram[shape.pivot][shape.path[shape.path.count - 1]].magnitude
      return Rational(second, first).convergents
    }
    // Trees that grow too large for a steepness: it needs to be larger, whatever the multiple is.
    var failures = Array(repeating: 0, count: 40)
    for effort in 0..<60 {
      // A path of two tasks has no middle to be steep.
      let steepest = cycle.count == 3 ? 0 : effort / 2
      for steepness in 0...steepest where failures[steepness] < 2 {
        let before = exhausted
        let ratio = 4.0 * Double(sign: .plus, exponent: -steepness, significand: 1)
        let power = Self.power(effort - 2 * steepness)
        for (shape, pairs) in zip(shapes, pairs) {
          var tried = 0
          for pair in pairs where tried < 2 {
            if Interruption.isPending { return nil }
            let least = leastPower(shape, pathWeights(shape, pair, .one, ratio))
            let multiple = Integer.one.shiftedLeft(power + least)
            let weights = pathWeights(shape, pair, multiple, ratio)
            let signs = [1, -1].filter { isPromising(shape, weights, Integer($0)) }
            if signs.isEmpty { continue }
            tried += 1
            for sign in signs {
              if let witness = witness(shape, weights, Integer(sign)) { return witness }
            }
            if exhausted > before { break }
          }
        }
        failures[steepness] += exhausted - before
      }
      if candidates > 4_000 { return nil }
    }
    return nil
  }

  /// 0, 1, ..., 8, and then growing by a quarter each time: the powers of two that are tried.
  private static func power(_ step: Int) -> Int {
    if step <= 8 { return step }
    var power = 8
    for _ in 8..<step { power += power / 4 }
    return power
  }

  /// About the least power of two by which |w| on the path has to exceed w_m = 1.
  ///
  /// A wrong sign on the path cuts an edge and costs 4 g_ij w_i w_j, and setting w_m = 1 costs
  /// g_mm.
  private func leastPower(_ shape: Shape, _ weights: [Integer]) -> Int {
    let diagonal = ScaledDouble(gram[shape.pivot][shape.pivot])
    var least = 0
    for position in 1..<max(weights.count, 1) where position < weights.count {
      let (i, j) = (shape.path[position - 1], shape.path[position])
      let cut =
        ScaledDouble(gram[i][j].magnitude) * ScaledDouble(weights[position - 1])
        * ScaledDouble(weights[position])
      least = max(least, ((diagonal / cut).exponent - 3) / 2)
    }
    return least
  }

  /// All choices of m for short cycles; for long ones the few whose path falls off least.
  private func promisingShapes() -> [Shape] {
    if cycle.count <= 6 { return cycle.indices.map(shape) }
    let costs = cycle.indices.map { pivot in
      let path = path(around: pivot)
      return zip(path, path.dropFirst()).reduce(0) { total, edge in
        let value = abs(cosine(edge.0, edge.1))
        return total + (value < 0.25 ? -Double(value.exponent) : 1)
      }
    }
    let order = cycle.indices.sorted {
      costs[$0] < costs[$1] || (costs[$0] == costs[$1] && $0 < $1)
    }
    return order.prefix(3).map(shape)
  }

  /// |w| on the path: the pair times the multiple at the ends, growing inwards by the factor
  /// 1 / (ratio * cosine) from task to task (in units of sqrt(g_ii)), at least by 1.
  private func pathWeights(
    _ shape: Shape, _ pair: (Integer, Integer), _ multiple: Integer, _ ratio: Double
  ) -> [Integer] {
    let path = shape.path
    let count = path.count
    var forward = [ScaledDouble(pair.0 * multiple) * root[path[0]]]
    var backward = [ScaledDouble(pair.1 * multiple) * root[path[count - 1]]]
    for position in 1..<max(count, 1) where position < count {
      let ahead = abs(cosine(path[position - 1], path[position]))
      forward.append(forward[position - 1] * ScaledDouble(max(1, 1 / (ratio * ahead))))
      let (last, next) = (path[count - position], path[count - 1 - position])
      let behind = abs(cosine(last, next))
      backward.append(backward[position - 1] * ScaledDouble(max(1, 1 / (ratio * behind))))
    }
    // The middle is where the two sides meet at the lowest height.
    let middle = (0..<count).min { left, right in
      let a = Self.larger(forward[left], backward[count - 1 - left])
      let b = Self.larger(forward[right], backward[count - 1 - right])
      return Self.isLess(a, b)
    }
    let top = middle ?? 0
    return (0..<count).map { position in
      if position == 0 && (position != top || count == 1) { return pair.0 * multiple }
      if position == count - 1 && position != top { return pair.1 * multiple }
      if position == 0 { return pair.0 * multiple }
      if position == count - 1 { return pair.1 * multiple }
      let scaled: ScaledDouble
      if position < top {
        scaled = forward[position]
      } else if position > top {
        scaled = backward[count - 1 - position]
      } else {
        scaled = Self.larger(forward[position], backward[count - 1 - position])
      }
      let value = scaled / root[path[position]]
      let rounded = Integer(rounding: value.mantissa, timesTwoToThe: value.exponent)
      return max(rounded ?? .one, .one)
    }
  }

  private static func isLess(_ left: ScaledDouble, _ right: ScaledDouble) -> Bool {
    left.exponent < right.exponent
      || (left.exponent == right.exponent && left.mantissa < right.mantissa)
  }

  private static func larger(_ left: ScaledDouble, _ right: ScaledDouble) -> ScaledDouble {
    isLess(left, right) ? right : left
  }

  /// w on the cycle, by position.
  private func dual(_ shape: Shape, _ weights: [Integer], _ pivot: Integer) -> [Integer] {
    var result = Array(repeating: Integer.zero, count: cycle.count)
    for (position, index) in shape.path.enumerated() {
      result[index] = shape.signs[position] < 0 ? -weights[position] : weights[position]
    }
    result[shape.pivot] = pivot
    return result
  }

  /// Whether every weight w_i / u_i is positive, the point with m flipped does not dominate,
  /// w_m / u_m <= (Q_cycle)_mm, and G e_m does better under the weights:
  /// g_mm < sum_i g_im^2 w_i / u_i. The last in floating point, and exactly where that is too
  /// close.
  private func isPromising(_ shape: Shape, _ weights: [Integer], _ pivot: Integer) -> Bool {
    let w = dual(shape, weights, pivot)
    let u = gram.map { Integer.dot($0, w) }
    guard cycle.indices.allSatisfy({ u[$0].signum * w[$0].signum > 0 }) else { return false }
    let m = shape.pivot
    let limit = shape.largestRatio
    guard (u[m] * limit.numerator - w[m] * limit.denominator).signum * w[m].signum >= 0
    else { return false }
    let diagonal = ScaledDouble(gram[m][m])
    var form = 1.0
    for i in cycle.indices where !gram[i][m].isZero {
      let entry = ScaledDouble(gram[i][m])
      form -= (entry * entry * ScaledDouble(w[i]) / (ScaledDouble(u[i]) * diagonal)).double
    }
    if abs(form) > 1e-9 { return form < 0 }
    // Only m and its two neighbours count: a sum of three fractions, without common factors.
    var (top, bottom) = (Integer.zero, Integer.one)
    for i in cycle.indices where !gram[i][m].isZero {
      top = top * u[i] + gram[i][m] * gram[i][m] * w[i] * bottom
      bottom *= u[i]
    }
    return bottom.signum > 0 ? top > gram[m][m] * bottom : top < gram[m][m] * bottom
  }

  /// Tests one candidate: cheap necessary tests, the cycle alone, then the instance.
  private mutating func witness(
    _ shape: Shape, _ weights: [Integer], _ pivot: Integer
  ) -> Witness? {
    guard isPromising(shape, weights, pivot) else { return nil }
    candidates += 1
    let onCycle = dual(shape, weights, pivot)
    let limits = SearchLimits(nodes: 100 + 10 * cycle.count)
    var search = MultiplierTreeSearch(
      gram: scaled, direction: gram.map { Integer.dot($0, onCycle) }, dual: onCycle,
      factor: .one, limits: limits, filter: filter)
    switch search.run() {
    case .closed: break
    case .exhausted:
      exhausted += 1
      return nil
    case .dominated, .tied: return nil
    }
    var full = Array(repeating: Integer.zero, count: instance.taskCount)
    for (position, task) in cycle.enumerated() { full[task] = onCycle[position] }
    let point = Point(instance, dual: full)
    var unit = Array(repeating: Integer.zero, count: instance.taskCount)
    unit[cycle[shape.pivot]] = .one
    let directions = NegativeDirectionSearch(instance: instance, point: point, width: .one)
    guard let obstruction = directions.obstruction(unit) else { return nil }
    let verdict = ParetoVerdict.decideByTree(
      instance, point, width: .one, limits: SearchLimits(nodes: 4 * limits.nodes),
      filter: filter)
    guard case .optimal(.tree(let tree)) = verdict.outcome else { return nil }
    return Witness(
      width: .one, point: point, tree: tree, obstruction: obstruction,
      cycle: cycle.map { $0 + 1 }, pivot: cycle[shape.pivot] + 1)
  }
}

extension Rational {
  /// The convergents p/q of a positive number, the simplest first, ending with the number itself;
  /// those with a zero part are left out.
  ///
  /// - Complexity: about 1.9 divisions for each decimal digit of the shorter part.
  var convergents: [(Integer, Integer)] {
    var result: [(Integer, Integer)] = []
    var (previous, current) = ((Integer.zero, Integer.one), (Integer.one, Integer.zero))
    var (top, bottom) = (numerator, denominator)
    while !bottom.isZero {
      let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
      (previous, current) = (
        current, (quotient * current.0 + previous.0, quotient * current.1 + previous.1)
      )
      if !current.0.isZero && !current.1.isZero { result.append(current) }
      (top, bottom) = (bottom, remainder)
    }
    return result
  }
}
