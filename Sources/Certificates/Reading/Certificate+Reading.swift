import Exact
import ExactJSON

extension Certificate {
  /// Reads a certificate file of version 1 or 2 strictly; nothing is verified.
  ///
  /// - Throws: ``CertificateReadingError``: of the kind `notACertificate` when the bytes are not
  ///   JSON or not an object that names the format, of the kind `malformed` for unknown, missing or
  ///   duplicate keys, wrong types, numbers that are not exact, tasks out of range and vectors of
  ///   a wrong length.
  public init(parsing bytes: [UInt8]) throws(CertificateReadingError) {
    self = try CertificateReadingError.reading(bytes, [.directions, .enclosures]) {
      json throws(ExactJSONError) in try Certificate(json: json)
    }
  }

  /// Reads a certificate from a JSON value strictly; nothing is verified.
  ///
  /// - Throws: ``ExactJSONError`` at the first place that is not as the format demands.
  public init(json: ExactJSON) throws(ExactJSONError) {
    let object = try json.object(
      required: ["format", "statement", "width", "gram", "evidence"],
      optional: ["inverse", "note"])
    let version = try object.required("format").choice(of: [Version.directions, .enclosures])
    let statement = try object.required("statement").choice(of: version.statements)
    let width = try object.required("width").choice(of: Width.allCases)
    let budget = SizeBudget()
    let gram = try object.required("gram").gramMatrix(budget)
    let size = gram.rows
    var inverse: RationalMatrix?
    if let node = object["inverse"] {
      let parts = try node.object(required: ["numerators", "denominator"])
      let denominator = try parts.required("denominator").quotedRational(budget)
      guard !denominator.isZero else {
        throw try parts.required("denominator").failure(expected: "a number that is not zero")
      }
      let numerators = try parts.required("numerators").certificateMatrix(size, budget)
      inverse = numerators.scaled(by: denominator.reciprocal)
    }
    self.init(
      statement: statement, width: width, gram: gram, inverse: inverse,
      note: try object["note"].map { node throws(ExactJSONError) in try node.string() },
      evidence: try EvidenceReader(
        node: try object.required("evidence"), size: size, version: version, budget: budget
      ).evidence(of: statement))
  }
}

extension ExactJSON {
  /// A string that is the raw value of one of a few cases.
  func choice<T: RawRepresentable<String>>(
    of cases: [T]
  ) throws(ExactJSONError) -> T {
    let text = try string(oneOf: cases.map(\.rawValue))
    guard let value = T(rawValue: text) else { throw failure(expected: "a known name") }
    return value
  }

  /// The Gram matrix of a certificate.
  func gramMatrix(_ budget: SizeBudget) throws(ExactJSONError) -> RationalMatrix {
    let size = try array(of: "rows").count
    let limit = Certificate.maximumTaskCount
    guard (2...limit).contains(size) else {
      throw failure(expected: "from 2 to \(limit) rows", found: "\(size) rows")
    }
    return try certificateMatrix(size, budget)
  }

  /// A square matrix of exact numbers in quotes.
  func certificateMatrix(
    _ size: Int, _ budget: SizeBudget
  ) throws(ExactJSONError) -> RationalMatrix {
    var rows: [[Rational]] = []
    for row in try array(count: size, of: "rows") {
      rows.append(try row.rationals(count: size, quoted: true))
    }
    try budget.spend(rows.flatMap { $0 }, at: self)
    return RationalMatrix(rows)
  }

  /// An exact number in quotes.
  func quotedRational(_ budget: SizeBudget) throws(ExactJSONError) -> Rational {
    let number = try quotedRational()
    try budget.spend([number], at: self)
    return number
  }
}
