import Claims
import Exact
import ExactJSON

/// How far a campaign is.
struct CampaignProgressReport {
  private let plan: CampaignPlan
  private let missing: [Range<Int>]
  private let shards: Int
  private let tally: CampaignTally
  /// Instances a second over the last shards, where their times are known.
  private let rate: Double?

  /// By how many of the last shards the speed is measured.
  private static let window = 32

  init(_ set: ShardSet) {
    plan = set.plan
    missing = set.cover.missing
    shards = set.cover.shards.count
    tally = set.cover.tally
    func end(_ timing: ShardTiming) -> Int { timing.start * 1000 + timing.milliseconds }
    let last = set.timings.sorted { end($0.timing) < end($1.timing) }.suffix(Self.window)
    let start = last.map { $0.timing.start * 1000 }.min() ?? 0
    let span = (last.map { end($0.timing) }.max() ?? 0) - start
    let count = last.reduce(0) { $0 + $1.count }
    rate = span > 0 ? Double(count) * 1000 / Double(span) : nil
  }

  /// Whether nothing is missing.
  var isComplete: Bool { missing.isEmpty }

  private var left: Int { missing.reduce(0) { $0 + $1.count } }
  private var done: Int { plan.range.count - left }

  /// The seconds until the end at the speed of the last shards.
  private var secondsLeft: Int? {
    guard !isComplete, let rate, rate > 0 else { return nil }
    let seconds = Double(left) / rate
    return seconds < 1e15 ? Int(seconds.rounded(.up)) : nil
  }

  /// A few lines.
  var text: String {
    var lines = [
      "\(plan.key.text), instances \(plan.range.lowerBound + 1) to \(plan.range.upperBound)",
      "  done: \(done) of \(plan.range.count) instances in \(TextLayout.count(shards, "shard"))",
    ]
    if !isComplete { lines.append("  missing: \(IncompleteCampaign.text(missing))") }
    lines.append(
      "  so far: \(tally.tested) tested, \(tally.discarded) discarded,"
        + " \(tally.undecided) undecided, \(tally.refuted) refuting")
    if let refuting = tally.refuting {
      lines.append("  first counterexample among them: instance \(refuting.position + 1)")
    }
    if let rate {
      var line = "  \(Int(rate)) instances a second in the last shards"
      if let secondsLeft { line += "; at this speed the end is \(secondsLeft) s away" }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// One object.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] =
      [.init("format", "scalarization-campaign-status/1")] + plan.key.members
      + CampaignKey.members(plan.range)
      + [
        .init("done", .integer(done)), .init("shards", .integer(shards)),
        .init(
          "missing", .array(missing.map { .integers([$0.lowerBound + 1, $0.upperBound]) })),
        .init("tested", .integer(tally.tested)), .init("discarded", .integer(tally.discarded)),
        .init("undecided", .integer(tally.undecided)), .init("refuting", .integer(tally.refuted)),
      ]
    if let refuting = tally.refuting {
      members.append(.init("first", .integer(refuting.position + 1)))
    }
    if let rate { members.append(.init("perSecond", .integer(Int(rate)))) }
    if let secondsLeft { members.append(.init("secondsLeft", .integer(secondsLeft))) }
    return .object(members)
  }
}
