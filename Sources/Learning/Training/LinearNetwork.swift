import Randomness
import Surfaces

/// A two-layer linear network: the shared layer W (p x q) and one head a_i (q numbers) for each
/// task.
package struct LinearNetwork: Sendable, Equatable {
  /// The number p of inputs.
  package let inputCount: Int
  /// The width q of the hidden layer.
  package let hiddenUnits: Int
  /// W, p rows of q numbers.
  package var shared: [Double]
  /// a_1 ... a_k, k rows of q numbers.
  package var heads: [Double]

  /// The number k of tasks.
  package var taskCount: Int { heads.count / hiddenUnits }

  /// Creates a network from its parameters.
  ///
  /// - Precondition: `hiddenUnits` is positive and divides both counts.
  package init(hiddenUnits: Int, shared: [Double], heads: [Double]) {
    precondition(
      hiddenUnits > 0 && shared.count.isMultiple(of: hiddenUnits)
        && heads.count.isMultiple(of: hiddenUnits), "rows of q numbers")
    inputCount = shared.count / hiddenUnits
    self.hiddenUnits = hiddenUnits
    self.shared = shared
    self.heads = heads
  }

  /// Draws a network as a linear layer of PyTorch is initialised: every parameter uniform in
  /// +-1/sqrt(inputs of its layer).
  package init(_ model: LinearModel, hiddenUnits: Int, generator: inout CounterGenerator) {
    let outer = 1 / Double(model.inputCount).squareRoot()
    let inner = 1 / Double(hiddenUnits).squareRoot()
    let shared = (0..<(model.inputCount * hiddenUnits)).map { _ in
      generator.uniform(from: -outer, to: outer)
    }
    let heads = (0..<(model.taskCount * hiddenUnits)).map { _ in
      generator.uniform(from: -inner, to: inner)
    }
    self.init(hiddenUnits: hiddenUnits, shared: shared, heads: heads)
  }
}
