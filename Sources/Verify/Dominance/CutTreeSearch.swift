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
/// error. What that error leaves open is evaluated on the exact integers; when that happens often,
/// the whole search is done on them.
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
  /// b_ij as integers, row by row, up to a common positive factor.
  private let entries: [Integer]
  private let own: [Int]
  private let limits: SearchLimits

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
    for i in 0..<size where !magnitudes[i].isZero {
      for j in 0...i where !magnitudes[j].isZero {
        let value = inverse[i * size + j] * (magnitudes[i] * magnitudes[j])
        entries[i * size + j] = value
        entries[j * size + i] = value
      }
    }
    self.size = size
    self.entries = entries
    self.limits = limits
    own = direction.map { $0.signum < 0 ? -1 : 1 }
  }

  /// Runs the search.
  func run() -> Outcome {
    var total = Integer.zero
    for entry in entries { total += entry.magnitude }
    // Sums stay below 2^59 (2^122) + k^2, and k is at most a few hundred.
    let wordShift = max(0, total.bitWidth - 59)
    let words = entries.map { $0.roundedShiftRight(wordShift).word ?? 0 }
    if let outcome = run(words, isExact: wordShift == 0, slack: size * size) { return outcome }
    let pairShift = max(0, total.bitWidth - 122)
    let pairs = entries.map { Int128($0.roundedShiftRight(pairShift)) }
    if let outcome = run(pairs, isExact: pairShift == 0, slack: Int128(size * size)) {
      return outcome
    }
    return run(entries, isExact: true, slack: .zero) ?? .exhausted
  }

  /// The search on rounded entries; nil when they leave too much open.
  ///
  /// - Parameter slack: Each entry is off by at most 1/2 and enters a difference of two values at
  ///   most twice, so size^2 bounds the error; unless the entries are exact.
  private func run<Scalar: CutScalar>(
    _ rounded: [Scalar], isExact: Bool, slack: Scalar
  ) -> Outcome? {
    let norm = isExact ? .zero : value(own)
    var remaining = 4 * size + 64
    var tree = CutTree(
      entries: rounded, own: own, slack: isExact ? .zero : slack, limit: limits.nodes
    ) { signs in
      if isExact { return true }
      remaining -= 1
      return remaining < 0 ? nil : value(signs) <= norm
    }
    switch tree.run() {
    case .closed(let tree): return .closed(tree)
    case .exceeded(let signs): return .exceeded(signs: signs)
    case .exhausted: return .exhausted
    case .unclear: return nil
    }
  }

  /// The bound on all completions of some signs (0 where free), from the exact entries.
  private func value(_ signs: [Int]) -> Integer {
    var total = Integer.zero
    for i in 0..<size {
      var field = Integer.zero
      for j in 0..<size {
        let entry = entries[i * size + j]
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

  /// Rehearses a search in floating point; its outcome proves nothing.
  ///
  /// - Parameters:
  ///   - correlation: q_ij / sqrt(q_ii q_jj), row by row.
  ///   - heights: u_i sqrt(q_ii), up to a common factor.
  ///   - limits: How many nodes may be made.
  static func rehearse(
    _ correlation: [Double], heights: [Double], limits: SearchLimits
  ) -> Outcome {
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
    var tree = CutTree(
      entries: entries.map { Int(($0 * scale).rounded()) }, own: heights.map { $0 < 0 ? -1 : 1 },
      slack: size * size + 1_024, limit: limits.nodes
    ) { signs in !signs.contains(0) }
    switch tree.run() {
    case .closed(let tree): return .closed(tree)
    case .exceeded(let signs): return .exceeded(signs: signs)
    case .exhausted, .unclear: return .exhausted
    }
  }
}

extension Int128 {
  /// The value of an integer of at most 126 bits.
  fileprivate init(_ value: Integer) {
    let magnitude = value.magnitude
    let high = magnitude.shiftedRight(62)
    let low = magnitude - high.shiftedLeft(62)
    let sum = Int128(high.word ?? 0) << 62 + Int128(low.word ?? 0)
    self = value.signum < 0 ? -sum : sum
  }
}
