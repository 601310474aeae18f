import ExactJSON

/// The counts in JSON. Positions are counted from 1 there.
extension CampaignTally {
  /// The members of a JSON object that hold the counts, but neither the range nor the
  /// counterexample.
  package var members: [ExactJSONValue.Member] {
    var result: [ExactJSONValue.Member] =
      [
        .init("tried", .integer(range.count)), .init("tested", .integer(tested)),
        .init("discarded", .integer(discarded)), .init("undecided", .integer(undecided)),
        .init("refuting", .integer(refuted)),
      ] + coverage + [.init("open", .array(open.map { Self.json($0) }))]
    if let found { result.append(.init("found", Self.json(found))) }
    return result
  }

  /// The members that say why instances were discarded and which labels the others have.
  package var coverage: [ExactJSONValue.Member] {
    let groups = labelGroups.map { group in
      ExactJSONValue.Member(
        group.group, .object(group.values.map { .init($0.value, .integer($0.count)) }))
    }
    return [
      .init("discards", Self.json(discards)), .init("random", .integer(random)),
      .init("labels", .object(groups)),
    ]
  }

  /// The labels by group, both in the order of their names; numbers in the order of their size.
  package var labelGroups: [(group: String, values: [(value: String, count: Int)])] {
    Dictionary(grouping: labels) { $0.key.group }.sorted { $0.key < $1.key }.map { group in
      (
        group.key,
        group.value.map { ($0.key.value, $0.value) }.sorted {
          switch (Int($0.0), Int($1.0)) {
          case (let left?, let right?): left < right
          case (nil, nil): $0.0 < $1.0
          case (let left, _): left != nil
          }
        }
      )
    }
  }

  private static func json(_ counts: [String: Int]) -> ExactJSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })
  }

  private static func json(_ place: Place) -> ExactJSONValue {
    ["position": .integer(place.position + 1), "text": .text(place.text)]
  }

  /// The counterexample in JSON, as shards keep it.
  var refutingJSON: ExactJSONValue? {
    refuting.map {
      [
        "position": .integer($0.position + 1), "original": $0.original.json,
        "example": $0.simplest.json, "steps": .integer($0.steps),
        "minimal": .boolean($0.isMinimal),
      ]
    }
  }

  static let names = [
    "tried", "tested", "discarded", "undecided", "refuting", "discards", "random", "labels", "open",
  ]

  /// Reads the counts of a range from an object that holds ``members`` and perhaps
  /// ``refutingJSON`` as `counterexample`.
  ///
  /// - Throws: ``ExactJSONError`` where something is missing or of another kind, and where the
  ///   counts do not add up.
  init(
    _ object: ExactJSONObject, range: Range<Int>, claim: any Claim
  ) throws(ExactJSONError) {
    self.init(range: range)
    func count(_ node: ExactJSON) throws(ExactJSONError) -> Int {
      try node.integer(in: 0...range.count)
    }
    for member in try object.required("discards").object().members {
      discards[member.key] = try count(member.value)
    }
    undecided = try count(try object.required("undecided"))
    refuted = try count(try object.required("refuting"))
    holding = try count(try object.required("tested")) - refuted
    random = try count(try object.required("random"))
    for group in try object.required("labels").object().members {
      for value in try group.value.object().members {
        labels[ClaimLabel(group.key, value.key)] = try count(value.value)
      }
    }
    for node in try object.required("open").array() {
      open.append(try Self.place(node, in: range))
    }
    found = try object["found"].map { (node) throws(ExactJSONError) in
      try Self.place(node, in: range)
    }
    refuting = try object["counterexample"].map { (node) throws(ExactJSONError) in
      try Self.refuting(node, in: range, claim: claim)
    }
    let tried = try object.required("tried")
    guard try count(tried) == range.count, holding >= 0,
      try count(try object.required("discarded")) == discarded,
      holding + refuted + discarded + undecided == range.count, random <= holding + refuted,
      open.count == min(undecided, Self.openLimit), (refuted > 0) == (refuting != nil)
    else {
      throw tried.failure(
        expected: "counts that add up to the \(range.count) instances of the range")
    }
  }

  private static func position(
    _ node: ExactJSON, in range: Range<Int>
  ) throws(ExactJSONError) -> Int {
    try node.integer(in: range.lowerBound + 1...range.upperBound) - 1
  }

  private static func place(
    _ node: ExactJSON, in range: Range<Int>
  ) throws(ExactJSONError) -> Place {
    let object = try node.object(required: ["position", "text"])
    return Place(
      position: try position(try object.required("position"), in: range),
      text: try object.required("text").string())
  }

  private static func refuting(
    _ node: ExactJSON, in range: Range<Int>, claim: any Claim
  ) throws(ExactJSONError) -> Refuting {
    let object = try node.object(
      required: ["position", "original", "example", "steps", "minimal"])
    var draw = ClaimDraw(seed: 0, claim: claim.id, index: 0)
    let shape = claim.example(&draw)
    return Refuting(
      position: try position(try object.required("position"), in: range),
      original: try shape.reading(try object.required("original")),
      simplest: try shape.reading(try object.required("example")),
      steps: try object.required("steps").integer(in: 0...Int.max),
      isMinimal: try object.required("minimal").boolean())
  }
}
