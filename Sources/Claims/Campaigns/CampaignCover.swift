/// Shards of one campaign in the order of their ranges, and what they leave out.
package struct CampaignCover: Sendable {
  /// Shards that cannot all be counted.
  package enum Failure: Error, Equatable {
    /// Two files with the same range and different results.
    case differs(first: String, second: String, range: Range<Int>)
    /// Two files whose ranges overlap.
    case overlaps(first: String, second: String, common: Range<Int>)
    /// A file of another campaign.
    case foreign(file: String, key: CampaignKey)
    /// A file whose range is not within the campaign.
    case outside(file: String, range: Range<Int>)
  }

  /// The range to cover.
  package let range: Range<Int>
  /// The shards, ascending and disjoint.
  package let shards: [CampaignShard]

  /// Orders shards; a shard that is there twice in the same bytes counts once.
  ///
  /// - Throws: ``Failure``.
  package init(
    _ files: [(file: String, shard: CampaignShard)], of plan: CampaignPlan
  ) throws(Failure) {
    range = plan.range
    var kept: [(file: String, shard: CampaignShard)] = []
    let sorted = files.sorted {
      let (left, right) = ($0.shard.tally.range, $1.shard.tally.range)
      return (left.lowerBound, left.upperBound, $0.file)
        < (right.lowerBound, right.upperBound, $1.file)
    }
    for entry in sorted {
      let own = entry.shard.tally.range
      guard entry.shard.key == plan.key else {
        throw .foreign(file: entry.file, key: entry.shard.key)
      }
      guard own.clamped(to: range) == own else { throw .outside(file: entry.file, range: own) }
      if let last = kept.last, last.shard.tally.range.upperBound > own.lowerBound {
        let other = last.shard.tally.range
        if other != own {
          throw .overlaps(first: last.file, second: entry.file, common: other.clamped(to: own))
        }
        if last.shard != entry.shard {
          throw .differs(first: last.file, second: entry.file, range: own)
        }
        continue
      }
      kept.append(entry)
    }
    shards = kept.map(\.shard)
  }

  /// The ranges of positions that no shard covers, ascending.
  package var missing: [Range<Int>] {
    Self.gaps(in: range, between: shards.map(\.tally.range))
  }

  /// What is left of a range between ascending disjoint ranges.
  package static func gaps(in range: Range<Int>, between covered: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var next = range.lowerBound
    for part in covered where part.overlaps(range) {
      if part.lowerBound > next { result.append(next..<part.lowerBound) }
      next = max(next, part.upperBound)
    }
    if next < range.upperBound { result.append(next..<range.upperBound) }
    return result
  }

  /// Cuts a range at the multiples of a length, so that the parts of overlapping ranges agree.
  package static func parts(of range: Range<Int>, length: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var next = range.lowerBound
    while next < range.upperBound {
      let end = min((next / length + 1) * length, range.upperBound)
      result.append(next..<end)
      next = end
    }
    return result
  }

  /// The counts of all shards; the tally of the range where nothing is missing.
  package var tally: CampaignTally {
    var result = CampaignTally(before: range.lowerBound)
    if missing.isEmpty {
      for shard in shards { result.append(shard.tally) }
    } else {
      for shard in shards { result.addCounts(of: shard.tally) }
    }
    return result
  }
}
