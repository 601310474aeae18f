import Cases
import Certificates
import Exact
import Intervals
import Surfaces

extension EnclosedVerdict {
  /// Enclosures of the k values that are maximised; nil where no box was proved.
  public var values: IntervalVector? { box.map { point.values($0) } }

  /// Enclosures of the k losses that are minimised; nil where no box was proved.
  public var losses: IntervalVector? { box.map { point.losses($0) } }

  /// The weights whose optimum the point is; nil where it is given by something else.
  public var weights: [Rational]? { (point.definition as? WeightedOptimum)?.weights }

  /// An enclosure of the simple eigenvalue of G diag(weights) that belongs to u; nil where the
  /// point is not given by weights, or no box was proved.
  public var eigenvalue: Interval? {
    guard point.definition is WeightedOptimum else { return nil }
    return box?.others[0]
  }

  /// The names of the surfaces of ``gradients``, in their order; none while a sign is open.
  public var surfaceNames: [String] {
    (gradients?.surfaces ?? []).map {
      point.instance.surfaceName(SignPattern(signs: $0), width: point.width)
    }
  }

  /// One verified certificate for each statement.
  public var statements: [Certificate] {
    var seen: Set<Certificate.Statement> = []
    return Kind.allCases.compactMap { certificates[$0] }
      .filter { seen.insert($0.statement).inserted }
  }

  /// A rational point in the box; nil where no box was proved.
  public var approximation: Point? {
    guard let box, let direction = point.definition.neighbour(in: box) else { return nil }
    return Point(point.instance, direction: direction)
  }

  /// The answers.
  public var answers: [PointQuestion: PointAnswer] {
    [
      .paretoOptimal: PointAnswer(pareto.isOptimal),
      .weaklySupported: PointAnswer(reachability.weaklySupported.holds),
      .supported: PointAnswer(reachability.supported.holds),
      .exposed: PointAnswer(reachability.exposed.holds),
      .gradientsDisagree: PointAnswer(gradients?.disagree ?? nil),
    ]
  }
}

extension OptimumCluster {
  /// An enclosure of the two levels.
  public var eigenvalues: Interval {
    Interval(lower: lower, upper: upper, precision: 128) ?? .entire(precision: 128)
  }
}
