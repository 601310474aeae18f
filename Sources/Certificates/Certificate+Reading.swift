import Exact

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
    guard names.contains(where: { (try? $0.value.string(oneOf: [Self.format])) != nil }) else {
      throw CertificateReadingError(
        kind: .notACertificate,
        cause: json.failure(expected: "an object whose key \"format\" is \"\(Self.format)\""))
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
    _ = try object.required("format").string(oneOf: [Self.format])
    let statement = try object.required("statement").choice(of: Statement.self)
    let width = try object.required("width").choice(of: Width.self)
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
      evidence: try EvidenceReader(node: try object.required("evidence"), size: size)
        .evidence(of: statement))
  }
}

/// Reads the evidence of a certificate about `size` tasks.
private struct EvidenceReader {
  let node: ExactJSON
  let size: Int

  func evidence(of statement: Certificate.Statement) throws(ExactJSONError) -> Certificate.Evidence
  {
    switch statement {
    case .conditionHolds, .fullyExplorable:
      var signs: [Int] = []
      for sign in try node.object(required: ["signs"]).required("signs").array(count: size) {
        signs.append(try sign.integer(in: -1...1))
      }
      return .signs(signs)
    case .conditionFails:
      let cycle = try node.object(required: ["frustratedCycle"]).required("frustratedCycle")
      return .frustratedCycle(try tasks(cycle))
    case .weaklySupported, .supported, .exposed:
      let object = try node.object(required: ["direction", "weights"], optional: ["dual"])
      return .weights(try point(object), try vector(object.required("weights")))
    case .unsupported:
      let object = try node.object(
        required: ["direction"], optional: ["dual"] + Self.obstructionKeys)
      return .obstruction(try point(object), try obstruction(object))
    case .paretoOptimal:
      let object = try node.object(
        required: ["direction"], optional: ["dual", "tree", "exhaustive", "weights"])
      return .optimality(try point(object), try optimality(object))
    case .dominated:
      let object = try node.object(required: ["direction", "by"], optional: ["dual"])
      return .dominator(try point(object), by: try vector(object.required("by")))
    case .unreachableParetoOptimum:
      return try unreachableOptimum()
    }
  }

  private static let obstructionKeys = [
    "negativeWeight", "zeroCoordinate", "negativeDirection", "preimage",
  ]

  private func unreachableOptimum() throws(ExactJSONError) -> Certificate.Evidence {
    let object = try node.object(
      required: ["direction", "unreachable"], optional: ["dual", "tree", "exhaustive"])
    var point = try point(object)
    let optimality = try optimality(object)
    // The inner object may repeat the direction, as it stands, and the dual: since there is only
    // one right dual, two that differ cannot both be verified, and one is as good as the other.
    let inner = try object.required("unreachable").object(
      required: [], optional: ["direction", "dual"] + Self.obstructionKeys)
    if let direction = inner["direction"], try vector(direction) != point.direction {
      throw direction.failure(expected: "the direction of the point", found: "another vector")
    }
    if let node = inner["dual"] {
      let dual = try vector(node)
      if let outer = point.dual, outer != dual {
        throw node.failure(expected: "the dual of the point", found: "another vector")
      }
      point.dual = dual
    }
    return .unreachableOptimum(point, optimality, try obstruction(inner))
  }

  private func point(_ object: ExactJSONObject) throws(ExactJSONError) -> Certificate.Point {
    Certificate.Point(
      direction: try vector(object.required("direction")),
      dual: try object["dual"].map(vector))
  }

  /// Exactly one of a few keys.
  private func single(
    _ keys: [String], of object: ExactJSONObject
  ) throws(ExactJSONError) -> (key: String, value: ExactJSON) {
    let present = object.members.filter { keys.contains($0.key) }
    guard present.count == 1 else {
      throw object.node.failure(
        expected: "exactly one of the keys " + keys.joined(separator: ", "),
        found: "an object with \(present.count) of them")
    }
    return present[0]
  }

  private func obstruction(
    _ object: ExactJSONObject
  ) throws(ExactJSONError) -> Certificate.Obstruction {
    let (key, value) = try single(Self.obstructionKeys.dropLast(), of: object)
    if let preimage = object["preimage"], key != "negativeDirection" {
      throw preimage.failure(expected: "no preimage: there is no negativeDirection")
    }
    switch key {
    case "negativeWeight": return .negativeWeight(try task(value))
    case "zeroCoordinate": return .zeroCoordinate(try task(value))
    default:
      return .negativeDirection(
        try vector(value), preimage: try object["preimage"].map(vector))
    }
  }

  private func optimality(
    _ object: ExactJSONObject
  ) throws(ExactJSONError) -> Certificate.Optimality {
    let (key, value) = try single(["tree", "exhaustive", "weights"], of: object)
    switch key {
    case "weights": return .weights(try vector(value))
    case "exhaustive":
      guard try value.boolean() else { throw value.failure(expected: "true") }
      return .exhaustive
    default:
      let entries = try value.array(of: "nodes")
      var nodes: [Certificate.Node] = []
      nodes.reserveCapacity(entries.count)
      for entry in entries {
        let members = try entry.object()
        if members["task"] != nil {
          let branch = try entry.object(required: ["task", "plus", "minus"])
          nodes.append(
            .branch(
              task: try task(branch.required("task")),
              plus: try branch.required("plus").integer(in: 0...entries.count - 1),
              minus: try branch.required("minus").integer(in: 0...entries.count - 1)))
        } else if members["y"] != nil {
          nodes.append(
            .multipliers(try vector(entry.object(required: ["y"]).required("y"))))
        } else {
          _ = try entry.object(required: [])
          nodes.append(.bound)
        }
      }
      return .tree(nodes)
    }
  }

  private func task(_ node: ExactJSON) throws(ExactJSONError) -> Int {
    try node.integer(in: 1...size)
  }

  private func tasks(_ node: ExactJSON) throws(ExactJSONError) -> [Int] {
    var tasks: [Int] = []
    for entry in try node.array(of: "tasks") { tasks.append(try task(entry)) }
    return tasks
  }

  private func vector(_ node: ExactJSON) throws(ExactJSONError) -> [Rational] {
    try node.rationals(count: size, quoted: true)
  }
}

extension ExactJSON {
  /// A string that is the raw value of a case.
  fileprivate func choice<T: RawRepresentable<String> & CaseIterable>(
    of type: T.Type
  ) throws(ExactJSONError) -> T {
    let text = try string(oneOf: T.allCases.map(\.rawValue))
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
