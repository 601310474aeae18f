import Exact
import ExactJSON
import Surfaces
import Verify

/// What is printed about a point of a rational direction.
struct RationalPointReport: PointReporting {
  let name: String?
  let verdict: RationalPointVerdict

  private var point: Point { verdict.point }
  private var gradients: GradientDisagreement { verdict.gradients }
  private var reachability: ReachabilityVerdict { verdict.reachability }

  /// The first names of the surfaces through the point, for people.
  private var shortSurfaceNames: String {
    Self.brief(verdict.surfaceNames, isComplete: gradients.isComplete)
  }

  /// The report for people, indented by two spaces.
  var text: [String] {
    var lines: [String] = []
    lines.append("direction u \(TextLayout.direction(point.direction))")
    lines.append("values    v \(approximate(verdict.values))")
    lines.append("losses  t-v \(approximate(verdict.losses))")
    lines.append("surfaces    \(shortSurfaceNames)")
    lines.append("gradients   \(gradientText)")
    switch verdict.pareto.outcome {
    case .optimal(let evidence):
      let note =
        evidence == .enumeration && verdict.paretoCertificate == nil
        ? " (all sign vectors were tried; too many for a certificate)" : ""
      lines.append(
        "Pareto optimal: no other point is as good for every task and better for one\(note)")
    case .dominated(let by):
      lines.append("dominated by the point of u \(TextLayout.direction(by))")
    case .undecided(let nodes):
      lines.append("Pareto optimality undecided: the sign tree was not closed in \(nodes) nodes")
    }
    lines.append(supportText("weakly supported", "some weights >= 0", reachability.weaklySupported))
    lines.append(supportText("supported", "some weights > 0", reachability.supported))
    lines.append(supportText("exposed", "the only optimum of some weights", reachability.exposed))
    if let violation = verdict.violation { lines.append(Self.text(violation: violation)) }
    return lines.map { "  " + $0 }
  }

  /// The verdicts in one line.
  var summary: String {
    let kinds = [
      ("weakly supported", reachability.weaklySupported), ("supported", reachability.supported),
      ("exposed", reachability.exposed),
    ].filter { $0.1.holds }.map { $0.0 }
    let reached =
      kinds.isEmpty ? "reached by no weighting" : "reached: \(kinds.joined(separator: ", "))"
    let disagree = gradients.gradientsDisagree ? ", whose gradients disagree" : ""
    return TextLayout.word(paretoOptimal: verdict.pareto.isOptimal)
      + "; \(reached); on \(shortSurfaceNames)\(disagree)"
  }

  private var gradientText: String {
    if gradients.gradients == nil { return "do not exist: a coordinate of u is zero" }
    if let (first, second, task) = gradients.disagreement {
      let names = verdict.surfaceNames
      return
        "those of \(names[first]) and \(names[second]) disagree"
        + " (task \(verdict.instance.number(task))): no weighting reaches the point"
        + (verdict.angle.map { "; angles up to \($0.decimal(digits: 8)) radians" } ?? "")
    }
    if !gradients.isComplete {
      return "undecided: not every surface through the point was compared"
    }
    return gradients.surfaces.count > 1 ? "all agree" : "one surface, one gradient"
  }

  private func supportText(_ word: String, _ meaning: String, _ verdict: SupportVerdict) -> String {
    switch verdict {
    case .holds(let weights):
      return "\(word) (\(meaning)): weights \(approximate(weights))"
    case .fails(let obstruction):
      return "not \(word): "
        + Self.explain(obstruction, numbers: self.verdict.instance.taskNumbers)
    }
  }

  /// Why a point has no such support, in words.
  ///
  /// - Parameter numbers: The numbers by which the tasks of the point are called.
  static func explain(_ obstruction: SupportObstruction, numbers: [Int]) -> String {
    switch obstruction {
    case .negativeWeight(let task):
      return "the forced weight of task \(numbers[task - 1]) is negative"
    case .zeroCoordinate(let task):
      return "task \(numbers[task - 1]) has u = 0 but Qu is not 0"
    case .negativeDirection(let x, _):
      return "the tangent plane is crossed along x \(TextLayout.direction(x))"
    case .zeroWeight(let task):
      return "the forced weight of task \(numbers[task - 1]) is zero"
    case .otherOptimum(let x):
      return "the forced weights have further optima, along x \(TextLayout.direction(x))"
    }
  }

  /// The same for programs: the kind, and the direction or the task that proves it, exact.
  static func json(_ obstruction: SupportObstruction, numbers: [Int]) -> ExactJSONValue {
    let (kind, member): (String, ExactJSONValue.Member)
    switch obstruction {
    case .negativeWeight(let task):
      (kind, member) = ("negativeWeight", .init("task", .integer(numbers[task - 1])))
    case .zeroCoordinate(let task):
      (kind, member) = ("zeroCoordinate", .init("task", .integer(numbers[task - 1])))
    case .negativeDirection(let x, _):
      (kind, member) = ("negativeDirection", .init("direction", .exact(x)))
    case .zeroWeight(let task):
      (kind, member) = ("zeroWeight", .init("task", .integer(numbers[task - 1])))
    case .otherOptimum(let x):
      (kind, member) = ("otherOptimum", .init("direction", .exact(x)))
    }
    return .object([.init("kind", .text(kind)), member])
  }

  private func approximate(_ values: [Rational]) -> String {
    let decimals = TextLayout.vector(values.map { TextLayout.decimal($0) })
    let exact = TextLayout.vector(values)
    if values.allSatisfy(\.isInteger) { return "= \(exact)" }
    return exact.count <= 60 ? "= \(exact) ~ \(decimals)" : "~ \(decimals)"
  }

  /// The report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = []
    if let name { members.append(.init("name", .text(name))) }
    members += [
      .init("width", .text(verdict.width.rawValue)),
      .init("direction", .exact(point.direction)),
      .init("values", .exact(verdict.values)),
      .init("losses", .exact(verdict.losses)),
      .init("surfaces", .array(verdict.surfaceNames.map { .text($0) })),
      .init("surfacesComplete", .boolean(gradients.isComplete)),
      .init("paretoOptimal", verdict.pareto.isOptimal.map { .boolean($0) } ?? .null),
    ]
    if case .dominated(let by) = verdict.pareto.outcome {
      members.append(.init("dominatedBy", .exact(by)))
    }
    members += [
      .init("weaklySupported", .boolean(reachability.weaklySupported.holds)),
      .init("supported", .boolean(reachability.supported.holds)),
      .init("exposed", .boolean(reachability.exposed.holds)),
      .init(
        "gradientsDisagree", gradients.isDecided ? .boolean(gradients.gradientsDisagree) : .null),
    ]
    if let angle = verdict.angle {
      members.append(.init("angleIn", .text(angle.decimal(digits: 20))))
    }
    if let violation = verdict.violation { members.append(Self.json(violation: violation)) }
    switch reachability.weaklySupported {
    case .holds(let weights): members.append(.init("weights", .exact(weights)))
    case .fails(let obstruction):
      members.append(
        .init(
          "unreachableBecause",
          Self.json(obstruction, numbers: verdict.instance.taskNumbers)))
    }
    return .object(members)
  }
}
