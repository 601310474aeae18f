/// How much work is spent on one width before it is left undecided.
public struct WidthLimits: Sendable, Equatable {
  /// The most sets of q tasks whose minors with their neighbours are examined.
  public var subsets: Int
  /// The most sets of q tasks whose minors with all others are examined.
  public var pairs: Int
  /// The most multiplications of exact minors, to an order of magnitude, for a pass over all minors
  /// of width 1 and of one unit fewer than tasks.
  public var elimination: Int
  /// From this many such multiplications on, floating point looks for a minor that fails first.
  public var guessing: Int
  /// The most minors of neighbours that vanish for which a perturbation is looked for.
  public var zeros: Int

  /// Creates limits.
  public init(
    subsets: Int = 200_000, pairs: Int = 4_096, elimination: Int = 50_000_000,
    guessing: Int = 250_000, zeros: Int = 400
  ) {
    self.subsets = subsets
    self.pairs = pairs
    self.elimination = elimination
    self.guessing = guessing
    self.zeros = zeros
  }

  /// Limits that decide every width up to sixteen tasks where no minor of neighbours is zero.
  public static let standard = WidthLimits()
}
