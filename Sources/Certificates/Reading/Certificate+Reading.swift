import Exact
import ExactJSON

extension Certificate {
  /// Reads a certificate file strictly; nothing is verified.
  ///
  /// - Throws: ``CertificateReadingError``: of the kind `notACertificate` when the bytes are not
  ///   JSON or not an object that names the format, of the kind `malformed` for unknown, missing or
  ///   duplicate keys, wrong types, numbers that are not exact, tasks out of range and vectors of
  ///   a wrong length.
  public init(parsing bytes: [UInt8]) throws(CertificateReadingError) {
    let json: ExactJSON
    let violation: ExactJSONError?
    do {
      (json, violation) = try ExactJSON.parsingLeniently(bytes)
    } catch {
      throw CertificateReadingError(kind: .notACertificate, cause: error)
    }
    let names = (try? json.object().members.filter { $0.key == "format" }) ?? []
    let formats = Version.allCases.map(\.rawValue)
    guard names.contains(where: { (try? $0.value.string(oneOf: formats)) != nil }) else {
      let choices = formats.map { "\"\($0)\"" }.joined(separator: " or ")
      throw CertificateReadingError(
        kind: .notACertificate,
        cause: json.failure(expected: "an object whose key \"format\" is \(choices)"))
    }
    do throws(ExactJSONError) {
      if let violation { throw violation }
      try self.init(json: json)
    } catch {
      throw CertificateReadingError(kind: .malformed, cause: error)
    }
  }

  /// Reads a certificate from a JSON value strictly; nothing is verified.
  ///
  /// - Throws: ``ExactJSONError`` at the first place that is not as the format demands.
  public init(json: ExactJSON) throws(ExactJSONError) {
    let object = try json.object(
      required: ["format", "statement", "width", "gram", "evidence"],
      optional: ["inverse", "note"])
    let version = try object.required("format").choice(of: Version.allCases)
    let statement = try object.required("statement").choice(of: version.statements)
    let width = try object.required("width").choice(of: Width.allCases)
    let gramNode = try object.required("gram")
    let size = try gramNode.array(of: "rows").count
    guard (2...Self.maximumTaskCount).contains(size) else {
      throw gramNode.failure(
        expected: "from 2 to \(Self.maximumTaskCount) rows", found: "\(size) rows")
    }
    let gram = try gramNode.certificateMatrix(size)
    var inverse: RationalMatrix?
    if let node = object["inverse"] {
      let parts = try node.object(required: ["numerators", "denominator"])
      let denominator = try parts.required("denominator").quotedRational()
      guard !denominator.isZero else {
        throw try parts.required("denominator").failure(expected: "a number that is not zero")
      }
      let numerators = try parts.required("numerators").certificateMatrix(size)
      inverse = numerators.scaled(by: denominator.reciprocal)
    }
    self.init(
      statement: statement, width: width, gram: gram, inverse: inverse,
      note: try object["note"].map { node throws(ExactJSONError) in try node.string() },
      evidence: try EvidenceReader(
        node: try object.required("evidence"), size: size, version: version
      ).evidence(of: statement))
  }
}

extension ExactJSON {
  /// A string that is the raw value of one of a few cases.
  fileprivate func choice<T: RawRepresentable<String>>(
    of cases: [T]
  ) throws(ExactJSONError) -> T {
    let text = try string(oneOf: cases.map(\.rawValue))
    guard let value = T(rawValue: text) else { throw failure(expected: "a known name") }
    return value
  }

  /// The most memory, in bits, that a matrix over its common denominator may take.
  private static var maximumMatrixBits: Int { 1 << 33 }

  /// A square matrix of exact numbers in quotes.
  fileprivate func certificateMatrix(_ size: Int) throws(ExactJSONError) -> RationalMatrix {
    var rows: [[Rational]] = []
    var common = Integer.one
    for row in try array(count: size, of: "rows") {
      rows.append(try row.rationals(count: size, quoted: true))
      for entry in rows[rows.count - 1] {
        common = Integer.lcm(common, entry.denominator)
        guard common.bitWidth <= Self.maximumMatrixBits / (size * size) else {
          throw failure(
            expected: "a common denominator of at most"
              + " \(Self.maximumMatrixBits / (size * size)) bits",
            found: "a matrix with a larger one")
        }
      }
    }
    return RationalMatrix(rows)
  }
}
