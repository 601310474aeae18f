import Certificates
import Learning
import Parallel
import Surfaces
import Verify

extension FrontSample {
  /// Decides every candidate exactly: Pareto optimal or dominated, and reached by weights or not.
  /// The certificate of every verdict is verified.
  ///
  /// - Parameters:
  ///   - jobs: The number of threads; the answer does not depend on it.
  ///   - limits: When to give up on one candidate.
  ///   - proceed: Called now and then with the number of candidates done, from any thread; when it
  ///     returns false the rest stays ``FrontClass/undecided``.
  /// - Returns: The class of each candidate, in order.
  /// - Throws: ``CertificationFailure`` when the checker rejects a certificate.
  package func classify(
    jobs: Int = 1, limits: SearchLimits = .standard,
    proceed: @Sendable (_ done: Int) -> Bool = { _ in true }
  ) throws(CertificationFailure) -> [FrontClass] {
    let gram = CheckedGram(instance.gram)
    let classes = try OrderedParallel.map(count: points.count, jobs: jobs, proceed: proceed) {
      index throws(CertificationFailure) in
      try FrontClass.decide(instance, points[index], width: width, limits: limits, knowing: gram)
    }
    return classes
      + Array(repeating: .undecided, count: points.count - classes.count)
  }
}
