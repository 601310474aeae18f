import Exact
import ExactJSON

extension AnyCertificate {
  /// Reads a certificate file of any version strictly; nothing is verified.
  ///
  /// - Throws: ``CertificateReadingError``, as ``Certificate/init(parsing:)``.
  public init(parsing bytes: [UInt8]) throws(CertificateReadingError) {
    self = try CertificateReadingError.reading(bytes, Certificate.Version.allCases) {
      json throws(ExactJSONError) in
      let format = try json.object().required("format")
      return try format.choice(of: Certificate.Version.allCases) == .widths
        ? .width(try WidthCertificate(json: json)) : .instance(try Certificate(json: json))
    }
  }
}

extension WidthCertificate {
  /// Reads a certificate file of version 3 strictly; nothing is verified.
  ///
  /// - Throws: ``CertificateReadingError``, as ``Certificate/init(parsing:)``.
  public init(parsing bytes: [UInt8]) throws(CertificateReadingError) {
    self = try CertificateReadingError.reading(bytes, [.widths]) { json throws(ExactJSONError) in
      try WidthCertificate(json: json)
    }
  }

  /// Reads a certificate of version 3 from a JSON value strictly; nothing is verified.
  ///
  /// - Throws: ``ExactJSONError`` at the first place that is not as the format demands.
  public init(json: ExactJSON) throws(ExactJSONError) {
    let object = try json.object(
      required: ["format", "statement", "width", "gram", "evidence"], optional: ["note"])
    let version = try object.required("format").choice(of: [Certificate.Version.widths])
    let statement = try object.required("statement").choice(of: version.statements)
    let budget = SizeBudget()
    let gram = try object.required("gram").gramMatrix(budget)
    let width = try object.required("width").width(tasks: gram.rows)
    let evidence = try object.required("evidence")
    self.init(
      width: width, gram: gram,
      evidence: statement == .fullyExplorable
        ? try evidence.subsetSigns(tasks: gram.rows, width: width, budget)
        : try evidence.minor(tasks: gram.rows, budget),
      note: try object["note"].map { node throws(ExactJSONError) in try node.string() })
  }
}

extension ExactJSON {
  /// A width from 1 to k - 1, in quotes and without leading zeros.
  fileprivate func width(tasks: Int) throws(ExactJSONError) -> Int {
    let text = try string()
    guard let width = Int(text), (1..<tasks).contains(width), String(width) == text else {
      throw failure(expected: "a width from \"1\" to \"\(tasks - 1)\"")
    }
    return width
  }

  /// The evidence of Theorems B and C.
  fileprivate func subsetSigns(
    tasks: Int, width: Int, _ budget: SizeBudget
  ) throws(ExactJSONError) -> WidthCertificate.Evidence {
    let object = try object(required: ["subsetSigns"], optional: ["johnson", "perturbation"])
    let node = try object.required("subsetSigns")
    guard let count = WidthCertificate.subsetCount(tasks: tasks, width: width) else {
      throw node.failure(
        expected: "at most \(WidthCertificate.maximumSubsetCount) sets of \(width) tasks",
        found: "signs for more sets")
    }
    let signs = try node.signs(count: count)
    let perturbation = object["perturbation"]
    guard let johnson = object["johnson"] else {
      if let perturbation {
        throw perturbation.failure(expected: "no perturbation: there is no key \"johnson\"")
      }
      return .subsetSigns(signs)
    }
    guard try johnson.boolean() else { throw johnson.failure(expected: "true") }
    return .johnson(
      subsetSigns: signs,
      perturbation: try perturbation.map { node throws(ExactJSONError) in
        try node.certificateMatrix(tasks, budget)
      })
  }

  /// The evidence of Theorem A.
  fileprivate func minor(
    tasks: Int, _ budget: SizeBudget
  ) throws(ExactJSONError) -> WidthCertificate.Evidence {
    let object = try object(
      required: ["contracted", "kept"], optional: ["minor", "frustratedCycle"])
    let reader = EvidenceReader(
      node: self, size: tasks, version: .directions, budget: budget)
    let contracted = try reader.tasks(object.required("contracted"))
    let kept = try reader.tasks(object.required("kept"))
    guard (3...max(tasks, 3)).contains(kept.count) else {
      throw try object.required("kept").failure(expected: "from 3 to \(tasks) tasks")
    }
    let (key, value) = try reader.single(["minor", "frustratedCycle"], of: object)
    if key == "frustratedCycle" {
      let cycle = try reader.tasks(value)
      return .minor(contracted: contracted, kept: kept, .frustratedCycle(cycle))
    }
    let (point, optimality, obstruction) = try EvidenceReader(
      node: value, size: kept.count, version: .directions, budget: budget
    ).unreachableOptimum()
    return .minor(
      contracted: contracted, kept: kept, .unreachableOptimum(point, optimality, obstruction))
  }
}
