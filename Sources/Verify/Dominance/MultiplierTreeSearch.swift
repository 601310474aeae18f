import Exact
import Parallel
import Floating
import Surfaces

/// The search for the sign tree that proves a point Pareto optimal at width 1, or for a direction
/// that dominates it.
///
/// Multipliers are suggested in floating point, rounded to small integers and verified by
/// ``LeafFilter`` or exactly (mathematics of the tree: ``SignTree``). Where rounding cannot work,
/// on the surfaces that contain the point, they are computed exactly. The filter changes nothing
/// but the time: the tree is the same without it.
struct MultiplierTreeSearch {
  /// How a search ended.
  enum Outcome {
    /// Every sign pattern is closed.
    case closed(SignTree)
    /// A direction whose point dominates.
    case dominated(by: [Integer])
    /// The limit on nodes was reached.
    case exhausted
    /// The bound of these signs is too close to c for the margin (``Ties``).
    case tied(signs: [Int8])
  }

  /// What the search leaves to others when the point stands for an irrational one nearby.
  struct Ties {
    /// A leaf is closed only if its bound exceeds c by c / 2^marginBits.
    let marginBits: Int
    /// Whether all signs, given for every task, are those of a surface through the point, on which
    /// the point is the best one; such a leaf is closed without multipliers (as `bound`).
    let isClosed: (_ signs: [Int8]) -> Bool
  }

  private let size: Int
  private let gram: [Integer]
  private let direction: [Integer]
  private let dual: [Integer]
  private let magnitudes: [Integer]
  private let factor: Integer
  private let norm: Integer
  private let floating: MultiplierBound
  private let leafFilter: LeafFilter?
  private let limit: Int
  private let ties: Ties?
  /// `factor` and `norm`, in a proportion that leaves the margin.
  private let closingFactor: Integer
  private let closingNorm: Integer
  private var nodes: [SignTree.Node] = []

  private enum Progress {
    case closed
    case dominated([Integer])
    case exhausted
    case tied([Int8])
  }

  /// Prepares the search for the point u with G w = factor u for the numerators of G.
  ///
  /// - Parameters:
  ///   - gram: G.
  ///   - direction: u.
  ///   - dual: w.
  ///   - factor: A positive integer.
  ///   - limits: How many nodes may be made.
  ///   - filter: Whether floating point behind proved bounds may close leaves.
  ///   - ties: For a point that stands for an irrational one: what closes the signs of the
  ///     surfaces through that one, and the margin elsewhere.
  init(
    gram: ScaledGram, direction: [Integer], dual: [Integer], factor: Integer, limits: SearchLimits,
    filter: FloatingFilter = .on, ties: Ties? = nil
  ) {
    size = direction.count
    self.gram = gram.numerators
    self.direction = direction
    self.dual = dual
    self.factor = factor
    magnitudes = direction.map(\.magnitude)
    let norm = Integer.dot(direction, dual)
    self.norm = norm
    floating = MultiplierBound(gram: gram, direction: direction, dual: dual, factor: factor)
    // Multipliers have a few bits: entries of one machine word cost no more than doubles.
    leafFilter =
      filter.isOn && ties == nil && gram.isWide
      ? LeafFilter(
        gram: gram.equilibrated, magnitudes: magnitudes, norm: norm, factor: factor, filter: filter)
      : nil
    limit = limits.nodes
    self.ties = ties
    closingFactor = ties.map { factor.shiftedLeft($0.marginBits) } ?? factor
    closingNorm = ties.map { norm.shiftedLeft($0.marginBits) + norm } ?? norm
  }

  /// Runs the search.
  mutating func run() -> Outcome {
    nodes = []
    var signs = Array(repeating: Int8(0), count: size)
    signs[0] = 1
    switch explore(&signs, parent: nil) {
    case .closed: return .closed(SignTree(nodes: nodes))
    case .dominated(let direction): return .dominated(by: direction)
    case .exhausted: return .exhausted
    case .tied(let signs): return .tied(signs: signs)
    }
  }

