/// What an enclosure says about a statement on the number it encloses.
public enum TernaryTruth: Sendable, Hashable {
  /// The statement holds for every member of the enclosure.
  case certainlyTrue
  /// The statement fails for every member of the enclosure.
  case certainlyFalse
  /// The enclosure does not decide: it is too wide, or empty.
  case undecided

  /// Whether the statement is proved.
  public var isCertain: Bool { self == .certainlyTrue }
  /// Whether the statement is refuted.
  public var isImpossible: Bool { self == .certainlyFalse }

  /// The opposite statement.
  public static prefix func ! (value: TernaryTruth) -> TernaryTruth {
    switch value {
    case .certainlyTrue: return .certainlyFalse
    case .certainlyFalse: return .certainlyTrue
    case .undecided: return .undecided
    }
  }

  /// Both statements (Kleene's strong conjunction).
  public static func && (left: TernaryTruth, right: TernaryTruth) -> TernaryTruth {
    if left == .certainlyFalse || right == .certainlyFalse { return .certainlyFalse }
    return left == .certainlyTrue && right == .certainlyTrue ? .certainlyTrue : .undecided
  }

  /// At least one of the statements (Kleene's strong disjunction).
  public static func || (left: TernaryTruth, right: TernaryTruth) -> TernaryTruth {
    !(!left && !right)
  }
}
