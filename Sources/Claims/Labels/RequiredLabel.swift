/// A label that a run of a claim must meet often enough to be a test of the claim.
public struct RequiredLabel: Sendable, Equatable {
  /// The label.
  public let label: ClaimLabel
  /// The least share of the random instances that were tested, in thousandths.
  public let perThousand: Int

  /// How many random instances must have been tested before a missing label says anything.
  public static let leastInstances = 1000

  /// Requires a label for at least a share of the random instances that are tested.
  public init(_ group: String, _ value: String, perThousand: Int) {
    label = ClaimLabel(group, value)
    self.perThousand = perThousand
  }

  /// Whether `hits` of `instances` are too few.
  func isMissed(hits: Int, of instances: Int) -> Bool {
    instances >= Self.leastInstances && hits * 1000 < perThousand * instances
  }
}
