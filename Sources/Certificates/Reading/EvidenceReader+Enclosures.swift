import Exact
import ExactJSON

extension EvidenceReader {
  /// The kinds of points of version 2.
  private enum Kind: String, CaseIterable {
    case values
    case weights
    case meeting
  }

  /// The evidence of a statement of version 2; which keys it has depends on the kind of the point.
  func enclosedEvidence(
    of statement: Certificate.Statement
  ) throws(ExactJSONError) -> Certificate.Evidence {
    let outer = try node.object()
    let (kind, point) = try enclosedPoint(outer.required("point"))
    /// The evidence as an object with these keys beside `point`.
    func keys(
      _ required: [String], optional: [String] = []
    ) throws(ExactJSONError) -> ExactJSONObject {
      try node.object(required: ["point"] + required, optional: optional)
    }
    let evidence: Certificate.EnclosureEvidence
    switch (statement, kind) {
    case (.enclosed, _):
      _ = try keys([])
      evidence = .existence
    case (.weaklySupported, .weights), (.supported, .weights), (.exposed, .weights):
      _ = try keys([])
      evidence = .support(.weights)
    case (.paretoOptimal, .weights):
      _ = try keys([])
      evidence = .optimality(.weights)
    case (.weaklySupported, .values):
      let (key, value) = try single(
        ["drop", "zeroCoordinate"], of: keys([], optional: ["drop", "zeroCoordinate"]))
      let task = try task(value)
      evidence = .support(key == "drop" ? .drop(task) : .zeroCoordinate(task))
    case (.supported, .values), (.exposed, .values):
      evidence = .support(.drop(try task(keys(["drop"]).required("drop"))))
    case (.gradientsDisagree, .meeting):
      evidence = .disagreement(
        try disagreement(keys(["surfaces", "task"], optional: ["sineSquared"])))
    case (.unsupported, .values), (.unsupported, .meeting):
      let allowed = obstructionKeys(kind)
      evidence = .obstruction(
        try obstruction(keys([], optional: allowed + ["violation"]), oneOf: allowed))
    case (.paretoOptimal, .values), (.paretoOptimal, .meeting):
      let allowed = ["tree", "exhaustive"] + (kind == .values ? ["drop"] : [])
      evidence = .optimality(try optimality(keys([], optional: allowed), oneOf: allowed))
    case (.dominated, .values), (.dominated, .meeting):
      evidence = .dominator(try vector(keys(["by"]).required("by")))
    case (.unreachableParetoOptimum, .values), (.unreachableParetoOptimum, .meeting):
      let allowed = ["tree", "exhaustive"]
      let object = try keys(["unreachable"], optional: allowed)
      let reasons = obstructionKeys(kind)
      let inner = try object.required("unreachable").object(
        required: [], optional: reasons + ["violation"])
      evidence = .unreachableOptimum(
        try optimality(object, oneOf: allowed), try obstruction(inner, oneOf: reasons))
    default:
      throw node.failure(
        expected: "a point of another kind for `\(statement.rawValue)`",
        found: "a point of the kind \"\(kind.rawValue)\"")
    }
    return .enclosure(point, evidence)
  }

  private func enclosedPoint(
    _ node: ExactJSON
  ) throws(ExactJSONError) -> (Kind, Certificate.EnclosedPoint) {
    let names = Kind.allCases.map(\.rawValue)
    let name = try node.object().required("kind").string(oneOf: names)
    switch Kind(rawValue: name) {
    case .values:
      let object = try node.object(required: ["kind", "values", "signs", "box"])
      let system = Certificate.PointSystem.values(
        try vector(object.required("values")),
        signs: try object.required("signs").signs(count: size))
      return (.values, .init(system: system, box: try box(object, count: size)))
    case .weights:
      let object = try node.object(
        required: ["kind", "weights", "level", "normalization", "box", "preconditioner"])
      let system = Certificate.PointSystem.weights(
        try vector(object.required("weights")),
        level: try object.required("level").quotedRational(budget),
        normalization: try vector(object.required("normalization")),
        preconditioner: try preconditioner(object, count: size + 1))
      return (.weights, .init(system: system, box: try box(object, count: size + 1)))
    case .meeting:
      let object = try node.object(
        required: ["kind", "flips", "slices", "normalization", "box", "preconditioner"])
      var flips: [[Int]] = []
      for flip in try object.required("flips").array(of: "flips") {
        flips.append(try tasks(flip))
      }
      var slices: [[Rational]] = []
      for slice in try object.required("slices").array(of: "slices") {
        slices.append(try vector(slice))
      }
      let system = Certificate.PointSystem.meeting(
        flips: flips, slices: slices,
        normalization: try vector(object.required("normalization")),
        preconditioner: try preconditioner(object, count: size))
      return (.meeting, .init(system: system, box: try box(object, count: size)))
    case nil: throw node.failure(expected: "a point of a known kind")
    }
  }

