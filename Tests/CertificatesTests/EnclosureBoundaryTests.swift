import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// Version 2 at the boundary of acceptance: the last box that is verified and the first that is
/// not.
@Suite struct EnclosureBoundaryTests {
  @Test func growingRadii() {
    var generator = TestGenerator(seed: 27)
    var pairs: [String: Int] = [:]
    for certificate in EnclosureExamples.certificates(
      points: 80 * testMultiplier, using: &generator)
    {
      for side in EnclosureBoundary.radii(of: certificate)
        + EnclosureBoundary.lastRadius(of: certificate)
      {
        #expect(
          Checker.verify(side).isVerified == SlowEnclosure.accepts(side),
          "\(side.json.text(.compact))")
        for kind in side.kinds { pairs[kind, default: 0] += 1 }
      }
    }
    for kind in [
      "drop 1", "drop k-1", "bound values", "supported weights 1", "supported weights k-1",
      "enclosed meeting 1",
    ] {
      #expect(pairs[kind, default: 0] > 0, "\(kind): \(pairs)")
    }
  }

  /// The lower end of a forced weight decides, not the upper one.
  @Test func forcedWeights() {
    for (certificate, isVerified) in EnclosureBoundary.forcedWeights {
      let text = certificate.json.text(.compact)
      #expect(Checker.verify(certificate).isVerified == isVerified, "\(text)")
      #expect(SlowEnclosure.accepts(certificate) == isVerified, "\(text)")
    }
  }
}
