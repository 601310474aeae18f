import Cases
import Claims
import Foundation
import Surfaces
import Verify

/// Runs claims one after the other with a progress line and a common time limit.
struct ClaimRun {
  let options: ClaimOptions
  let limits: LimitOptions
  let quiet: Bool
  var directedSteps = 0
  /// Where an earlier directed search ended.
  var resumed: SearchState?
  /// Whether the instance of a counterexample is kept as it is.
  var keepsExamples = false

  /// Runs a claim until the deadline.
  func run(
    _ claim: any Claim, context: ClaimContext, deadline: Deadline
  ) throws -> CampaignResult {
    let isDrawn = !(claim is FocusedClaim)
    let saved = options.saved && isDrawn ? try SavedExamples(options.cases).load(claim) : []
    let campaign = Campaign(
      claim,
      options: CampaignOptions(
        count: options.count, taskCount: options.k, seed: limits.seed, jobs: options.threads.jobs,
        shrinkLimit: keepsExamples ? 0 : CampaignOptions().shrinkLimit,
        directedSteps: directedSteps), context: context, saved: saved, resumed: resumed)
    let progress = SharedProgress(quiet: quiet)
    let start = ContinuousClock.now
    defer { progress.finish() }
    return try campaign.run { tried, discarded, planned in
      progress.update {
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let rate = elapsed > 0 ? Double(tried) / elapsed : 0
        let left = rate > 0 ? Int(Double(planned - tried) / rate) : 0
        return "\(claim.id): \(tried) of \(planned) tried, \(discarded) discarded,"
          + " \(Int(rate)) a second, about \(left) s left"
      }
      return !deadline.isOver
    }
  }
}
