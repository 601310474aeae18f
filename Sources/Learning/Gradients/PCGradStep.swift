/// One step of PCGrad (T. Yu et al., "Gradient surgery for multi-task learning", 2020; eq. 5 of
/// Kurin et al.): every gradient is projected onto the normal planes of the others with which it
/// conflicts, in a given order, and the results are added.
///
/// Only inner products matter, so the step is exact for exact numbers.
package struct PCGradStep<Scalar: OrderedField>: Sendable {
  /// Row i holds the coefficients of g_1 ... g_k in the projected gradient of task i; 1 at i.
  /// Entry (j, i), j != i, is the d_ji of Proposition 3 of Kurin et al.
  package let coefficients: [[Scalar]]

  /// The coefficients of g_1 ... g_k in the sum of the projected gradients.
  package var weights: [Scalar] {
    coefficients.indices.map { j in
      coefficients.reduce(Scalar.zero) { $0 + $1[j] }
    }
  }

  /// Projects the gradients.
  ///
  /// - Parameters:
  ///   - gram: The inner products of the gradients, k x k.
  ///   - orders: For each task the other tasks, counted from 0, in the order of projection. A task
  ///     with gradient zero conflicts with none and is skipped.
  /// - Precondition: `orders` has k rows of tasks in range; a row may leave tasks out.
  /// - Complexity: O(k^3).
  package init(gram: [[Scalar]], orders: [[Int]]) {
    let k = gram.count
    precondition(orders.count == k, "one order for each task")
    coefficients = (0..<k).map { i in
      var combination = Array(repeating: Scalar.zero, count: k)
      combination[i] = .one
      for j in orders[i] where j != i {
        let product = Scalar.dot(combination, gram[j])
        if product < .zero && gram[j][j] > .zero {
          combination[j] = combination[j] - product / gram[j][j]
        }
      }
      return combination
    }
  }
}
