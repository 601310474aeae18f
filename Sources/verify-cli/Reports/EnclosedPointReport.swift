import Exact
import Surfaces
import Verify

/// What intervals prove about one point of an irrational direction, for printing.
struct EnclosedPointReport {
  let name: String?
  let point: EnclosedPoint
  let schedule: PrecisionDoubling
  let reachability: EnclosedReachability
  let pareto: EnclosedPareto
  /// A box of the precision of the first attempt, or of the first that gives one.
  private let box: PointBox?

  /// What every verdict is labelled with.
  static let label = "certified by intervals, without certificate"

  /// Decides a point.
  init(name: String? = nil, point: EnclosedPoint, schedule: PrecisionDoubling) {
    self.name = name
    self.point = point
    self.schedule = schedule
    reachability = point.reachability(schedule)
    pareto = point.paretoOptimality(schedule, reachability: reachability)
    box = schedule.precisions.lazy.compactMap { try? point.box(precision: $0) }.first
  }

  /// Whether something about the point stayed undecided.
  var isUndecided: Bool { pareto.isOptimal == nil || !reachability.isDecided }

  /// The report for people, indented by two spaces.
  var text: [String] {
    var lines: [String] = []
    if let box {
      lines = [
        "direction u in \(Self.brief(box.direction))",
        "values    v in \(Self.brief(point.values(box)))",
        "losses  t-v in \(Self.brief(point.losses(box)))",
      ]
    }
    switch pareto {
    case .optimalBySupport(let precision):
      lines.append("Pareto optimal, because of the weights below; \(proved(precision))")
    case .optimalByTree(_, let precision):
      lines.append(
        "Pareto optimal: no other point is as good for every task and better for one; "
          + proved(precision))
    case .dominated(let by, let precision):
      lines.append(
        "dominated by the point of u \(TextLayout.direction(by)); \(proved(precision))")
    case .undecided(let reason):
      lines.append("Pareto optimality undecided, because \(reason)")
    }
    for (word, meaning, support) in kinds {
      switch support {
      case .holds(let weights, let precision):
        lines.append(
          "\(word) (\(meaning)): weights in \(Self.brief(weights)); \(proved(precision))")
      case .fails(let obstruction, let precision):
        lines.append("not \(word): \(Self.explain(obstruction)); \(proved(precision))")
      case .undecided(let reason):
        lines.append("\(word) or not: undecided, because \(reason)")
      }
    }
    return lines.map { "  " + $0 }
  }

  private var kinds: [(String, String, EnclosedSupport)] {
    [
      ("weakly supported", "some weights >= 0", reachability.weaklySupported),
      ("supported", "some weights > 0", reachability.supported),
      ("exposed", "the only optimum of some weights", reachability.exposed),
    ]
  }

  private func proved(_ precision: Int) -> String { "\(Self.label), at \(precision) bits" }

  private static func brief(_ vector: IntervalVector) -> String {
    "(" + vector.elements.map { $0.decimal(digits: 8) }.joined(separator: ", ") + ")"
  }

  private static func explain(_ obstruction: EnclosedObstruction) -> String {
    func list(_ tasks: [Int]) -> String { tasks.map(String.init).joined(separator: ",") }
    switch obstruction {
    case .negativeWeight(let task, let enclosure):
      return "the forced weight of task \(task) is negative, in \(enclosure.decimal(digits: 8))"
    case .zeroCoordinate(let task, let enclosure):
      return "task \(task) has u = 0 but Qu is not 0, in \(enclosure.decimal(digits: 8))"
    case .negativeDirection(let x, let curvature):
      return "the tangent plane is crossed along x \(TextLayout.direction(x)), with"
        + " x^T T x / x^T x in \(curvature.decimal(digits: 8))"
    case .zeroWeight(let task): return "the forced weight of task \(task) is zero"
    case .otherOptimum(let tasks):
      return "the forced weights have further optima, which scale the coordinates of the tasks"
        + " \(list(tasks)) alone"
    case .disagreement(let flip, let task):
      return "the gradients of two surfaces through it differ on task \(task): the second one flips"
        + " the tasks \(list(flip))"
    }
  }

  /// The report for programs: enclosures are texts of decimal numbers, rounded outward.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = []
    if let name { members.append(.init("name", .text(name))) }
    members += [
      .init("width", .text(point.width.rawValue)), .init("evidence", .text(Self.label)),
    ]
    if let box {
      members += [
        .init("directionIn", Self.enclosures(box.direction)),
        .init("valuesIn", Self.enclosures(point.values(box))),
        .init("lossesIn", Self.enclosures(point.losses(box))),
      ]
    }
    var undecided: [ExactJSONValue.Member] = []
    members.append(.init("paretoOptimal", pareto.isOptimal.map { .boolean($0) } ?? .null))
    switch pareto {
    case .optimalBySupport, .optimalByTree: break
    case .dominated(let by, _): members.append(.init("dominatedBy", .exact(by)))
    case .undecided(let reason):
      undecided.append(.init("paretoOptimal", .text(reason.description)))
    }
    for (word, _, support) in kinds {
      let key = word == "weakly supported" ? "weaklySupported" : word
      members.append(.init(key, support.holds.map { .boolean($0) } ?? .null))
      if let reason = support.indecision {
        undecided.append(.init(key, .text(reason.description)))
      }
    }
    switch reachability.weaklySupported {
    case .holds(let weights, _): members.append(.init("weightsIn", Self.enclosures(weights)))
    case .fails(let obstruction, _):
      members.append(.init("because", .text(Self.explain(obstruction))))
    case .undecided: break
    }
    if !undecided.isEmpty { members.append(.init("undecided", .object(undecided))) }
    return .object(members)
  }

  private static func enclosures(_ vector: IntervalVector) -> ExactJSONValue {
    .array(vector.elements.map { .text($0.decimal(digits: 40)) })
  }
}
