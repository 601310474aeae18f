import Exact
import Surfaces

/// The floating-point half of the sign tree for width 1: lower bounds by multipliers.
///
/// With the signs s of some tasks fixed, every w with those signs and |w| >= a = |u| satisfies
/// w^T Q w >= 2 y.a - p^T G p, p = s * y, for each y >= 0 that vanishes where no sign is fixed
/// (weak duality). This type maximises the right side minus c by an active-set method.
///
/// Everything is written relative to the dual vector w of the point, p = s s_u w + correction, so
/// that the small differences that decide do not cancel: with A the tasks in the basis whose sign
/// agrees with u, B those whose sign is opposite and R all others, the value of p = s s_u w minus c
/// is 4 w_A^T G_AB w_B - w_R^T G_RR w_R.
///
/// Nothing here is trusted; what it suggests is verified in exact arithmetic.
struct MultiplierBound {
  /// The number of tasks.
  let size: Int
  /// G scaled to unit diagonal, row by row.
  let gram: [Double]
  /// The positions of the non-zero entries of each row of G.
  private let neighbours: [[Int]]
  /// The dual vector w, scaled: w_i sqrt(g_ii) / 2^shift.
  let dual: [Double]
  /// The direction u, scaled so that u = G w in the scaled variables.
  let direction: [Double]
  /// 1 / sqrt(g_ii) for the numerators of G.
  let unit: [ScaledDouble]
  /// The exponent of two that was taken out of `dual`.
  let shift: Int
  /// c = u . w in the scaled variables.
  let norm: Double

  /// What the active-set method found for one set of fixed signs.
  struct Result {
    /// The bound minus c.
    var value: Double
    /// The size of the terms whose sum is `value`.
    var magnitude: Double
    /// The tasks with positive multipliers.
    var basis: [Int]
    /// p in the scaled variables.
    var multipliers: [Double]
    /// p - s s_u w on the basis, in the scaled variables.
    var correction: [Double]
    /// G p in the scaled variables: a point that respects the fixed signs and |.| >= a there.
    var image: [Double]
    /// Whether the linear systems were far from singular.
    var isReliable: Bool
  }

