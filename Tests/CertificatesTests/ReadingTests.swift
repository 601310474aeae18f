import CertificateExamples
import Certificates
import Exact
import ExactJSON
import Testing

/// The reader: what is a certificate, what is a malformed one, what is none.
@Suite struct ReadingTests {
  private let valid = """
    {"format": "scalarization-certificate/1", "statement": "condition-holds", "width": "1",
     "gram": [["2", "-1"], ["-1.0", "4/2"]], "evidence": {"signs": [1, -1]}}
    """

  private func kind(_ text: String) -> CertificateReadingError.Kind? {
    do {
      _ = try Certificate(parsing: Array(text.utf8))
      return nil
    } catch {
      #expect(!error.description.isEmpty)
      return error.kind
    }
  }

  private func changed(_ old: String, _ new: String) -> String {
    #expect(valid.contains(old))
    return valid.replacing(old, with: new)
  }

  @Test func readsNumbersInAllForms() throws {
    let certificate = try Certificate(parsing: Array(valid.utf8))
    #expect(certificate.gram == RationalMatrix([[2, -1], [-1, 2]]))
    #expect(Checker.verify(certificate) == .verified(.conditionHolds))
  }

  /// All numbers together have at most 2^30 bits over common denominators.
  @Test func sizeOfNumbers() {
    func meeting(_ size: Int, exponent: Int, integer: String) -> String {
      func array(_ count: Int, _ entry: (Int) -> String) -> String {
        "[" + (0..<count).map(entry).joined(separator: ",") + "]"
      }
      let gram = array(size) { i in array(size) { $0 == i ? "\"1\"" : "\"0\"" } }
      let ones = array(size) { _ in "\"1\"" }
      let rows = array(size) { _ in array(size) { _ in "\"\(integer)\"" } }
      return """
        {"format": "scalarization-certificate/2", "statement": "enclosed", "width": "1",
         "gram": \(gram), "evidence": {"point": {"kind": "meeting", "slices": [],
         "flips": \(array(size - 1) { "[\($0 + 2)]" }), "normalization": \(ones),
         "box": {"exponent": 0, "centers": \(ones), "radii": \(ones)},
         "preconditioner": {"exponent": \(exponent), "integers": \(rows)}}}}
        """
    }
    // 163^2 times 40,000 bits, and 164^2 times; 9^99 has 314 bits.
    let long = Integer(9).power(99).description
    for exponent in [-40_000, 40_000] {
      #expect(kind(meeting(163, exponent: exponent, integer: "1")) == nil)
      #expect(kind(meeting(164, exponent: exponent, integer: "1")) == .malformed)
      #expect(kind(meeting(163, exponent: exponent, integer: long)) == nil)
      #expect(kind(meeting(163, exponent: exponent, integer: long + long)) == .malformed)
    }
  }

  @Test func notACertificate() {
    for text in [
      "", " ", "[]", "{}", "null", "7", "\"scalarization-certificate/1\"", "{\"format\": 1}",
      valid + "x", valid + valid, "\u{feff}" + valid, String(valid.dropLast()),
      changed("/1\"", "/3\""), changed("/1\"", "/4\""), changed("\"format\"", "\"Format\""),
      changed("[1, -1]", "[1, -1,]"),
      changed("[1, -1]", "[1, 01]"), changed("[1, -1]", "[1, 1.]"), changed("[1, -1]", "[1, 1e]"),
      changed("[1, -1]", "[1, .5]"), changed("[1, -1]", "[1, NaN]"), changed("[1, -1]", "[1, +1]"),
      changed("\"2\"", "\"\\ud800\""), changed("\"2\"", "\"\n\""), changed("\"2\"", "'2'"),
      changed("[1, -1]", String(repeating: "[", count: 70) + String(repeating: "]", count: 70)),
      // A breach of our rules, then no JSON after all.
      changed("[1, -1]", "[1.5, -1") + "}}",
    ] {
      #expect(kind(text) == .notACertificate, "\(text)")
    }
    #expect(throws: CertificateReadingError.self) { try Certificate(parsing: [0x22, 0xFF, 0x22]) }
  }

