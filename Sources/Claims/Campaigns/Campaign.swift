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

  /// The most discards for each tested instance that still count as a test of the claim.
  public static let discardLimit = 50
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
    var lastReason: String?
    var position = 0
    // A search that is resumed has seen the random instances.
    while position < total, resumed == nil, result.counterexample == nil, !isStopped {
      let end = min(position + Self.window, total)
      let (tried, discarded, planned) = (result.tried, result.discarded, result.planned)
      let outcomes = outcomes(position..<end) { goesOn(tried, discarded, planned) }
      for outcome in outcomes {
        result.tried += 1
        switch outcome {
        case .discarded: result.discarded += 1
        case .holds(let remark):
          if let remark, result.remark == nil { result.remark = (remark, position) }
        case .undecided(let reason):
          result.undecided += 1
          lastReason = lastReason ?? reason
        case .refuted(let refutation):
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
    conclude(&result, isStopped: isStopped, reason: lastReason)
    return result
  }

  private func conclude(_ result: inout CampaignResult, isStopped: Bool, reason: String?) {
    if isStopped {
      result.reason =
        "stopped after \(result.tried) of \(result.planned) instances, none of which refutes it"
    } else if result.undecided > 0 {
      result.reason = reason
    } else if resumed != nil {
      result.reason = "no counterexample in \(result.search?.steps ?? 0) steps so far"
    } else if result.tested == 0 || result.discarded > Self.discardLimit * result.tested {
      result.status = .vacuous
      result.reason =
        "the hypothesis was met on \(result.tested) of \(result.tried) instances"
    } else if let existence = claim.existence, result.remark == nil {
      result.reason = "no instance was met for the second half: \(existence)"
    } else {
      result.status = .holds
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

  /// The outcomes of a stretch of positions up to the first that refutes the claim; fewer when the
  /// run was stopped.
  private func outcomes(_ range: Range<Int>, _ goesOn: @Sendable () -> Bool) -> [ClaimOutcome] {
    guard goesOn() else { return [] }
    let outcomes: [ClaimOutcome?] = OrderedParallel.map(
      count: range.count, jobs: options.jobs, chunk: 1, proceed: { _ in goesOn() },
      until: { if case .refuted? = $0 { true } else { $0 == nil } }
    ) { claim.uninterrupted(example(at: range.lowerBound + $0), context) }
    return outcomes.prefix { $0 != nil }.compactMap { $0 }
  }
}
