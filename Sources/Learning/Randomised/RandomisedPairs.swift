import Randomness
import Surfaces

/// The losses of randomised networks that use one of two scalarization optima (section 4.2 and
/// Appendix D.3 of Hu et al.): t L(f_1) + (1 - t) L(f_2) for two random weight vectors and a
/// uniform t.
package struct RandomisedPairs: Sendable {
  /// N rows of k expected losses.
  package let losses: [Double]
  /// N rows of k losses of the first and of the second network.
  package let parts: (first: [Double], second: [Double])
  /// The N probabilities of the first network.
  package let probabilities: [Double]

  /// Draws pairs.
  ///
  /// - Parameters:
  ///   - sweep: The scalarization optima.
  ///   - count: The number N of pairs.
  /// - Throws: ``LearningError``.
  package init(_ sweep: WeightSweep, count: Int, seed: UInt64) throws(LearningError) {
    let k = sweep.model.taskCount
    let first = try WeightSampler(
      .uniform, taskCount: k, count: count, seed: seed, stream: "randomised pairs, first")
    let second = try WeightSampler(
      .uniform, taskCount: k, count: count, seed: seed, stream: "randomised pairs, second")
    let a = try sweep.losses(weights: first.weights(0..<count))
    let b = try sweep.losses(weights: second.weights(0..<count))
    let stream = CounterGenerator.stream("randomised pairs, probability")
    let t = (0..<count).map { index in
      var generator = CounterGenerator(seed: seed, stream: stream, index: UInt64(index))
      return generator.uniform()
    }
    parts = (a, b)
    probabilities = t
    losses = a.indices.map { t[$0 / k] * a[$0] + (1 - t[$0 / k]) * b[$0] }
  }
}
