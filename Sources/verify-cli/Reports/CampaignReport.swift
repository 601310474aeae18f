import Claims
import Exact
import ExactJSON
import Verify

/// What the instances of a range came to. Text and JSON are functions of the key and the counts:
/// the same for one run, several threads, and shards from many machines.
struct CampaignReport {
  /// The name of the JSON format.
  static let format = "scalarization-campaign/1"

  let claim: any Claim
  let key: CampaignKey
  let tally: CampaignTally
  /// Why the simplest counterexample refutes the claim; nil where there is none.
  let refutation: Refutation?

  /// The outcome.
  var status: ClaimStatus { tally.conclusion(claim, taskCount: key.taskCount).status }

  /// The exit status: 0 for the expected outcome where one was named.
  func exitStatus(expecting expected: ClaimStatus?) -> ExitStatus {
    guard let expected else { return ExitStatus(status) }
    return status == expected ? .success : .unexpected
  }

  /// One line, the range, why instances were discarded, the labels and the counterexample.
  var text: String {
    let (status, reason) = tally.conclusion(claim, taskCount: key.taskCount)
    var line = "\(claim.id): \(status.rawValue) (\(ClaimReport.counts(tally)))"
    if let reason { line += ": \(reason)" }
    var lines = [line]
    lines.append(
      "  instances \(tally.range.lowerBound + 1) to \(tally.range.upperBound), seed \(key.seed)"
        + (key.taskCount.map { ", k = \($0)" } ?? "") + ", generator \(key.generator)")
    lines += Self.labelLines(tally)
    for place in tally.open.prefix(5) {
      lines.append("  undecided: instance \(place.position + 1): \(place.text)")
    }
    if tally.undecided > 5 { lines.append("  undecided: \(tally.undecided - 5) more") }
    if let found = tally.found { lines += ClaimReport.found(found) }
    if let refuting = tally.refuting, let refutation {
      lines.append("  \(TextLayout.count(tally.refuted, "counterexample")); the first one:")
      lines += ClaimReport.lines(
        claim, refutation, refuting.simplest, note: "instance \(refuting.position + 1)",
        steps: refuting.steps, isMinimal: refuting.isMinimal)
    }
    return lines.joined(separator: "\n")
  }

  /// Why instances were discarded, and the table of labels.
  static func labelLines(_ tally: CampaignTally) -> [String] {
    var lines = tally.discards.sorted { $0.key < $1.key }.map {
      "  discarded: \($0.value) times: \($0.key)"
    }
    guard tally.random > 0, !tally.labels.isEmpty else { return lines }
    lines.append("  labels of the \(TextLayout.count(tally.random, "random instance")) tested:")
    let rows = tally.labelGroups.flatMap { group in
      group.values.map { entry in
        [
          "\(group.group): \(entry.value)", String(entry.count),
          percent(entry.count, of: tally.random),
        ]
      }
    }
    return lines + TextTable.lines(rows, indent: 4)
  }

  /// A share in per cent with one decimal, rounded down, by integers alone.
  private static func percent(_ count: Int, of total: Int) -> String {
    let tenths = count.multipliedFullWidth(by: 1000)
    let share = total.dividingFullWidth(tenths).quotient
    return "\(share / 10).\(share % 10) %"
  }

  /// One object.
  var json: ExactJSONValue {
    let (status, reason) = tally.conclusion(claim, taskCount: key.taskCount)
    var members: [ExactJSONValue.Member] =
      [.init("format", .text(Self.format))] + key.members + CampaignKey.members(tally.range)
      + [.init("outcome", .text(status.rawValue))]
    if let reason { members.append(.init("reason", .text(reason))) }
    members += tally.members
    if let refuting = tally.refuting, let refutation {
      members.append(
        .init(
          "counterexample",
          ClaimReport.json(
            refutation, refuting.simplest, isMinimal: refuting.isMinimal,
            position: refuting.position)))
    }
    return .object(members)
  }
}

extension ExitStatus {
  /// The exit status of one claim.
  init(_ status: ClaimStatus) {
    switch status {
    case .holds: self = .success
    case .refuted: self = .refuted
    case .vacuous, .vacuousLabel: self = .vacuous
    case .undecided: self = .undecided
    }
  }
}
