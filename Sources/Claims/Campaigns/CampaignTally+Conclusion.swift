/// What the counts say about the claim.
extension CampaignTally {
  /// The most discards for each tested instance that still count as a test of the claim.
  package static let discardLimit = 50

  /// The outcome of a campaign over these instances, and the reason where it is not plain.
  ///
  /// - Parameter taskCount: The number of tasks that was asked for: then no labels are required,
  ///   which are about instances of all sizes.
  package func conclusion(
    _ claim: any Claim, taskCount: Int?
  ) -> (status: ClaimStatus, reason: String?) {
    if refuted > 0 { return (.refuted, nil) }
    if undecided > 0 { return (.undecided, open.first?.text) }
    if tested == 0 || discarded > Self.discardLimit * tested {
      return (
        .vacuous, "the hypothesis was met on \(tested) of \(range.count) instances"
      )
    }
    if taskCount == nil, let missed = missedLabel(claim) { return (.vacuousLabel, missed) }
    if let existence = claim.existence, found == nil {
      return (.undecided, "no instance was met for the second half: \(existence)")
    }
    return (.holds, nil)
  }

  /// The first label of those that a claim requires that was met too rarely, in words.
  private func missedLabel(_ claim: any Claim) -> String? {
    for required in claim.requiredLabels {
      let hits = labels[required.label, default: 0]
      guard required.isMissed(hits: hits, of: random) else { continue }
      return "\(required.label.group): \(required.label.value) on \(hits) of \(random) random"
        + " instances; at least \(required.perThousand) in 1000 are required"
    }
    return nil
  }
}
