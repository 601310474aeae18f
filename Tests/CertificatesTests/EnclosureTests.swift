import CertificateExamples
import Certificates
import Exact
import Testing

/// Certificates of enclosed points: the checker says what the page says, formula by formula.
@Suite struct EnclosureTests {
  /// Certificates about points of random instances and of those chosen by hand.
  static func examples(
    _ count: Int, seed: UInt64, body: (Certificate, inout TestGenerator) throws -> Void
  ) rethrows {
    var generator = TestGenerator(seed: seed)
    let chosen = ExampleInstances.chosen
    var examples = EnclosureExamples.chosen
    for number in 0..<count {
      let gram =
        number % 2 == 0
        ? ExampleInstances.random(using: &generator).gram
        : chosen[Int.random(in: chosen.indices, using: &generator)].gram
      let width: Certificate.Width = Bool.random(using: &generator) ? .one : .allButOne
      if let point = EnclosureExamples.random(gram: gram, width: width, using: &generator) {
        examples.append((gram, width, point))
      }
    }
    for (gram, width, point) in examples {
      for certificate in EnclosureExamples.candidates(
        point, gram: gram, width: width, using: &generator)
      { try body(certificate, &generator) }
    }
  }

  @Test func everyCandidate() throws {
    var verified: [String: Int] = [:]
    var rejected: [String: Int] = [:]
    try Self.examples(150 * TestGenerator.multiplier, seed: 21) { certificate, _ in
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
    if TestGenerator.multiplier > 1 {
      for (kind, count) in verified.sorted(by: { $0.key < $1.key }) { print(count, kind) }
    }
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
