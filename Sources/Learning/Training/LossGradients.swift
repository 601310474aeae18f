/// The losses of a network on a model and their full-batch gradients, from moments:
/// L_i = a_i^T W^T XX W a_i - 2 a_i^T W^T XY_i + YY_ii.
///
/// Where that cancels, near a loss of zero, the losses and the products of residuals are computed
/// as what they are, inner products of residuals (``LinearModel/residual(input:target:)``), so that
/// no loss is negative.
package struct LossGradients: Sendable {
  /// L_1 ... L_k.
  package let losses: [Double]
  /// The gradient of each L_i with respect to W: k rows of p q numbers.
  package let shared: [[Double]]
  /// The gradient of L_i with respect to its own head a_i: k rows of q numbers.
  package let heads: [[Double]]
  /// The inner products of the gradients with respect to the representation Z = X W (n x q), k x
  /// k: <grad_Z L_i, grad_Z L_j> = (4/n) (a_i . a_j) (mean of residual_i residual_j). The gradients
  /// themselves have n q entries and are not needed.
  package let representationGram: [[Double]]

  /// Differentiates the losses.
  ///
  /// - Complexity: O(p^2 q + p q k + k^2 q).
  package init(_ model: LinearModel, _ network: LinearNetwork) {
    let p = model.inputCount
    let k = model.taskCount
    let q = network.hiddenUnits
    precondition(
      network.inputCount == p && network.taskCount == k, "a network of the model's shape")
    let w = network.shared
    // R = XX W, p x q, and S = W^T R, q x q, and T = W^T XY, q x k.
    var r = Array(repeating: 0.0, count: p * q)
    for j in 0..<p {
      for l in 0..<p {
        let entry = model.xx[j * p + l]
        for h in 0..<q { r[j * q + h] += entry * w[l * q + h] }
      }
    }
    var s = Array(repeating: 0.0, count: q * q)
    var t = Array(repeating: 0.0, count: q * k)
    for j in 0..<p {
      for h in 0..<q {
        let entry = w[j * q + h]
        for g in 0..<q { s[h * q + g] += entry * r[j * q + g] }
        for i in 0..<k { t[h * k + i] += entry * model.xy[j * k + i] }
      }
    }
    var residuals = Array(repeating: Array(repeating: 0.0, count: k), count: k)
    var headProducts = residuals
    for i in 0..<k {
      for j in 0...i {
        var square = 0.0
        var cross = 0.0
        var heads = 0.0
        for h in 0..<q {
          let a = network.heads[i * q + h]
          let b = network.heads[j * q + h]
          heads += a * b
          cross += a * t[h * k + j] + b * t[h * k + i]
          for g in 0..<q { square += a * s[h * q + g] * network.heads[j * q + g] }
        }
        residuals[i][j] = square - cross + model.yy[i * k + j]
        residuals[j][i] = residuals[i][j]
        headProducts[i][j] = heads
        headProducts[j][i] = heads
      }
    }
    if (0..<k).contains(where: { residuals[$0][$0] < 1e-6 * model.yy[$0 * k + $0] }) {
      let vectors = (0..<k).map { i in
        model.residual(
          input: (0..<p).map { j in
            (0..<q).reduce(0) { $0 + w[j * q + $1] * network.heads[i * q + $1] }
          }, target: i)
      }
      for i in 0..<k {
        for j in 0..<k { residuals[i][j] = Double.dot(vectors[i], vectors[j]) }
      }
    }
    var shared: [[Double]] = []
    var heads: [[Double]] = []
    for i in 0..<k {
      let a = Array(network.heads[(i * q)..<(i * q + q)])
      var gradient = Array(repeating: 0.0, count: p * q)
      for j in 0..<p {
        var field = -model.xy[j * k + i]
        for h in 0..<q { field += r[j * q + h] * a[h] }
        for h in 0..<q { gradient[j * q + h] = 2 * field * a[h] }
      }
      shared.append(gradient)
      heads.append(
        (0..<q).map { h in
          var sum = -t[h * k + i]
          for g in 0..<q { sum += s[h * q + g] * a[g] }
          return 2 * sum
        })
    }
    losses = (0..<k).map { residuals[$0][$0] }
    self.shared = shared
    self.heads = heads
    let factor = 4 / model.samples
    representationGram = (0..<k).map { i in
      (0..<k).map { j in factor * headProducts[i][j] * residuals[i][j] }
    }
  }
}
