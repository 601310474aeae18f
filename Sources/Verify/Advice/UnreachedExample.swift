import Surfaces

/// A Pareto optimum that no weighting reaches, as a person meets it: a width, and losses.
public struct UnreachedExample: Sendable {
  /// The number of hidden units.
  public let width: Width
  /// The losses of all tasks.
  public let losses: LossTable

  /// The example of a width; nil where weights reach everything, and between 1 and k-1, where the
  /// witness is one of a minor.
  init?(_ entry: CaseVerdict.WidthEntry) {
    guard case .end(let verdict) = entry, let place = verdict.witnessPlace else { return nil }
    width = entry.width
    losses = place.table
  }
}
