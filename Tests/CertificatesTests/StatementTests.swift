import CertificateExamples
import Certificates
import Exact
import TestSupport
import Testing

/// Valid certificates of every statement and width are accepted, and survive writing and reading.
@Suite struct StatementTests {
  /// Certificates of everything that is true of an example, plain and explicit.
  static func certificates(
    of example: ExampleInstances.Example, statement: Certificate.Statement? = nil
  ) -> [Certificate] {
    var result: [Certificate] = []
    for width in Certificate.Width.allCases {
      guard let prover = SlowProver(gram: example.gram, width: width) else { continue }
      for direction in example.directions {
        for isLavish in [false, true] {
          for certificate in prover.certificates(direction: direction, isLavish: isLavish)
          where statement == nil || certificate.statement == statement {
            guard isLavish else {
              result.append(certificate)
              continue
            }
            var explicit = prover.explicit(certificate)
            result.append(explicit)
            explicit.inverse = nil
            result.append(explicit)
          }
        }
      }
    }
    return result
  }

  private func expectVerified(_ certificate: Certificate) throws {
    let text = certificate.json.text(.compact)
    #expect(Checker.verify(certificate) == .verified(certificate.statement), "\(text)")
    let bytes = certificate.bytes
    let copy = try Certificate(parsing: bytes)
    #expect(copy == certificate)
    #expect(copy.bytes == bytes)
    #expect(Checker.verify(copy).isVerified)
  }

  @Test func chosenExamples() throws {
    var seen: [String: Int] = [:]
    for example in ExampleInstances.chosen {
      for certificate in Self.certificates(of: example) {
        try expectVerified(certificate)
        seen["\(certificate.statement.rawValue) \(certificate.width.rawValue)", default: 0] += 1
      }
    }
    for statement in Certificate.Version.directions.statements {
      for width in Certificate.Width.allCases {
        #expect(seen["\(statement.rawValue) \(width.rawValue)", default: 0] > 0)
      }
    }
  }

  @Test func randomExamples() throws {
    var generator = TestGenerator(seed: 1)
    for _ in 0..<60 * testMultiplier {
      for certificate in Self.certificates(of: .init(random: &generator)) {
        try expectVerified(certificate)
      }
    }
  }

  /// Whatever is true of a point has a certificate in the format, and nothing false has.
  @Test func everyTruthHasACertificate() {
    var generator = TestGenerator(seed: 2)
    for _ in 0..<60 * testMultiplier {
      let example = ExampleInstances.random(using: &generator)
      for width in Certificate.Width.allCases {
        guard let prover = SlowProver(gram: example.gram, width: width) else { continue }
        for direction in example.directions {
          let proved = Set(prover.certificates(direction: direction).map(\.statement))
          for statement in Certificate.Version.directions.statements {
            #expect(
              proved.contains(statement) == prover.truth.holds(statement, direction: direction),
              "\(statement) \(width) \(example.gram) \(direction)")
          }
        }
      }
    }
  }
}

extension ExampleInstances.Example {
  init(random generator: inout TestGenerator) {
    self = ExampleInstances.random(using: &generator)
  }
}
