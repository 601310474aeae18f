import Certificates
import Parallel
import Verify

/// Campaigns over a range of instances: every instance is tried, whatever the others say.
extension Campaign {
  private static let stretch = 32

  /// The positions that a range of instances may have, counted from 0: any for a claim with
  /// infinitely many instances.
  package var positions: Range<Int> { 0..<(claim.instanceCount ?? Self.largestPosition) }

  /// No campaign comes near it.
  private static var largestPosition: Int { 1 << 52 }

  /// Tries the instances of a range of positions; the first counterexample is made simpler.
  ///
  /// - Parameter goesOn: Called now and then, from any thread, with the number of instances of the
  ///   range that are done; returns false to stop.
  /// - Returns: The tally, or nil where the run was stopped before all were tried.
  /// - Throws: ``CertificationFailure`` when the checker rejects a verdict of the counterexample.
  package func tally(
    _ range: Range<Int>, _ goesOn: @Sendable (_ done: Int) -> Bool = { _ in true }
  ) throws(CertificationFailure) -> CampaignTally? {
    let parts: [CampaignTally?] = OrderedParallel.stretches(
      count: range.count, length: Self.stretch, jobs: options.jobs, proceed: goesOn,
      until: { $0 == nil }
    ) { part in
      var tally = CampaignTally(before: range.lowerBound + part.lowerBound)
      for offset in part {
        guard let trial = trial(at: range.lowerBound + offset) else { return nil }
        tally.add(trial)
      }
      return tally
    }
    var whole = CampaignTally(before: range.lowerBound)
    for part in parts {
      guard let part else { return nil }
      whole.append(part)
    }
    guard whole.range == range else { return nil }
    if var refuting = whole.refuting {
      guard case .refuted(let refutation)? = claim.uninterrupted(refuting.original, context) else {
        return nil
      }
      var isStopped = false
      let simplest = ExampleShrinker(claim: claim, context: context).simplest(
        refuting.original, refutation, limit: options.shrinkLimit
      ) {
        isStopped = !goesOn(range.count)
        return !isStopped
      }
      // Where the search for a simpler instance was stopped, its result depends on the moment.
      guard !isStopped, !Interruption.isPending else { return nil }
      for certificate in simplest.refutation.certificates where context.mutant == nil {
        _ = try certificate.verified()
      }
      refuting.simplest = simplest.example
      refuting.steps = simplest.steps
      refuting.isMinimal = simplest.isMinimal
      whole.refuting = refuting
    }
    return whole
  }

  /// Decides an instance; nil where the process was asked to stop meanwhile.
  func trial(at position: Int) -> ClaimTrial? {
    let example = example(at: position)
    guard let outcome = claim.uninterrupted(example, context) else { return nil }
    let isRandom = isRandom(position)
    var isTested = false
    var refuting: ClaimExample?
    switch outcome {
    case .holds: isTested = true
    case .refuted:
      isTested = true
      refuting = example
    case .discarded, .undecided: break
    }
    return ClaimTrial(
      outcome: outcome, isRandom: isRandom,
      labels: isTested && isRandom ? claim.labels(example) : [], example: refuting)
  }
}
