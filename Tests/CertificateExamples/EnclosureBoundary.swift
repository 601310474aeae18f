import Certificates
import Exact

/// Certificates of enclosed points at both sides of the boundary of acceptance.
package enum EnclosureBoundary {
  /// The last certificate that is verified and the first that is not when the radii of the box
  /// grow, in steps of 1/4096 of the radii at first; none when all radii are zero or nothing stops
  /// them.
  package static func radii(of certificate: Certificate) -> [Certificate] {
    guard case .enclosure(let point, let evidence) = certificate.evidence,
      point.box.radii.contains(where: { !$0.isZero })
    else { return [] }
    func grown(_ factor: Int) -> Certificate {
      var (result, wider) = (certificate, point)
      wider.box = Certificate.Box(
        exponent: point.box.exponent - 12,
        centers: point.box.centers.map { $0.shiftedLeft(12) },
        radii: point.box.radii.map { $0 * Integer(factor) })
      result.evidence = .enclosure(wider, evidence)
      return result
    }
    return boundary(grown)
  }

  /// As ``radii(of:)``, for the radius of the last unknown of a point given by weights alone.
  package static func lastRadius(of certificate: Certificate) -> [Certificate] {
    guard case .enclosure(let point, let evidence) = certificate.evidence,
      case .weights = point.system
    else { return [] }
    func grown(_ factor: Int) -> Certificate {
      var (result, wider) = (certificate, point)
      var radii = point.box.radii.map { $0.shiftedLeft(12) }
      radii[radii.count - 1] = point.box.radii[radii.count - 1] * Integer(factor)
      wider.box = Certificate.Box(
        exponent: point.box.exponent - 12,
        centers: point.box.centers.map { $0.shiftedLeft(12) }, radii: radii)
      result.evidence = .enclosure(wider, evidence)
      return result
    }
    return boundary(grown)
  }

  /// Bisects between 4096 and a power of two.
  private static func boundary(_ grown: (Int) -> Certificate) -> [Certificate] {
    var verified = 1 << 12
    var rejected = 1 << 13
    guard Checker.verify(grown(verified)).isVerified else { return [] }
    while Checker.verify(grown(rejected)).isVerified {
      (verified, rejected) = (rejected, 2 * rejected)
      if rejected > 1 << 50 { return [] }
    }
    while rejected - verified > 1 {
      let middle = (verified + rejected) / 2
      if Checker.verify(grown(middle)).isVerified { verified = middle } else { rejected = middle }
    }
    return [grown(verified), grown(rejected)]
  }

  /// Forced weights of which one is 0 or a hair more or less at the lower end of its range, for
  /// G = [[2, 1], [1, 2]] and u near (2, 1), with whether `weakly-supported` and `supported` are to
  /// be verified. The statement itself is false where `slack` is negative and the radii are small.
  package static let forcedWeights: [(Certificate, isVerified: Bool)] = {
    var result: [(Certificate, isVerified: Bool)] = []
    // 3 w_2 = 2 u_2 - u_1, here in units of 2^-20: 2^12 + slack, with the spread r_1 + 2 r_2.
    for (slack, isFalse) in [(-1, false), (0, false), (1, false), (-8_193, true)] {
      let unit = Integer(1 << 20)
      let centers = [unit * 2 - Integer(1 << 12) - Integer(slack), unit]
      let values = centers.map { Rational($0 * $0, unit * unit) }
      let box = Certificate.Box(
        exponent: -20, centers: centers, radii: isFalse ? [8_192, 1_024] : [2_048, 1_024])
      let point = Certificate.EnclosedPoint(system: .values(values, signs: [1, 1]), box: box)
      for statement in [Certificate.Statement.weaklySupported, .supported, .exposed] {
        let certificate = Certificate(
          statement: statement, width: .one, gram: RationalMatrix([[2, 1], [1, 2]]),
          evidence: .enclosure(point, .support(.drop(1))))
        result.append((certificate, statement == .supported ? slack > 0 : slack >= 0))
      }
    }
    return result
  }()
}
