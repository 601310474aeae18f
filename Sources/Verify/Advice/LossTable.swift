import Exact
import Surfaces

/// The losses of one network in the units that people report, exactly.
///
/// With L_i the squared loss above the best one, t_i = ||yhat_i||^2 and r_i = ||yhat_i - y_i||^2:
/// the mean squared error is (L_i + r_i) / n, the standardised one (L_i + r_i) / ||y_i||^2, and the
/// share of what the inputs can explain that is not explained is L_i / t_i.
public struct LossTable: Sendable, Equatable {
  /// The losses of one task.
  public struct Row: Sendable, Equatable {
    /// The squared loss above that of the best network for this task alone: L_i.
    public let excess: Rational
    /// L_i / t_i, from 0 (fitted as well as possible) to 1 (nothing is explained).
    public let lostShare: Rational
    /// The mean squared error, and that of the best network for this task alone; nil where the data
    /// is not known.
    public let meanSquaredError: Comparison?
    /// The same for targets of unit second moment.
    public let standardizedError: Comparison?
  }

  /// A loss beside the best one of the task alone.
  public struct Comparison: Sendable, Equatable {
    /// The loss.
    public let loss: Rational
    /// The least loss of the task alone.
    public let alone: Rational
  }

  /// One row for each task of the instance, in order.
  public let rows: [Row]

  /// The losses of a network with squared losses L_i above the best ones.
  ///
  /// - Precondition: k losses.
  public init(_ instance: Instance, excess: [Rational]) {
    precondition(excess.count == instance.taskCount, "one loss for each task")
    rows = excess.indices.map { task in
      let optimum = instance.optima[task]
      let irreducible = instance.irreducibleLosses?[task]
      func comparison(_ divisor: Rational?) -> Comparison? {
        guard let irreducible, let divisor, divisor.signum > 0 else { return nil }
        return Comparison(
          loss: (excess[task] + irreducible) / divisor, alone: irreducible / divisor)
      }
      return Row(
        excess: excess[task], lostShare: excess[task] / optimum,
        meanSquaredError: comparison(instance.samples.map { Rational($0) }),
        standardizedError: comparison(irreducible.map { $0 + optimum }))
    }
  }

  /// Positive weights w with which this network is an optimum of max_i w_i L_i, if it is Pareto
  /// optimal: w_i = 1 / L_i makes all w_i L_i equal to 1, and a network with a smaller maximum
  /// would be better for every task. Nil where some L_i is zero.
  ///
  /// L_i is the squared loss above the best one of the task.
  public var tchebycheffWeights: [Rational]? {
    rows.contains { $0.excess.isZero } ? nil : rows.map(\.excess.reciprocal)
  }
}
