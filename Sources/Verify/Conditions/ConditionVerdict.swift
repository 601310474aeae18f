import Exact
import Surfaces

/// Why a sign condition (C1 for width 1, C2 for width k-1) holds or fails. Tasks count from 1.
public enum ConditionEvidence: Sendable, Equatable {
  /// Signs s with s_i s_j m_ij >= 0 for all i, j: D M D is doubly non-negative.
  case signs([Int])
  /// A shortest frustrated cycle i_1 ... i_l: all consecutive entries (and the closing one) are
  /// not zero and the product of their signs is negative.
  case frustratedCycle([Int])
}

/// The exact answer to "does C1 (C2) hold?", with its evidence.
///
/// C1: some D_I G D_I is doubly non-negative (Lemma 3.4); C2: the same for Q = G^-1 (Lemma 3.5).
/// Both matrices are positive definite, so the condition says that their signed graph is balanced.
public struct ConditionVerdict: Sendable, Equatable {
  /// The width whose condition was decided.
  public let width: WidthEnd
  /// The signs or the frustrated cycle.
  public let evidence: ConditionEvidence

  /// Creates a verdict from its evidence.
  public init(width: WidthEnd, evidence: ConditionEvidence) {
    self.width = width
    self.evidence = evidence
  }

  /// Whether the condition holds.
  public var holds: Bool {
    if case .signs = evidence { return true }
    return false
  }

  /// Decides the condition of an instance exactly.
  ///
  /// - Complexity: O(k^2) sign tests where it holds, O(k^3) where it fails, plus the inverse for
  ///   width k-1.
  public static func decide(_ instance: Instance, width: WidthEnd) -> ConditionVerdict {
    let graph = SignedGraph(instance.conditionMatrix(width))
    return ConditionVerdict(width: width, evidence: graph.balance())
  }
}
