/// The two hidden widths of the two-layer linear network that the theory covers.
///
/// For k = 2 both describe the same networks: v for width 1 is t - v for width k-1.
public enum Width: String, Sendable, CaseIterable, Hashable {
  /// One hidden unit, q = 1: F_1, condition C1, signs of the Gram matrix G.
  case one = "1"
  /// One unit fewer than tasks, q = k-1: F_(k-1), condition C2, signs of Q = G^-1.
  case taskCountMinusOne = "k-1"

  /// The name of the sign condition that decides full exploration at this width.
  public var conditionName: String { self == .one ? "C1" : "C2" }
}
