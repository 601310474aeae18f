import Exact

extension Certificate {
  /// Why a statement about an enclosed point is true. Ranges over the box are meant wherever a
  /// quantity of the point is compared.
  public enum EnclosureEvidence: Sendable, Equatable {
    /// For ``Statement/enclosed``.
    case existence
    /// For ``Statement/gradientsDisagree``.
    case disagreement(Disagreement)
    /// For ``Statement/weaklySupported``, ``Statement/supported`` and ``Statement/exposed``.
    case support(EnclosedSupport)
    /// For ``Statement/unsupported``.
    case obstruction(EnclosedObstruction)
    /// For ``Statement/paretoOptimal``.
    case optimality(EnclosedOptimality)
    /// For ``Statement/dominated``: the direction of a dominating point, k numbers.
    case dominator([Rational])
    /// For ``Statement/unreachableParetoOptimum``: a tree or `exhaustive`, and why no weights
    /// reach the point.
    case unreachableOptimum(EnclosedOptimality, EnclosedObstruction)
  }

  /// Two surfaces through a meeting whose gradients differ. Surface 0 is that of u, surface j that
  /// of u with the signs of the j-th flip changed (the first flip is j = 1).
  public struct Disagreement: Sendable, Equatable {
    /// The number of one surface.
    public var first: Int
    /// The number of the other surface, greater than the first.
    public var second: Int
    /// A task, counted from 1, in which the gradients differ.
    public var task: Int
    /// A positive lower bound for sin^2 of the angle between the gradients.
    public var sineSquared: Rational?

    /// Names two surfaces and a task.
    public init(first: Int, second: Int, task: Int, sineSquared: Rational? = nil) {
      self.first = first
      self.second = second
      self.task = task
      self.sineSquared = sineSquared
    }
  }

  /// Why weights reach an enclosed point.
  public enum EnclosedSupport: Sendable, Equatable {
    /// The weights that the point is given by.
    case weights
    /// The forced weights w_i / u_i: T without the row and column of this task, counted from 1, is
    /// positive definite.
    case drop(Int)
    /// Width k-1: this task, counted from 1, has u_i = 0, and a weight on it alone reaches.
    case zeroCoordinate(Int)
  }

  /// Why no weights >= 0, not all zero, reach an enclosed point.
  public enum EnclosedObstruction: Sendable, Equatable {
    /// The gradients of two surfaces through the point differ.
    case disagreement(Disagreement)
    /// A task, counted from 1, whose forced weight w_i / u_i is negative.
    case negativeWeight(Int)
    /// Width 1: a task, counted from 1, with u_i = 0 exactly but w_i != 0.
    case zeroCoordinate(Int)
    /// A vector x with x^T T x < 0; when `violation` is given, x^T T x <= -violation x^T x.
    case negativeDirection([Rational], violation: Rational?)
  }

  /// Why an enclosed point is Pareto optimal.
  public enum EnclosedOptimality: Sendable, Equatable {
    /// The point is the only optimum of the weights that it is given by.
    case weights
    /// As ``EnclosedSupport/drop(_:)``: the point is the only optimum of its forced weights.
    case drop(Int)
    /// A binary tree over the signs a dominating direction could have; node 0 is the root.
    case tree([Node])
    /// Width k-1, k <= 16: every sign vector is to be tried.
    case exhaustive
  }
}
