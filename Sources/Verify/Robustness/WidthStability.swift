import Surfaces

/// How often resampled data gives the same answer about a width.
public struct WidthStability: Sendable, Equatable {
  /// The width.
  public let width: Width
  /// In how many draws of the bootstrap weights reach every Pareto optimum exactly where they do
  /// for the data itself.
  public let bootstrap: ResampledGrams.Share
  /// The same for the data without one block of rows.
  public let jackknife: ResampledGrams.Share
  /// In how many draws the answer has the same reason: the cycle of ``ConditionMargin`` is
  /// frustrated as well. Nil where the answer is not a failing condition.
  public let sameReason: ResampledGrams.Share?

  /// Below this share of agreeing draws an answer is called unstable.
  public static let stableShare = 0.9

  /// Whether fewer than nine in ten draws have the answer, or its reason.
  public var isUnstable: Bool {
    min(bootstrap.value, sameReason?.value ?? 1) < Self.stableShare
  }

  /// Compares the answer about a width with those of resampled data.
  ///
  /// - Returns: Nil where the answer about the data is undecided.
  static func of(
    _ entry: CaseVerdict.WidthEntry, taskCount: Int, in grams: ResampledGrams
  ) -> WidthStability? {
    guard let answer = entry.isFullyExplorable, taskCount >= 2 else { return nil }
    let explores = { (instance: Instance) -> Bool in
      if let end = entry.width.end(taskCount: taskCount) {
        return ConditionVerdict.decide(instance, width: end, filter: .on).verdict.holds == answer
      }
      return GroupWidth.units(entry.width).explores(instance) == answer
    }
    var reason: ResampledGrams.Share?
    if case .end(let verdict) = entry, let margin = verdict.margin, !margin.cycle.isEmpty {
      reason = ResampledGrams.share(grams.bootstrap) { instance in
        let graph = SignedGraph(instance.conditionMatrix(verdict.end))
        return margin.cycle.reduce(1) { $0 * graph[$1.first - 1, $1.second - 1] } == -1
      }
    }
    return WidthStability(
      width: entry.width, bootstrap: ResampledGrams.share(grams.bootstrap, explores),
      jackknife: ResampledGrams.share(grams.jackknife, explores), sameReason: reason)
  }
}
