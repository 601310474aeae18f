/// One step of IMTL-G (L. Liu et al., "Towards impartial multi-task learning", 2021; eq. 4 of Kurin
/// et al.): the affine combination g = sum alpha_i g_i, sum alpha_i = 1, that has the same cosine
/// with every gradient.
///
/// The inner products <g, u_i> with the unit gradients u_i = g_i / n_i are equal for g in the span
/// iff g is a multiple of the shortest point d of the affine hull of u_1 ... u_k; with d = sum
/// beta_i u_i the weights are alpha_i = (beta_i / n_i) / sigma, sigma = sum beta_i / n_i.
package enum IMTLGStep<Scalar: OrderedField>: Sendable {
  /// The weights alpha, the common inner product kappa of g with the unit gradients, and whether
  /// no other weights have equal cosines.
  ///
  /// For three or more tasks kappa can be negative: then a step along -g increases every loss.
  case step(weights: [Scalar], commonProduct: Scalar, isUnique: Bool)
  /// Zero is in the affine hull of the unit gradients: g = 0, IMTL-G stops (Corollary 1).
  case stationary
  /// These tasks, counted from 0, have gradient zero and no direction: there is no cosine. Kurin
  /// et al.'s code takes the step zero.
  case zeroGradient(tasks: [Int])
  /// The linear system is singular and has no solution: sigma = 0, so the multiples of d are no
  /// affine combinations of the gradients. (A singular system that has solutions gives one of
  /// them, with `isUnique` false.)
  case noSolution

  /// Finds the weights.
  ///
  /// - Parameters:
  ///   - gram: The inner products of the gradients, k x k.
  ///   - norms: The norms n_i of the gradients: exact ones where they are rational.
  /// - Complexity: O(k^3).
  package init(gram: [[Scalar]], norms: [Scalar]) {
    let zeros = norms.indices.filter { norms[$0] <= .zero }
    if !zeros.isEmpty {
      self = .zeroGradient(tasks: zeros)
      return
    }
    let k = gram.count
    var cosines = gram
    for i in 0..<k {
      for j in 0..<k { cosines[i][j] = i == j ? .one : gram[i][j] / norms[i] / norms[j] }
    }
    guard let (beta, isUnique) = LinearSystem.affineMinimum(cosines) else {
      self = .noSolution
      return
    }
    let quotients = zip(beta, norms).map { $0 / $1 }
    var sum = Scalar.zero
    var size = Scalar.zero
    var scale = Scalar.zero
    for (quotient, coefficient) in zip(quotients, beta) {
      sum = sum + quotient
      size = size + quotient.magnitude
      scale = scale + coefficient.magnitude
    }
    var slack = Scalar.unitRoundoff
    for _ in 0..<6 { slack = slack + slack }
    let length = Scalar.dot(beta, Scalar.product(cosines, beta))
    if sum.magnitude <= slack * size {
      self = length <= slack * scale * scale ? .stationary : .noSolution
      return
    }
    if length <= slack * scale * scale {
      self = .stationary
    } else {
      self = .step(
        weights: quotients.map { $0 / sum }, commonProduct: length / sum, isUnique: isUnique)
    }
  }

  /// The weights of the step, or nil where there is none and the parameters stay.
  package var weights: [Scalar]? {
    if case .step(let weights, _, _) = self { return weights }
    return nil
  }
}

extension IMTLGStep where Scalar == Double {
  /// Finds the weights from inner products alone.
  package init(gram: [[Double]]) {
    self.init(gram: gram, norms: gram.indices.map { gram[$0][$0].squareRoot() })
  }
}
