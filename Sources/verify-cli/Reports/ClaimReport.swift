import Claims
import Exact
import ExactJSON
import Verify

/// What a run of a claim came to, for people and for programs.
struct ClaimReport {
  let claim: any Claim
  let result: CampaignResult

  /// Whether discards and labels follow the line.
  var showsLabels = false

  /// One line, and the counterexample below it.
  var text: String {
    var line = "\(claim.id): \(result.status.rawValue) ("
    if result.tried == 0, result.counterexample != nil {
      line += "by a saved example, before any instance was drawn; --no-saved leaves those out"
    } else {
      line += Self.counts(result.tally)
    }
    line += ")"
    if let reason = result.reason { line += ": \(reason)" }
    var lines = [line]
    if showsLabels { lines += CampaignReport.labelLines(result.tally) }
    if let found = result.tally.found { lines += Self.found(found) }
    if let found = result.counterexample {
      lines += Self.lines(
        claim, found.refutation, found.example,
        note: found.position.map { "instance \($0 + 1)" } ?? "a saved example or directed search",
        steps: found.steps, isMinimal: found.isMinimal)
    }
    return lines.joined(separator: "\n")
  }

  /// How many instances there were of each kind.
  static func counts(_ tally: CampaignTally) -> String {
    var line = "\(TextLayout.count(tally.tested, "instance")) tested"
    line += ", \(tally.range.count) tried, \(tally.discarded) discarded"
    if tally.undecided > 0 { line += ", \(tally.undecided) undecided" }
    return line
  }

  /// The first instance of the second half of a claim.
  static func found(_ place: CampaignTally.Place) -> [String] {
    indented("found at instance \(place.position + 1): \(place.text)")
  }

  /// A counterexample.
  static func lines(
    _ claim: any Claim, _ refutation: Refutation, _ example: ClaimExample, note: String,
    steps: Int, isMinimal: Bool
  ) -> [String] {
    var lines = indented("statement: \(claim.statement)")
    lines += indented("false: \(refutation.reason)")
    lines += indented(example.text)
    var note = note + ", made simpler in \(TextLayout.count(steps, "step"))"
    if !isMinimal { note += "; a simpler one may exist" }
    if !refutation.certificates.isEmpty {
      let names = refutation.certificates.map(\.statement.rawValue)
      note += "; verified by the checker: \(names.joined(separator: ", "))"
    }
    return lines + indented("(\(note))")
  }

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
  }

  /// One object.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("claim", .text(claim.id)), .init("outcome", .text(result.status.rawValue)),
      .init("tried", .integer(result.tried)), .init("discarded", .integer(result.discarded)),
      .init("undecided", .integer(result.undecided)), .init("tested", .integer(result.tested)),
    ]
    if let reason = result.reason { members.append(.init("reason", .text(reason))) }
    members += result.tally.coverage
    if let remark = result.remark {
      members.append(
        .init(
          "found", ["position": .integer(remark.position + 1), "text": .text(remark.text)]))
    }
    if let found = result.counterexample {
      members.append(
        .init(
          "counterexample",
          Self.json(
            found.refutation, found.example, isMinimal: found.isMinimal, position: found.position)))
    }
    return .object(members)
  }

  /// A counterexample in JSON.
  static func json(
    _ refutation: Refutation, _ example: ClaimExample, isMinimal: Bool, position: Int?
  ) -> ExactJSONValue {
    var parts: [ExactJSONValue.Member] = [
      .init("example", example.json), .init("reason", .text(refutation.reason)),
      .init("minimal", .boolean(isMinimal)),
    ]
    if let position { parts.append(.init("position", .integer(position + 1))) }
    parts.append(.init("certificates", .array(refutation.certificates.map(\.json))))
    return .object(parts)
  }

  /// The exit status of several claims: the gravest, or whether all are as expected.
  static func status(_ reports: [ClaimReport], expecting expected: ClaimStatus?) -> ExitStatus {
    guard let expected else { return .gravest(reports.map { ExitStatus($0.result.status) }) }
    return reports.allSatisfy { $0.result.status == expected } ? .success : .unexpected
  }
}
