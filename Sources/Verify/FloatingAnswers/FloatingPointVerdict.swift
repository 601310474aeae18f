import Exact
import Floating
import Surfaces

/// What a person with LAPACK and a tolerance would say about one point. Unverified: the answers can
/// be wrong.
public struct FloatingPointVerdict: Sendable, Equatable {
  /// Whether no feasible point is as good for every task and better for one; nil where the sign
  /// tree grew beyond ``nodeLimit``.
  public let paretoOptimal: Bool?
  /// Whether some weights >= 0, not all zero, make the point optimal.
  public let weaklySupported: Bool
  /// Whether some weights > 0 make the point optimal.
  public let supported: Bool
  /// Whether some weights >= 0 make the point the only optimum.
  public let exposed: Bool

  /// Numbers smaller than this, relative to the terms they are made of, count as zero.
  public static let tolerance = 1e-9
  /// The most nodes of a sign tree that are looked at.
  public static let nodeLimit = 1 << 14

  /// Answers for the direction u of a point.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - point: v for width 1, t - v for width k-1.
  ///   - width: The width.
  /// - Complexity: O(k^3), and O(k^3) for each node of a sign tree of 2^(k-1) leaves at most.
  public static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd
  ) -> FloatingPointVerdict {
    let size = instance.taskCount
    let scale = point.direction.map(\.bitWidth).max() ?? 0
    let u = point.direction.map { ScaledDouble($0).double(dividedByTwoToThe: scale) }
    guard let inverse = LAPACK.inverse(instance.gram.doubleRows(), size: size) else {
      return FloatingPointVerdict(
        paretoOptimal: nil, weaklySupported: false, supported: false, exposed: false)
    }
    // b_ij = q_ij u_i u_j: its row sums are u_i w_i, and c is the sum of all.
    let b = (0..<size * size).map { inverse[$0] * u[$0 / size] * u[$0 % size] }
    let products = (0..<size).map { i in b[(i * size)..<((i + 1) * size)].reduce(0, +) }
    let reach = support(inverse, b, products, u, width: width)
    return FloatingPointVerdict(
      paretoOptimal: width == .one
        ? optimality(instance, point) : optimality(b, size: size),
      weaklySupported: reach.weak, supported: reach.supported, exposed: reach.exposed)
  }

  /// The weights w/u and the eigenvalues of T = Q - diag(w/u) (width k-1: of -T), every task being
  /// scaled by u_i, or by sqrt(c / q_ii) where u_i = 0.
  private static func support(
    _ inverse: [Double], _ b: [Double], _ products: [Double], _ u: [Double], width: WidthEnd
  ) -> (weak: Bool, supported: Bool, exposed: Bool) {
    let size = u.count
    let zeros = u.indices.filter { u[$0] == 0 }
    let others = u.indices.filter { u[$0] != 0 }
    // The weight of one task with u = 0 alone reaches a point of width k-1; it reaches all such
    // points, which are one only where a single coordinate is not zero.
    let isReached = width == .allButOne && !zeros.isEmpty
    let failing = (isReached, false, isReached && others.count == 1)
    for i in zeros {
      let terms = u.indices.map { inverse[i * size + $0] * u[$0] }
      let magnitude = terms.reduce(0) { $0 + abs($1) }
      if abs(terms.reduce(0, +)) > tolerance * magnitude { return failing }
    }
    let limit = tolerance * b.reduce(0) { $0 + abs($1) }
    if products.contains(where: { $0 < -limit }) { return failing }
    let norm = products.reduce(0, +)
    let scales = u.indices.map {
      u[$0] == 0 ? (norm / inverse[$0 * size + $0]).squareRoot() : u[$0]
    }
    // Width k-1: weights on the zeros may be as large as one likes, so these tasks drop out.
    let kept = width == .one ? Array(u.indices) : others
    var form: [Double] = []
    for i in kept {
      for j in kept {
        let value =
          inverse[i * size + j] * scales[i] * scales[j] - (i == j ? products[i] : 0)
        form.append(width == .one ? value : -value)
      }
    }
    guard let eigen = LAPACK.symmetricEigen(form, size: kept.count), eigen.values[0] >= -limit
    else { return failing }
    let kernel = eigen.values.indices.filter { eigen.values[$0] <= limit }
    // A task with u_i = 0 may have a positive weight when x_i = 0 (width k-1: (Q x)_i = 0) for all
    // x in the kernel.
    let permitted = zeros.allSatisfy { zero in
      kernel.allSatisfy { number in
        var component = 0.0
        for (position, j) in kept.enumerated() {
          let x = eigen.vectors[number * kept.count + position]
          if width == .one {
            if j == zero { component += x }
          } else {
            component += inverse[zero * size + j] * x * scales[j] * scales[zero] / norm
          }
        }
        return abs(component) <= 1e-6
      }
    }
    let arePositive = others.allSatisfy { products[$0] > limit }
    return (true, arePositive && permitted, kernel.count <= 1 || failing.2)
  }

  /// Width k-1: no signs s give sum b_ij s_i s_j > c. nil beyond ``nodeLimit`` patterns.
  private static func optimality(_ b: [Double], size: Int) -> Bool? {
    guard size <= 1 + nodeLimit.trailingZeroBitCount else { return nil }
    let terms = b.reduce(0) { $0 + abs($1) }
    for pattern in 0..<(1 << (size - 1)) {
      var gain = 0.0
      for i in 1..<size where pattern >> (i - 1) & 1 == 1 {
        for j in 0..<size where j == 0 || pattern >> (j - 1) & 1 == 0 { gain -= b[i * size + j] }
      }
      if gain > tolerance * terms { return false }
    }
    return true
  }

  /// Width 1: the sign tree with the bounds taken as they come out.
  private static func optimality(_ instance: Instance, _ point: Point) -> Bool? {
    let size = instance.taskCount
    let floating = MultiplierBound(
      gram: instance.scaledGram, direction: point.direction,
      dual: point.dual, factor: instance.gram.denominator * point.dualScale)
    var remaining = nodeLimit
    var pending: [(signs: [Int8], parent: MultiplierBound.Result?)] = [
      ([1] + Array(repeating: 0, count: size - 1), nil)
    ]
    while let (signs, parent) = pending.popLast() {
      remaining -= 1
      if remaining < 0 { return nil }
      let bound = floating.maximise(signs, startingAt: parent)
      let limit = tolerance * bound.magnitude
      if bound.value > limit { continue }
      guard let task = signs.firstIndex(of: 0) else {
        // The least c on this pattern is that of the point: is it the point?
        let slack = tolerance * floating.norm.squareRoot()
        if bound.value < -limit
          || signs.indices.contains(where: {
            abs(bound.image[$0]) > abs(floating.direction[$0]) + slack
          })
        {
          return false
        }
        continue
      }
      for sign: Int8 in [1, -1] {
        var next = signs
        next[task] = sign
        pending.append((next, bound))
      }
    }
    return true
  }
}
