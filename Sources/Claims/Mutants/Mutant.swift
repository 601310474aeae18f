/// A deliberate defect. Every claim names those that a run of it must notice: a claim that notices
/// none tests nothing.
public enum Mutant: String, Sendable, CaseIterable {
  /// The balance test answers that every signed graph is balanced, with all signs positive.
  case conditionAlwaysHolds = "condition-always-holds"
  /// The balance test answers that no signed graph is balanced.
  case conditionAlwaysFails = "condition-always-fails"
  /// The balance test overlooks the edge between the last two tasks.
  case conditionDropsEdge = "condition-drops-edge"
  /// Every point is said to be Pareto optimal.
  case paretoAlways = "pareto-always"
  /// No point is said to be Pareto optimal.
  case paretoNever = "pareto-never"
  /// Every point is said to be reached by some weights.
  case reachableAlways = "reachable-always"
  /// No point is said to be reached by any weights.
  case reachableNever = "reachable-never"
  /// An inequality of the conclusion is turned round.
  case flippedInequality = "flipped-inequality"
  /// A formula of the conclusion is changed: a term, sign or factor.
  case wrongFormula = "wrong-formula"
  /// A refuted statement is replaced by its repair, so that a run says `holds`.
  case repaired = "repaired"

  /// What the defect is.
  public var meaning: String {
    switch self {
    case .conditionAlwaysHolds: "the balance test calls every signed graph balanced"
    case .conditionAlwaysFails: "the balance test calls no signed graph balanced"
    case .conditionDropsEdge: "the balance test overlooks the edge between the last two tasks"
    case .paretoAlways: "every point is called Pareto optimal"
    case .paretoNever: "no point is called Pareto optimal"
    case .reachableAlways: "every point is called reachable"
    case .reachableNever: "no point is called reachable"
    case .flippedInequality: "an inequality of the conclusion is turned round"
    case .wrongFormula: "a formula of the conclusion is changed"
    case .repaired: "a refuted statement is replaced by its repair: the run must say holds"
    }
  }
}
