import ExactJSON

/// What fixes the instances of a campaign: instance i is a function of these and i.
package struct CampaignKey: Sendable, Equatable {
  /// The claim's id.
  package let claim: String
  /// The seed.
  package let seed: UInt64
  /// The number of tasks that was asked for, or nil.
  package let taskCount: Int?
  /// The version of the claim's generator.
  package let generator: Int

  /// The key of a claim's campaign.
  package init(_ claim: any Claim, seed: UInt64, taskCount: Int?) {
    self.claim = claim.id
    self.seed = seed
    self.taskCount = taskCount
    generator = claim.generatorVersion
  }

  /// The keys of a JSON object that hold the key.
  static let names = ["claim", "seed", "generator"]

  /// The members of a JSON object that hold the key.
  package var members: [ExactJSONValue.Member] {
    var result: [ExactJSONValue.Member] = [
      .init("claim", .text(claim)), .init("seed", .text(String(seed))),
      .init("generator", .integer(generator)),
    ]
    if let taskCount { result.append(.init("k", .integer(taskCount))) }
    return result
  }

  /// The members of a JSON object that hold a range of positions: the first and last instance,
  /// counted from 1.
  package static func members(_ range: Range<Int>) -> [ExactJSONValue.Member] {
    [.init("from", .integer(range.lowerBound + 1)), .init("to", .integer(range.upperBound))]
  }

  /// Reads the key from an object.
  ///
  /// - Throws: ``ExactJSONError`` for an unknown claim and for a generator that is not the one of
  ///   this program.
  package init(_ object: ExactJSONObject) throws(ExactJSONError) {
    let node = try object.required("claim")
    claim = try node.string()
    guard let known = ClaimRegistry.claim(claim) else {
      throw node.failure(expected: "a claim of this program")
    }
    let seedNode = try object.required("seed")
    guard let seed = UInt64(try seedNode.string()), String(seed) == (try seedNode.string()) else {
      throw seedNode.failure(expected: "a seed in quotes, from \"0\" to \"\(UInt64.max)\"")
    }
    self.seed = seed
    taskCount = try object["k"].map { (node) throws(ExactJSONError) in try node.integer(in: 2...16)
    }
    let generatorNode = try object.required("generator")
    generator = try generatorNode.integer(in: 1...Int.max)
    guard generator == known.generatorVersion else {
      throw generatorNode.failure(
        expected: "\(known.generatorVersion), the generator of this program: other generators draw"
          + " other instances")
    }
  }

  /// Reads a range of positions from an object.
  ///
  /// - Throws: ``ExactJSONError``.
  static func range(_ object: ExactJSONObject) throws(ExactJSONError) -> Range<Int> {
    let from = try object.required("from").integer(in: 1...Int.max)
    let node = try object.required("to")
    let to = try node.integer(in: 1...Int.max)
    guard from <= to else { throw node.failure(expected: "at least \(from), the first instance") }
    return from - 1..<to
  }

  /// The claim.
  package var registered: (any Claim)? { ClaimRegistry.claim(claim) }

  /// The name of the shard of a range, without its ending: the range, and the start of the hash of
  /// the key with the range.
  package func name(_ range: Range<Int>) -> String {
    let text = ExactJSONValue.object(members + Self.members(range)).bytes(.compact)
    let hash = SHA256Digest.hexadecimal(text).prefix(16)
    return "\(range.lowerBound + 1)-\(range.upperBound).\(hash)"
  }

  /// The key in words.
  package var text: String {
    "\(claim), seed \(seed), generator \(generator)" + (taskCount.map { ", k = \($0)" } ?? "")
  }
}
