import Cases
import Certificates
import Exact
import Floating
import Intervals
import Surfaces

/// Everything that is decided about one point, whatever it is given by: what `verify-cli point`
/// prints is read from here.
///
/// Every certificate in it has been verified by the checker.
public struct PointVerdict: Sendable {
  /// The verdicts, in the arithmetic that the point allows.
  public enum Content: Sendable {
    /// A point of a rational direction, decided exactly.
    case rational(RationalPointVerdict)
    /// A point of an irrational direction, decided in boxes.
    case enclosed(EnclosedVerdict)
    /// Weights whose optimum is not one point, or not known to be.
    case optima(OptimaVerdict)
  }

  /// The name in the case; nil for a point without one.
  public let name: String?
  /// The end of the range of widths that the point belongs to.
  public let width: WidthEnd
  /// The verdicts.
  public let content: Content

  /// Decides a point of a case.
  ///
  /// - Throws: as ``decide(_:of:width:name:schedule:filter:)``.
  public static func decide(
    _ point: CasePoint, of instance: Instance, schedule: PrecisionDoubling = PrecisionDoubling(),
    filter: FloatingFilter = .on
  ) throws -> PointVerdict {
    try decide(
      point.definition, of: instance, width: point.width, name: point.name, schedule: schedule,
      filter: filter)
  }

  /// Decides one point, exactly where its direction is rational and by intervals elsewhere.
  ///
  /// - Parameters:
  ///   - definition: What the point is; k numbers of the right kind.
  ///   - instance: The instance.
  ///   - width: v is the point for width 1, t - v for width k-1.
  ///   - name: The name of the point, where it has one.
  ///   - schedule: The precisions to try for irrational directions.
  ///   - filter: Whether floating point behind proved bounds may decide inequalities.
  /// - Throws: ``InvalidPoint`` for numbers that are no point, ``CertificationFailure`` when the
  ///   checker rejects a certificate: a defect of this program.
  public static func decide(
    _ definition: CasePoint.Definition, of instance: Instance, width: WidthEnd,
    name: String? = nil, schedule: PrecisionDoubling = PrecisionDoubling(),
    filter: FloatingFilter = .on
  ) throws -> PointVerdict {
    func exact(_ direction: [Integer]) throws(CertificationFailure) -> Content {
      .rational(
        try RationalPointVerdict.decide(
          instance, Point(instance, direction: direction), width: width,
          filter: filter))
    }
    func enclosed(_ point: EnclosedPoint) -> Content {
      .enclosed(EnclosedVerdict(point, schedule: schedule))
    }
    try InvalidPoint.check(definition, taskCount: instance.taskCount)
    let content: Content
    switch definition {
    case .direction(let direction): content = try exact(Point.integerDirection(direction))
    case .values(let values, let signs):
      if let direction = Point.rationalDirection(values: values, signs: signs) {
        content = try exact(direction)
      } else if let point = EnclosedPoint(instance, values: values, signs: signs, width: width) {
        content = enclosed(point)
      } else {
        throw InvalidPoint(description: "the values and signs do not describe a point")
      }
    case .weights(let weights):
      guard
        let outcome = EnclosedPoint.optimum(
          of: weights, instance, width: width, schedule: schedule)
      else {
        throw InvalidPoint(description: "the weights are not numbers >= 0, not all zero")
      }
      switch outcome {
      case .rational(let direction): content = try exact(direction)
      case .enclosed(let optimum): content = enclosed(EnclosedPoint(optimum, width: width))
      case .multiple, .cluster, .free:
        content = .optima(
          OptimaVerdict(instance, width: width, weights: weights, outcome: outcome))
      }
    }
    return PointVerdict(name: name, width: width, content: content)
  }

  /// The answers; all are undecided where no verdict is about one point.
  public var answers: [PointQuestion: PointAnswer] {
    switch content {
    case .rational(let verdict): return verdict.answers
    case .enclosed(let verdict): return verdict.answers
    case .optima:
      return Dictionary(uniqueKeysWithValues: PointQuestion.allCases.map { ($0, .undecided) })
    }
  }

  /// Whether something about the point stayed undecided.
  public var isUndecided: Bool {
    switch content {
    case .rational(let verdict): return verdict.isUndecided
    case .enclosed(let verdict): return verdict.isUndecided
    case .optima(let verdict): return verdict.isUndecided
    }
  }

  /// The certificates, one for each statement, all verified.
  public var certificates: [Certificate] {
    switch content {
    case .rational(let verdict): return verdict.certificates
    case .enclosed(let verdict): return verdict.statements
    case .optima: return []
    }
  }

  /// The point, or a rational one nearby, for pictures and for floating point; nil where there is
  /// not one point.
  public var approximation: Point? {
    switch content {
    case .rational(let verdict): return verdict.point
    case .enclosed(let verdict): return verdict.approximation
    case .optima: return nil
    }
  }
}
