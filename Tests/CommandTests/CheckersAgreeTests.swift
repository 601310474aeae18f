import CertificateExamples
import Certificates
import Exact
import Foundation
import Surfaces
import TestSupport
import Testing

/// The Swift checker and the Python checker, written apart from the same page, give the same answer
/// on every file: valid, tampered, and damaged byte by byte.
@Suite struct CheckersAgreeTests {
  /// Certificates of everything that is true of a few examples, plain and explicit.
  private func certificates(_ examples: [ExampleInstances.Example]) -> [Certificate] {
    var result: [Certificate] = []
    for example in examples {
      for width in Certificate.Width.allCases {
        guard let prover = SlowProver(gram: example.gram, width: width) else { continue }
        for direction in example.directions {
          for certificate in prover.certificates(direction: direction) {
            result.append(certificate)
            result.append(prover.explicit(certificate))
          }
        }
      }
    }
    return result
  }

  @Test func validCertificates() throws {
    var generator = TestGenerator(seed: 11)
    let random = (0..<10 * testMultiplier).map { _ in
      ExampleInstances.random(using: &generator)
    }
    let all = certificates(ExampleInstances.chosen + random)
    for start in stride(from: 0, to: all.count, by: 2_000) {
      try CheckerComparison.compare(all[start..<min(start + 2_000, all.count)].map(\.bytes))
    }
  }

  @Test func tamperedCertificates() throws {
    var generator = TestGenerator(seed: 12)
    let all = certificates(ExampleInstances.chosen)
    for _ in 0..<testMultiplier {
      var texts: [[UInt8]] = []
      while texts.count < 1_200 {
        let certificate = all[Int.random(in: all.indices, using: &generator)]
        let changes = Tampering.changes(of: certificate.json)
        for _ in 0..<60 {
          texts.append(
            Array(changes[Int.random(in: changes.indices, using: &generator)].text.utf8))
        }
      }
      try CheckerComparison.compare(texts)
    }
  }

  /// Numbers of the evidence replaced by others of the same file: well formed, mostly wrong.
  @Test func shuffledCertificates() throws {
    var generator = TestGenerator(seed: 13)
    let all = certificates(ExampleInstances.chosen)
    for _ in 0..<testMultiplier {
      let texts = (0..<1_000).map { _ -> [UInt8] in
        var certificate = all[Int.random(in: all.indices, using: &generator)]
        let other = all[Int.random(in: all.indices, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: certificate.width = other.width
        case 1: certificate.statement = other.statement
        case 2: certificate.gram = other.gram
        default: certificate.evidence = other.evidence
        }
        return certificate.bytes
      }
      try CheckerComparison.compare(texts)
    }
  }

  /// Bytes changed, removed and inserted at random: mostly no JSON any more.
  @Test func damagedFiles() throws {
    var generator = TestGenerator(seed: 14)
    let all = certificates(ExampleInstances.chosen)
    let likely =
      Array("{}[]\",:0123456789-+.eE/ \\u\n\ttrfalsn".utf8) + [0, 0xC3, 0xA9, 0xFF, 0x7F]
    for _ in 0..<testMultiplier {
      let texts = (0..<1_000).map { _ -> [UInt8] in
        let certificate = all[Int.random(in: all.indices, using: &generator)]
        var bytes = Array(certificate.json.text(.compact).utf8)
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
          let place = Int.random(in: bytes.indices, using: &generator)
          let byte = likely[Int.random(in: likely.indices, using: &generator)]
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: bytes[place] = byte
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(byte, at: place)
          default:
            if Int.random(in: 0..<10, using: &generator) == 0 {
              bytes.removeSubrange(place...)
              bytes.append(byte)
            } else {
              bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
          }
        }
        return bytes
      }
      try CheckerComparison.compare(texts)
    }
  }

