import Claims
import Exact
import ExactJSON
import Verify

/// What a run of a claim came to, for people and for programs.
struct ClaimReport {
  let claim: any Claim
  let result: CampaignResult

  /// The exit status of one claim.
  var status: ExitStatus {
    switch result.status {
    case .holds: .success
    case .refuted: .refuted
    case .vacuous: .vacuous
    case .undecided: .undecided
    }
  }

  /// One line, and the counterexample below it.
  var text: String {
    var line = "\(claim.id): \(result.status.rawValue) ("
    if result.tried == 0, result.counterexample != nil {
      line += "by a saved example, before any instance was drawn; --no-saved leaves those out"
    } else {
      line += "\(TextLayout.count(result.tested, "instance")) tested"
      line += ", \(result.tried) tried, \(result.discarded) discarded"
      if result.undecided > 0 { line += ", \(result.undecided) undecided" }
    }
    line += ")"
    if let reason = result.reason { line += ": \(reason)" }
    var lines = [line]
    if let remark = result.remark {
      lines += Self.indented("found at instance \(remark.position + 1): \(remark.text)")
    }
    if let found = result.counterexample {
      lines += Self.indented("statement: \(claim.statement)")
      lines += Self.indented("false: \(found.refutation.reason)")
      lines += Self.indented(found.example.text)
      var note = found.position.map { "instance \($0 + 1)" } ?? "a saved example or directed search"
      note += ", made simpler in \(TextLayout.count(found.steps, "step"))"
      if !found.isMinimal { note += "; a simpler one may exist" }
      if !found.refutation.certificates.isEmpty {
        let names = found.refutation.certificates.map(\.statement.rawValue)
        note += "; verified by the checker: \(names.joined(separator: ", "))"
      }
      lines += Self.indented("(\(note))")
    }
    return lines.joined(separator: "\n")
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
    if let remark = result.remark {
      members.append(
        .init(
          "found", ["position": .integer(remark.position + 1), "text": .text(remark.text)]))
    }
    if let found = result.counterexample {
      var parts: [ExactJSONValue.Member] = [
        .init("example", found.example.json), .init("reason", .text(found.refutation.reason)),
        .init("minimal", .boolean(found.isMinimal)),
      ]
      if let position = found.position { parts.append(.init("position", .integer(position + 1))) }
      parts.append(
        .init("certificates", .array(found.refutation.certificates.map(\.json))))
      members.append(.init("counterexample", .object(parts)))
    }
    return .object(members)
  }

  /// The exit status of several claims: the gravest, or whether all are as expected.
  static func status(_ reports: [ClaimReport], expecting expected: ClaimStatus?) -> ExitStatus {
    guard let expected else { return ExitStatus.gravest(reports.map(\.status)) }
    return reports.allSatisfy { $0.result.status == expected } ? .success : .unexpected
  }
}
