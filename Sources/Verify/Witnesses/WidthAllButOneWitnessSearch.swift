import Exact
import Parallel
import Surfaces

/// Builds witnesses for width k-1 from a chordless frustrated cycle of Q.
///
/// Let m be a task of the cycle and P = (a, ..., b) the others, u > 0 (switched) on P with
/// |q_ma| u_a = |q_mb| u_b, so that (Q u)_m = 0. On the path P the signs of u are the only best
/// ones. Give u_m a small value and every other task a still smaller one, its sign that of the
/// field (Q u)_l it feels: then no pattern exceeds that of u, so the point is Pareto optimal, and
/// D = diag((Qu)/u) - Q has D_mm close to 0 beside D_ma = -q_ma, so D is not positive semi-definite
/// and no weights reach the point.
///
/// Magnitudes are integers that grow until both hold. Whatever they are, the best signs for them
/// are Pareto optimal, so a better pattern found on the way replaces the signs.
struct WidthAllButOneWitnessSearch {
  let instance: Instance
  /// The cycle, tasks counted from 0.
  let cycle: [Int]

  /// Q.
  private let scaled: ScaledGram
  private var inverse: [Integer] { scaled.numerators }
  private var size: Int { scaled.size }
  private var root: [ScaledDouble] { scaled.lengths }
  private var candidates = 0
  /// The trees of candidates may be this large.
  private var limits: SearchLimits { SearchLimits(nodes: 1_000 + 40 * size) }

  init(instance: Instance, cycle: [Int]) {
    self.instance = instance
    self.cycle = cycle
    scaled = instance.scaledInverse
  }

  /// How the magnitudes of one candidate are made.
  private struct Scale {
    /// Powers of two: the path over m, m over the next tasks, each further round over the next.
    var path: Int
    var pivot: Int
    var round: Int
  }

  /// Searches until a witness is found or the candidates run out.
  mutating func run() -> WitnessOutcome {
    if size == 3, let witness = smallTriangle() { return .found(witness) }
    let rounds = roundsOfFields()
    let hasOthers = size > cycle.count
    let pivots = Array(cycle.indices.prefix(cycle.count <= 6 ? 6 : 3))
    let pairs = pivots.map(pairs)
    for effort in 0..<24 {
      for pivotPower in 0...(hasOthers ? effort : 0) {
        for roundPower in 0...(rounds.count > 1 ? effort - pivotPower : 0) {
          let scale = Scale(
            path: effort - pivotPower - roundPower, pivot: pivotPower, round: roundPower)
          for (pivot, pairs) in zip(pivots, pairs) {
            var tried = 0
            for pair in pairs where tried < 2 {
              if Interruption.isPending { return .resisted(candidates: candidates) }
              guard let direction = candidate(pivot, pair, scale, rounds) else { break }
              guard isIndefiniteOnCycle(direction) else { continue }
              tried += 1
              if let witness = witness(direction, pivot, limits, rehearsed: true) {
                return .found(witness)
              }
            }
          }
        }
      }
      if candidates > 100 { break }
    }
    // Components that are coupled to nothing before them double the tree, so give it time later.
    for patience in [0, 4, 8, 12] {
      for margin in stride(from: -4, through: 20, by: 3) {
        for pivot in pivots.prefix(margin < 5 ? 1 : 3) {
          if Interruption.isPending { return .resisted(candidates: candidates) }
          if let witness = grown(pivot, margin: margin, patience: patience) {
            return .found(witness)
          }
        }
      }
    }
    return .resisted(candidates: candidates)
  }

  /// Three tasks: the smallest integers that work, by size.
  private mutating func smallTriangle() -> Witness? {
    for bound in 1...12 {
      for first in 1...bound {
        for second in 1...bound {
          for third in 1...bound where max(first, second, third) == bound {
            let magnitudes = [Integer(first), Integer(second), Integer(third)]
            if Interruption.isPending { return nil }
            for pivot in 0..<3 {
              let direction = signed(magnitudes)
              guard isIndefiniteOnCycle(direction) else { continue }
              if let witness = witness(direction, pivot, limits, rehearsed: true) { return witness }
            }
          }
        }
      }
    }
    return nil
  }

  /// The neighbours of a cycle position, and the path between them.
  private func path(_ pivot: Int) -> [Int] {
    (1..<cycle.count).map { cycle[(pivot + $0) % cycle.count] }
  }

  /// Simple values for (u_a, u_b): convergents of |q_mb| / |q_ma|.
  private func pairs(_ pivot: Int) -> [(Integer, Integer)] {
    let path = path(pivot)
    let m = cycle[pivot]
    return Rational(
      inverse[m * size + path[path.count - 1]].magnitude, inverse[m * size + path[0]].magnitude
    ).convergents
  }

