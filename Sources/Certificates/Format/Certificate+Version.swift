extension Certificate {
  /// The version of the format, given by the kind of evidence: the value of the key `format`.
  public enum Version: String, Sendable, CaseIterable {
    /// Conditions, and points with a rational direction.
    case directions = "scalarization-certificate/1"
    /// Points that are enclosed in a box.
    case enclosures = "scalarization-certificate/2"

    /// The statements that a certificate of this version may have.
    public var statements: [Statement] {
      switch self {
      case .directions:
        return Statement.allCases.filter { $0 != .enclosed && $0 != .gradientsDisagree }
      case .enclosures:
        return Statement.allCases.filter {
          $0 != .conditionHolds && $0 != .conditionFails && $0 != .fullyExplorable
        }
      }
    }
  }

  /// The version of the format that the certificate is written in.
  public var version: Version {
    if case .enclosure = evidence { return .enclosures }
    return .directions
  }
}
