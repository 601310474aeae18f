/// What is asked about a point; the raw values are the keys of the case format.
public enum PointQuestion: String, Sendable, CaseIterable, Hashable {
  /// Whether no other feasible point is as good for every task and better for one.
  case paretoOptimal
  /// Whether some weights >= 0, not all 0, make it optimal.
  case weaklySupported
  /// Whether some weights > 0 make it optimal.
  case supported
  /// Whether some weights make it the unique optimum.
  case exposed
  /// Whether the gradients of two surfaces through it disagree.
  case gradientsDisagree
}

/// The answer to a ``PointQuestion``.
public enum PointAnswer: Sendable, Hashable, CustomStringConvertible {
  /// It is so.
  case yes
  /// It is not so.
  case no
  /// Neither was decided, as for an exact tie of an irrational point.
  case undecided

  /// The answer of a truth value, where nil stands for undecided.
  public init(_ value: Bool?) {
    switch value {
    case true?: self = .yes
    case false?: self = .no
    case nil: self = .undecided
    }
  }

  /// The truth value; nil where undecided.
  public var value: Bool? {
    switch self {
    case .yes: return true
    case .no: return false
    case .undecided: return nil
    }
  }

  /// `true`, `false` or `undecided`, as the case format writes it.
  public var description: String { value.map(String.init) ?? "undecided" }
}