  @Test func malformed() {
    for text in [
      changed("[1, -1]", "[1, -1.0]"), changed("[1, -1]", "[1, -1e0]"),
      changed("[1, -1]", "[1, \"-1\"]"), changed("[1, -1]", "[1, true]"),
      changed("[1, -1]", "[1, " + String(repeating: "9", count: 20_000) + "]"),
      changed("\"2\"", "2"), changed("\"2\"", "2.5"), changed("\"2\"", "\"2/0\""),
      changed("\"2\"", "\"1e10001\""), changed("\"2\"", "\" 2\""),
      changed("\"width\": \"1\"", "\"width\": \"1\", \"width\": \"1\""),
      changed("\"width\": \"1\"", "\"width\": \"1\", \"wi\\u0064th\": \"1\""),
      changed("\"width\": \"1\"", "\"width\": \"1\", \"Width\": \"1\""),
      changed("\"width\": \"1\"", "\"width\": \"2\""), changed("\"width\": \"1\",", ""),
      changed("\"width\": \"1\"", "\"width\": \"1\", \"inverse\": null"),
      changed("\"width\": \"1\"", "\"width\": \"1\", \"note\": 5"),
      changed("\"signs\"", "\"sign\""), changed("{\"signs\": [1, -1]}", "{}"),
      changed("{\"signs\": [1, -1]}", "[]"), changed("[\"2\", \"-1\"]", "[\"2\"]"),
      changed("[\"2\", \"-1\"]", "[]"), changed("[[\"2\", \"-1\"], [\"-1.0\", \"4/2\"]]", "[]"),
      changed("[[\"2\", \"-1\"], [\"-1.0\", \"4/2\"]]", "[[\"1\"]]"),
      changed("condition-holds", "condition holds"),
      // The format is named twice, rightly once: a malformed certificate.
      changed("{\"format\"", "{\"format\": 0, \"format\""),
    ] {
      #expect(kind(text) == .malformed, "\(text)")
    }
    #expect(kind(valid) == nil)
    #expect(kind(changed("\"format\"", "\"f\\u006frmat\"")) == nil)
  }

