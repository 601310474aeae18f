import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// Certificates of enclosed points: the checker says what the page says, formula by formula.
@Suite struct EnclosureTests {
  @Test func everyCandidate() throws {
    var verified: [String: Int] = [:]
    var rejected: [String: Int] = [:]
    var generator = TestGenerator(seed: 21)
    for certificate in EnclosureExamples.certificates(
      points: 120 * testMultiplier, using: &generator)
    {
      let expected = SlowEnclosure.accepts(certificate)
      let text = certificate.json.text(.compact)
      #expect(Checker.verify(certificate).isVerified == expected, "\(text)")
      let copy = try Certificate(parsing: certificate.bytes)
      #expect(copy == certificate, "\(text)")
      for kind in certificate.kinds {
        if expected { verified[kind, default: 0] += 1 } else { rejected[kind, default: 0] += 1 }
      }
    }
    for kind in Certificate.enclosedKinds {
      #expect(verified[kind, default: 0] > 0, "\(kind) is never verified")
    }
    #expect(rejected.count > 10)
    if testMultiplier > 1 {
      for (kind, count) in verified.sorted(by: { $0.key < $1.key }) { print(count, kind) }
    }
  }

  /// Any change of any part: the checker and the formulas of the page still agree.
  @Test func everyChange() {
    var generator = TestGenerator(seed: 22)
    var seen: [String: Int] = [:]
    var verified = 0
    for var certificate in EnclosureExamples.certificates(points: 120, using: &generator)
    where certificate.gram.rows <= 3 && SlowEnclosure.accepts(certificate) {
      // The first certificates with something that the earlier ones have not.
      let isNew = certificate.kinds.contains { seen[$0, default: 0] < testMultiplier }
      guard isNew else { continue }
      for kind in certificate.kinds { seen[kind, default: 0] += 1 }
      if seen.count % 5 == 0 {
        certificate.inverse = RationalMatrix(SlowMatrix(certificate.gram.entries).inverse.rows)
      }
      let changes = Tampering.changes(of: certificate.json)
      for _ in 0..<60 {
        let change = changes[Int.random(in: changes.indices, using: &generator)]
        guard let changed = try? Certificate(parsing: Array(change.text.utf8)) else { continue }
        let isVerified = Checker.verify(changed).isVerified
        #expect(isVerified == SlowEnclosure.accepts(changed), "\(change.label) \(change.text)")
        if isVerified { verified += 1 }
        #expect(!isVerified || !change.isMalformed, "\(change.label) \(change.text)")
      }
    }
    #expect(seen.count > 50)
    #expect(verified > 50)
  }
}

extension Certificate {
  /// Names of what stands in a certificate of version 2.
  var kinds: [String] {
    guard case .enclosure(let point, let evidence) = evidence else { return [] }
    let kind =
      switch point.system {
      case .values: "values"
      case .weights: "weights"
      case .meeting: "meeting"
      }
    var result = ["\(statement.rawValue) \(kind) \(width.rawValue)"]
    func add(_ why: EnclosedObstruction) {
      switch why {
      case .disagreement(let d):
        result.append("disagreement")
        if d.sineSquared != nil { result.append("sineSquared \(d.first)") }
      case .negativeWeight: result.append("negativeWeight \(kind) \(width.rawValue)")
      case .zeroCoordinate: result.append("zeroCoordinate")
      case .negativeDirection(_, let violation):
        result.append("negativeDirection \(kind) \(width.rawValue)")
        if violation != nil { result.append("violation \(width.rawValue)") }
      }
    }
    func add(_ why: EnclosedOptimality) {
      switch why {
      case .weights: break
      case .drop: result.append("drop \(width.rawValue)")
      case .exhaustive: result.append("exhaustive \(kind)")
      case .tree(let nodes):
        for node in nodes {
          switch node {
          case .branch: break
          case .multipliers: result.append("y \(kind)")
          case .bound: result.append("bound \(kind)")
          case .meets(let surface):
            result.append("meets \(kind) \(width.rawValue)")
            if surface > 0 { result.append("meets another \(width.rawValue)") }
          }
        }
      }
    }
    switch evidence {
    case .existence, .support(.weights): break
    case .support(.drop): result.append("drop \(width.rawValue)")
    case .support(.zeroCoordinate): result.append("support by zeroCoordinate")
    case .disagreement(let d): add(.disagreement(d))
    case .obstruction(let why): add(why)
    case .optimality(let why): add(why)
    case .dominator: break
    case .unreachableOptimum(let why, let obstruction):
      add(why)
      add(obstruction)
    }
    return result
  }

  /// What must be verified somewhere.
  static var enclosedKinds: [String] {
    var result = [
      "disagreement", "sineSquared 0", "sineSquared 1", "zeroCoordinate",
      "support by zeroCoordinate", "exhaustive values", "exhaustive meeting", "y values",
      "y meeting", "bound values", "bound meeting",
    ]
    for width in ["1", "k-1"] {
      result += ["drop \(width)", "violation \(width)", "meets another \(width)"]
      for kind in ["values", "weights", "meeting"] {
        result.append("enclosed \(kind) \(width)")
        if kind == "weights" {
          result += ["supported \(kind) \(width)", "exposed \(kind) \(width)"]
          continue
        }
        for statement in [
          "unsupported", "dominated", "pareto-optimal", "unreachable-pareto-optimum",
        ] {
          result.append("\(statement) \(kind) \(width)")
        }
        result += [
          "negativeDirection \(kind) \(width)", "negativeWeight \(kind) \(width)",
          "meets \(kind) \(width)",
        ]
      }
      result += ["supported values \(width)", "exposed values \(width)"]
    }
    return result
  }
}
