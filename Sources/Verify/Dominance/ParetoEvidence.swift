import Exact

/// Why a point is Pareto optimal.
public enum ParetoEvidence: Sendable, Equatable {
  /// A tree that closes every sign pattern a dominating direction could have.
  case tree(SignTree)
  /// Weights that the point maximises, all positive ("supported") or without another optimum
  /// ("exposed").
  case weights([Rational])
  /// Width k-1: f_s(a) <= c for every sign vector s, all of them tried. To 16 tasks a checker can
  /// do the same; above there is no certificate of this kind.
  case enumeration
}