  /// Closes all completions of some fixed signs.
  private mutating func explore(
    _ signs: inout [Int8], parent: MultiplierBound.Result?
  ) -> Progress {
    guard nodes.count < limit, !Interruption.isPending else { return .exhausted }
    let node = nodes.count
    nodes.append(.bound)
    let free = (0..<size).filter { signs[$0] == 0 }
    if let ties {
      if free.isEmpty, ties.isClosed(signs) { return .closed }
    } else if let multipliers = ownMultipliers(signs) {
      nodes[node] = .multipliers(multipliers)
      return .closed
    }
    let bound = floating.maximise(signs, startingAt: parent)
    if bound.value > 1e-9 * bound.magnitude, let multipliers = roundedMultipliers(bound, signs) {
      nodes[node] = .multipliers(multipliers)
      return .closed
    }
    if bound.value < -1e-9 * bound.magnitude,
      free.allSatisfy({ abs(bound.image[$0]) >= abs(floating.direction[$0]) }),
      let direction = roundedDirection(bound)
    {
      return .dominated(direction)
    }
    if free.isEmpty || (!bound.isReliable && size <= 32) {
      switch exactBound(signs, basis: bound.basis, isComplete: free.isEmpty) {
      case .closed(let multipliers):
        nodes[node] = .multipliers(multipliers)
        return .closed
      case .dominated(let direction):
        return .dominated(direction)
      case .open:
        if free.isEmpty { return .tied(signs) }
      }
    }
    let task = branchingTask(free, bound)
    let first: Int8 = bound.image[task] < 0 ? -1 : 1
    var positions = (plus: 0, minus: 0)
    for sign in [first, -first] {
      if sign > 0 { positions.plus = nodes.count } else { positions.minus = nodes.count }
      signs[task] = sign
      let progress = explore(&signs, parent: bound)
      signs[task] = 0
      guard case .closed = progress else { return progress }
    }
    nodes[node] = .branch(task: task + 1, plus: positions.plus, minus: positions.minus)
    return .closed
  }

  /// The task to branch on: the largest w_i u_i = lambda_i a_i^2 first, then the free task whose
  /// condition |z_i| >= a_i the best bound violates most.
  private func branchingTask(_ free: [Int], _ bound: MultiplierBound.Result) -> Int {
    let weights = free.map { abs(floating.dual[$0] * floating.direction[$0]) }
    if let best = weights.max(), best > 0, let position = weights.firstIndex(of: best) {
      return free[position]
    }
    let violations = free.map { i in
      let magnitude = abs(floating.direction[i])
      return magnitude == 0 ? 0 : magnitude * (magnitude - abs(bound.image[i]))
    }
    let best = violations.max() ?? 0
    return free[violations.firstIndex(of: best) ?? 0]
  }

  /// y = |w| when the signs of all tasks with w_i != 0 are fixed as those of u, or all opposite.
  private func ownMultipliers(_ signs: [Int8]) -> [Integer]? {
    var common = 0
    for i in 0..<size where !dual[i].isZero {
      guard signs[i] != 0, direction[i].signum == dual[i].signum else { return nil }
      let relative = Int(signs[i]) * dual[i].signum
      if common == 0 { common = relative }
      if relative != common { return nil }
    }
    return dual.map(\.magnitude)
  }

  /// Whether multipliers close the signs strictly: (y.a)^2 > c p^T G p.
  private func closes(_ multipliers: [Integer], _ signs: [Int8]) -> Bool {
    let support = (0..<size).filter { !multipliers[$0].isZero }
    if support.isEmpty { return false }
    if let decided = leafFilter?.closes(multipliers, support: support, signs: signs) {
      return decided
    }
    let values = support.map { signs[$0] < 0 ? -multipliers[$0] : multipliers[$0] }
    let linear = Integer.dot(
      support.map { multipliers[$0] }, support.map { magnitudes[$0] })
    let images = support.map { i in
      Integer.dot(values, support.map { gram[i * size + $0] })
    }
    return linear * linear * closingFactor > closingNorm * Integer.dot(values, images)
  }

  /// Rounds p to integers with as few bits as the exact inequality allows.
  private func roundedMultipliers(
    _ bound: MultiplierBound.Result, _ signs: [Int8]
  ) -> [Integer]? {
    let values = bound.basis.map { i in
      ScaledDouble(abs(bound.multipliers[i])) * floating.unit[i]
    }
    guard let top = values.lazy.filter({ $0.mantissa != 0 }).map(\.exponent).max() else {
      return nil
    }
    let room = bound.value / floating.norm
    let needed = room > 0 ? max(1, Int(-0.5 * Double.log2(room)) - 4) : 1
    for extra in [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 19, 24, 30, 38, 48] {
      let bits = needed + extra
      if bits > 52 { break }
      var multipliers = Array(repeating: Integer.zero, count: size)
      for (position, i) in bound.basis.enumerated() {
        let value = values[position].double(dividedByTwoToThe: top - bits)
        multipliers[i] = Integer(rounding: value, timesTwoToThe: 0) ?? .zero
      }
      if closes(multipliers, signs) { return Integer.primitive(multipliers) }
    }
    return preciseMultipliers(bound, signs, bits: max(48, needed))
  }

