import Certificates
import Learning
import Surfaces
import Verify

extension FrontClass {
  /// Decides one point exactly, and has the checker verify the certificates of the verdict.
  ///
  /// - Throws: ``CertificationFailure`` when the checker rejects one.
  public static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd, limits: SearchLimits = .standard
  ) throws(CertificationFailure) -> FrontClass {
    // The cheaper question first: a supported or exposed point needs no search.
    let reachability = ReachabilityVerdict.decide(instance, point, width: width)
    let certificates = reachability.certificates(instance)
    if reachability.supported.holds || reachability.exposed.holds {
      for certificate in certificates { _ = try certificate.verified() }
      return .reachable
    }
    let verdict = ParetoVerdict.decide(instance, point, width: width, limits: limits)
    let optimality = verdict.certificate(instance)
    switch verdict.outcome {
    case .optimal:
      for certificate in certificates { _ = try certificate.verified() }
      _ = try optimality?.verified()
      return reachability.isReachable ? .reachable : .unreachable
    case .dominated:
      _ = try optimality?.verified()
      return .dominated
    case .undecided: return .undecided
    }
  }
}
