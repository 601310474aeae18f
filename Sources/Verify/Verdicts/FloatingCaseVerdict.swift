import Cases
import Surfaces

/// The floating-point answers about a case, as a person with a tolerance would give them.
/// Unverified: the answers can be wrong.
public struct FloatingCaseVerdict: Sendable {
  /// The case.
  public let problem: Case
  /// Its instance.
  public let instance: Instance
  /// C1 and C2 for the widths that were asked for.
  public let conditions: [ConditionVerdict]
  /// The points of the case that are one point each.
  public let points: [(point: CasePoint, verdict: FloatingPointVerdict)]
  /// What the case expects and the answers do not meet.
  public let unmet: [UnmetExpectation]

  /// Answers about a case.
  ///
  /// - Parameters:
  ///   - problem: The case.
  ///   - width: The only width to answer for; both ends by default.
  /// - Throws: `InputError` for numbers that are no instance of the theory.
  public static func decide(
    _ problem: Case, width: WidthEnd? = nil
  ) throws(InputError) -> FloatingCaseVerdict {
    let instance = try problem.instance()
    let ends = (width.map { .end($0) } ?? ChosenWidth.every).ends(taskCount: instance.taskCount)
    let conditions = ends.map { FloatingConditions.decide(instance.gram, width: $0) }
    let points = problem.points.filter { ends.contains($0.width) }.compactMap { point in
      point.approximation(in: instance).map {
        (point, FloatingPointVerdict.decide(instance, $0, width: point.width))
      }
    }
    // A tie that is expected to stay undecided is nothing that floating point could meet.
    let ties = Dictionary(
      problem.expectation.points.map { ($0.name, $0.answers.filter { $1 == .undecided }) },
      uniquingKeysWith: { first, _ in first })
    return FloatingCaseVerdict(
      problem: problem, instance: instance, conditions: conditions, points: points,
      unmet: problem.expectation.unmet(
        conditions: conditions,
        points: points.map { point, verdict in
          (point.name, verdict.answers.filter { ties[point.name]?[$0.key] == nil })
        }))
  }

  /// How the answers compare with what the case expects.
  public var outcome: CaseVerdict.Outcome { unmet.isEmpty ? .decided : .unexpected }
}

extension CasePoint {
  /// A rational point that is this one or close to it, for pictures and floating point; nil where
  /// there is not one point.
  public func approximation(in instance: Instance) -> Point? {
    func neighbour(_ definition: some PointDefinition) -> Point? {
      guard let box = try? definition.box(precision: 64, within: nil) else { return nil }
      return definition.neighbour(in: box).map { Point(instance, direction: $0) }
    }
    switch definition {
    case .direction(let direction): return Point(instance, direction: direction)
    case .values(let values, let signs):
      return ValuesAndSigns(instance, values: values, signs: signs).flatMap { neighbour($0) }
    case .weights(let weights):
      switch EnclosedPoint.optimum(of: weights, instance, width: width) {
      case .rational(let direction): return Point(instance, direction: direction)
      case .enclosed(let optimum): return neighbour(optimum)
      case .multiple, .cluster, .free, nil: return nil
      }
    }
  }
}
