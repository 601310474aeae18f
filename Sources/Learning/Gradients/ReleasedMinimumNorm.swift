/// The two solvers for MGDA's weights in the code released with O. Sener and V. Koltun,
/// "Multi-task learning as multi-objective optimization", NeurIPS 2018, step by step: approximate,
/// with their constants. (Training there calls the projected gradient, not Frank-Wolfe.)
package enum ReleasedMinimumNorm: String, Sendable, CaseIterable {
  /// `find_min_norm_element_FW`.
  case frankWolfe = "frank-wolfe"
  /// `find_min_norm_element`.
  case projectedGradient = "projected-gradient"

  /// The iteration limit of the release. Its counter is never increased, so its loop ends only by
  /// the stopping criterion; here the limit holds.
  static let maximumIterations = 250
  static let stoppingChange = 1e-5

  /// The weights for gradients with the given inner products (k x k, k >= 1).
  ///
  /// Clamps a line search between two points to 0.999 and 0.001 where the exact answer is 1 and 0,
  /// as released; so the weights of a face's other tasks are never exactly zero.
  package func weights(gram: [[Double]]) -> [Double] {
    let k = gram.count
    var weights = Self.bestPair(gram)
    if k < 3 { return weights }
    for _ in 0..<Self.maximumIterations {
      let products = Double.product(gram, weights)
      let target: [Double]
      switch self {
      case .frankWolfe:
        var least = 0
        for i in 1..<k where products[i] < products[least] { least = i }
        target = (0..<k).map { $0 == least ? 1 : 0 }
      case .projectedGradient:
        target = Self.projectedStep(weights, products.map { -$0 })
      }
      let share = Self.segmentWeight(
        Double.dot(weights, products), Double.dot(target, products),
        Double.dot(target, Double.product(gram, target)))
      let next = zip(weights, target).map { share * $0 + (1 - share) * $1 }
      let change = zip(next, weights).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
      // The release returns the old weights here, and NaN never stops its loop.
      if change < Self.stoppingChange || change.isNaN { return weights }
      weights = next
    }
    return weights
  }

  /// The weight of the first of two points at the shortest point between them.
  private static func segmentWeight(_ aa: Double, _ ab: Double, _ bb: Double) -> Double {
    if ab >= aa { return 0.999 }
    if ab >= bb { return 0.001 }
    return -(ab - bb) / (aa + bb - 2 * ab)
  }

  /// The best combination of two gradients.
  private static func bestPair(_ gram: [[Double]]) -> [Double] {
    let k = gram.count
    var weights = Array(repeating: 0.0, count: k)
    if k == 1 { return [1] }
    var best = (cost: Double.infinity, i: 0, j: 1, share: 0.5)
    for i in 0..<k {
      for j in (i + 1)..<max(k, i + 1) {
        let (aa, ab, bb) = (gram[i][i], gram[i][j], gram[j][j])
        let share = segmentWeight(aa, ab, bb)
        let cost = ab >= aa ? aa : ab >= bb ? bb : bb + share * (ab - bb)
        if cost < best.cost { best = (cost, i, j, share) }
      }
    }
    weights[best.i] = best.share
    weights[best.j] = 1 - best.share
    return weights
  }

  /// The release's `_next_point`: along the gradient within the plane of sum 1 to the first bound,
  /// then projected onto the simplex.
  private static func projectedStep(_ weights: [Double], _ direction: [Double]) -> [Double] {
    let k = Double(weights.count)
    let mean = direction.reduce(0, +) / k
    let tangent = direction.map { $0 - mean }
    var step = 1.0
    let lower = zip(weights, tangent).filter { $1 < 0 }.map { -$0 / $1 }.filter { $0 > 1e-7 }
    let upper = zip(weights, tangent).filter { $1 > 0 }.map { (1 - $0) / $1 }
      .filter { $0 > 1e-7 }
    if let least = lower.min() { step = least }
    if let least = upper.min() { step = min(step, least) }
    return simplexProjection(zip(weights, tangent).map { $0 + step * $1 })
  }

  /// The nearest point of the simplex.
  static func simplexProjection(_ point: [Double]) -> [Double] {
    let sorted = point.sorted(by: >)
    var sum = 0.0
    var threshold = (point.reduce(0, +) - 1) / Double(point.count)
    for i in 0..<(point.count - 1) {
      sum += sorted[i]
      let candidate = (sum - 1) / Double(i + 1)
      if candidate > sorted[i + 1] {
        threshold = candidate
        break
      }
    }
    return point.map { max($0 - threshold, 0) }
  }
}
