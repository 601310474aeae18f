/// One step of GradDrop (Z. Chen et al., "Just pick a sign", 2020) on gradients of shared
/// parameters: in each coordinate the entries of one sign are kept, chosen at random with the
/// positive sign purity P = (1 + sum g_i / sum |g_i|) / 2.
package struct GradDropStep<Scalar: OrderedField>: Sendable {
  /// The two rules in print.
  package enum Rule: String, Sendable, CaseIterable {
    /// Positive entries are kept where U < P, negative ones where U > P: the original method, and
    /// what the text of Kurin et al. says (an entry is dropped the more likely, the purer the
    /// other sign).
    case text
    /// Positive entries are kept where U > P, negative ones where U < P: eq. 6 of Kurin et al. as
    /// printed.
    case printed
  }

  /// P for each coordinate; 1/2 where all entries are zero and the choice makes no difference.
  package let purity: [Scalar]
  /// For each task and coordinate whether the entry is kept. Zero entries are not.
  package let mask: [[Bool]]
  /// The sum of the kept entries in each coordinate.
  package let direction: [Scalar]

  /// Masks the gradients.
  ///
  /// - Parameters:
  ///   - gradients: k rows of d numbers.
  ///   - uniforms: One number in [0, 1] for each coordinate, shared by the tasks. Where it equals
  ///     P, nothing is kept; for a uniform number that has probability zero.
  /// - Complexity: O(k d).
  package init(gradients: [[Scalar]], uniforms: [Scalar], rule: Rule = .text) {
    precondition(gradients.allSatisfy { $0.count == uniforms.count }, "one number a coordinate")
    let half = Scalar.one / (.one + .one)
    purity = uniforms.indices.map { coordinate in
      var sum = Scalar.zero
      var size = Scalar.zero
      for gradient in gradients {
        sum = sum + gradient[coordinate]
        size = size + gradient[coordinate].magnitude
      }
      return size == .zero ? half : half * (.one + sum / size)
    }
    var mask = gradients.map { $0.map { _ in false } }
    var direction = uniforms.map { _ in Scalar.zero }
    for (coordinate, uniform) in uniforms.enumerated() {
      let below = uniform < purity[coordinate]
      let above = uniform > purity[coordinate]
      let (keepsPositive, keepsNegative) = rule == .text ? (below, above) : (above, below)
      for (task, gradient) in gradients.enumerated() {
        let entry = gradient[coordinate]
        guard (entry > .zero && keepsPositive) || (entry < .zero && keepsNegative) else {
          continue
        }
        mask[task][coordinate] = true
        direction[coordinate] = direction[coordinate] + entry
      }
    }
    self.mask = mask
    self.direction = direction
  }
}
