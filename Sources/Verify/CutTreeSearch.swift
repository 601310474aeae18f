import Exact

/// The search for the sign tree that proves a point Pareto optimal at width k-1, or for a sign
/// pattern that dominates it.
///
/// t - v is Pareto optimal exactly when no signs s give sum_ij b_ij s_i s_j > c, where
/// b_ij = q_ij a_i a_j and c is the value at the signs of u: a maximum cut. The tree fixes one sign
/// after the other; with those of S fixed,
/// sum_SS b_ij s_i s_j + 2 sum_l |sum_S b_li s_i| + sum_ll' |b_ll'| (l, l' free) bounds every
/// completion.
///
/// The bound is first evaluated in machine words, on entries rounded to a common unit with a proven
/// error; only what that error leaves open is evaluated on the exact integers.
struct CutTreeSearch {
  /// How a search ended.
  enum Outcome {
    /// No pattern exceeds c.
    case closed(SignTree)
    /// A pattern that exceeds c.
    case exceeded(signs: [Int])
    /// The limit on nodes was reached.
    case exhausted
  }

  private let size: Int
  /// b_ij as integers, row by row, up to a common positive factor; empty for a rehearsal.
  private let exact: [Integer]
  /// The entries divided by a power of two and rounded to nearest.
  private let rounded: [Int]
  /// Bounds the error of a difference of two values computed from `rounded`.
  private let slack: Int
  /// c from the exact and from the rounded entries.
  private let exactNorm: Integer
  private let roundedNorm: Int
  private let limit: Int

  private var nodes: [SignTree.Node] = []
  /// The field sum_S b_li s_i on each task, one row for each depth.
  private var fields: [Int]
  private var signs: [Int]
  private var free: [Int]
  private var found: [Int]?

  private enum Progress {
    case closed
    case exceeded
    case exhausted
  }

  /// Prepares the search.
  ///
  /// - Parameters:
  ///   - inverse: The k x k numerators of Q, row by row.
  ///   - direction: u, k integers, not all zero.
  ///   - limits: How many nodes may be made.
  init(inverse: [Integer], direction: [Integer], limits: SearchLimits) {
    let size = direction.count
    let magnitudes = direction.map(\.magnitude)
    var entries = Array(repeating: Integer.zero, count: size * size)
    var total = Integer.zero
    for i in 0..<size where !magnitudes[i].isZero {
      for j in 0...i where !magnitudes[j].isZero {
        let value = inverse[i * size + j] * magnitudes[i] * magnitudes[j]
        entries[i * size + j] = value
        entries[j * size + i] = value
        total += value.magnitude.shiftedLeft(i == j ? 0 : 1)
      }
    }
    // Sums of the rounded entries stay below 2^60 + k^2 and k is at most a few hundred.
    let shift = max(0, total.bitWidth - 59)
    let small = entries.map { $0.roundedShiftRight(shift).word ?? 0 }
    let own = direction.map { $0.signum < 0 ? -1 : 1 }
    var exactNorm = Integer.zero
    var roundedNorm = 0
    for i in 0..<size {
      for j in 0..<size {
        if own[i] == own[j] {
          exactNorm += entries[i * size + j]
          roundedNorm += small[i * size + j]
        } else {
          exactNorm -= entries[i * size + j]
          roundedNorm -= small[i * size + j]
        }
      }
    }
    self.size = size
    exact = entries
    rounded = small
    // Each entry is off by at most 1/2 and enters a difference of two values at most twice.
    slack = shift == 0 ? 0 : size * size
    self.exactNorm = exactNorm
    self.roundedNorm = roundedNorm
    limit = limits.nodes
    fields = Array(repeating: 0, count: size * (size + 1))
    signs = Array(repeating: 0, count: size)
    free = Array(0..<size)
  }

