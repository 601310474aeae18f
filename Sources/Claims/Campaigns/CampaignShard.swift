import ExactJSON

/// The result of a range of instances of a campaign, as a file keeps it: a function of the key and
/// the range alone. What the run took is kept apart.
package struct CampaignShard: Sendable, Equatable {
  /// The name of the format.
  package static let format = "scalarization-shard/1"

  /// What fixes the instances.
  package let key: CampaignKey
  /// What they came to.
  package let tally: CampaignTally

  /// The result of the tally's range.
  package init(key: CampaignKey, tally: CampaignTally) {
    self.key = key
    self.tally = tally
  }

  /// The name of its file without the ending.
  package var name: String { key.name(tally.range) }

  private var members: [ExactJSONValue.Member] {
    [.init("format", .text(Self.format))] + key.members + CampaignKey.members(tally.range)
      + tally.members + (tally.refutingJSON.map { [.init("counterexample", $0)] } ?? [])
  }

  /// The file: one line of JSON. Its last member is the SHA-256 of the line without that member.
  package var bytes: [UInt8] {
    let digest = SHA256Digest.hexadecimal(ExactJSONValue.object(members).bytes(.compact))
    return ExactJSONValue.object(members + [.init("sha256", .text(digest))]).bytes(.compact)
      + [UInt8(ascii: "\n")]
  }

  /// Reads a shard.
  ///
  /// - Throws: ``ExactJSONError`` for anything that this program has not written in these very
  ///   bytes: a file that was cut off or altered, another format, claim or generator.
  package init(_ bytes: [UInt8]) throws(ExactJSONError) {
    let json = try ExactJSON(parsing: bytes)
    let object = try json.object(
      required: ["format"] + CampaignKey.names + ["from", "to"] + CampaignTally.names + ["sha256"],
      optional: ["k", "found", "counterexample"])
    _ = try object.required("format").string(oneOf: [Self.format])
    key = try CampaignKey(object)
    guard let claim = key.registered else { throw json.failure(expected: "a claim") }
    tally = try CampaignTally(object, range: try CampaignKey.range(object), claim: claim)
    let sum = try object.required("sha256")
    guard self.bytes == bytes else {
      throw sum.failure(
        expected: "the SHA-256 of what the file says: it was altered after it was written")
    }
  }
}
