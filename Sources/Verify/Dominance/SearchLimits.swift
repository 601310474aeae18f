/// How much work a search may do before it answers "undecided".
public struct SearchLimits: Sendable, Equatable {
  /// The largest number of nodes of a sign tree.
  public var nodes: Int

  /// Creates limits.
  public init(nodes: Int = 1 << 20) { self.nodes = nodes }

  /// A limit that decides every point to about twenty tasks.
  public static let standard = SearchLimits()
}
