import Exact

/// Signs of the sets of q tasks that prove full exploration at width q.
public struct SubsetSigns: Sendable, Equatable {
  /// Why the signs suffice (proofs-notes/widths-sufficient.md).
  public enum Theorem: Sendable, Equatable {
    /// Theorem B: s_S s_T det G[S, T] >= 0 for all sets S, T. At the two ends of the range of
    /// widths this is C1 and C2.
    case compound
    /// Theorem C': s_S s_T det G[S, T] > 0 for all neighbours S, T: sets that differ by one pair of
    /// tasks, which entries of G connect.
    case johnson
    /// Theorem C' for G + tH and all small t > 0: the first coefficient of det (G + tH)[S, T] that
    /// is not zero has the sign s_S s_T, for all neighbours S, T. The matrix H is symmetric, k x k,
    /// and joins only tasks that G connects.
    case perturbed(RationalMatrix)
  }

  /// The signs, 1 or -1, of the sets of q tasks in lexicographic order.
  public let signs: [Int]
  /// The theorem that they meet.
  public let theorem: Theorem

  /// Creates signs.
  public init(_ signs: [Int], _ theorem: Theorem) {
    self.signs = signs
    self.theorem = theorem
  }

  /// The signs for sets of one task, C1, or of all tasks but one, C2, from signs of the tasks.
  ///
  /// By Jacobi's identity det G[[k] - i, [k] - j] = (-1)^(i+j) q_ij det G; the set that lacks the
  /// last task comes first.
  ///
  /// - Parameter signs: k signs s with s_i s_j m_ij >= 0 for M = G, or for M = Q.
  init(ofTasks signs: [Int], lackingOne: Bool) {
    guard lackingOne else {
      self.init(signs, .compound)
      return
    }
    let flipped = signs.enumerated().map { $0.offset % 2 == 0 ? -$0.element : $0.element }
    self.init(flipped.reversed(), .compound)
  }
}
