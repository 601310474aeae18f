import Exact

extension Certificate {
  /// Why a statement is true; which case belongs to which statement is fixed by the format.
  public enum Evidence: Sendable, Equatable {
    /// For ``Statement/conditionHolds`` and ``Statement/fullyExplorable``: k signs, 1 or -1, with
    /// s_i s_j m_ij >= 0.
    case signs([Int])
    /// For ``Statement/conditionFails``: at least three distinct tasks, counted from 1, whose
    /// consecutive entries of M are non-zero with a negative product.
    case frustratedCycle([Int])
    /// For ``Statement/weaklySupported``, ``Statement/supported`` and ``Statement/exposed``: k
    /// weights.
    case weights(Point, [Rational])
    /// For ``Statement/unsupported``.
    case obstruction(Point, Obstruction)
    /// For ``Statement/paretoOptimal``.
    case optimality(Point, Optimality)
    /// For ``Statement/dominated``: the direction of a dominating point.
    case dominator(Point, by: [Rational])
    /// For ``Statement/unreachableParetoOptimum``.
    case unreachableOptimum(Point, Optimality, Obstruction)
    /// For statements about a point that is enclosed in a box, version 2 of the format.
    case enclosure(EnclosedPoint, EnclosureEvidence)
  }
}