  /// Certificates of enclosed points, many of them a little too good, tampered and damaged.
  @Test func enclosedPoints() throws {
    var generator = TestGenerator(seed: 15)
    let all = EnclosureExamples.certificates(
      points: 30 * testMultiplier, using: &generator)
    var texts: [[UInt8]] = []
    for _ in 0..<300 * testMultiplier {
      let certificate = all[Int.random(in: all.indices, using: &generator)]
      texts.append(certificate.bytes)
    }
    try CheckerComparison.compare(texts)
    texts = []
    while texts.count < 600 * testMultiplier {
      let certificate = all[Int.random(in: all.indices, using: &generator)]
      guard Checker.verify(certificate).isVerified else { continue }
      let changes = Tampering.changes(of: certificate.json)
      for _ in 0..<40 {
        texts.append(Array(changes[Int.random(in: changes.indices, using: &generator)].text.utf8))
      }
    }
    try CheckerComparison.compare(texts)
    texts = []
    for _ in 0..<200 * testMultiplier {
      var certificate = all[Int.random(in: all.indices, using: &generator)]
      let other = all[Int.random(in: all.indices, using: &generator)]
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: certificate.width = other.width
      case 1: certificate.statement = other.statement
      case 2: certificate.gram = other.gram
      default:
        if case .enclosure(let point, _) = certificate.evidence,
          case .enclosure(_, let evidence) = other.evidence
        {
          certificate.evidence = .enclosure(point, evidence)
        }
      }
      texts.append(certificate.bytes)
    }
    try CheckerComparison.compare(texts)
  }

  /// Both sides of the boundary of acceptance, where boxes grow and forced weights reach zero.
  @Test func boundaryOfEnclosures() throws {
    var generator = TestGenerator(seed: 18)
    var texts = EnclosureBoundary.forcedWeights.map(\.0.bytes)
    for certificate in EnclosureExamples.certificates(
      points: 40 * testMultiplier, using: &generator)
    {
      for side in EnclosureBoundary.radii(of: certificate)
        + EnclosureBoundary.lastRadius(of: certificate)
      {
        texts.append(side.bytes)
      }
    }
    #expect(texts.count > 200)
    try CheckerComparison.compare(texts)
  }

  /// Full exploration for every width: valid, tampered, and with parts of other certificates.
  @Test func everyWidth() throws {
    var generator = TestGenerator(seed: 17)
    let all = WidthExamples.certificates(instances: 12 * testMultiplier, using: &generator)
    try CheckerComparison.compare(all.prefix(400 * testMultiplier).map(\.bytes))
    var texts: [[UInt8]] = []
    while texts.count < 1_200 * testMultiplier {
      let certificate = all[Int.random(in: all.indices, using: &generator)]
      let changes = Tampering.changes(of: certificate.json)
      for _ in 0..<20 {
        texts.append(Array(changes[Int.random(in: changes.indices, using: &generator)].text.utf8))
      }
    }
    for _ in 0..<600 * testMultiplier {
      var certificate = all[Int.random(in: all.indices, using: &generator)]
      let other = all[Int.random(in: all.indices, using: &generator)]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: certificate.width = Int.random(in: 0...4, using: &generator)
      case 1: certificate.gram = other.gram
      default: certificate.evidence = other.evidence
      }
      texts.append(certificate.bytes)
    }
    try CheckerComparison.compare(texts)
  }

  /// Signs of neighbours for more than four tasks: changes of one place, permuted signs, other
  /// widths.
  @Test func neighboursOfMoreTasks() throws {
    var generator = TestGenerator(seed: 19)
    var texts: [[UInt8]] = []
    for certificate in WidthExamples.neighbours {
      texts.append(certificate.bytes)
      let changes = Tampering.changes(of: certificate.json).shuffled(using: &generator)
      texts += changes.prefix(150 * testMultiplier).map { Array($0.text.utf8) }
      guard case .johnson(let signs, let perturbation) = certificate.evidence else { continue }
      for number in 0..<24 * testMultiplier {
        var changed = certificate
        changed.width = number % 4 == 0 ? Int.random(in: 0...6, using: &generator) : changed.width
        var moved = signs
        if number % 2 == 0 {
          moved.shuffle(using: &generator)
        } else {
          moved[Int.random(in: moved.indices, using: &generator)] *= -1
        }
        changed.evidence = .johnson(
          subsetSigns: moved, perturbation: number % 3 == 0 ? nil : perturbation)
        texts.append(changed.bytes)
      }
    }
    for start in stride(from: 0, to: texts.count, by: 2_000) {
      try CheckerComparison.compare(Array(texts[start..<min(start + 2_000, texts.count)]))
    }
  }

  /// Texts at the edge of version 3: its limits, and what the reader accepts.
  @Test func edgeCasesOfWidths() throws {
    func text(_ size: Int, _ width: Int, sets: Int, bits: Int) -> [UInt8] {
      let factor = Rational(Integer.one.shiftedLeft(bits))
      let gram = RationalMatrix(
        (1...size).map { i in (1...size).map { Rational(min(i, $0)) * factor } })
      return WidthCertificate(
        width: width, gram: gram, evidence: .subsetSigns(Array(repeating: 1, count: sets))
      ).bytes
    }
    var texts = [
      text(20, 2, sets: 190, bits: 22_070), text(20, 2, sets: 190, bits: 22_071),
      text(20, 18, sets: 190, bits: 22_071), text(20, 1, sets: 20, bits: 30_000),
      text(15, 7, sets: 6_435, bits: 0), text(11, 5, sets: 462, bits: 0),
      text(11, 7, sets: 330, bits: 0), text(11, 7, sets: 329, bits: 0),
    ]
    // One unit: no limit but that of all numbers together.
    let diagonal = (0..<30).map { $0 == 0 ? Rational(Integer.one.shiftedLeft(300_000)) : .one }
    let long = WidthCertificate(
      width: 1, gram: .diagonal(diagonal),
      evidence: .subsetSigns(Array(repeating: 1, count: 30))
    ).bytes
    #expect(CheckerComparison.check(long).verdict == .verified)
    texts.append(long)
    for block in try Self.examples("docs/certificates-3.md") {
      let text = String(decoding: block, as: UTF8.self)
      for (old, new) in [
        ("\"width\": \"2\"", "\"width\": \"02\""), ("\"width\": \"2\"", "\"width\": 2"),
        ("\"width\": \"2\"", "\"width\": \"2\\n\""), ("\"width\": \"2\"", "\"width\": \"k-2\""),
        ("\"width\": \"2\"", "\"width\": \"\u{662}\""), ("\"width\": \"3\"", "\"width\": \"2\""),
        ("\"contracted\": [4]", "\"contracted\": 4"), ("[4]", "[4.0]"), ("[4]", "[\"4\"]"),
        ("[4]", "[]"), ("[4]", "[3, 4]"), ("[4]", "[99999999999999999999]"), ("[4]", "[true]"),
        ("\"kept\": [1, 2, 3]", "\"kept\": [1, 2, 3, 4]"),
        ("\"kept\": [1, 2, 3]", "\"kept\": [1, 2]"), ("\"kept\": [1, 2, 3]", "\"kept\": {}"),
        ("[1, 2, 3]}", "[1, 2, 3, 1]}"), ("[1, 2, 3]}", "[3, 1, 2]}"), ("[1, 2, 3]}", "[]}"),
        ("\"frustratedCycle\"", "\"minor\""), ("\"minor\"", "\"frustratedCycle\""),
        ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "[-1, -1, -1, -1, -1, -1, -1, -1, -1, -1]"),
        ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], \"johnson\": true"),
        ("\"evidence\"", "\"inverse\": null, \"evidence\""),
        ("\"evidence\"", "\"note\": \"x\", \"evidence\""), ("certificate/3", "certificate/1"),
        ("\"format\"", "\"format\": \"scalarization-certificate/1\", \"format\""),
      ] where text.contains(old) {
        texts.append(Array(text.replacing(old, with: new).utf8))
      }
    }
    try CheckerComparison.compare(texts)
  }

  /// Comparisons that are equalities, which irrational points do not show.
  @Test func smallEnclosures() throws {
    var generator = TestGenerator(seed: 16)
    let texts = (0..<1_200 * testMultiplier).map { _ in
      Array(SmallEnclosures.text(using: &generator).utf8)
    }
    let verified = texts.count { CheckerComparison.check($0).verdict == .verified }
    #expect(verified > texts.count / 20)
    try CheckerComparison.compare(texts)
  }

  /// Texts at the edge of version 2.
  @Test func edgeCasesOfEnclosures() throws {
    let blocks = try Self.examples("docs/certificates-2.md")
    let valid = blocks.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\u{1}")
    let nines = String(repeating: "9", count: 100_000)
    let changes: [(String, String)] = [
      ("\"-5221\"", "-5221"), ("\"-5221\"", "\"+5221\""), ("\"-5221\"", "\"-05221\""),
      ("\"-5221\"", "\"-5221.0\""), ("\"-5221\"", "\"-5221/1\""), ("\"-5221\"", "\"-5221e0\""),
      ("\"-5221\"", "\" -5221\""), ("\"-5221\"", "\"--5221\""), ("\"-5221\"", "\"\""),
      ("\"-5221\"", "\"-\""), ("\"-5221\"", "\"\u{664}\""), ("\"-5221\"", "\"5221\""),
      ("\"-5221\"", "\"\(nines)\""), ("\"-5221\"", "\"\(nines)9\""),
      ("\"-5221\"", "\"-" + String(repeating: "0", count: 99_996) + "5221\""),
      ("\"-5221\"", "\"-" + String(repeating: "0", count: 99_997) + "5221\""),
      ("[\"0\", \"0\", \"1\"]", "[\"-0\", \"000\", \"1\"]"),
      ("[\"0\", \"0\", \"1\"]", "[\"0\", \"0\", \"-1\"]"),
      ("[\"0\", \"0\", \"1\"]", "[\"1\", \"0\", \"1\"]"),
      ("[\"0\", \"0\", \"1\"]", "[\"0\", \"0\", \"0\"]"),
      ("[\"0\", \"0\", \"1\"]", "[\"0\", \"0\", \"5221\"]"),
      ("[\"0\", \"0\", \"1\"]", "[\"0\", \"0\", \"5220\"]"),
      ("\"exponent\": -10", "\"exponent\": \"-10\""), ("\"exponent\": -10", "\"exponent\": -10.0"),
      ("\"exponent\": -10", "\"exponent\": -1e1"), ("\"exponent\": -10", "\"exponent\": 40000"),
      ("\"exponent\": -10", "\"exponent\": 40001"), ("\"exponent\": -10", "\"exponent\": -40000"),
      ("\"exponent\": -10", "\"exponent\": -40001"), ("\"exponent\": -10", "\"exponent\": -0"),
      ("\"exponent\": -6", "\"exponent\": 40000"), ("\"exponent\": -6", "\"exponent\": -40001"),
      ("\"exponent\": -6", "\"exponent\": 99999999999999999999"),
      ("certificate/2", "certificate/1"), ("certificate/2", "certificate/3"),
      ("certificate/2", "certificate/4"),
      ("\"format\"", "\"format\": \"scalarization-certificate/1\", \"format\""),
      ("\"format\"", "\"format\": \"x\", \"format\""),
      ("\"point\"", "\"direction\": [\"3\", \"3\", \"-5\"], \"point\""),
      ("\"tree\"", "\"dual\": [\"1\", \"1\", \"-1\"], \"tree\""),
      ("\"violation\": \"1/25\"", "\"preimage\": [\"1\", \"0\", \"0\"]"),
      ("\"violation\": \"1/25\"", "\"violation\": \"0\""),
      ("\"violation\": \"1/25\"", "\"violation\": \"-1/25\""),
      ("\"violation\": \"1/25\"", "\"violation\": \"0.04\", \"negativeWeight\": 1"),
      ("\"negativeDirection\": [\"3\", \"-1\", \"-1\"]", "\"negativeWeight\": 1"),
      ("{\"meets\": 0}", "{\"meets\": 1}"), ("{\"meets\": 0}", "{\"meets\": -1}"),
      ("{\"meets\": 0}", "{\"meets\": \"0\"}"), ("{\"meets\": 0}", "{\"meets\": 0, \"y\": []}"),
      ("{\"meets\": 0}", "{\"meets\": 99999999999999999999}"), ("{\"meets\": 0}", "{}"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [1, 0]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [0, 0]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [2, 3]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [0, 4]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [-1, 1]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [0, 1, 2]"),
      ("\"surfaces\": [0, 1]", "\"surfaces\": [0]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[2, 1], [1, 3], [1, 4]]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[1, 2], [1, 3], [1, 4], [1]]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[1, 2], [1, 3], [2, 3]]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[3, 4], [1, 3], [1, 4]]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[1, 2], [1, 3], []]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[1, 2], [1, 3], [1, 2, 3, 4]]"),
      ("[[1, 2], [1, 3], [1, 4]]", "[[1, 2], [1, 3], [1, 5]]"),
      ("\"slices\": []", "\"slices\": [[\"1\", \"0\", \"0\", \"0\"]]"),
      ("\"slices\": []", "\"slices\": {}"),
      ("\"level\": \"3\"", "\"level\": 3"), ("\"level\": \"3\"", "\"level\": \"-3\""),
      ("\"level\": \"3\"", "\"level\": \"4.73\""), ("\"level\": \"3\"", "\"level\": \"1.25\""),
      ("\"width\": \"1\"", "\"width\": \"k-1\""), ("\"supported\"", "\"condition-holds\""),
      ("\"supported\"", "\"enclosed\""), ("\"supported\"", "\"unsupported\""),
      ("\"weights\": [\"1\", \"2\"]", "\"weights\": [\"1\", \"0\"]"),
      ("\"kind\": \"weights\"", "\"kind\": \"values\""), ("\"kind\": ", "\"kind\": 1, \"kind\": "),
    ]
    for (old, _) in changes { #expect(valid.contains(old), "\(old)") }
    var texts: [[UInt8]] = []
    for block in blocks {
      let text = String(decoding: block, as: UTF8.self)
      for (old, new) in changes where text.contains(old) {
        texts.append(Array(text.replacing(old, with: new).utf8))
      }
    }
    try CheckerComparison.compare(texts)
  }

  /// The JSON examples of a page.
  private static func examples(_ page: String) throws -> [[UInt8]] {
    let text = try String(
      contentsOf: Command.packageFolder.appendingPathComponent(page), encoding: .utf8)
    return text.components(separatedBy: "```json\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first.map { Array($0.utf8) }
    }
  }

  /// The examples of the pages that specify the format.
  @Test(arguments: ["docs/certificates.md", "docs/certificates-2.md", "docs/certificates-3.md"])
  func documentedExamples(_ page: String) throws {
    let blocks = try Self.examples(page)
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(CheckerComparison.check(block).verdict == .verified) }
    try CheckerComparison.compare(blocks)
  }

  /// Texts at the edge of the format.
  @Test func edgeCases() throws {
    let valid = """
      {"format": "scalarization-certificate/1", "statement": "condition-holds", "width": "1",
       "gram": [["2", "-1"], ["-1.0", "4/2"]], "evidence": {"signs": [1, -1]}, "note": "x"}
      """
    let changes: [(String, String)] = [
      ("\"2\"", "\"02\""), ("\"2\"", "\"2.\""), ("\"2\"", "\"2e0\""), ("\"2\"", "\"2E+00\""),
      ("\"2\"", "\"-0\""), ("\"2\"", "\"2e10000\""), ("\"2\"", "\"2e10001\""),
      ("\"2\"", "\"2e-10001\""), ("\"2\"", "\"2e00000000010000\""), ("\"2\"", "\"2e+-1\""),
      ("\"2\"", "\"" + String(repeating: "0", count: 99_999) + "2\""),
      ("\"2\"", "\"" + String(repeating: "0", count: 100_000) + "2\""),
      (
        "\"2\"",
        "\"" + String(repeating: "3", count: 50_000) + "/"
          + String(repeating: "1", count: 50_000) + "\""
      ),
      (
        "\"2\"",
        "\"" + String(repeating: "3", count: 50_001) + "/"
          + String(repeating: "1", count: 50_000) + "\""
      ),
      ("\"2\"", "\"2/00\""), ("\"2\"", "\"2/-1\""), ("\"2\"", "\"4/2e0\""),
      ("\"2\"", "\"\\u0032\""), ("\"2\"", "\"\\u0662\""), ("\"2\"", "\"2\\u0000\""),
      ("\"2\"", "\"2\\n\""), ("\"2\"", "\"2\\ud83d\\ude00\""), ("\"2\"", "\"\\ud83d\""),
      ("\"2\"", "\"\\ude00\\ud83d\""), ("\"2\"", "2"), ("\"2\"", "2.0"), ("\"2\"", "2e0"),
      ("\"2\"", "1e400"), ("\"2\"", "-"), ("\"2\"", "02"), ("\"2\"", "2."), ("\"2\"", "-.5"),
      ("\"2\"", String(repeating: "9", count: 200_000)), ("[1, -1]", "[1, -1.0]"),
      ("[1, -1]", "[01, -1]"), ("[1, -1]", "[1, -01]"), ("[1, -1]", "[-0, 1]"),
      ("[1, -1]", "[1, " + String(repeating: "9", count: 50_000) + "]"),
      ("[1, -1]", "[1, -1, ]"), ("[1, -1]", "[true, -1]"), ("[1, -1]", "[1, -1]/**/"),
      ("[1, -1]", "[1, Infinity]"), ("[1, -1]", "[1, NaN]"), ("[1, -1]", "[1, -Infinity]"),
      ("\"note\": \"x\"", "\"note\": \"\\u00e9\\ud83d\\ude00\""), ("\"x\"", "\"\u{7f}\u{2028}\""),
      ("\"x\"", "\"\\u0000\""), ("\"x\"", "\"\u{1}\""), ("\"x\"", "\"\t\""), ("\"x\"", "\"\\x\""),
      ("\"x\"", "\"\\u12g4\""), ("\"x\"", "\"\\ud800\""), ("\"x\"", "\"\\udc00\""),
      ("\"x\"", "\"\\ud800\\u0041\""), ("\"x\"", "\"x\", \"note\": \"y\""), ("\"x\"", "1"),
      ("\"x\"", "\"x\", \"format\": \"scalarization-certificate/1\""),
      ("\"x\"", "\"x\", \"format\": \"something else\""), ("\"x\"", "\"x\", \"\": \"\""),
      ("\"format\": \"scal", "\"format\": 1, \"format\": \"scal"),
      ("\"format\": \"scal", "\"format\": 1, \"Format\": \"scal"),
      ("certificate/1", "certificate/3"), ("certificate/1", "certificate/4"),
      ("certificate/1", "certificate\\/1"),
      ("\"format\"", "\"f\\u006frmat\""), ("\"width\"", "\"wi\\u0064th\""),
      ("\"width\": \"1\"", "\"width\": \"k-1\""), ("\"width\": \"1\"", "\"width\": \" 1\""),
      ("[1, -1]", String(repeating: "[", count: 62) + String(repeating: "]", count: 62)),
      ("[1, -1]", String(repeating: "[", count: 63) + String(repeating: "]", count: 63)),
      ("[1, -1]", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
      ("[1, -1]", String(repeating: "[", count: 100_000)), ("}", ""),
      ("{\"format", "\u{feff}{\"format"),
      ("{\"format", "\u{a0}{\"format"), ("{\"format", "\u{c}{\"format"),
      ("{\"format", "\r\n {\"format"),
      ("\"x\"}", "\"x\"}\u{0}"), ("\"x\"}", "\"x\"} {}"), ("\"x\"}", "\"x\"},"),
    ]
    var texts = changes.map { old, new in Array(valid.replacing(old, with: new).utf8) }
    #expect(changes.allSatisfy { valid.contains($0.0) })
    for text in ["", " ", "{}", "[]", "null", "1", "\"x\"", "{\"format\": 1}", "[{}]"] {
      texts.append(Array(text.utf8))
    }
    texts.append([0xEF, 0xBB, 0xBF] + Array(valid.utf8))
    texts.append(valid.utf8.flatMap { [$0, 0] })
    for bad: [UInt8] in [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    ] {
      texts.append(Array(valid.replacing("\"x\"", with: "\"").utf8))
      let parts = Array(valid.utf8)
      let place = parts.lastIndex(of: UInt8(ascii: "x")) ?? 0
      texts.append(Array(parts[..<place]) + bad + Array(parts[(place + 1)...]))
    }
    try CheckerComparison.compare(texts)
  }
}