  private func box(
    _ point: ExactJSONObject, count: Int
  ) throws(ExactJSONError) -> Certificate.Box {
    let object = try point.required("box").object(required: ["exponent", "centers", "radii"])
    let box = Certificate.Box(
      exponent: try exponent(object),
      centers: try object.required("centers").dyadicIntegers(count: count),
      radii: try object.required("radii").dyadicIntegers(count: count))
    try budget.spend(box.centers, exponent: box.exponent, at: object.node)
    try budget.spend(box.radii, exponent: box.exponent, at: object.node)
    return box
  }

  private func preconditioner(
    _ point: ExactJSONObject, count: Int
  ) throws(ExactJSONError) -> Certificate.DyadicMatrix {
    let object = try point.required("preconditioner").object(required: ["exponent", "integers"])
    var rows: [[Integer]] = []
    for row in try object.required("integers").array(count: count, of: "rows") {
      rows.append(try row.dyadicIntegers(count: count))
    }
    let exponent = try exponent(object)
    for row in rows { try budget.spend(row, exponent: exponent, at: object.node) }
    return Certificate.DyadicMatrix(exponent: exponent, integers: rows)
  }

  private func exponent(_ object: ExactJSONObject) throws(ExactJSONError) -> Int {
    let limit = Certificate.maximumExponent
    return try object.required("exponent").integer(in: -limit...limit)
  }

  private func disagreement(
    _ object: ExactJSONObject
  ) throws(ExactJSONError) -> Certificate.Disagreement {
    var surfaces: [Int] = []
    for surface in try object.required("surfaces").array(count: 2, of: "surfaces") {
      surfaces.append(try surface.integer(in: 0...size))
    }
    return Certificate.Disagreement(
      first: surfaces[0], second: surfaces[1], task: try task(object.required("task")),
      sineSquared: try object["sineSquared"].map { value throws(ExactJSONError) in
        try value.quotedRational(budget)
      })
  }

  private func obstructionKeys(_ kind: Kind) -> [String] {
    [kind == .values ? "zeroCoordinate" : "disagreement", "negativeWeight", "negativeDirection"]
  }

  private func obstruction(
    _ object: ExactJSONObject, oneOf keys: [String]
  ) throws(ExactJSONError) -> Certificate.EnclosedObstruction {
    let (key, value) = try single(keys, of: object)
    if let violation = object["violation"], key != "negativeDirection" {
      throw violation.failure(expected: "no violation: there is no negativeDirection")
    }
    switch key {
    case "disagreement":
      return .disagreement(
        try disagreement(
          value.object(required: ["surfaces", "task"], optional: ["sineSquared"])))
    case "negativeWeight": return .negativeWeight(try task(value))
    case "zeroCoordinate": return .zeroCoordinate(try task(value))
    default:
      return .negativeDirection(
        try vector(value),
        violation: try object["violation"].map { value throws(ExactJSONError) in
          try value.quotedRational(budget)
        })
    }
  }

  private func optimality(
    _ object: ExactJSONObject, oneOf keys: [String]
  ) throws(ExactJSONError) -> Certificate.EnclosedOptimality {
    let (key, value) = try single(keys, of: object)
    switch key {
    case "drop": return .drop(try task(value))
    case "exhaustive":
      guard try value.boolean() else { throw value.failure(expected: "true") }
      return .exhaustive
    default: return .tree(try tree(value))
    }
  }
}

extension ExactJSON {
  /// An integer in quotes, `-?[0-9]+`, with the limit of digits of all exact numbers.
  fileprivate func dyadicInteger() throws(ExactJSONError) -> Integer {
    let text = Array(try string().utf8)
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw failure(expected: "an integer in quotes")
    }
    return try quotedRational().numerator
  }

  fileprivate func dyadicIntegers(count: Int) throws(ExactJSONError) -> [Integer] {
    var result: [Integer] = []
    for value in try array(count: count, of: "integers in quotes") {
      result.append(try value.dyadicInteger())
    }
    return result
  }
}
