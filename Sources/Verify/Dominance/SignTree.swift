import Exact

/// The evidence that a point is Pareto optimal: a binary tree over the signs that a dominating
/// direction could have.
///
/// Node 0 is the root, where the sign of task 1 is fixed to +; every other node is named by exactly
/// one node before it. A leaf closes every completion of the signs that are fixed on the way to it.
public struct SignTree: Sendable, Equatable {
  /// One node of the tree.
  public enum Node: Sendable, Equatable {
    /// Fixes the sign of a task, counted from 1; `plus` and `minus` are positions of nodes.
    case branch(task: Int, plus: Int, minus: Int)
    /// A leaf for width 1: k non-negative multipliers y, zero where the sign is not fixed. With
    /// p = s * y every w with the fixed signs and |w| >= a has w^T Q w >= (y.a)^2 / (p^T G p).
    case multipliers([Integer])
    /// A leaf for width k-1, closed by the bound
    /// sum_SS b_ij s_i s_j + 2 sum_l |sum_S b_li s_i| + sum_ll' |b_ll'| <= c, b_ij = q_ij a_i a_j.
    case bound
  }

  /// The nodes; position 0 is the root.
  public let nodes: [Node]

  /// Creates a tree from its nodes.
  public init(nodes: [Node]) { self.nodes = nodes }
}