  /// Exactly one kind of evidence, and a preimage only where it belongs.
  @Test func severalKindsOfEvidence() {
    func kind(_ statement: String, _ evidence: String) -> CertificateReadingError.Kind? {
      self.kind(
        """
        {"format": "scalarization-certificate/1", "statement": "\(statement)", "width": "k-1",
         "gram": [["2", "-1"], ["-1", "2"]], "evidence": {"direction": ["1", "2"], \(evidence)}}
        """)
    }
    let direction = "\"negativeDirection\": [\"1\", \"2\"]"
    let preimage = "\"preimage\": [\"1\", \"2\"]"
    #expect(kind("unsupported", "\"negativeWeight\": 1") == nil)
    #expect(kind("unsupported", direction) == nil)
    #expect(kind("unsupported", "\(direction), \(preimage)") == nil)
    #expect(kind("unsupported", "\"zeroCoordinate\": 1, \(preimage)") == .malformed)
    #expect(kind("unsupported", "\"negativeWeight\": 1, \(preimage)") == .malformed)
    #expect(kind("unsupported", preimage) == .malformed)
    #expect(kind("unsupported", "\"negativeWeight\": 1, \"zeroCoordinate\": 1") == .malformed)
    #expect(kind("unsupported", "\"negativeWeight\": 1, \(direction)") == .malformed)
    #expect(kind("unsupported", "\"negativeWeight\": 0") == .malformed)
    #expect(kind("unsupported", "\"negativeWeight\": 3") == .malformed)
    #expect(kind("pareto-optimal", "\"tree\": [{}]") == nil)
    #expect(kind("pareto-optimal", "\"exhaustive\": true") == nil)
    #expect(kind("pareto-optimal", "\"exhaustive\": false") == .malformed)
    #expect(kind("pareto-optimal", "\"tree\": [{}], \"exhaustive\": true") == .malformed)
    #expect(kind("pareto-optimal", "\"tree\": [{}], \"weights\": [\"1\", \"1\"]") == .malformed)
    #expect(kind("pareto-optimal", "\"tree\": [[]]") == .malformed)
    #expect(kind("pareto-optimal", "\"tree\": [{\"x\": 1}]") == .malformed)
    let weights = "\"weights\": [\"1\", \"1\"], \"unreachable\": {\"negativeWeight\": 1}"
    #expect(kind("unreachable-pareto-optimum", weights) == .malformed)
    #expect(kind("unreachable-pareto-optimum", "\"tree\": [{}]") == .malformed)
    #expect(
      kind("unreachable-pareto-optimum", "\"tree\": [{}], \"unreachable\": {}") == .malformed)
  }

  @Test func tooManyTasks() {
    let row = "[" + Array(repeating: "\"1\"", count: 513).joined(separator: ",") + "]"
    let matrix = "[" + Array(repeating: row, count: 513).joined(separator: ",") + "]"
    #expect(kind(changed("[[\"2\", \"-1\"], [\"-1.0\", \"4/2\"]]", matrix)) == .malformed)
  }

  /// Denominators without common factors whose product does not fit memory are refused.
  @Test func enormousDenominators() {
    let size = 60
    let digits = String(repeating: "7", count: 9_000)
    let rows = (0..<size).map { i in
      let row = (0..<size).map { i < 2 ? "\"1/\(digits)\(i * size + $0)1\"" : "\"0\"" }
      return "[" + row.joined(separator: ",") + "]"
    }
    let matrix = "[" + rows.joined(separator: ",") + "]"
    let text = changed("[[\"2\", \"-1\"], [\"-1.0\", \"4/2\"]]", matrix)
    #expect {
      try Certificate(parsing: Array(text.utf8))
    } throws: { error in
      (error as? CertificateReadingError)?.description.contains("common denominator") == true
    }
  }

  /// The inner object may repeat the direction as it stands and the dual.
  @Test(arguments: Certificate.Width.allCases)
  func restatedPoint(_ width: Certificate.Width) throws {
    let plain = try #require(
      ExampleInstances.chosen.lazy.flatMap {
        StatementTests.certificates(of: $0, statement: .unreachableParetoOptimum)
      }.first { $0.width == width && $0.inverse == nil })
    let prover = try #require(SlowProver(gram: plain.gram.entries, width: width))
    let direction = plain.direction
    let dual = prover.truth.inverse.times(direction)
    let wrong = dual.map { $0 + 1 }

    func isVerified(
      direction: [Rational]? = nil, dual: [Rational]? = nil, outer: [Rational]? = nil
    ) -> Bool {
      guard case .object(var members) = plain.json,
        case .object(var evidence) = members[members.count - 1].value,
        case .object(var inner) = evidence[evidence.count - 1].value
      else { return false }
      if let direction { inner.append(.init("direction", .exact(direction))) }
      if let dual { inner.append(.init("dual", .exact(dual))) }
      evidence[evidence.count - 1].value = .object(inner)
      if let outer { evidence.append(.init("dual", .exact(outer))) }
      members[members.count - 1].value = .object(evidence)
      let text = ExactJSONValue.object(members).text()
      guard let certificate = try? Certificate(parsing: Array(text.utf8)) else { return false }
      return Checker.verify(certificate).isVerified
    }
    #expect(isVerified())
    #expect(isVerified(direction: direction))
    #expect(!isVerified(direction: direction.map { $0 * 2 }))
    #expect(!isVerified(direction: direction.map { -$0 }))
    #expect(isVerified(dual: dual))
    #expect(isVerified(direction: direction, dual: dual, outer: dual))
    #expect(isVerified(outer: dual))
    #expect(!isVerified(dual: wrong))
    #expect(!isVerified(dual: wrong, outer: dual))
    #expect(!isVerified(dual: dual, outer: wrong))
    #expect(!isVerified(dual: wrong, outer: wrong))
    #expect(!isVerified(dual: Array(dual.dropLast())))
  }
}