  /// The tasks outside the cycle by the round in which they first feel a field; a round of one task
  /// that feels none follows where no task is left that does.
  private func roundsOfFields() -> [[Int]] {
    var field = Array(repeating: 0.0, count: size)
    var rest = (0..<size).filter { !cycle.contains($0) }
    // A generic vector on the cycle: exact cancellations are met by the seeds below.
    for (position, task) in cycle.enumerated() {
      for l in rest { field[l] += abs(scaled.cosines[l * size + task]) * Double(position + 1) }
    }
    var rounds: [[Int]] = []
    while !rest.isEmpty {
      var next = rest.filter { field[$0] != 0 }
      if next.isEmpty { next = [rest[0]] }
      rest.removeAll { next.contains($0) }
      for l in rest { for i in next { field[l] += abs(scaled.cosines[l * size + i]) } }
      rounds.append(next)
    }
    return rounds
  }

  /// The direction of one choice of magnitudes, or nil when the pair is too large for the scale.
  private func candidate(
    _ pivot: Int, _ pair: (Integer, Integer), _ scale: Scale, _ rounds: [[Int]]
  ) -> [Integer]? {
    let path = path(pivot)
    let m = cycle[pivot]
    let bottom = scale.round * max(0, rounds.count - 1)
    // One unit is 1 / sqrt(q_ii) for the smallest of them, rounded up to whole numbers.
    let unit = root.reduce(root[0]) { Self.isLess($0, $1) ? $1 : $0 }
    func magnitude(_ task: Int, power: Int) -> Integer {
      let value = unit / root[task]
      return max(
        Integer(rounding: value.mantissa, timesTwoToThe: value.exponent + power) ?? .one, .one)
    }
    var magnitudes = Array(repeating: Integer.zero, count: size)
    for (round, tasks) in rounds.enumerated() {
      for task in tasks { magnitudes[task] = magnitude(task, power: bottom - round * scale.round) }
    }
    magnitudes[m] = magnitude(m, power: bottom + scale.pivot)
    // The smallest multiple of the pair that reaches the height of the path.
    let height = bottom + scale.pivot + scale.path
    let ends = (first: path[0], second: path[path.count - 1])
    let low = Integer.maximum(
      magnitude(ends.first, power: height).ceilingQuotient(by: pair.0),
      magnitude(ends.second, power: height).ceilingQuotient(by: pair.1))
    let multiple = max(low, .one)
    // Pairs that are much larger than that height belong to a later effort.
    if scale.path < 60,
      Self.isTooLarge(
        pair, multiple, magnitude(ends.first, power: height + 4),
        magnitude(ends.second, power: height + 4))
    {
      return nil
    }
    magnitudes[ends.first] = pair.0 * multiple
    magnitudes[ends.second] = pair.1 * multiple
    let heights = [ends.first, ends.second].map { ScaledDouble(magnitudes[$0]) * root[$0] }
    let top = Self.isLess(heights[0], heights[1]) ? heights[1] : heights[0]
    for task in path.dropFirst().dropLast() {
      let value = top / root[task]
      magnitudes[task] = max(
        Integer(rounding: value.mantissa, timesTwoToThe: value.exponent) ?? .one, .one)
    }
    return balanced(signed(magnitudes), m, ends.second, Array(0..<size))
  }

  /// Changes u_b by whole units so that the field of some tasks on m is as close to zero as it can
  /// be.
  private func balanced(
    _ direction: [Integer], _ m: Int, _ b: Int, _ tasks: [Int]
  ) -> [Integer] {
    var field = Integer.zero
    for j in tasks where j != m { field += inverse[m * size + j] * direction[j] }
    let entry = inverse[m * size + b]
    let twice = (field + field).quotientAndRemainder(dividingBy: entry).quotient
    let change = twice.signum < 0 ? (twice - .one) : (twice + .one)
    var result = direction
    result[b] -= change.quotientAndRemainder(dividingBy: 2).quotient
    return result[b].signum == direction[b].signum ? result : direction
  }

  private static func isTooLarge(
    _ pair: (Integer, Integer), _ multiple: Integer, _ first: Integer, _ second: Integer
  ) -> Bool {
    pair.0 * multiple > first && pair.1 * multiple > second
  }

  private static func isLess(_ left: ScaledDouble, _ right: ScaledDouble) -> Bool {
    left.exponent < right.exponent
      || (left.exponent == right.exponent && left.mantissa < right.mantissa)
  }

