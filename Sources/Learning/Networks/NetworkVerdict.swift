import Exact
import Surfaces

/// All that is said about a network of any width: what `verify-cli point --network` prints is read
/// from here.
public struct NetworkVerdict: Sendable {
  /// The network.
  public let network: NetworkPoint
  /// Its k losses t_i - v_i, exact.
  public let losses: [Rational]
  /// The tasks that it fits exactly, counted from 0.
  public let fitted: [Int]
  /// Whether a better network is known.
  public let better: BetterNetwork
  /// The losses of the better network; nil where none is known.
  public let betterLosses: [Rational]?

  /// Works out the losses of a network, and looks for a better one.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - network: A network of it.
  ///   - proceed: Asked before every step of the search, which ends once it returns false.
  public static func decide(
    _ instance: Instance, _ network: NetworkPoint, proceed: () -> Bool = { true }
  ) -> NetworkVerdict {
    let better = BetterNetwork.search(instance, network, proceed: proceed)
    var losses: [Rational]?
    if case .found(let other) = better { losses = other.losses(instance) }
    return NetworkVerdict(
      network: network, losses: network.losses(instance), fitted: network.fittedTasks(instance),
      better: better, betterLosses: losses)
  }

  /// Whether the network is Pareto optimal; nil where that is not known.
  public var isParetoOptimal: Bool? {
    switch better {
    case .found: return false
    case .impossible: return true
    case .unknown: return nil
    }
  }
}
