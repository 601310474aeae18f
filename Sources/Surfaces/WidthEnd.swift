/// The two ends of the range of hidden widths, at which a direction u describes a network and a
/// sign condition decides full exploration.
///
/// For k = 2 both ends are the width 1 and describe the same networks: v at the end ``one`` is
/// t - v at the end ``allButOne``.
public enum WidthEnd: String, Sendable, CaseIterable, Hashable {
  /// One hidden unit, q = 1: F_1, condition C1, signs of the Gram matrix G.
  case one = "1"
  /// One unit fewer than tasks, q = k-1: F_(k-1), condition C2, signs of Q = G^-1.
  case allButOne = "k-1"

  /// The name of the sign condition that decides full exploration at this end.
  public var conditionName: String { self == .one ? "C1" : "C2" }

  /// The width at this end of the range.
  ///
  /// - Parameter taskCount: The number k >= 1 of tasks; for k = 1 there is the width 1 alone.
  public func width(taskCount: Int) -> Width {
    Width(self == .one ? 1 : max(1, taskCount - 1))
  }
}
