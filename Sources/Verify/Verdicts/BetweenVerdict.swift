import Certificates
import Exact
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
  /// ``certificateLimit`` says why.
  public let certificate: WidthCertificate?
  /// The limit of the format that keeps the proof out of a certificate.
  public let certificateLimit: CertificateLimit?
  /// The losses at the witness of a failing minor; nil where there is none.
  public let witnessLosses: WitnessLosses?

  /// The losses of a network that shows what weights do not reach.
  public struct WitnessLosses: Sendable, Equatable {
    /// t_i - v_i of all tasks, or of those that the minor keeps, in their order.
    public let losses: [Rational]
    /// Whether all tasks are listed; of many the kept ones are.
    public let areComplete: Bool
  }

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
    var limit: CertificateLimit?
    var losses: WitnessLosses?
    switch exploration {
    case .explored(let signs): limit = signs.certificateLimit(instance, width: width)
    case .unexplored(let failing): losses = WitnessLosses(failing, instance)
    case .undecided: break
    }
    return BetweenVerdict(
      width: width, exploration: exploration,
      certificate: try exploration.certificate(instance, width: width)?.verified(),
      certificateLimit: limit, witnessLosses: losses)
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

extension BetweenVerdict.WitnessLosses {
  /// Up to this many tasks the losses of all of them are worked out.
  private static let mostTasks = 16

  /// The losses of a network at the witness; of many tasks those of the kept ones, which are the
  /// same in the minor: g_ii - (g_ii - n_ii + v'_i) = n_ii - v'_i.
  fileprivate init?(_ failing: FailingMinor, _ instance: Instance) {
    guard let witness = failing.witness else { return nil }
    let network =
      instance.taskCount <= Self.mostTasks ? failing.network(instance) : nil
    losses =
      network?.losses(instance)
      ?? witness.point.losses(failing.minor.instance, width: failing.end)
    areComplete = network != nil
  }
}
