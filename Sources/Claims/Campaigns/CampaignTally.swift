/// What a stretch of instances of a claim came to: counts and first places only, so that the
/// tallies of neighbouring stretches add up to the tally of both.
package struct CampaignTally: Sendable, Equatable {
  /// A place in the campaign and what was there.
  package struct Place: Sendable, Equatable {
    /// The position, counted from 0.
    package var position: Int
    /// In words.
    package var text: String
  }

  /// The first instance that refutes the claim.
  package struct Refuting: Sendable, Equatable {
    /// The position, counted from 0.
    package var position: Int
    /// The instance as it was drawn.
    package var original: ClaimExample
    /// The simplest instance that was found from it and refutes the claim as well.
    package var simplest: ClaimExample
    /// The number of simplifications.
    package var steps: Int
    /// Whether no simpler neighbour refutes the claim.
    package var isMinimal: Bool
  }

  /// How many undecided instances are listed.
  package static let openLimit = 100

  /// The positions, counted from 0: exhaustive instances first, then random ones.
  package private(set) var range: Range<Int>
  /// How many instances met the hypothesis and the conclusion.
  package var holding = 0
  /// How many refute the claim.
  package var refuted = 0
  /// How many missed the hypothesis, by reason.
  package var discards: [String: Int] = [:]
  /// How many stayed undecided.
  package var undecided = 0
  /// The first of those, with the reasons.
  package var open: [Place] = []
  /// How many random instances were tested; the labels count these.
  package var random = 0
  /// How many of them have each label.
  package var labels: [ClaimLabel: Int] = [:]
  /// The first instance of the second half of a claim.
  package var found: Place?
  /// The first counterexample.
  package var refuting: Refuting?

  /// The tally of no instances, before a position.
  package init(before position: Int) { range = position..<position }

  /// The tally of a range whose counts are filled in.
  package init(range: Range<Int>) { self.range = range }

  /// How many instances missed the hypothesis.
  package var discarded: Int { discards.values.reduce(0, +) }
  /// How many met the hypothesis and were decided.
  package var tested: Int { holding + refuted }

  /// Adds the next instance.
  mutating func add(_ trial: ClaimTrial) {
    let position = range.upperBound
    range = range.lowerBound..<position + 1
    var branch: String?
    switch trial.outcome {
    case .discarded(let reason):
      discards[reason, default: 0] += 1
      return
    case .undecided(let reason):
      undecided += 1
      if open.count < Self.openLimit { open.append(Place(position: position, text: reason)) }
      return
    case .holds(let remark, let decided):
      holding += 1
      branch = decided
      if let remark, found == nil { found = Place(position: position, text: remark) }
    case .refuted:
      refuted += 1
      if refuting == nil, let example = trial.example {
        refuting = Refuting(
          position: position, original: example, simplest: example, steps: 0, isMinimal: false)
      }
    }
    guard trial.isRandom else { return }
    random += 1
    for label in trial.labels { labels[label, default: 0] += 1 }
    if let branch { labels[ClaimLabel("decided", branch), default: 0] += 1 }
  }

  /// Adds the tally of the instances that follow.
  ///
  /// - Precondition: `other` begins where this one ends.
  package mutating func append(_ other: CampaignTally) {
    precondition(other.range.lowerBound == range.upperBound, "tallies of neighbouring stretches")
    range = range.lowerBound..<other.range.upperBound
    addCounts(of: other)
  }

  /// Adds the counts of instances that come later but do not follow at once, for a view of a
  /// campaign that is not complete; the range stays.
  package mutating func addCounts(of other: CampaignTally) {
    holding += other.holding
    refuted += other.refuted
    discards.merge(other.discards, uniquingKeysWith: +)
    undecided += other.undecided
    open += other.open.prefix(Self.openLimit - open.count)
    random += other.random
    labels.merge(other.labels, uniquingKeysWith: +)
    found = found ?? other.found
    refuting = refuting ?? other.refuting
  }
}
