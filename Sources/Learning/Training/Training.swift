import Parallel
import Randomness
import Surfaces

/// Full-batch gradient descent of a two-layer linear network with a multi-task optimiser.
package struct Training: Sendable {
  /// The problem.
  package let model: LinearModel
  /// The optimiser.
  package let optimiser: Optimiser
  /// The width q of the hidden layer.
  package let hiddenUnits: Int
  /// The learning rate.
  package let rate: Double
  /// The number of steps.
  package let epochs: Int
  /// Training stops once the optimiser's stationarity measure is below this; 0 never stops.
  package let stoppingNorm: Double

  /// Why a run ended.
  package enum Outcome: Sendable, Equatable {
    /// All epochs were run.
    case finished
    /// The stationarity measure fell below the threshold at this epoch.
    case stationary(epoch: Int)
    /// A parameter, a loss or the stationarity measure became infinite or not a number at this
    /// epoch.
    case diverged(epoch: Int)
    /// The process was asked to stop before this epoch (``Interruption``).
    case interrupted(epoch: Int)

    /// One word.
    package var word: String {
      switch self {
      case .finished: return "finished"
      case .stationary: return "stationary"
      case .diverged: return "diverged"
      case .interrupted: return "interrupted"
      }
    }
  }

  /// What a run leaves.
  package struct Run: Sendable {
    /// The number of the initialisation.
    package let index: Int
    /// The last network with finite losses.
    package let network: LinearNetwork
    /// The losses before the first step and after each: rows of k numbers.
    package let curve: [[Double]]
    /// The stationarity measure at the beginning of each step.
    package let stationarity: [Double]
    /// Why it ended.
    package let outcome: Outcome

    /// The final losses.
    package var losses: [Double] { curve[curve.count - 1] }
  }

  /// Creates a training.
  ///
  /// - Throws: ``LearningError`` for options out of range.
  package init(
    _ model: LinearModel, optimiser: Optimiser, hiddenUnits: Int, rate: Double, epochs: Int,
    stoppingNorm: Double = 0
  ) throws(LearningError) {
    guard hiddenUnits >= 1 else { throw .noHiddenUnits(hiddenUnits) }
    guard hiddenUnits <= 4096 else { throw .badOption("a hidden width of at most 4096") }
    guard rate > 0, rate.isFinite else {
      throw .badOption("a learning rate must be positive and finite, not \(rate)")
    }
    guard epochs >= 0, epochs <= 100_000_000 else {
      throw .badOption("\(epochs) epochs: between 0 and 100,000,000 are possible")
    }
    guard stoppingNorm >= 0 else { throw .badOption("a stopping norm must not be negative") }
    try optimiser.validate(taskCount: model.taskCount)
    self.model = model
    self.optimiser = optimiser
    self.hiddenUnits = hiddenUnits
    self.rate = rate
    self.epochs = epochs
    self.stoppingNorm = stoppingNorm
  }

  /// Trains from the initialisation with a number; the same for the same seed and number.
  ///
  /// - Complexity: O(epochs (p^2 q + k^2 p q)).
  package func run(seed: UInt64, index: Int) -> Run {
    var initial = CounterGenerator(
      seed: seed, stream: "initialisation", index: UInt64(truncatingIfNeeded: index))
    let network = LinearNetwork(model, hiddenUnits: hiddenUnits, generator: &initial)
    return run(from: network, seed: seed, index: index)
  }

  /// Trains from a given network.
  ///
  /// - Precondition: the network has the shape of the model.
  package func run(from initial: LinearNetwork, seed: UInt64 = 0, index: Int = 0) -> Run {
    var generator = CounterGenerator(
      seed: seed, stream: "optimiser", index: UInt64(truncatingIfNeeded: index))
    var network = initial
    var gradients = LossGradients(model, network)
    var curve = [gradients.losses]
    var stationarity: [Double] = []
    var scales = Array(repeating: 0.0, count: model.taskCount)
    let q = network.hiddenUnits
    var outcome = Outcome.finished
    for epoch in 0..<epochs {
      if Interruption.isPending {
        outcome = .interrupted(epoch: epoch)
        break
      }
      let step = OptimiserStep(
        optimiser, gradients, logarithmicScales: scales, generator: &generator)
      guard step.stationarity.isFinite else {
        outcome = .diverged(epoch: epoch)
        break
      }
      stationarity.append(step.stationarity)
      if step.stationarity < stoppingNorm {
        outcome = .stationary(epoch: epoch)
        break
      }
      var next = network
      for j in next.shared.indices { next.shared[j] -= rate * step.shared[j] }
      for i in 0..<model.taskCount {
        for h in 0..<q {
          next.heads[i * q + h] -= rate * step.headFactors[i] * gradients.heads[i][h]
        }
        scales[i] -= rate * step.scaleGradient[i]
      }
      let nextGradients = LossGradients(model, next)
      guard nextGradients.losses.allSatisfy(\.isFinite), scales.allSatisfy({ $0 < 700 }),
        next.shared.allSatisfy(\.isFinite), next.heads.allSatisfy(\.isFinite)
      else {
        outcome = .diverged(epoch: epoch)
        break
      }
      network = next
      gradients = nextGradients
      curve.append(gradients.losses)
    }
    return Run(
      index: index, network: network, curve: curve, stationarity: stationarity,
      outcome: outcome)
  }
}
