import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// Certificates of enclosed points of many tasks, and of many bits.
@Suite struct LargeEnclosureTests {
  /// A point where the surfaces of u and of u with the first sign changed meet. The other
  /// coordinates are fixed to irrational-looking multiples of u_1 by slices, one is left to the
  /// equation of the meeting.
  private func meeting(
    _ size: Int, bits: Int, width: Certificate.Width
  ) throws -> Certificate {
    var generator = TestGenerator(seed: 31)
    let predictors = RationalMatrix(
      (0..<size).map { _ in
        (0..<size).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
      })
    let gram = predictors * predictors.transposed
    let inverse = try #require(gram.inverse())
    var u = (0..<size).map { _ in
      Rational(Integer(Int.random(in: 10...99, using: &generator)), 97)
    }
    u[0] = 1
    u[1] = 0
    let rest = (2..<size).reduce(Rational.zero) { $0 + inverse[0, $1] * u[$1] }
    u[1] = -rest / inverse[0, 1]
    func rounded(_ value: Rational, _ bits: Int) -> Integer {
      let scaled = value * Rational(Integer(2).power(bits))
      return scaled.numerator.floorQuotient(by: scaled.denominator)
    }
    let slices = (2..<size).map { i in
      (0..<size).map { $0 == 0 ? u[i] : $0 == i ? Rational(-1) : 0 }
    }
    let normalization = (0..<size).map { Rational($0 == 0 ? 1 : 0) }
    // The Jacobian matrix: the gradient of the meeting, slices, normalization.
    var gradient = (0..<size).map { inverse[0, $0] * u[0] }
    gradient[0] = 0
    let jacobian = try #require(RationalMatrix([gradient] + slices + [normalization]).inverse())
    let point = Certificate.EnclosedPoint(
      system: .meeting(
        flips: [[1]], slices: slices, normalization: normalization,
        preconditioner: Certificate.DyadicMatrix(
          exponent: -53, integers: jacobian.entries.map { $0.map { rounded($0, 53) } })),
      box: Certificate.Box(
        exponent: -bits, centers: u.map { rounded($0, bits) },
        radii: Array(repeating: Integer(1 << 20), count: size)))
    // The first task whose gradients differ certainly: any whose entry of Q is not zero.
    return Certificate(
      statement: .gradientsDisagree, width: width, gram: gram,
      evidence: .enclosure(
        point,
        .disagreement(
          .init(first: 0, second: 1, task: 2, sineSquared: Rational(1, Integer(10).power(9))))))
  }

  private func expectVerified(_ certificate: Certificate) throws {
    let start = ContinuousClock.now
    let copy = try Certificate(parsing: certificate.bytes)
    #expect(Checker.verify(copy) == .verified(certificate.statement))
    if testMultiplier >= 10 {
      print("\(certificate.gram.rows) tasks, verified in \(ContinuousClock.now - start)")
    }
  }

  @Test(arguments: [(20, 128), (5, 4096), (5, 30_000)])
  func meeting(_ size: Int, _ bits: Int) throws {
    let certificate = try meeting(size, bits: bits, width: .one)
    try expectVerified(certificate)
    // A box beside the root.
    guard case .enclosure(var point, let evidence) = certificate.evidence else { return }
    var changed = certificate
    point.box.centers[1] += Integer(1 << 30)
    changed.evidence = .enclosure(point, evidence)
    #expect(!Checker.verify(changed).isVerified)
  }

  /// Width k-1: all 2^(k-1) sign vectors. Q has positive entries and u is positive, so that u
  /// itself is the best vertex, and each other one is worse by far.
  @Test func exhaustive() throws {
    let size = testMultiplier >= 10 ? 16 : 11
    let inverse = RationalMatrix(
      (0..<size).map { i in (0..<size).map { Rational($0 == i ? size : 1) } })
    let gram = try #require(inverse.inverse())
    let point = EnclosureExamples.values(
      (0..<size).map { Rational($0 + 2) }, signs: Array(repeating: 1, count: size), bits: 127)
    try expectVerified(
      Certificate(
        statement: .paretoOptimal, width: .allButOne, gram: gram,
        evidence: .enclosure(point, .optimality(.exhaustive))))
  }
}
