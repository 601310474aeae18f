@testable import Claims
import Exact
import Surfaces
import TestSupport
import Testing
import Verify

/// The labels of instances, and runs that miss a required one.
@Suite struct LabelTests {
  /// A claim about one random bit that is 1 once in `rarity` times.
  private static func claim(rarity: Int, perThousand: Int) -> StatementClaim {
    StatementClaim(
      id: "test", statement: "", source: "", refutedBy: "", status: .holds, mutants: [],
      requiredLabels: [RequiredLabel("decided", "rare", perThousand: perThousand)],
      draw: { draw in
        ClaimExample([ClaimExample.number("bit", Rational(draw.integer(1...rarity)))])
      },
      decide: { example, _ in
        .holds(branch: example.number("bit") == .one ? "rare" : "common")
      })
  }

  private static func run(_ claim: StatementClaim, count: Int) throws -> CampaignResult {
    try Campaign(claim, options: CampaignOptions(count: count)).run()
  }

  @Test func aRunThatMissesARequiredLabelIsVacuous() throws {
    let missed = try Self.run(Self.claim(rarity: 20, perThousand: 100), count: 1500)
    #expect(missed.status == .vacuousLabel)
    #expect(missed.reason?.hasPrefix("decided: rare on ") == true)
    #expect(try Self.run(Self.claim(rarity: 20, perThousand: 30), count: 1500).status == .holds)
    // Too few instances say nothing about a share.
    #expect(try Self.run(Self.claim(rarity: 20, perThousand: 100), count: 900).status == .holds)
  }

  @Test func labelsCountTestedRandomInstances() throws {
    let claim = Self.claim(rarity: 4, perThousand: 1)
    let campaign = Campaign(claim, options: CampaignOptions(seed: 9))
    let tally = try #require(try campaign.tally(0..<400))
    let rare = (0..<400).count { campaign.example(at: $0).number("bit") == .one }
    #expect(tally.labels[ClaimLabel("decided", "rare")] == rare)
    #expect(tally.labels[ClaimLabel("decided", "common")] == 400 - rare)
    #expect(tally.random == 400)
    // Exhaustive instances are complete by themselves.
    let patterns = try #require(ClaimRegistry.claim("ours-count"))
    let first = try #require(try Campaign(patterns).tally(0..<200))
    #expect(first.random == 0 && first.labels.isEmpty && first.tested == 200)
  }

  @Test func everyInstanceHasOneLabelOfAGroup() throws {
    for claim in ClaimRegistry.all where claim.instanceCount == nil {
      let campaign = Campaign(claim, options: CampaignOptions(seed: 4, exhaustiveTasks: 1))
      for position in 20..<60 {
        let groups = claim.labels(campaign.example(at: position)).map(\.group)
        #expect(Set(groups).count == groups.count, "\(claim.id)")
      }
    }
  }

  @Test func matricesHaveTheLabelsOfTheirEntries() {
    func labels(_ rows: [[Integer]]) -> Set<String> {
      Set(MatrixLabels(RationalMatrix(numerators: rows)).labels.map { "\($0.group): \($0.value)" })
    }
    #expect(
      labels([[2, -1, 1], [-1, 2, 1], [1, 1, 3]])
        == [
          "signs: frustrated", "entries: dense", "graph: connected", "angles: ordinary",
          "scales: alike",
        ])
    #expect(
      labels([[2, 0, 0], [0, 3000, 1], [0, 1, 1]])
        == [
          "signs: balanced", "entries: some zero", "graph: in parts", "angles: ordinary",
          "scales: far apart",
        ])
    #expect(labels([[2, 0], [0, 3]]).contains("entries: diagonal"))
    #expect(labels([[1000, 999], [999, 1000]]).contains("angles: nearly 0"))
  }

  @Test func surfacesThroughAPointAreCounted() throws {
    var kinds: [SurfacesAtPoint: Int] = [:]
    for index in 0..<(300 * testMultiplier) {
      var draw = ClaimDraw(seed: 12, claim: "test", index: index)
      let gram = draw.gram(draw.tasks(2...5))
      let direction = draw.direction(gram)
      let instance = try Instance(gram: RationalMatrix(numerators: gram))
      // Slowly: the different vectors D u, up to sign, with the same norm.
      var vectors: Set<[Integer]> = []
      let inverse = instance.gramInverse
      let norm = inverse.quadraticForm(direction)
      var nearest: Rational?
      for pattern in 0..<(1 << gram.count) {
        var flipped = direction.indices.map {
          pattern >> $0 & 1 == 1 ? -direction[$0] : direction[$0]
        }
        if let first = flipped.first(where: { !$0.isZero }), first.signum < 0 {
          flipped = flipped.map { -$0 }
        }
        let other = inverse.quadraticForm(flipped)
        if other == norm {
          vectors.insert(flipped)
        } else {
          let difference = other > norm ? other - norm : norm - other
          nearest = min(nearest ?? difference, difference)
        }
      }
      let expected: SurfacesAtPoint =
        vectors.count > 1
        ? .several : (nearest.map { $0 * 1000 < norm } ?? false) ? .near : .one
      let found = SurfacesAtPoint(instance, direction.map { Rational($0) })
      #expect(found == expected, "\(gram) \(direction)")
      kinds[found, default: 0] += 1
    }
    #expect(kinds.count == 3, "\(kinds)")
  }
}

/// The generators meet what their claims require.
@Suite struct RequiredLabelTests {
  @Test(arguments: ClaimRegistry.all.filter { !$0.requiredLabels.isEmpty }.map(\.id))
  func randomInstancesHaveTheRequiredLabels(_ id: String) throws {
    let claim = try #require(ClaimRegistry.claim(id))
    let campaign = Campaign(claim, options: CampaignOptions(seed: 2, jobs: 2))
    let start = claim.exhaustiveCount(largest: campaign.options.exhaustiveTasks)
    var count = RequiredLabel.leastInstances
    var tally = try #require(try campaign.tally(start..<start + count))
    while tally.random < RequiredLabel.leastInstances {
      tally.append(try #require(try campaign.tally(start + count..<start + count + 200)))
      count += 200
    }
    let (status, reason) = tally.conclusion(claim, taskCount: nil)
    #expect(status != .vacuousLabel, "\(reason ?? "")")
    // Every required label is one that a claim can have.
    for required in claim.requiredLabels { #expect((tally.labels[required.label] ?? 0) > 0) }
  }
}
