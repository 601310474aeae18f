import Cases
import Claims

/// All shards of a campaign, from one folder or from several that machines have filled apart.
struct ShardSet {
  /// What the folders are to hold.
  let plan: CampaignPlan
  /// What they hold.
  let cover: CampaignCover
  /// What the shards took, where that is known.
  let timings: [(count: Int, timing: ShardTiming)]

  /// Reads every shard of the folders.
  ///
  /// - Parameter range: The range to cover; that of the plans when nil.
  /// - Throws: `InputError` for a folder that is not one of a campaign, a file that was altered,
  ///   and shards that do not belong together or overlap; `CampaignDefect` for two shards with the
  ///   same range and different results.
  init(_ folders: [String], range: Range<Int>? = nil) throws {
    var plan: CampaignPlan?
    var files: [(file: String, shard: CampaignShard)] = []
    var timings: [(count: Int, timing: ShardTiming)] = []
    for path in folders {
      let folder = ShardFolder(path: path)
      let own = try folder.existingPlan()
      if let known = plan, known.key != own.key {
        throw InputError(
          .wrongUsage, file: folder.file(CampaignPlan.file),
          problem: "the campaign of \(own.key.text)", expectation: "that of \(known.key.text)")
      }
      plan = plan?.including(own.range) ?? own
      for name in try folder.names() {
        let entry = try folder.shard(name)
        files.append(entry)
        if let timing = folder.timing(name) {
          timings.append((entry.shard.tally.range.count, timing))
        }
      }
    }
    guard var plan else { throw UsageError(message: "a folder is needed") }
    if let range { plan = CampaignPlan(key: plan.key, range: range) }
    do {
      cover = try CampaignCover(files, of: plan)
    } catch {
      throw Self.failure(error, plan)
    }
    self.plan = plan
    self.timings = timings
  }

  private static func failure(
    _ failure: CampaignCover.Failure, _ plan: CampaignPlan
  ) -> any Error {
    func text(_ range: Range<Int>) -> String { "\(range.lowerBound + 1) to \(range.upperBound)" }
    switch failure {
    case .differs(let first, let second, let range):
      return CampaignDefect(
        message: "\(second): another result for the instances \(text(range)) than \(first): a"
          + " defect, or one of the machines is broken")
    case .overlaps(let first, let second, let common):
      return InputError(
        .invalid, file: second, problem: "the instances \(text(common)) are in \(first) as well",
        expectation: "shards that do not overlap; remove one of the two")
    case .foreign(let file, let key):
      return InputError(
        .invalid, file: file, problem: "a shard of \(key.text)",
        expectation: "one of \(plan.key.text)")
    case .outside(let file, let range):
      return InputError(
        .invalid, file: file, problem: "the instances \(text(range))",
        expectation: "some of \(text(plan.range))")
    }
  }

  /// The tally of the whole range.
  ///
  /// - Throws: `IncompleteCampaign` that says what is missing.
  func whole() throws(IncompleteCampaign) -> CampaignTally {
    guard cover.missing.isEmpty else {
      throw IncompleteCampaign(
        missing: cover.missing, range: cover.range, shards: cover.shards.count)
    }
    return cover.tally
  }
}

/// A campaign that cannot be merged yet.
struct IncompleteCampaign: Reportable {
  let missing: [Range<Int>]
  let range: Range<Int>
  let shards: Int

  /// Ranges in words, the first few of them.
  static func text(_ ranges: [Range<Int>]) -> String {
    let shown = ranges.prefix(8).map { "\($0.lowerBound + 1) to \($0.upperBound)" }
    let rest = ranges.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more ranges" : "")
  }

  var message: String {
    let count = missing.reduce(0) { $0 + $1.count }
    return "not complete: \(count) of \(range.count) instances are in none of the"
      + " \(TextLayout.count(shards, "shard")): \(Self.text(missing))"
  }
  var exitStatus: ExitStatus { .undecided }
}
