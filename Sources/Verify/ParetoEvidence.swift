import Exact

/// Why a point is Pareto optimal.
public enum ParetoEvidence: Sendable, Equatable {
  /// A tree that closes every sign pattern a dominating direction could have.
  case tree(SignTree)
  /// Weights that the point maximises, all positive ("supported") or without another optimum
  /// ("exposed").
  case weights([Rational])
}
