import ExactJSON

/// What a folder of shards is to hold in the end.
package struct CampaignPlan: Sendable, Equatable {
  /// The name of the format.
  package static let format = "scalarization-campaign-plan/1"
  /// The name of its file.
  package static let file = "campaign.json"

  /// What fixes the instances.
  package let key: CampaignKey
  /// The positions, counted from 0.
  package let range: Range<Int>

  /// Plans a range.
  package init(key: CampaignKey, range: Range<Int>) {
    self.key = key
    self.range = range
  }

  /// The plan that covers this one and another range of the same campaign.
  package func including(_ other: Range<Int>) -> CampaignPlan {
    CampaignPlan(
      key: key,
      range: min(range.lowerBound, other.lowerBound)..<max(range.upperBound, other.upperBound))
  }

  /// The file.
  package var bytes: [UInt8] {
    ExactJSONValue.object(
      [.init("format", .text(Self.format))] + key.members + CampaignKey.members(range)
    ).bytes() + [UInt8(ascii: "\n")]
  }

  /// Reads a plan.
  ///
  /// - Throws: ``ExactJSONError``.
  package init(_ bytes: [UInt8]) throws(ExactJSONError) {
    let object = try ExactJSON(parsing: bytes).object(
      required: ["format"] + CampaignKey.names + ["from", "to"], optional: ["k"])
    _ = try object.required("format").string(oneOf: [Self.format])
    key = try CampaignKey(object)
    range = try CampaignKey.range(object)
  }
}
