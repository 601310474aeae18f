import Exact
import Surfaces

/// Builds witnesses for width 1 from a chordless frustrated cycle of G.
///
/// Let m be a task of the cycle and P = (a, ..., b) the others. Switching signs makes G_PP
/// non-negative and irreducible. For w' > 0 on P with |g_ma| w_a = |g_mb| w_b, u' = G w' has u_m = 0
/// and is the only optimum of the weights w'/u' on P (Perron and Frobenius). Take w = w' + tau e_m and
/// w = 0 outside the cycle, u = G w:
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

  private let gram: [[Integer]]
  /// g_ij / sqrt(g_ii g_jj) on the cycle, and sqrt(g_ii).
  private let correlation: [[Double]]
  private let root: [ScaledDouble]
  private var candidates = 0

  init(instance: Instance, cycle: [Int]) {
    self.instance = instance
    self.cycle = cycle
    let block = instance.gram.principalSubmatrix(cycle)
    let entries = block.numerators
    gram = entries
    let roots = cycle.indices.map { ScaledDouble(entries[$0][$0]).squareRoot }
    root = roots
    correlation = cycle.indices.map { i in
      cycle.indices.map { j in (ScaledDouble(entries[i][j]) / (roots[i] * roots[j])).double }
    }
  }

  /// Searches until a witness is found or the candidates run out.
  mutating func run() -> WitnessOutcome {
    if let witness = cycle.count == 3 ? smallTriangle() : nil { return .found(witness) }
    if let witness = scaled() { return .found(witness) }
    return .resisted(candidates: candidates)
  }

  /// One choice of m: positions in the cycle.
  private struct Shape {
    let pivot: Int
    let path: [Int]
    /// The signs of w on the path.
    let signs: [Int]
  }

  private func shape(_ pivot: Int) -> Shape {
    let count = cycle.count
    let path = (1..<count).map { (pivot + $0) % count }
    var signs = [1]
    for position in 1..<max(path.count, 1) where position < path.count {
      let edge = gram[path[position - 1]][path[position]].signum
      signs.append(signs[position - 1] * edge)
    }
    return Shape(pivot: pivot, path: path, signs: signs)
  }

  /// Triangles: the smallest integers that work, by size.
  private mutating func smallTriangle() -> Witness? {
    let shapes = (0..<3).map(shape)
    for size in 1...16 {
      for pivotWeight in 1...size {
        for first in 1...size {
          for second in 1...size where max(pivotWeight, first, second) == size {
            for shape in shapes {
              let weights = [Integer(first), Integer(second)]
              for sign in [1, -1] {
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

  /// Any length: end values from the convergents of |g_mb| / |g_ma|, growing towards the middle.
  private mutating func scaled() -> Witness? {
    let shapes = promisingShapes()
    let pairs = shapes.map { shape in
      let first = gram[shape.pivot][shape.path[0]].magnitude
      let second = gram[shape.pivot][shape.path[shape.path.count - 1]].magnitude
      return Rational(second, first).convergents(limit: 200)
    }
    for effort in 0..<160 {
      for steepness in 0...(effort / 2) {
        let ratio = 4.0 * Double(sign: .plus, exponent: -steepness, significand: 1)
        let multiple = Integer.one.shiftedLeft(effort - 2 * steepness)
        for (shape, pairs) in zip(shapes, pairs) {
          var tried = 0
          for pair in pairs where tried < 2 {
            let weights = pathWeights(shape, pair, multiple, ratio)
            guard isPromising(shape, weights, .one) else { continue }
            tried += 1
            for sign in [1, -1] {
              if let witness = witness(shape, weights, Integer(sign)) { return witness }
            }
          }
        }
      }
      if candidates > 4_000 { return nil }
    }
    return nil
  }

  /// All choices of m for short cycles; for long ones the few whose path falls off least.
  private func promisingShapes() -> [Shape] {
    let all = cycle.indices.map(shape)
    if all.count <= 6 { return all }
    let costs = all.map { shape in
      zip(shape.path, shape.path.dropFirst()).reduce(0) { total, edge in
        let value = abs(correlation[edge.0][edge.1])
        return total + (value < 0.25 ? -Double(value.exponent) : 1)
      }
    }
    let order = all.indices.sorted { costs[$0] < costs[$1] || (costs[$0] == costs[$1] && $0 < $1) }
    return order.prefix(3).map { all[$0] }
  }

  /// |w| on the path: the pair times the multiple at the ends, growing inwards by the factor
  /// 1 / (ratio * correlation) from task to task (in units of sqrt(g_ii)), at least by 1.
  private func pathWeights(
    _ shape: Shape, _ pair: (Integer, Integer), _ multiple: Integer, _ ratio: Double
  ) -> [Integer] {
    let path = shape.path
    let count = path.count
    var forward = [ScaledDouble(pair.0 * multiple) * root[path[0]]]
    var backward = [ScaledDouble(pair.1 * multiple) * root[path[count - 1]]]
    for position in 1..<max(count, 1) where position < count {
      let ahead = abs(correlation[path[position - 1]][path[position]])
      forward.append(forward[position - 1] * ScaledDouble(max(1, 1 / (ratio * ahead))))
      let (last, next) = (path[count - position], path[count - 1 - position])
      let behind = abs(correlation[last][next])
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

  /// A necessary test in floating point: every weight w_i / u_i positive and G e_m unreachable.
  private func isPromising(_ shape: Shape, _ weights: [Integer], _ pivot: Integer) -> Bool {
    let w = dual(shape, weights, pivot)
    var form = ScaledDouble(gram[shape.pivot][shape.pivot])
    var total = form.double(dividedByTwoToThe: form.exponent)
    let unit = form.exponent
    for i in cycle.indices {
      let u = Integer.dot(gram[i], w)
      guard u.signum * w[i].signum > 0 else { return false }
      let entry = ScaledDouble(gram[i][shape.pivot])
      form = entry * entry * ScaledDouble(w[i]) / ScaledDouble(u)
      total -= form.double(dividedByTwoToThe: unit)
    }
    return total < 0
  }

  /// Tests one candidate: cheap necessary tests, the cycle alone, then the instance.
  private mutating func witness(
    _ shape: Shape, _ weights: [Integer], _ pivot: Integer
  ) -> Witness? {
    guard isPromising(shape, weights, pivot) else { return nil }
    candidates += 1
    let onCycle = dual(shape, weights, pivot)
    let limits = SearchLimits(nodes: 400 + 20 * cycle.count)
    var search = MultiplierTreeSearch(
      gram: gram.flatMap { $0 }, direction: gram.map { Integer.dot($0, onCycle) }, dual: onCycle,
      factor: .one, limits: limits)
    guard case .closed = search.run() else { return nil }
    var full = Array(repeating: Integer.zero, count: instance.taskCount)
    for (position, task) in cycle.enumerated() { full[task] = onCycle[position] }
    let point = Point(instance, dual: full)
    var unit = Array(repeating: Integer.zero, count: instance.taskCount)
    unit[cycle[shape.pivot]] = .one
    let directions = NegativeDirectionSearch(instance: instance, point: point, width: .one)
    guard let obstruction = directions.obstruction(unit) else { return nil }
    let verdict = ParetoVerdict.decideByTree(
      instance, point, width: .one, limits: SearchLimits(nodes: 4 * limits.nodes))
    guard case .optimal(.tree(let tree)) = verdict.outcome else { return nil }
    return Witness(
      width: .one, point: point, tree: tree, obstruction: obstruction,
      cycle: cycle.map { $0 + 1 }, pivot: cycle[shape.pivot] + 1)
  }
}

extension Rational {
  /// The convergents p/q of a positive number, the simplest first, ending with the number itself;
  /// those with a zero part are left out.
  func convergents(limit: Int) -> [(Integer, Integer)] {
    var result: [(Integer, Integer)] = []
    var (previous, current) = ((Integer.zero, Integer.one), (Integer.one, Integer.zero))
    var (top, bottom) = (numerator, denominator)
    while !bottom.isZero && result.count < limit {
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
