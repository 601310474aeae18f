import Cases
import Claims
import Foundation
import Verify

/// Runs a range of instances of a claim, shard by shard.
struct RangeRun {
  let campaign: Campaign
  let key: CampaignKey
  let range: Range<Int>
  let shardSize: Int
  /// Where results are kept and looked for; nil for none.
  let folder: ShardFolder?
  let quiet: Bool

  /// The tally of the range, or nil where the run was stopped: then the finished shards are in the
  /// folder, and the same command goes on from there.
  ///
  /// - Throws: `InputError` for a shard that was altered, `OutputError`, `CampaignDefect`, and
  ///   `CertificationFailure` when the checker rejects a verdict of a counterexample.
  func run(_ deadline: Deadline) throws -> CampaignTally? {
    var known: [(file: String, shard: CampaignShard)] = []
    if let folder {
      try folder.prepare(key, range)
      for name in try folder.names() {
        guard let own = ShardFolder.range(of: name, in: key), own.overlaps(range) else { continue }
        known.append(try folder.shard(name))
      }
    }
    known.sort { $0.shard.tally.range.lowerBound < $1.shard.tally.range.lowerBound }
    let covered = known.map(\.shard.tally.range)
    try requireDisjoint(known.map { ($0.file, $0.shard.tally.range) })
    var tallies = known.map(\.shard.tally)
    let parts = CampaignCover.gaps(in: range, between: covered)
      .flatMap { CampaignCover.parts(of: $0, length: shardSize) }
    let planned = parts.reduce(0) { $0 + $1.count }
    let progress = SharedProgress(quiet: quiet)
    defer { progress.finish() }
    let start = ContinuousClock.now
    var finished = 0
    for part in parts {
      let before = finished
      let began = Date()
      let tally = try campaign.tally(part) { done in
        progress.update {
          let elapsed = (ContinuousClock.now - start) / .seconds(1)
          let rate = elapsed > 0 ? Double(before + done) / elapsed : 0
          let left = rate > 0 ? Int(Double(planned - before - done) / rate) : 0
          return "\(key.claim): \(before + done) of \(planned), \(Int(rate)) a second,"
            + " about \(left) s left"
        }
        return !deadline.isOver
      }
      guard let tally else { return nil }
      if let folder {
        try folder.save(
          CampaignShard(key: key, tally: tally),
          ShardTiming(since: began, jobs: campaign.options.jobs))
      }
      tallies.append(tally)
      finished += part.count
    }
    var result = CampaignTally(before: range.lowerBound)
    for tally in tallies.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result.append(tally)
    }
    return result
  }

  /// - Throws: `InputError` for a shard that reaches over the range or into another shard.
  private func requireDisjoint(_ known: [(file: String, range: Range<Int>)]) throws(InputError) {
    var next = range.lowerBound
    for (file, own) in known {
      guard own.lowerBound >= next, own.upperBound <= range.upperBound else {
        throw InputError(
          .wrongUsage, file: file,
          problem: "it holds the instances \(own.lowerBound + 1) to \(own.upperBound)",
          expectation: "shards that lie within \(range.lowerBound + 1) to \(range.upperBound),"
            + " the range of this run, and do not overlap")
      }
      next = own.upperBound
    }
  }
}
