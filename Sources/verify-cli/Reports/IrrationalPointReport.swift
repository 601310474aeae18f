import Exact
import Surfaces
import Verify

/// What intervals prove about one point of an irrational direction, for printing.
struct IrrationalPointReport {
  let point: IrrationalPoint
  let schedule: PrecisionDoubling
  let reachability: IrrationalPointReachability
  let pareto: IrrationalPointPareto

  /// What every verdict is labelled with.
  static let label = "certified by intervals, without certificate"

  /// Decides a point.
  init(point: IrrationalPoint, schedule: PrecisionDoubling) {
    self.point = point
    self.schedule = schedule
    reachability = point.reachability(schedule)
    pareto = point.paretoOptimality(schedule, reachability: reachability)
  }

  /// Whether something about the point stayed undecided.
  var isUndecided: Bool {
    if case .undecided = reachability { return true }
    if case .undecided = pareto { return true }
    return false
  }

  /// The report for people, indented by two spaces.
  var text: [String] {
    let bits = schedule.start
    var lines = [
      "direction u in \(Self.brief(point.direction(precision: bits)))",
      "values    v in \(Self.brief(point.values(precision: bits)))",
      "losses  t-v in \(Self.brief(point.losses(precision: bits)))",
    ]
    switch pareto {
    case .optimalBySupport(let precision):
      lines.append("Pareto optimal: the only optimum of positive weights; \(proved(precision))")
    case .optimalBySurfaces(let precision):
      lines.append(
        "Pareto optimal: no other point is as good for every task and better for one; "
          + proved(precision))
    case .dominated(let by, let precision):
      lines.append(
        "dominated by the point of u \(TextLayout.direction(by)); \(proved(precision))")
    case .dominatedByFlip(let signs, let precision):
      lines.append(
        "dominated by the point of the same values with the signs \(TextLayout.vector(signs)); "
          + proved(precision))
    case .undecided(let reason):
      lines.append("Pareto optimality undecided, because \(reason)")
    }
    switch reachability {
    case .supportedAndExposed(let weights, let precision):
      lines.append(
        "weakly supported, supported and exposed: weights in \(Self.brief(weights)); "
          + proved(precision))
    case .weaklySupported(let task):
      lines.append(
        "weakly supported: task \(task) has u = 0, so its weight alone reaches the point")
    case .unreachable(let obstruction, let precision):
      lines.append("not weakly supported: \(Self.explain(obstruction)); \(proved(precision))")
    case .undecided(let reason):
      lines.append("reachability undecided, because \(reason)")
    }
    return lines.map { "  " + $0 }
  }

  private func proved(_ precision: Int) -> String { "\(Self.label), at \(precision) bits" }

  private static func brief(_ vector: IntervalVector) -> String {
    "(" + vector.elements.map { $0.decimal(digits: 8) }.joined(separator: ", ") + ")"
  }

  private static func explain(_ obstruction: IrrationalPointObstruction) -> String {
    switch obstruction {
    case .negativeWeight(let task, let enclosure):
      return "the forced weight of task \(task) is negative, in \(enclosure.decimal(digits: 8))"
    case .zeroCoordinate(let task, let enclosure):
      return "task \(task) has u = 0 but Qu is not 0, in \(enclosure.decimal(digits: 8))"
    case .negativeDirection(let x, let curvature):
      return "the tangent plane is crossed along x \(TextLayout.direction(x)), with"
        + " x^T T x / x^T x in \(curvature.decimal(digits: 8))"
    }
  }

  /// The report for programs: enclosures are texts of decimal numbers, rounded outward.
  var json: ExactJSONValue {
    let bits = schedule.start
    var members: [ExactJSONValue.Member] = [
      .init("width", .text(point.width.rawValue)),
      .init("evidence", .text(Self.label)),
      .init("directionIn", Self.enclosures(point.direction(precision: bits))),
      .init("valuesIn", Self.enclosures(point.values(precision: bits))),
      .init("lossesIn", Self.enclosures(point.losses(precision: bits))),
    ]
    var undecided: [ExactJSONValue.Member] = []
    switch pareto {
    case .optimalBySupport, .optimalBySurfaces:
      members.append(.init("paretoOptimal", .boolean(true)))
    case .dominated(let by, _):
      members.append(.init("paretoOptimal", .boolean(false)))
      members.append(.init("dominatedBy", .exact(by)))
    case .dominatedByFlip(let signs, _):
      members.append(.init("paretoOptimal", .boolean(false)))
      members.append(.init("dominatedBySigns", .exact(signs.map { Integer($0) })))
    case .undecided(let reason):
      members.append(.init("paretoOptimal", .null))
      undecided.append(.init("paretoOptimal", .text(reason.description)))
    }
    switch reachability {
    case .supportedAndExposed(let weights, _):
      for name in ["weaklySupported", "supported", "exposed"] {
        members.append(.init(name, .boolean(true)))
      }
      members.append(.init("weightsIn", Self.enclosures(weights)))
    case .weaklySupported: members.append(.init("weaklySupported", .boolean(true)))
    case .unreachable(let obstruction, _):
      for name in ["weaklySupported", "supported", "exposed"] {
        members.append(.init(name, .boolean(false)))
      }
      members.append(.init("because", .text(Self.explain(obstruction))))
    case .undecided(let reason):
      members.append(.init("weaklySupported", .null))
      undecided.append(.init("weaklySupported", .text(reason.description)))
    }
    if !undecided.isEmpty { members.append(.init("undecided", .object(undecided))) }
    return .object(members)
  }

  private static func enclosures(_ vector: IntervalVector) -> ExactJSONValue {
    .array(vector.elements.map { .text($0.decimal(digits: 40)) })
  }
}
