import Cases
import Claims
import ExactJSON
import Foundation

/// A folder with the shards of one campaign: `campaign.json` says which; for each range
/// `FROM-TO.HASH.shard` holds the result and `FROM-TO.HASH.time` what it took.
///
/// The folder may be shared by many machines: files are only ever written under another name and
/// renamed, and nothing is locked.
struct ShardFolder {
  /// The ending of a result.
  static let ending = ".shard"

  /// The folder, as it was named.
  let path: String

  /// A file of the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The plan, or nil where the folder has none.
  ///
  /// - Throws: `InputError` for a file that is no plan of this program.
  func plan() throws(InputError) -> CampaignPlan? {
    let file = file(CampaignPlan.file)
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let bytes = try InputFile.read(file)
    do {
      return try CampaignPlan(bytes)
    } catch {
      throw InputError(error, file: file)
    }
  }

  /// The plan of a folder that has to have one.
  ///
  /// - Throws: `InputError`.
  func existingPlan() throws(InputError) -> CampaignPlan {
    guard let plan = try plan() else {
      throw InputError(
        .noSuchFile, file: file(CampaignPlan.file), problem: "no such file",
        expectation: "a folder that `claims run --shards` or `claims submit` has filled")
    }
    return plan
  }

  /// Creates the folder where it is missing, and plans a range of a campaign: the plan of the
  /// folder becomes the range that includes both.
  ///
  /// - Throws: `OutputError`, `InputError` for a folder of another campaign.
  func prepare(_ key: CampaignKey, _ range: Range<Int>) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: path, reason: "the folder cannot be created")
    }
    let old = try plan()
    if let old, old.key != key {
      throw InputError(
        .wrongUsage, file: file(CampaignPlan.file),
        problem: "the folder holds the campaign of \(old.key.text)",
        expectation: "that of \(key.text); each campaign has a folder of its own")
    }
    let new = (old ?? CampaignPlan(key: key, range: range)).including(range)
    if new != old { try FileOutput.write(new.bytes, to: file(CampaignPlan.file)) }
  }

  /// The names of the results in the folder, without their ending, ascending.
  ///
  /// - Throws: `InputError` for a folder that cannot be listed.
  func names() throws(InputError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw InputError(
        .unreadable, file: path, problem: "the folder cannot be listed",
        expectation: "a readable folder")
    }
    // Names with a dot in front are files that were never finished.
    return names.filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.ending.count)) }.sorted()
  }

  /// Reads a result.
  ///
  /// - Throws: `InputError` for a file that was cut off, altered or renamed.
  func shard(_ name: String) throws(InputError) -> (file: String, shard: CampaignShard) {
    let file = file(name + Self.ending)
    let bytes = try InputFile.read(file)
    let shard: CampaignShard
    do {
      shard = try CampaignShard(bytes)
    } catch {
      throw InputError(
        .malformed, file: file, place: error.place, problem: error.problem,
        expectation: error.expectation
          + "; nothing of the file was counted, remove it and its range is run again")
    }
    guard shard.name == name else {
      throw InputError(
        .invalid, file: file, problem: "the name is not that of the contents",
        expectation: "the name \(shard.name)\(Self.ending)")
    }
    return (file, shard)
  }

  /// The range in the name of a result of a campaign; nil for results of other campaigns.
  static func range(of name: String, in key: CampaignKey) -> Range<Int>? {
    let numbers = name.prefix { $0 != "." }.split(separator: "-").map { Int($0) }
    guard numbers.count == 2, let from = numbers[0], let to = numbers[1], from >= 1, from <= to
    else { return nil }
    return key.name(from - 1..<to) == name ? from - 1..<to : nil
  }

  /// Writes a result, and what it took, beside it.
  ///
  /// - Throws: `OutputError`, and `CampaignDefect` where another process has written another
  ///   result for the same range.
  func save(_ shard: CampaignShard, _ timing: ShardTiming) throws {
    let file = file(shard.name + Self.ending)
    let bytes = shard.bytes
    if FileManager.default.fileExists(atPath: file), try InputFile.read(file) != bytes {
      throw CampaignDefect(
        message: "\(file): this run has another result for the same range: a defect, or one of"
          + " the machines is broken")
    }
    try FileOutput.write(bytes, to: file)
    try FileOutput.write(timing.bytes, to: self.file(shard.name + ShardTiming.ending))
  }

  /// What a result took, or nil where that is not known.
  func timing(_ name: String) -> ShardTiming? {
    (try? InputFile.read(file(name + ShardTiming.ending))).flatMap { try? ShardTiming($0) }
  }
}
