import Certificates
import Learning
import Surfaces
import Verify

extension FrontClass {
  /// Decides one point exactly, and has the checker verify the certificates of the verdict.
  ///
  /// - Parameter gram: The Gram matrix of the instance, where it was verified before.
  /// - Throws: ``CertificationFailure`` when the checker rejects one.
  package static func decide(
    _ instance: Instance, _ point: Point, width: WidthEnd, limits: SearchLimits = .standard,
    knowing gram: CheckedGram? = nil
  ) throws(CertificationFailure) -> FrontClass {
    // The cheaper question first: a supported or exposed point needs no search.
    let reachability = ReachabilityVerdict.decide(instance, point, width: width)
    let certificates = reachability.certificates(instance)
    if reachability.supported.holds || reachability.exposed.holds {
      for certificate in certificates { _ = try certificate.verified(knowing: gram) }
      return .reachable
    }
    let verdict = ParetoVerdict.decide(instance, point, width: width, limits: limits)
    let optimality = verdict.certificate(instance)
    switch verdict.outcome {
    case .optimal:
      for certificate in certificates { _ = try certificate.verified(knowing: gram) }
      _ = try optimality?.verified(knowing: gram)
      return reachability.isReachable ? .reachable : .unreachable
    case .dominated:
      _ = try optimality?.verified(knowing: gram)
      return .dominated
    case .undecided: return .undecided
    }
  }
}
