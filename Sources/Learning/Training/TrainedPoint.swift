import Exact
import Surfaces

/// Where a trained network of width 1 or k-1 lies in the geometry: the point of the feasible
/// region that its hidden layer stands for.
///
/// The hidden layer Z = X W, projected onto the span of the optimal predictors, is a point of F_q.
/// The network itself is worse by what its heads and the rest of Z lose; that is measured here,
/// and exact deciders take the direction.
package struct TrainedPoint: Sendable {
  /// The direction u in the units of the instance: Yhat^T Z for width 1; for width k-1 the one
  /// that is given up, u = G c with Z^T Yhat c = 0. Exactly these floating-point numbers are
  /// decided about.
  package let direction: [Rational]
  /// The losses of the network, in the units of the model.
  package let networkLosses: [Double]
  /// The losses of the network with optimal heads on the same hidden layer.
  package let headLosses: [Double]
  /// The losses of the point of the direction, in the units of the model.
  package let pointLosses: [Double]

  /// By how much the network's largest loss excess over its point is: zero at convergence.
  package var excess: Double {
    zip(networkLosses, pointLosses).map { $0 - $1 }.max() ?? 0
  }

  /// Locates a network.
  ///
  /// - Parameters:
  ///   - losses: The network's losses.
  ///   - model: The model it was trained on.
  ///   - instance: The instance of the model.
  /// - Returns: nil for a single task, for a width that is neither 1 nor k-1, and for a hidden
  ///   layer that sees no task (the direction is zero or not finite).
  package init?(
    _ network: LinearNetwork, losses: [Double], model: LinearModel, instance: Instance
  ) {
    let k = model.taskCount
    let q = network.hiddenUnits
    let p = model.inputCount
    guard k >= 2, q == 1 || q == k - 1 else { return nil }
    // M = Y^T Z / n, k rows of q numbers, in the units of the model.
    var m = Array(repeating: Array(repeating: 0.0, count: q), count: k)
    for i in 0..<k {
      for h in 0..<q {
        for j in 0..<p { m[i][h] += model.xy[j * k + i] * network.shared[j * q + h] }
      }
    }
    var z = Array(repeating: Array(repeating: 0.0, count: q), count: q)
    for h in 0..<q {
      for g in 0..<q {
        for j in 0..<p {
          var sum = 0.0
          for l in 0..<p { sum += model.xx[j * p + l] * network.shared[l * q + g] }
          z[h][g] += network.shared[j * q + h] * sum
        }
      }
    }
    var headLosses: [Double] = []
    for i in 0..<k {
      let solution = LinearSystem.solve(z, m[i], tolerance: 0).values ?? m[i].map { _ in 0 }
      headLosses.append(model.yy[i * k + i] - Double.dot(solution, m[i]))
    }
    let width = q == 1 ? WidthEnd.one : .allButOne
    let direction: [Double]
    if q == 1 {
      direction = (0..<k).map { m[$0][0] * model.targetScales[$0] }
    } else {
      // c spans the kernel of M^T: the smallest eigenvector of M M^T.
      let square = (0..<k).map { i in (0..<k).map { j in Double.dot(m[i], m[j]) } }
      let eigen = SymmetricEigen(square)
      let c = (0..<k).map { eigen.vectors[k - 1][$0] / model.targetScales[$0] }
      direction = (0..<k).map { i in
        (0..<k).reduce(0) { $0 + instance.gram[i, $1].doubleValue * c[$1] }
      }
    }
    let exact = direction.map { Rational(exactly: $0) }
    var rational: [Rational] = []
    for entry in exact {
      guard let entry else { return nil }
      rational.append(entry)
    }
    guard rational.contains(where: { !$0.isZero }) else { return nil }
    self.direction = rational
    networkLosses = losses
    self.headLosses = headLosses
    let lost = Point(instance, direction: rational).losses(instance, width: width)
    pointLosses = (0..<k).map { i in
      model.offsets[i] + lost[i].doubleValue / model.lossDivisors[i]
    }
  }
}
