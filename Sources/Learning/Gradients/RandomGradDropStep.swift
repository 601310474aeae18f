/// One step of Random Grad Drop (Proposition 4 of Kurin et al.): the sum of the gradients of the
/// tasks that a Bernoulli draw keeps.
package enum RandomGradDropStep {
  /// The sum of the kept gradients.
  ///
  /// - Precondition: `kept` has one entry for each task.
  package static func direction<Scalar: OrderedField>(
    _ gradients: GradientSet<Scalar>, kept: [Bool]
  ) -> [Scalar] {
    gradients.combination(kept.map { $0 ? .one : .zero })
  }
}
