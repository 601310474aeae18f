/// The gradients g_1 ... g_k of k tasks with respect to the shared parameters, with their inner
/// products.
package struct GradientSet<Scalar: OrderedField>: Sendable {
  /// The gradients, k rows of d numbers.
  package let vectors: [[Scalar]]
  /// The Gram matrix of the gradients, k x k: most methods need nothing else.
  package let gram: [[Scalar]]

  /// The number k of tasks.
  package var count: Int { vectors.count }

  /// Creates a set of gradients.
  ///
  /// - Precondition: there is at least one gradient and all have the same length.
  /// - Complexity: O(k^2 d).
  package init(_ vectors: [[Scalar]]) {
    precondition(!vectors.isEmpty, "at least one gradient")
    precondition(vectors.allSatisfy { $0.count == vectors[0].count }, "gradients of one length")
    self.vectors = vectors
    var gram = vectors.map { _ in Array(repeating: Scalar.zero, count: vectors.count) }
    for i in vectors.indices {
      for j in 0...i {
        gram[i][j] = Scalar.dot(vectors[i], vectors[j])
        gram[j][i] = gram[i][j]
      }
    }
    self.gram = gram
  }

  /// The linear combination of the gradients with k coefficients.
  package func combination(_ weights: [Scalar]) -> [Scalar] {
    precondition(weights.count == count, "one coefficient for each gradient")
    var sum = Array(repeating: Scalar.zero, count: vectors[0].count)
    for (weight, vector) in zip(weights, vectors) where weight != .zero {
      for i in sum.indices { sum[i] = sum[i] + weight * vector[i] }
    }
    return sum
  }
}
