import Certificates
import Parallel
import Surfaces
import Verify

/// A run of one claim over many instances.
public struct Campaign: Sendable {
  /// The claim.
  public let claim: any Claim
  /// How much is tried.
  public let options: CampaignOptions
  /// The deciders and data.
  public let context: ClaimContext
  /// Examples from earlier runs, tried first; they are not counted.
  public let saved: [ClaimExample]
  /// Where an earlier directed search ended; this run then goes on with it at once.
  public let resumed: SearchState?

  private static let window = 64

  /// Creates a run.
  public init(
    _ claim: any Claim, options: CampaignOptions = CampaignOptions(),
    context: ClaimContext = ClaimContext(), saved: [ClaimExample] = [],
    resumed: SearchState? = nil
  ) {
    self.claim = claim
    self.options = options
    self.context = context
    self.saved = saved
    self.resumed = resumed
  }

  private var exhaustiveCount: Int {
    let largest = options.taskCount.map { min($0, options.exhaustiveTasks) }
    return claim.exhaustiveCount(largest: largest ?? options.exhaustiveTasks)
  }

  /// Whether the instance at a position is drawn at random: it is not one of a list of all.
  func isRandom(_ position: Int) -> Bool {
    claim.instanceCount == nil && position >= exhaustiveCount
  }

  private var total: Int { claim.instanceCount ?? (exhaustiveCount + options.count) }

  /// The instance at a position of the run.
  public func example(at position: Int) -> ClaimExample {
    let exhaustive = claim.instanceCount == nil ? exhaustiveCount : 0
    var draw = ClaimDraw(
      seed: options.seed, claim: claim.id,
      index: position < exhaustive ? position : position - exhaustive,
      exhaustiveIndex: position < exhaustive ? position : nil, taskCount: options.taskCount)
    return claim.example(&draw)
  }

  /// Runs the claim: saved examples, then exhaustive and random instances up to the first that
  /// refutes it, then a directed search if one was asked for; a counterexample is made simpler.
  ///
  /// - Parameter goesOn: Called now and then with the number tried and discarded; returns false to
  ///   stop, and the result says what is known so far.
  /// - Throws: ``CertificationFailure`` when the checker rejects a verdict of the counterexample.
  public func run(
    _ goesOn: @Sendable (_ tried: Int, _ discarded: Int, _ planned: Int) -> Bool = { _, _, _ in true
    }
  ) throws(CertificationFailure) -> CampaignResult {
    var result = CampaignResult(id: claim.id)
    result.planned = total
    for example in saved {
      if case .refuted(let refutation)? = claim.uninterrupted(example, context) {
        try finish(&result, example, refutation, position: nil, goesOn)
        return result
      }
    }
    var isStopped = false
    var position = 0
    // A search that is resumed has seen the random instances.
    while position < total, resumed == nil, result.counterexample == nil, !isStopped {
      let end = min(position + Self.window, total)
      let (tried, discarded, planned) = (result.tried, result.discarded, result.planned)
      let trials = trials(position..<end) { goesOn(tried, discarded, planned) }
      for trial in trials {
        result.tally.add(trial)
        if case .refuted(let refutation) = trial.outcome {
          try finish(&result, example(at: position), refutation, position: position, goesOn)
          return result
        }
        position += 1
      }
      isStopped = position < end
    }
    if !isStopped, options.directedSteps > 0 {
      let search = DirectedSearch(campaign: self, resumed: resumed)
      let outcome = search.run { goesOn(result.tried, result.discarded, result.planned) }
      result.search = outcome.state
      if let found = outcome.found {
        try finish(&result, found.example, found.refutation, position: nil, goesOn)
        return result
      }
    }
    conclude(&result, isStopped: isStopped)
    return result
  }

  private func conclude(_ result: inout CampaignResult, isStopped: Bool) {
    if isStopped {
      result.reason =
        "stopped after \(result.tried) of \(result.planned) instances, none of which refutes it"
    } else if resumed != nil {
      result.reason = "no counterexample in \(result.search?.steps ?? 0) steps so far"
    } else {
      (result.status, result.reason) = result.tally.conclusion(
        claim, taskCount: options.taskCount)
    }
  }

  private func finish(
    _ result: inout CampaignResult, _ example: ClaimExample, _ refutation: Refutation,
    position: Int?, _ goesOn: @Sendable (Int, Int, Int) -> Bool
  ) throws(CertificationFailure) {
    let progress = (result.tried, result.discarded, result.planned)
    let simplest = ExampleShrinker(claim: claim, context: context).simplest(
      example, refutation, limit: options.shrinkLimit
    ) { goesOn(progress.0, progress.1, progress.2) }
    for certificate in simplest.refutation.certificates where context.mutant == nil {
      _ = try certificate.verified()
    }
    result.status = .refuted
    result.counterexample = CampaignResult.Counterexample(
      example: simplest.example, refutation: simplest.refutation, original: example,
      position: position, steps: simplest.steps, isMinimal: simplest.isMinimal)
  }

  /// The trials of a stretch of positions up to the first that refutes the claim; fewer when the
  /// run was stopped.
  private func trials(_ range: Range<Int>, _ goesOn: @Sendable () -> Bool) -> [ClaimTrial] {
    guard goesOn() else { return [] }
    let trials: [ClaimTrial?] = OrderedParallel.map(
      count: range.count, jobs: options.jobs, chunk: 1, proceed: { _ in goesOn() },
      until: { if case .refuted? = $0?.outcome { true } else { $0 == nil } }
    ) { trial(at: range.lowerBound + $0) }
    return trials.prefix { $0 != nil }.compactMap { $0 }
  }
}
