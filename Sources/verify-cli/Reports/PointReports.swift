import Cases
import Exact
import Floating
import Intervals
import Surfaces
import Verify

/// Decides points, exactly where their directions are rational and by intervals elsewhere.
struct PointReports {
  let instance: Instance
  var schedule = PrecisionDoubling()
  var filter = FloatingFilter.on

  /// Decides a point of a case.
  ///
  /// - Throws: `CertificationFailure`; `UsageError` for numbers that are no point.
  func report(_ point: CasePoint) throws -> any PointReporting {
    try report(point.definition, name: point.name, width: point.width)
  }

  /// Decides one point.
  ///
  /// - Throws: `CertificationFailure`; `UsageError` for numbers that are no point.
  func report(
    _ definition: CasePoint.Definition, name: String? = nil, width: WidthEnd
  ) throws -> any PointReporting {
    switch definition {
    case .direction(let direction):
      return try exact(Point.integerDirection(direction), name: name, width: width)
    case .values(let values, let signs):
      if let direction = Point.rationalDirection(values: values, signs: signs) {
        return try exact(direction, name: name, width: width)
      }
      guard let point = EnclosedPoint(instance, values: values, signs: signs, width: width) else {
        throw UsageError(message: "the values and signs do not describe a point")
      }
      return EnclosedPointReport(
        name: name, verdict: EnclosedVerdict(point, schedule: schedule), schedule: schedule)
    case .weights(let weights):
      guard
        let outcome = EnclosedPoint.optimum(
          of: weights, instance, width: width, schedule: schedule)
      else { throw UsageError(message: "the weights are not numbers >= 0, not all zero") }
      switch outcome {
      case .rational(let direction): return try exact(direction, name: name, width: width)
      case .enclosed(let optimum):
        let point = EnclosedPoint(optimum, width: width)
        return EnclosedPointReport(
          name: name, verdict: EnclosedVerdict(point, schedule: schedule), schedule: schedule)
      case .multiple, .cluster, .free:
        return OptimumReport(
          name: name, instance: instance, width: width, weights: weights, outcome: outcome)
      }
    }
  }

  private func exact(_ direction: [Integer], name: String?, width: WidthEnd) throws -> PointReport {
    try PointReport(
      name: name, instance: instance, width: width, point: Point(instance, direction: direction),
      filter: filter)
  }

  /// A rational point that is the given one or close to it, for pictures and floating point; nil
  /// where there is not one point.
  func approximation(_ point: CasePoint) -> Point? {
    switch point.definition {
    case .direction(let direction): return Point(instance, direction: direction)
    case .values(let values, let signs):
      guard let point = ValuesAndSigns(instance, values: values, signs: signs),
        let box = try? point.box(precision: 64)
      else { return nil }
      return point.neighbour(in: box).map { Point(instance, direction: $0) }
    case .weights(let weights):
      switch EnclosedPoint.optimum(of: weights, instance, width: point.width, schedule: schedule) {
      case .rational(let direction): return Point(instance, direction: direction)
      case .enclosed(let optimum):
        guard let box = try? optimum.box(precision: 64) else { return nil }
        return optimum.neighbour(in: box).map { Point(instance, direction: $0) }
      case .multiple, .cluster, .free, nil: return nil
      }
    }
  }
}
