import ArgumentParser
import Claims

/// A range of instances.
struct WholeRangeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first instance of a range, counted from 1.", valueName: "i"))
  var from: Int?

  @Option(help: ArgumentHelp("The last instance of a range.", valueName: "i"))
  var to: Int?

  func validate() throws {
    guard (from == nil) == (to == nil) else {
      throw ValidationError("--from and --to go together")
    }
    if let from, let to, from < 1 || to < from || to > 1_000_000_000_000 {
      throw ValidationError(
        "--from and --to take instances from 1 to 1000000000000, the first one first")
    }
  }

  /// The positions, counted from 0, or nil where no range was given.
  var range: Range<Int>? {
    guard let from, let to else { return nil }
    return from - 1..<to
  }

  /// - Throws: `UsageError` where the claim of a campaign has no such instances.
  func require(in campaign: Campaign) throws {
    guard let range, range.clamped(to: campaign.positions) != range else { return }
    throw UsageError(
      message: "--to \(range.upperBound): \(campaign.claim.id) has"
        + " \(TextLayout.count(campaign.positions.count, "instance"))")
  }
}

/// A range of instances that is cut into shards.
struct RangeOptions: ParsableArguments {
  @OptionGroup var whole: WholeRangeOptions

  @Option(
    help: ArgumentHelp(
      "How many instances one shard holds; shards end at its multiples.", valueName: "number"))
  var shardSize = 10_000

  func validate() throws {
    guard (1...1_000_000_000).contains(shardSize) else {
      throw ValidationError("--shard-size takes a number from 1 to 1000000000")
    }
  }
}
