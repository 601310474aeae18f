import Certificates
import Floating
import Surfaces

/// All that is decided about an instance at a width strictly between 1 and k-1, with a certificate
/// that the checker has verified.
public struct BetweenVerdict: Sendable {
  /// The width.
  public let width: Width
  /// Whether weights reach every Pareto optimum.
  public let exploration: WidthExplorationVerdict
  /// `fully-explorable` or `not-fully-explorable`, verified; nil where that is undecided, and where
  /// the certificate would exceed what a checker verifies.
  public let certificate: WidthCertificate?

  /// Decides an instance at a width and verifies the certificate.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - width: The width, 1 < q < k-1.
  ///   - limits: How much work may be done.
  ///   - filter: Whether floating point behind proved bounds decides where it can.
  ///   - proceed: Asked now and then; the width stays undecided once it returns false.
  /// - Throws: ``CertificationFailure`` when the checker rejects it: a defect of this program.
  public static func decide(
    _ instance: Instance, width: Width, limits: WidthLimits = .standard,
    filter: FloatingFilter = .on, proceed: () -> Bool = { true }
  ) throws(CertificationFailure) -> BetweenVerdict {
    let exploration = WidthExplorationVerdict.decide(
      instance, width: width, limits: limits, filter: filter, proceed: proceed)
    return BetweenVerdict(
      width: width, exploration: exploration,
      certificate: try exploration.certificate(instance, width: width)?.verified())
  }

  /// Whether weights reach every Pareto optimum; nil where that stayed undecided.
  public var isFullyExplorable: Bool? {
    switch exploration {
    case .explored: return true
    case .unexplored: return false
    case .undecided: return nil
    }
  }
}