  /// Prepares a rehearsal in floating point, whose outcome proves nothing.
  ///
  /// - Parameters:
  ///   - correlation: q_ij / sqrt(q_ii q_jj), row by row.
  ///   - heights: u_i sqrt(q_ii), up to a common factor.
  ///   - limits: How many nodes may be made.
  init(rehearsing correlation: [Double], heights: [Double], limits: SearchLimits) {
    let size = heights.count
    var entries = correlation
    var total = 0.0
    for i in 0..<size {
      for j in 0..<size {
        entries[i * size + j] *= abs(heights[i] * heights[j])
        total += abs(entries[i * size + j])
      }
    }
    let scale = 0x1p58 / max(total, Double.leastNormalMagnitude)
    var norm = 0
    for i in 0..<size {
      for j in 0..<size {
        let value = Int((entries[i * size + j] * scale).rounded())
        norm += (heights[i] < 0) == (heights[j] < 0) ? value : -value
        entries[i * size + j] = Double(value)
      }
    }
    self.size = size
    exact = []
    rounded = entries.map { Int($0) }
    slack = size * size + 1_024
    exactNorm = .zero
    roundedNorm = norm
    limit = limits.nodes
    fields = Array(repeating: 0, count: size * (size + 1))
    signs = Array(repeating: 0, count: size)
    free = Array(0..<size)
  }

  /// Runs the search.
  mutating func run() -> Outcome {
    nodes = []
    found = nil
    signs = Array(repeating: 0, count: size)
    free = Array(0..<size)
    fields = Array(repeating: 0, count: size * (size + 1))
    var rest = 0
    for value in rounded { rest += abs(value) }
    let (constant, remaining) = fix(0, 1, depth: 0, constant: 0, rest: rest)
    switch explore(depth: 1, constant: constant, rest: remaining) {
    case .closed: return .closed(SignTree(nodes: nodes))
    case .exceeded: return .exceeded(signs: found ?? signs)
    case .exhausted: return .exhausted
    }
  }

  /// Fixes one sign: removes the task from `free` and writes the fields of the next depth.
  private mutating func fix(
    _ task: Int, _ sign: Int, depth: Int, constant: Int, rest: Int
  ) -> (constant: Int, rest: Int) {
    signs[task] = sign
    free.removeAll { $0 == task }
    let row = task * size
    let before = depth * size
    let after = before + size
    var rest = rest - abs(rounded[row + task])
    for l in free {
      let entry = rounded[row + l]
      fields[after + l] = fields[before + l] + sign * entry
      rest -= 2 * abs(entry)
    }
    return (constant + 2 * sign * fields[before + task] + rounded[row + task], rest)
  }

  private mutating func explore(depth: Int, constant: Int, rest: Int) -> Progress {
    guard nodes.count < limit else { return .exhausted }
    let node = nodes.count
    nodes.append(.bound)
    let row = depth * size
    var fieldSum = 0
    var task = -1
    var strongest = -1
    for l in free {
      let field = abs(fields[row + l])
      fieldSum += field
      if field > strongest
        || (field == strongest && rounded[l * size + l] > rounded[task * size + task])
      {
        strongest = field
        task = l
      }
    }
    let excess = constant + 2 * fieldSum + rest - roundedNorm
    if excess <= -slack || (excess <= slack && isClosedExactly) { return .closed }
    guard task >= 0 else {
      found = signs
      return .exceeded
    }
    let first = fields[row + task] < 0 ? -1 : 1
    var positions = (plus: 0, minus: 0)
    let position = free.firstIndex(of: task) ?? 0
    for sign in [first, -first] {
      if sign > 0 { positions.plus = nodes.count } else { positions.minus = nodes.count }
      let (next, remaining) = fix(task, sign, depth: depth, constant: constant, rest: rest)
      let progress = explore(depth: depth + 1, constant: next, rest: remaining)
      signs[task] = 0
      free.insert(task, at: position)
      guard case .closed = progress else { return progress }
    }
    nodes[node] = .branch(task: task + 1, plus: positions.plus, minus: positions.minus)
    return .closed
  }

  /// Decides a bound that the rounded entries leave open.
  private var isClosedExactly: Bool {
    exact.isEmpty ? free.isEmpty : exactBound() <= exactNorm
  }

  /// The bound on all completions of the current signs, from the exact entries.
  private func exactBound() -> Integer {
    var total = Integer.zero
    for i in 0..<size {
      var field = Integer.zero
      for j in 0..<size {
        let entry = exact[i * size + j]
        if signs[i] != 0 {
          if signs[j] != 0 { if signs[i] == signs[j] { total += entry } else { total -= entry } }
        } else if signs[j] != 0 {
          if signs[j] > 0 { field += entry } else { field -= entry }
        } else {
          total += entry.magnitude
        }
      }
      if signs[i] == 0 { total += field.magnitude.shiftedLeft(1) }
    }
    return total
  }
}
