@testable import Claims
import Exact
import ExactJSON
import Foundation
import Surfaces
import TestSupport
import Testing
import Verify

/// Ranges of instances: tallies that add up, shards that are read strictly, covers.
@Suite struct CampaignTests {
  /// Claims that hold, are refuted now and then, discard much, have a second half, are finite.
  private static let ids = ["eq-1", "alg-1", "lem-b6", "thm-3.10-c1", "ours-k3", "d1-weights"]

  private static func campaign(_ id: String, jobs: Int = 1) throws -> Campaign {
    Campaign(
      try #require(ClaimRegistry.claim(id)),
      options: CampaignOptions(seed: 11, jobs: jobs, shrinkLimit: 200))
  }

  private static func key(_ id: String) throws -> CampaignKey {
    CampaignKey(try #require(ClaimRegistry.claim(id)), seed: 11, taskCount: nil)
  }

  @Test(arguments: ids) func talliesOfPartsAddUp(_ id: String) throws {
    let campaign = try Self.campaign(id)
    let range = 250..<450
    let whole = try #require(try campaign.tally(range))
    #expect(whole == (try Self.campaign(id, jobs: 3).tally(range)))
    var generator = TestGenerator(seed: 18)
    for _ in 0..<3 {
      let cuts = (0..<4).map { _ in range.lowerBound + Int(generator.next() % 200) }.sorted()
      var sum = CampaignTally(before: range.lowerBound)
      for (start, end) in zip([range.lowerBound] + cuts, cuts + [range.upperBound]) {
        sum.append(try #require(try campaign.tally(start..<end)))
      }
      #expect(sum == whole)
    }
    #expect(whole.tested + whole.discarded + whole.undecided == range.count)
  }

  @Test func aRangeGoesOnBehindACounterexample() throws {
    let run = try Campaign(
      try #require(ClaimRegistry.claim("alg-1")), options: CampaignOptions(seed: 11)
    ).run()
    let position = try #require(run.counterexample?.position)
    let tally = try #require(try Self.campaign("alg-1").tally(0..<position + 300))
    #expect(tally.refuting?.position == position)
    #expect(tally.refuting?.original == run.counterexample?.original)
    #expect(tally.refuted > 1 && tally.range.count == position + 300)
    // One by one.
    let campaign = try Self.campaign("alg-1")
    var refuted = 0
    for position in tally.range {
      if case .refuted = campaign.claim.check(campaign.example(at: position), ClaimContext()) {
        refuted += 1
      }
    }
    #expect(refuted == tally.refuted)
  }

  @Test func aStoppedRangeHasNoTally() throws {
    #expect(try Self.campaign("eq-1").tally(0..<1000) { $0 < 100 } == nil)
    // Stopped while the counterexample is made simpler.
    let position = try #require(try Self.campaign("alg-1").tally(0..<400)?.refuting?.position)
    #expect(try Self.campaign("alg-1").tally(position..<position + 1) { $0 < 1 } == nil)
  }

  @Test(arguments: ids) func shardsAreReadBack(_ id: String) throws {
    let tally = try #require(try Self.campaign(id).tally(300..<400))
    let shard = CampaignShard(key: try Self.key(id), tally: tally)
    #expect(try CampaignShard(shard.bytes) == shard)
  }

  @Test func aShardThatWasCutOffOrAlteredIsRefused() throws {
    let tally = try #require(try Self.campaign("alg-1").tally(300..<400))
    #expect(tally.refuting != nil)
    let shard = CampaignShard(key: try Self.key("alg-1"), tally: tally)
    let bytes = shard.bytes
    for length in 0..<bytes.count {
      #expect(throws: ExactJSONError.self) { try CampaignShard(Array(bytes.prefix(length))) }
    }
    for position in bytes.indices {
      var altered = bytes
      // Digits stay digits, so that the text stays JSON.
      let isDigit = (48...57).contains(bytes[position])
      altered[position] = isDigit ? 48 + (bytes[position] - 47) % 10 : bytes[position] ^ 1
      #expect(throws: ExactJSONError.self, "byte \(position)") { try CampaignShard(altered) }
    }
    #expect(throws: ExactJSONError.self) { try CampaignShard(bytes + [32]) }
  }

  @Test func namesTellKeysAndRangesApart() throws {
    let claim = try #require(ClaimRegistry.claim("eq-1"))
    let keys = [
      CampaignKey(claim, seed: 1, taskCount: nil), CampaignKey(claim, seed: 2, taskCount: nil),
      CampaignKey(claim, seed: 1, taskCount: 3), try Self.key("eq-4"),
    ]
    let names = keys.flatMap { key in [0..<10, 0..<11, 1..<11].map { key.name($0) } }
    #expect(Set(names).count == 12)
    #expect(names[0].hasPrefix("1-10."))
  }

  @Test func theDigestIsTheOneOfTheStandard() {
    // FIPS 180-4, the examples of one and two blocks, and the empty text.
    #expect(
      SHA256Digest.hexadecimal(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256Digest.hexadecimal(
        Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256Digest.hexadecimal([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  // MARK: Covers

  private static func shards(_ ranges: [Range<Int>]) throws -> [(
    file: String, shard: CampaignShard
  )] {
    try ranges.map { range in
      (
        "\(range.lowerBound)",
        CampaignShard(
          key: try key("eq-1"), tally: try #require(try campaign("eq-1").tally(range)))
      )
    }
  }

  @Test func aCoverSaysWhatIsMissingAndAddsUp() throws {
    let plan = CampaignPlan(key: try Self.key("eq-1"), range: 0..<60)
    let files = try Self.shards([40..<60, 10..<20, 20..<25])
    let cover = try CampaignCover(files, of: plan)
    #expect(cover.missing == [0..<10, 25..<40])
    #expect(cover.tally.tested + cover.tally.discarded == 35)
    let whole = try CampaignCover(files + Self.shards([0..<10, 25..<40]), of: plan)
    #expect(whole.missing.isEmpty)
    #expect(whole.tally == (try Self.campaign("eq-1").tally(0..<60)))
    // The same shard twice counts once.
    let twice = try CampaignCover(files + files, of: plan)
    #expect(twice.shards.count == 3)
  }

  @Test func shardsThatDoNotBelongTogetherAreRefused() throws {
    let plan = CampaignPlan(key: try Self.key("eq-1"), range: 0..<60)
    let files = try Self.shards([0..<10, 10..<20])
    #expect(throws: CampaignCover.Failure.overlaps(first: "10", second: "15", common: 15..<20)) {
      try CampaignCover(files + Self.shards([15..<30]), of: plan)
    }
    #expect(throws: CampaignCover.Failure.outside(file: "50", range: 50..<61)) {
      try CampaignCover(files + Self.shards([50..<61]), of: plan)
    }
    var other = files[1].shard.tally
    other.holding -= 1
    other.undecided += 1
    let broken = CampaignShard(key: plan.key, tally: other)
    #expect(throws: CampaignCover.Failure.differs(first: "10", second: "x", range: 10..<20)) {
      try CampaignCover(files + [("x", broken)], of: plan)
    }
    let foreign = CampaignShard(key: try Self.key("eq-4"), tally: files[0].shard.tally)
    #expect(throws: CampaignCover.Failure.foreign(file: "y", key: foreign.key)) {
      try CampaignCover([("y", foreign)], of: plan)
    }
  }

  @Test func partsEndAtTheMultiplesOfTheirLength() {
    #expect(CampaignCover.parts(of: 3..<25, length: 10) == [3..<10, 10..<20, 20..<25])
    #expect(CampaignCover.parts(of: 20..<30, length: 10) == [20..<30])
    #expect(CampaignCover.gaps(in: 5..<30, between: [0..<7, 9..<12, 28..<40]) == [7..<9, 12..<28])
    #expect(CampaignCover.gaps(in: 5..<30, between: []) == [5..<30])
    #expect(CampaignCover.gaps(in: 5..<30, between: [0..<40]).isEmpty)
  }

  // MARK: Generators

  /// The claims, the versions of their generators and a digest of what those draw: `id version
  /// digest` in each line.
  @Test func aGeneratorThatDrawsOtherInstancesHasAnotherVersion() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("generators.txt")
    let known = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init)
    var lines: [String] = []
    for claim in ClaimRegistry.all {
      let campaign = Campaign(claim, options: CampaignOptions(seed: 3))
      let count = claim.exhaustiveCount(largest: campaign.options.exhaustiveTasks)
      let positions =
        claim.instanceCount.map { Array(0..<$0) }
        ?? Array(0..<30) + Array(count..<count + 60)
      let text = positions.map { campaign.example(at: $0).json.text(.compact) }
      let digest = SHA256Digest.hexadecimal(Array(text.joined(separator: "\n").utf8)).prefix(16)
      lines.append("\(claim.id) \(claim.generatorVersion) \(digest)")
    }
    for line in lines where !known.contains(line) {
      Issue.record(
        """
        generators.txt does not have the line "\(line)": where the generator of a claim draws \
        other instances, its generatorVersion is raised by one and the line replaced
        """)
    }
    #expect(known.count == lines.count)
  }
}
