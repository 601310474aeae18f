import Surfaces

/// What a case says that the verdicts must be.
public struct CaseExpectation: Sendable, Equatable {
  /// The input errors that a case may be expected to end in.
  public enum Failure: String, Sendable, CaseIterable {
    /// The predictors are linearly dependent.
    case linearlyDependent
  }

  /// The expected verdicts about one point; nil where nothing is expected.
  public struct Point: Sendable, Equatable {
    /// The name of the point.
    public var name: String
    /// Whether no other feasible point is as good for every task and better for one.
    public var paretoOptimal: Bool?
    /// Whether some weights >= 0, not all 0, make it optimal.
    public var weaklySupported: Bool?
    /// Whether some weights > 0 make it optimal.
    public var supported: Bool?
    /// Whether some weights make it the unique optimum.
    public var exposed: Bool?
    /// Whether the gradients of two surfaces through it disagree.
    public var gradientsDisagree: Bool?
    /// The keys of the file format of what must stay undecided, as an exact tie does.
    public var undecided: Set<String> = []

    /// Creates an expectation about a point that expects nothing yet.
    public init(name: String) { self.name = name }

    /// The keys of the file format with the members that they stand for.
    public static var keys: [(key: String, member: WritableKeyPath<Point, Bool?> & Sendable)] {
      [
        ("paretoOptimal", \.paretoOptimal), ("weaklySupported", \.weaklySupported),
        ("supported", \.supported), ("exposed", \.exposed),
        ("gradientsDisagree", \.gradientsDisagree),
      ]
    }
  }

  /// For each width whether its condition, C1 or C2, holds; missing where nothing is expected.
  public var conditions: [WidthEnd: Bool]
  /// The input error that the case must end in; then nothing else is expected.
  public var error: Failure?
  /// The expected verdicts about named points.
  public var points: [Point]

  /// Creates an expectation.
  public init(conditions: [WidthEnd: Bool] = [:], error: Failure? = nil, points: [Point] = []) {
    self.conditions = conditions
    self.error = error
    self.points = points
  }

  /// Whether nothing is expected.
  public var isEmpty: Bool { conditions.isEmpty && error == nil && points.isEmpty }
}