  /// Prepares a point u = G w / factor given by numerators.
  ///
  /// - Parameters:
  ///   - gram: G.
  ///   - direction: u, k integers.
  ///   - dual: w, k integers with G w = factor u for the numerators of G.
  ///   - factor: A positive integer.
  init(gram: ScaledGram, direction u: [Integer], dual w: [Integer], factor: Integer) {
    let units = gram.lengths.map { ScaledDouble(1.0) / $0 }
    let scaledDual = zip(w, gram.lengths).map { ScaledDouble($0) * $1 }
    let scaledFactor = ScaledDouble(factor)
    let scaledDirection = zip(u, units).map { ScaledDouble($0) * scaledFactor * $1 }
    let top = scaledDual.lazy.filter { $0.mantissa != 0 }.map(\.exponent).max() ?? 0
    size = gram.size
    self.gram = gram.cosines
    neighbours = gram.neighbours
    shift = top
    dual = scaledDual.map { $0.double(dividedByTwoToThe: top) }
    direction = scaledDirection.map { $0.double(dividedByTwoToThe: top) }
    unit = units
    norm = zip(dual, direction).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Maximises the bound for the fixed signs (1, -1; 0 where free).
  ///
  /// - Parameters:
  ///   - signs: The fixed signs.
  ///   - parent: The result for a subset of the same fixed signs, to start from.
  /// - Complexity: a few Cholesky factorisations of the size of the basis.
  func maximise(_ signs: [Int8], startingAt parent: Result? = nil) -> Result {
    let fixed = (0..<size).filter { signs[$0] != 0 }
    // 1 where the fixed sign is that of u, -1 where it is opposite.
    let relative = (0..<size).map { i in
      (direction[i] < 0 && signs[i] > 0) || (direction[i] > 0 && signs[i] < 0) ? -1.0 : 1.0
    }
    var inBasis = Array(repeating: false, count: size)
    var multipliers = Array(repeating: 0.0, count: size)
    if let parent {
      for i in parent.basis {
        inBasis[i] = true
        multipliers[i] = parent.multipliers[i]
      }
    } else {
      for i in fixed where dual[i] != 0 && Double(signs[i]) * relative[i] * dual[i] > 0 {
        inBasis[i] = true
        multipliers[i] = relative[i] * dual[i]
      }
    }
    var result = Result(
      value: 0, magnitude: 0, basis: [], multipliers: [], correction: [], image: [],
      isReliable: true)
    var residual = Array(repeating: 0.0, count: size)
    var correction = Array(repeating: 0.0, count: size)
    var image = Array(repeating: 0.0, count: size)
    var basis: [Int] = []
    var rounds = 0
    while true {
      rounds += 1
      basis = fixed.filter { inBasis[$0] }
      for i in fixed { residual[i] = target(i, basis: inBasis, relative: relative) }
      guard let solution = solve(basis, residual, reliable: &result.isReliable) else { break }
      for i in 0..<size { correction[i] = 0 }
      for (position, i) in basis.enumerated() { correction[i] = solution[position] }
      // Step back to the border when a multiplier would change its sign.
      var step = 1.0
      var leaving = -1
      for i in basis {
        let next = relative[i] * dual[i] + correction[i]
        if next * Double(signs[i]) > 0 { continue }
        let change = multipliers[i] - next
        let fraction = change == 0 ? 0 : min(max(multipliers[i] / change, 0), 1)
        if leaving < 0 || fraction < step {
          step = fraction
          leaving = i
        }
      }
      if leaving >= 0 {
        for i in basis {
          let next = relative[i] * dual[i] + correction[i]
          multipliers[i] += step * (next - multipliers[i])
          if multipliers[i] * Double(signs[i]) <= 0 { inBasis[i] = false }
        }
        inBasis[leaving] = false
        for i in fixed where !inBasis[i] { multipliers[i] = 0 }
        if rounds > 20 * size + 100 { break }
        continue
      }
      for i in basis { multipliers[i] = relative[i] * dual[i] + correction[i] }
      for i in 0..<size {
        image[i] = product(i, correction)
      }
      var entering = -1
      var best = 0.0
      for i in fixed where !inBasis[i] {
        let slope = Double(signs[i]) * (residual[i] - image[i])
        if slope > best, slope > 1e-12 * (abs(residual[i]) + abs(image[i])) {
          best = slope
          entering = i
        }
      }
      if entering < 0 || rounds > 20 * size + 100 { break }
      inBasis[entering] = true
    }
    if rounds > 20 * size + 100 { result.isReliable = false }
    let (base, magnitude) = baseValue(basis: inBasis, relative: relative)
    var gain = 0.0
    for i in basis { gain += correction[i] * residual[i] }
    result.value = base + gain
    result.magnitude = magnitude + abs(gain)
    result.basis = basis
    for i in 0..<size { image[i] = product(i, multipliers) }
    result.multipliers = multipliers
    result.correction = correction
    result.image = image
    return result
  }

  /// s_i a_i - (G p)_i for p = s s_u w on the basis, without cancellation.
  private func target(_ i: Int, basis: [Bool], relative: [Double]) -> Double {
    var opposite = 0.0
    var outside = 0.0
    let row = i * size
    let sign = relative[i]
    for j in neighbours[i] {
      let term = gram[row + j] * dual[j]
      if !basis[j] {
        outside += term
      } else if relative[j] != sign {
        opposite += term
      }
    }
    return sign * (2 * opposite + outside)
  }

  /// One entry of G x.
  private func product(_ i: Int, _ vector: [Double]) -> Double {
    var total = 0.0
    for j in neighbours[i] { total += gram[i * size + j] * vector[j] }
    return total
  }

  /// The value of p = s s_u w on the basis, minus c, and the size of its terms.
  private func baseValue(basis: [Bool], relative: [Double]) -> (value: Double, magnitude: Double) {
    var cut = 0.0
    var rest = 0.0
    var magnitude = 0.0
    for i in 0..<size where dual[i] != 0 {
      let row = i * size
      for j in neighbours[i] where dual[j] != 0 {
        let term = dual[i] * gram[row + j] * dual[j]
        if !basis[i] && !basis[j] {
          rest += term
          magnitude += abs(term)
        } else if basis[i] && basis[j] && relative[i] != relative[j] {
          cut += 2 * term
          magnitude += 2 * abs(term)
        }
      }
    }
    return (cut - rest, magnitude)
  }

  /// Solves G_BB x = r_B by a Cholesky factorisation that keeps to the profile of the block; nil
  /// when the block is numerically singular.
  private func solve(_ basis: [Int], _ right: [Double], reliable: inout Bool) -> [Double]? {
    let count = basis.count
    var factor = Array(repeating: 0.0, count: count * count)
    var solution = Array(repeating: 0.0, count: count)
    // The first non-zero column of each row of the block, and so of its factor.
    var first = Array(repeating: 0, count: count)
    for i in 0..<count {
      let row = basis[i] * size
      var start = 0
      while start < i && gram[row + basis[start]] == 0 { start += 1 }
      first[i] = start
      for j in start..<max(i, start) {
        var total = gram[row + basis[j]]
        var l = max(start, first[j])
        while l < j {
          total -= factor[i * count + l] * factor[j * count + l]
          l += 1
        }
        factor[i * count + j] = total / factor[j * count + j]
      }
      var pivot = gram[row + basis[i]]
      var total = right[basis[i]]
      for l in start..<max(i, start) {
        pivot -= factor[i * count + l] * factor[i * count + l]
        total -= factor[i * count + l] * solution[l]
      }
      if pivot < 1e-11 { reliable = false }
      if pivot <= 1e-15 { return nil }
      factor[i * count + i] = pivot.squareRoot()
      solution[i] = total / factor[i * count + i]
    }
    for i in stride(from: count - 1, through: 0, by: -1) {
      solution[i] /= factor[i * count + i]
      for l in first[i]..<i { solution[l] -= factor[i * count + l] * solution[i] }
    }
    return solution
  }
}
