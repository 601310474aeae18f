/// The point of smallest norm of the convex hull of gradients, MGDA's direction, with the evidence
/// that no point of the hull is shorter.
///
/// For the weights alpha >= 0 with sum 1 and g = sum alpha_i g_i, the point is the shortest iff
/// <g_i, g> >= <g, g> for every i: then every point x of the hull has <x, g> >= |g|^2. The point is
/// unique, the weights only when the gradients are affinely independent. It is zero iff the
/// parameters are Pareto stationary (Desideri 2012).
package struct MinimumNormPoint<Scalar: OrderedField>: Sendable {
  /// alpha: k non-negative numbers with sum 1.
  package let weights: [Scalar]
  /// <g_i, g> for each gradient: the evidence.
  package let products: [Scalar]
  /// |g|^2.
  package let squaredNorm: Scalar

  /// Whether zero is in the convex hull; with rounding, whether |g|^2 is exactly zero.
  package var isStationary: Bool { squaredNorm == .zero }

  /// Computes norm and evidence of given weights; proves nothing by itself.
  package init(weights: [Scalar], gram: [[Scalar]]) {
    self.weights = weights
    products = Scalar.product(gram, weights)
    squaredNorm = Scalar.dot(weights, products)
  }

  /// Whether the weights are feasible and the evidence shows that no point of the hull is
  /// shorter; exact for exact numbers.
  ///
  /// - Parameter tolerance: How far the inequalities may be violated.
  package func isOptimal(tolerance: Scalar = .zero) -> Bool {
    var sum = Scalar.zero
    for weight in weights { sum = sum + weight }
    return weights.allSatisfy { $0 >= .zero } && (sum - .one).magnitude <= tolerance
      && products.allSatisfy { $0 >= squaredNorm - tolerance }
  }

  /// Finds the point of smallest norm by active sets (P. Wolfe, "Finding the nearest point in a
  /// polytope", 1976): exact and finite for exact numbers, up to rounding for floating point.
  ///
  /// - Parameter gram: The inner products of the gradients, k x k, k >= 1.
  /// - Complexity: O(k^3) for each change of the active set; finitely many, usually about k.
  package static func find(gram: [[Scalar]]) -> MinimumNormPoint {
    precondition(!gram.isEmpty, "at least one gradient")
    let k = gram.count
    // Start at the shortest gradient.
    var start = 0
    for i in 1..<max(k, 1) where gram[i][i] < gram[start][start] { start = i }
    var weights = Array(repeating: Scalar.zero, count: k)
    weights[start] = .one
    var active = [start]
    var best = MinimumNormPoint(weights: weights, gram: gram)
    while let entering = best.violation(gram), !active.contains(entering) {
      active.append(entering)
      guard let moved = affineDescent(gram, &weights, &active) else { break }
      // Exact arithmetic always makes progress; rounding may not.
      if !(moved.squaredNorm < best.squaredNorm) { break }
      best = moved
    }
    return best
  }

  /// The gradient whose inner product with the point is smallest, if it is smaller than |g|^2 by
  /// more than rounding explains.
  private func violation(_ gram: [[Scalar]]) -> Int? {
    var entering = 0
    for i in 1..<max(products.count, 1) where products[i] < products[entering] { entering = i }
    var slack = Scalar.zero
    if Scalar.unitRoundoff != .zero {
      for i in gram.indices {
        slack = slack + weights[i] * (gram[entering][i].magnitude + products[i].magnitude)
      }
      for _ in 0..<3 { slack = slack + slack }
      slack = slack * Scalar.unitRoundoff
    }
    return products[entering] < squaredNorm - slack ? entering : nil
  }

  /// Moves to the shortest point of the convex hull of the active gradients' current face, dropping
  /// gradients whose weight reaches zero.
  private static func affineDescent(
    _ gram: [[Scalar]], _ weights: inout [Scalar], _ active: inout [Int]
  ) -> MinimumNormPoint? {
    while true {
      let block = active.map { i in active.map { gram[i][$0] } }
      guard let target = LinearSystem.affineMinimum(block)?.coefficients else { return nil }
      // The largest step towards the target that keeps all weights non-negative.
      var step = Scalar.one
      var blocking: Int?
      for (position, i) in active.enumerated() where target[position] < .zero {
        let limit = weights[i] / (weights[i] - target[position])
        if limit < step || blocking == nil {
          step = limit
          blocking = position
        }
      }
      for (position, i) in active.enumerated() {
        weights[i] = weights[i] + step * (target[position] - weights[i])
      }
      guard let blocking else { break }
      weights[active[blocking]] = .zero
      active.remove(at: blocking)
      for i in active where weights[i] < .zero { weights[i] = .zero }
    }
    active.removeAll { weights[$0] == .zero }
    return MinimumNormPoint(weights: weights, gram: gram)
  }
}

extension GradientSet {
  /// The point of smallest norm of the convex hull of the gradients.
  package func minimumNormPoint() -> MinimumNormPoint<Scalar> { .find(gram: gram) }
}
