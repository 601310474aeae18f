/// Which weights reach an enclosed point, in the words of ``ReachabilityVerdict``.
public struct EnclosedReachability: Sendable {
  /// Some weights >= 0, not all zero, make the point optimal.
  public var weaklySupported: EnclosedSupport
  /// Some weights > 0 make the point optimal.
  public var supported: EnclosedSupport
  /// Some weights make the point the only optimum.
  public var exposed: EnclosedSupport

  /// Creates a verdict.
  public init(
    weaklySupported: EnclosedSupport, supported: EnclosedSupport, exposed: EnclosedSupport
  ) {
    self.weaklySupported = weaklySupported
    self.supported = supported
    self.exposed = exposed
  }

  /// The same answer three times.
  init(all support: EnclosedSupport) {
    self.init(weaklySupported: support, supported: support, exposed: support)
  }

  /// Whether all three are decided.
  public var isDecided: Bool {
    weaklySupported.holds != nil && supported.holds != nil && exposed.holds != nil
  }

  /// Takes over what a later attempt decided, and its reasons for what stays open.
  mutating func complete(with later: EnclosedReachability) {
    if weaklySupported.holds == nil { weaklySupported = later.weaklySupported }
    if supported.holds == nil { supported = later.supported }
    if exposed.holds == nil { exposed = later.exposed }
  }
}
