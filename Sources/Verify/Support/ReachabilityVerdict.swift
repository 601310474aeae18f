import Surfaces

/// Which weights of a linear scalarization reach a point, decided exactly.
///
/// The three kinds of support are those of Koenen and Stiglmayr (arXiv:2501.13842). Supported and
/// exposed each imply weakly supported and Pareto optimal; neither implies the other.
public struct ReachabilityVerdict: Sendable {
  /// The width the point belongs to.
  public let width: WidthEnd
  /// The point.
  public let point: Point
  /// Some weights >= 0, not all zero, make the point optimal: the paper's "reachable".
  public let weaklySupported: SupportVerdict
  /// Some weights > 0 make the point optimal.
  public let supported: SupportVerdict
  /// Some weights >= 0 make the point the only optimum.
  public let exposed: SupportVerdict

  /// Whether some weighting reaches the point.
  public var isReachable: Bool { weaklySupported.holds }
}
