extension Certificate {
  /// The version of the format: the value of the key `format`.
  public enum Version: String, Sendable, CaseIterable {
    /// Conditions, and points with a rational direction.
    case directions = "scalarization-certificate/1"
    /// Points that are enclosed in a box.
    case enclosures = "scalarization-certificate/2"
    /// Full exploration for any width: a ``WidthCertificate``.
    case widths = "scalarization-certificate/3"

    /// The statements that a certificate of this version may have.
    public var statements: [Statement] {
      switch self {
      case .directions:
        return [
          .conditionHolds, .conditionFails, .fullyExplorable, .weaklySupported, .supported,
          .exposed, .unsupported, .paretoOptimal, .dominated, .unreachableParetoOptimum,
        ]
      case .enclosures:
        return [
          .weaklySupported, .supported, .exposed, .unsupported, .paretoOptimal, .dominated,
          .unreachableParetoOptimum, .enclosed, .gradientsDisagree,
        ]
      case .widths: return [.fullyExplorable, .notFullyExplorable]
      }
    }
  }

  /// The version of the format that the certificate is written in, given by the kind of evidence.
  public var version: Version {
    if case .enclosure = evidence { return .enclosures }
    return .directions
  }
}
