/// What gradients are divided by before MGDA looks for the weights.
package enum GradientNormalisation: String, Sendable, CaseIterable {
  /// One.
  case none
  /// The norm of the gradient.
  case l2
  /// The loss of the task.
  case loss
  /// The loss times the norm of the gradient.
  case lossPlus = "loss+"

  /// The divisors n_1 ... n_k. A divisor that is zero is replaced by one, as in the code of Kurin
  /// et al.; the code released with Sener and Koltun would divide by zero.
  package func divisors(gram: [[Double]], losses: [Double]) -> [Double] {
    gram.indices.map { i in
      let norm = gram[i][i].squareRoot()
      let divisor: Double
      switch self {
      case .none: divisor = 1
      case .l2: divisor = norm
      case .loss: divisor = losses[i]
      case .lossPlus: divisor = losses[i] * norm
      }
      return divisor == 0 ? 1 : divisor
    }
  }

  /// The divisors in exact numbers, or nil for the two that need the norm of a gradient.
  package func exactDivisors<Scalar: OrderedField>(losses: [Scalar]) -> [Scalar]? {
    switch self {
    case .none: return losses.map { _ in .one }
    case .loss: return losses.map { $0 == .zero ? .one : $0 }
    case .l2, .lossPlus: return nil
    }
  }

  /// The inner products of gradients divided by `divisors`.
  package static func scaled<Scalar: OrderedField>(
    _ gram: [[Scalar]], by divisors: [Scalar]
  ) -> [[Scalar]] {
    gram.indices.map { i in gram.indices.map { j in gram[i][j] / divisors[i] / divisors[j] } }
  }
}
