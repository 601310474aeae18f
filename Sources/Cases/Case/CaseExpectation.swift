import Surfaces

/// What a case says that the verdicts must be.
public struct CaseExpectation: Sendable, Equatable {
  /// The input errors that a case may be expected to end in.
  public enum Failure: String, Sendable, CaseIterable {
    /// The predictors are linearly dependent.
    case linearlyDependent
  }

  /// The expected verdicts about one point.
  public struct Point: Sendable, Equatable {
    /// The name of the point.
    public var name: String
    /// The answers; missing where nothing is expected.
    public var answers: [PointQuestion: PointAnswer]

    /// Creates an expectation about a point.
    public init(name: String, answers: [PointQuestion: PointAnswer] = [:]) {
      self.name = name
      self.answers = answers
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
