import Surfaces

/// The point of one surface E_I with the largest weighted sum of values (Figure 2 of Hu et al.):
/// the optimum of the scalarization when it may not leave the surface.
///
/// In the orthant of the signs s it maximises sum lambda_i u_i^2 / u^T Q u. On the face with
/// support N the candidates are the solutions of Q_NN u = theta diag(lambda) u whose entries all
/// have the signs of the orthant, with the value 1 / theta; the best over all faces is the optimum.
package struct RestrictedOptimum: Sendable, Equatable {
  /// The signs of the orthant.
  package let signs: [Int]
  /// The direction of the optimum, k numbers, zero outside the support.
  package let direction: [Double]
  /// The weighted sum of its values.
  package let weightedSum: Double

  /// Finds the optimum on the surface of given signs.
  ///
  /// - Parameters:
  ///   - model: The losses.
  ///   - weights: k positive weights of the losses.
  /// - Throws: ``LearningError/wrongTaskCount(expected:found:)`` for more than
  ///   ``SurfaceEnumeration/listingLimit`` tasks.
  /// - Complexity: O(2^k k^3).
  package init(_ model: LossModel, signs: [Int], weights: [Double]) throws(LearningError) {
    let k = model.taskCount
    precondition(signs.count == k && weights.count == k, "one number for each task")
    let limit = SurfaceEnumeration.listingLimit
    guard k <= limit else { throw .wrongTaskCount(expected: "at most \(limit)", found: k) }
    guard weights.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .badWeights("they must be positive")
    }
    let roots = weights.map { $0.squareRoot() }
    var best: (sum: Double, direction: [Double])?
    for subset in 1..<(1 << k) {
      let face = (0..<k).filter { subset >> $0 & 1 == 1 }
      let block = face.map { i in
        face.map { j in
          Double(signs[i] * signs[j]) * model.gramInverse[i][j] / roots[i] / roots[j]
        }
      }
      let eigen = SymmetricEigen(block)
      for (value, vector) in zip(eigen.values, eigen.vectors) where value > 0 {
        let isPositive = vector.allSatisfy { $0 > 1e-12 }
        guard isPositive || vector.allSatisfy({ $0 < -1e-12 }) else { continue }
        let sum = 1 / value
        if let known = best, known.sum >= sum { continue }
        var direction = Array(repeating: 0.0, count: k)
        for (position, i) in face.enumerated() {
          direction[i] = Double(signs[i]) * vector[position].magnitude / roots[i] * model.scales[i]
        }
        best = (sum, direction)
      }
    }
    self.signs = signs
    // The single coordinates are faces with a positive eigenvector, so there is always one.
    direction = best?.direction ?? Array(repeating: 0, count: k)
    weightedSum = best?.sum ?? 0
  }
}
