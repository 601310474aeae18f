import CertificateExamples
import Certificates
import Exact
import ExactJSON
import TestSupport
import Testing

/// The two checkers where acceptance ends, and on the stored certificates that tell the checker
/// from its mutants.
@Suite struct CheckerBoundaryTests {
  @Test func storedCertificates() throws {
    let entries = try CertificateCorpus.entries()
    let verdicts = ["verified": CheckerComparison.Verdict.verified, "rejected": .rejected]
    for entry in entries {
      #expect(CheckerComparison.check(entry.bytes).verdict == verdicts[entry.verdict])
    }
    try CheckerComparison.compare(entries.map(\.bytes))
  }

  /// Every number of some certificates of each version, moved to the last value that is accepted,
  /// to the boundary and to the first value that is not.
  @Test func everyInequality() throws {
    var generator = TestGenerator(seed: 19)
    var plain: [ExactJSONValue] = []
    for example in ExampleInstances.chosen {
      for width in Certificate.Width.allCases {
        let prover = SlowProver(gram: example.gram, width: width)
        for u in example.directions {
          plain += (prover?.certificates(direction: u) ?? []).map(\.json)
        }
      }
    }
    let enclosed = EnclosureExamples.certificates(points: 12, using: &generator)
      .filter { Checker.verify($0).isVerified }.map(\.json)
    let widths = WidthExamples.certificates(instances: 0, using: &generator).map(\.json)
    for certificates in [plain, enclosed, widths] {
      var texts: [[UInt8]] = []
      for _ in 0..<60 * testMultiplier {
        let boundary = EvidenceBoundary(of: generator.pick(certificates))
        guard boundary.count > 0 else { continue }
        let number = generator.int(0...boundary.count - 1)
        for side in boundary.sides(number, isUp: generator.bool()) {
          texts.append(Array(side.text(.compact).utf8))
        }
      }
      let verified = texts.count { CheckerComparison.check($0).verdict == .verified }
      #expect(verified >= 10 && texts.count - verified >= 10)
      try CheckerComparison.compare(texts)
    }
  }

  /// The limit of all numbers together: 2^30 bits.
  @Test func sizeOfNumbers() throws {
    func text(_ size: Int, _ entry: String) -> [UInt8] {
      let rows = (0..<size).map { i in
        "[" + (0..<size).map { $0 == i ? "\"\(entry)\"" : "\"0\"" }.joined(separator: ",") + "]"
      }
      let signs = Array(repeating: "1", count: size).joined(separator: ",")
      return Array(
        """
        {"format":"scalarization-certificate/1","statement":"condition-holds","width":"1",\
        "gram":[\(rows.joined(separator: ","))],"evidence":{"signs":[\(signs)]}}
        """.utf8)
    }
    // 10^10000 has 33,220 bits.
    let texts = ["1e-10000", "1e10000"].flatMap { [text(179, $0), text(180, $0)] }
    #expect(
      texts.map { CheckerComparison.check($0).verdict }
        == [.verified, .rejected, .verified, .rejected])
    try CheckerComparison.compare(texts)
  }
}