  /// A witness from magnitudes chosen in rounds: those of a round are small enough for all before
  /// it, measured by what a wrong sign among those must cost at least.
  ///
  /// It works for couplings of any size, at the price of numbers that grow with the rounds.
  ///
  /// - Parameters:
  ///   - pivot: The position of m in the cycle.
  ///   - power: How much smaller, as a power of two.
  ///   - patience: How large the tree may become, as a power of two.
  private mutating func grown(_ pivot: Int, margin power: Int, patience: Int) -> Witness? {
    let path = path(pivot)
    let m = cycle[pivot]
    var growth = WitnessGrowth(
      inverse: scaled, path: path, pivot: m,
      margin: ScaledDouble(1, exponent: power))
    guard growth.grow() else { return nil }
    // As coarse as the smallest magnitude and the balance at m allow.
    let smallest = growth.direction.lazy.map(\.bitWidth).min() ?? 0
    for digits in stride(from: 1, through: 400, by: 6) {
      let drop = smallest - digits
      let direction = balanced(
        growth.direction.map {
          drop >= 0 ? $0.roundedShiftRight(drop) : $0.shiftedLeft(-drop)
        }, m, path[path.count - 1], growth.independent)
      guard direction.allSatisfy({ !$0.isZero }), isIndefiniteOnCycle(direction) else { continue }
      if patience > growth.seeds + 3 { return nil }
      let limits = SearchLimits(nodes: (400 + 20 * size) << patience)
      return witness(direction, pivot, limits, rehearsed: false)
    }
    return nil
  }

  /// u_i sqrt(q_ii), scaled so that the largest is about 1.
  private func heights(_ direction: [Integer]) -> [Double] {
    let values = (0..<size).map { ScaledDouble(direction[$0]) * root[$0] }
    let top = values.lazy.filter { $0.mantissa != 0 }.map(\.exponent).max() ?? 0
    return values.map { $0.double(dividedByTwoToThe: top) }
  }

  /// Signs for given magnitudes: one task after the other, the strongest field first, each with the
  /// sign of the field of those before it.
  private func signed(_ magnitudes: [Integer]) -> [Integer] {
    let heights = heights(magnitudes)
    var field = Array(repeating: 0.0, count: size)
    var rest = Array(0..<size)
    var result = magnitudes
    while !rest.isEmpty {
      var next = 0
      for position in rest.indices {
        let (i, j) = (rest[position], rest[next])
        let (left, right) = (abs(field[i]) * heights[i], abs(field[j]) * heights[j])
        if left > right || (left == right && heights[i] > heights[j]) { next = position }
      }
      let task = rest.remove(at: next)
      let sign = field[task] < 0 ? -1.0 : 1.0
      if sign < 0 { result[task] = -result[task] }
      for l in rest { field[l] += scaled.cosines[l * size + task] * sign * heights[task] }
    }
    return result
  }

  /// Tests one candidate, with the best signs for its magnitudes.
  ///
  /// - Parameter rehearsed: Whether floating point, which is faster, may reject it.
  private mutating func witness(
    _ candidate: [Integer], _ pivot: Int, _ limits: SearchLimits, rehearsed: Bool
  ) -> Witness? {
    var direction = candidate
    for _ in 0..<6 {
      candidates += 1
      var outcome = CutTreeSearch.Outcome.exhausted
      if rehearsed {
        outcome = CutTreeSearch.rehearse(
          scaled.cosines, heights: heights(direction), limits: limits)
        if case .exhausted = outcome { return nil }
      }
      if case .exceeded = outcome {
      } else {
        outcome = CutTreeSearch(inverse: inverse, direction: direction, limits: limits).run()
      }
      switch outcome {
      case .exhausted:
        return nil
      case .exceeded(let signs):
        direction = direction.indices.map {
          signs[$0] < 0 ? -direction[$0].magnitude : direction[$0].magnitude
        }
        guard isIndefiniteOnCycle(direction) else { return nil }
      case .closed(let tree):
        let point = Point(instance, direction: direction)
        let directions = NegativeDirectionSearch(
          instance: instance, point: point, width: .allButOne)
        guard let obstruction = directions.find() else { return nil }
        return Witness(
          width: .allButOne, point: point, tree: tree, obstruction: obstruction,
          cycle: cycle.map { $0 + 1 }, pivot: cycle[pivot] + 1)
      }
    }
    return nil
  }

  /// Whether diag((Qu)/u) - Q, restricted to the cycle, has a clearly negative pivot.
  private func isIndefiniteOnCycle(_ direction: [Integer]) -> Bool {
    let (matrix, _) = NegativeDirectionSearch.cutForm(cycle, direction) { i, j in
      inverse[i * size + j]
    }
    let order = Array(0..<cycle.count)
    return NegativeDirectionSearch.firstNegativePivot(matrix, cycle.count, order) != nil
  }
}

extension Integer {
  static func maximum(_ left: Integer, _ right: Integer) -> Integer { left < right ? right : left }

  /// The quotient of two positive integers, rounded up.
  func ceilingQuotient(by divisor: Integer) -> Integer {
    (self + divisor - .one).floorQuotient(by: divisor)
  }
}