  /// Rounds p = s s_u w + correction with w exact, for margins that doubles cannot resolve.
  private func preciseMultipliers(
    _ bound: MultiplierBound.Result, _ signs: [Int8], bits: Int
  ) -> [Integer]? {
    let guardBits = 64
    var exact = Array(repeating: Integer.zero, count: size)
    for i in bound.basis {
      let agrees = Int(signs[i]) * direction[i].signum >= 0
      let start = (agrees ? dual[i] : -dual[i]).shiftedLeft(guardBits)
      let correction = ScaledDouble(bound.correction[i]) * floating.unit[i]
      guard
        let change = Integer(
          rounding: correction.mantissa,
          timesTwoToThe: correction.exponent + floating.shift + guardBits)
      else { return nil }
      let value = start + change
      exact[i] = value.signum == Int(signs[i]) ? value.magnitude : .zero
    }
    let total = exact.lazy.map(\.bitWidth).max() ?? 0
    var kept = bits
    while true {
      let drop = max(0, total - kept)
      let multipliers = exact.map { $0.roundedShiftRight(drop) }
      if closes(multipliers, signs) { return Integer.primitive(multipliers) }
      if drop == 0 { return nil }
      kept += max(8, kept / 8)
    }
  }

  /// Rounds G p to a direction that dominates, when it does.
  private func roundedDirection(_ bound: MultiplierBound.Result) -> [Integer]? {
    let values = (0..<size).map { ScaledDouble(bound.multipliers[$0]) * floating.unit[$0] }
    guard let top = values.lazy.filter({ $0.mantissa != 0 }).map(\.exponent).max() else {
      return nil
    }
    for bits in [3, 5, 8, 12, 18, 26, 36, 50] {
      let multipliers = values.map {
        Integer(rounding: $0.double(dividedByTwoToThe: top - bits), timesTwoToThe: 0) ?? .zero
      }
      if let direction = dominatingDirection(multipliers) { return direction }
    }
    return nil
  }

  /// b = G p when its point dominates: b_i^2 / (p^T G p) >= u_i^2 / c for all i, one strictly.
  private func dominatingDirection(_ multipliers: [Integer]) -> [Integer]? {
    let image = product(multipliers)
    let scale = factor * Integer.dot(multipliers, image)
    guard scale.signum > 0 else { return nil }
    var strict = false
    for i in 0..<size {
      let left = image[i] * image[i] * norm
      let right = direction[i] * direction[i] * scale
      if left < right { return nil }
      if let ties, !right.isZero, (left - right).shiftedLeft(ties.marginBits) < right {
        return nil
      }
      if left > right { strict = true }
    }
    return strict ? Integer.primitive(image) : nil
  }

  private func product(_ vector: [Integer]) -> [Integer] {
    let support = (0..<size).filter { !vector[$0].isZero }
    let values = support.map { vector[$0] }
    return (0..<size).map { i in Integer.dot(values, support.map { gram[i * size + $0] }) }
  }

  private enum ExactBound {
    case closed([Integer])
    case dominated([Integer])
    case open
  }

  /// Solves the quadratic program of some fixed signs exactly.
  ///
  /// The minimum of w^T Q w over the w with these signs and |w| >= a on them is y.a for the
  /// complementary y >= 0, G_s y >= a. A complete pattern is always decided: above c it is
  /// closed, below c its minimum dominates, and at c it does so unless it is the point itself.
  private func exactBound(_ signs: [Int8], basis: [Int], isComplete: Bool) -> ExactBound {
    let fixed = (0..<size).filter { signs[$0] != 0 }
    let rows = fixed.map { i in
      fixed.map { j in
        signs[i] == signs[j] ? gram[i * size + j] : -gram[i * size + j]
      }
    }
    let problem = ComplementarityProblem(
      matrix: RationalMatrix(numerators: rows), offset: fixed.map { -magnitudes[$0] })
    let start = Set(fixed.indices.filter { basis.contains(fixed[$0]) })
    let solution = problem.solve(startingAt: start)
    var multipliers = Array(repeating: Integer.zero, count: size)
    for (position, i) in fixed.enumerated() { multipliers[i] = solution.numerators[position] }
    let value = Integer.dot(multipliers, magnitudes) * factor
    let target = norm * solution.denominator
    if closes(multipliers, signs) {
      let total = multipliers.lazy.map(\.bitWidth).max() ?? 0
      var kept = 2
      while kept < total {
        let rounded = multipliers.map { $0.roundedShiftRight(total - kept) }
        if closes(rounded, signs) { return .closed(Integer.primitive(rounded)) }
        kept += max(1, kept / 4)
      }
      return .closed(Integer.primitive(multipliers))
    }
    let signed = (0..<size).map { signs[$0] < 0 ? -multipliers[$0] : multipliers[$0] }
    if let direction = dominatingDirection(signed) { return .dominated(direction) }
    if ties == nil, value == target {
      // Then G p = a times the denominator in absolute values, which closes this pattern.
      let image = product(signed)
      let isPoint = (0..<size).allSatisfy {
        image[$0].magnitude == magnitudes[$0] * solution.denominator
      }
      if isPoint { return .closed(Integer.primitive(multipliers)) }
    }
    precondition(
      !isComplete || ties != nil, "a complete sign pattern is always decided without a margin")
    return .open
  }
}

extension Double {
  /// The binary logarithm of a positive number, to within one.
  fileprivate static func log2(_ value: Double) -> Double {
    value > 0 && value.isFinite ? Double(value.exponent) : 0
  }
}
