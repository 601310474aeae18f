import Certificates
import Exact
import ExactJSON
import Intervals
import Surfaces
import Verify

/// Everything the suite says about one point, for printing.
struct PointReport {
  let name: String?
  let instance: Instance
  let width: WidthEnd
  let point: Point
  let pareto: ParetoVerdict
  let reachability: ReachabilityVerdict
  let gradients: GradientDisagreement
  /// An enclosure of the angle between two gradients that disagree, the largest one found.
  let angle: Interval?
  /// The most negative x^T T x / x^T x found, enclosed, where no weighting reaches the point.
  let violation: (direction: [Integer], quotient: Interval)?
  /// The certificates of the verdicts, all verified.
  let certificates: [Certificate]

  /// Decides a point and has the checker verify every verdict that has a certificate.
  ///
  /// - Throws: `CertificationFailure`.
  init(
    name: String? = nil, instance: Instance, width: WidthEnd, point: Point, usingFilter: Bool = true
  ) throws(CertificationFailure) {
    self.name = name
    self.instance = instance
    self.width = width
    self.point = point
    pareto = ParetoVerdict.decide(instance, point, width: width, usingFilter: usingFilter)
    reachability = ReachabilityVerdict.decide(
      instance, point, width: width, usingFilter: usingFilter)
    gradients = GradientDisagreement(instance, at: point)
    let enclosed = EnclosedPoint(RationalDirection(instance, point), width: width)
    let box = try? enclosed.box(precision: 128)
    angle =
      gradients.gradientsDisagree
      ? box.flatMap { enclosed.gradients(in: $0)?.disagreement?.angle } : nil
    var known: [Integer]?
    if case .fails(.negativeDirection(let x, _)) = reachability.weaklySupported { known = x }
    violation =
      reachability.weaklySupported.holds
      ? nil : box.flatMap { enclosed.violation(in: $0, known: known) }
    var verified: [Certificate] = []
    if instance.taskCount >= 2 {
      let own = pareto.certificate(instance).map { [$0] } ?? []
      for certificate in own + reachability.certificates(instance) {
        verified.append(try certificate.verified())
      }
    }
    certificates = verified
  }

  /// The names of the surfaces through the point.
  private var surfaceNames: [String] {
    gradients.surfaces.map { Surface.label($0, width: width) }
  }

  /// The first names of the surfaces through the point, for people.
  private var shortSurfaceNames: String {
    let names = surfaceNames
    let more = names.count > 8 ? " and \(names.count - 8) more" : ""
    return (gradients.isComplete ? "" : "at least ")
      + names.prefix(8).joined(separator: ", ") + more
  }

  /// Whether something about the point stayed undecided.
  var isUndecided: Bool { pareto.isOptimal == nil }

  /// The answers by the keys of the file format.
  var answers: CaseAnswers.PointAnswers {
    [
      "paretoOptimal": pareto.isOptimal,
      "weaklySupported": reachability.weaklySupported.holds,
      "supported": reachability.supported.holds, "exposed": reachability.exposed.holds,
      "gradientsDisagree": gradients.isDecided ? gradients.gradientsDisagree : nil,
    ]
  }

  /// The report for people, indented by two spaces.
  var text: [String] {
    let values = point.values(instance, width: width)
    var lines: [String] = []
    lines.append("direction u \(TextLayout.direction(point.direction))")
    lines.append("values    v \(approximate(values))")
    lines.append("losses  t-v \(approximate(point.losses(instance, width: width)))")
    lines.append("surfaces    \(shortSurfaceNames)")
    lines.append("gradients   \(gradientText)")
    switch pareto.outcome {
    case .optimal(let evidence):
      let note =
        evidence == .enumeration && pareto.certificate(instance) == nil
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
    if let violation {
      lines.append(
        "the tangent plane is violated at least by x^T T x / x^T x in"
          + " \(violation.quotient.decimal(digits: 8)), x \(TextLayout.direction(violation.direction))"
      )
    }
    return lines.map { "  " + $0 }
  }

  /// The verdicts in one line.
  var summary: String {
    let optimal =
      switch pareto.isOptimal {
      case true?: "Pareto optimal"
      case false?: "dominated"
      case nil: "Pareto optimality undecided"
      }
    let kinds = [
      ("weakly supported", reachability.weaklySupported), ("supported", reachability.supported),
      ("exposed", reachability.exposed),
    ].filter { $0.1.holds }.map { $0.0 }
    let reached =
      kinds.isEmpty ? "reached by no weighting" : "reached: \(kinds.joined(separator: ", "))"
    let disagree = gradients.gradientsDisagree ? ", whose gradients disagree" : ""
    return "\(optimal); \(reached); on \(shortSurfaceNames)\(disagree)"
  }

  private var gradientText: String {
    if gradients.gradients == nil { return "do not exist: a coordinate of u is zero" }
    if let (first, second, task) = gradients.disagreement {
      let names = surfaceNames
      return "those of \(names[first]) and \(names[second]) disagree (task \(task)):"
        + " no weighting reaches the point"
        + (angle.map { "; angles up to \($0.decimal(digits: 8)) radians" } ?? "")
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
      return "not \(word): \(Self.explain(obstruction))"
    }
  }

  /// Why a point has no such support, in words.
  static func explain(_ obstruction: SupportObstruction) -> String {
    switch obstruction {
    case .negativeWeight(let task): return "the forced weight of task \(task) is negative"
    case .zeroCoordinate(let task): return "task \(task) has u = 0 but Qu is not 0"
    case .negativeDirection(let x, _):
      return "the tangent plane is crossed along x \(TextLayout.direction(x))"
    case .zeroWeight(let task): return "the forced weight of task \(task) is zero"
    case .otherOptimum(let x):
      return "the forced weights have further optima, along x \(TextLayout.direction(x))"
    }
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
      .init("width", .text(width.rawValue)),
      .init("direction", .exact(point.direction)),
      .init("values", .exact(point.values(instance, width: width))),
      .init("losses", .exact(point.losses(instance, width: width))),
      .init("surfaces", .array(surfaceNames.map { .text($0) })),
      .init("surfacesComplete", .boolean(gradients.isComplete)),
      .init("paretoOptimal", pareto.isOptimal.map { .boolean($0) } ?? .null),
    ]
    if case .dominated(let by) = pareto.outcome {
      members.append(.init("dominatedBy", .exact(by)))
    }
    members += [
      .init("weaklySupported", .boolean(reachability.weaklySupported.holds)),
      .init("supported", .boolean(reachability.supported.holds)),
      .init("exposed", .boolean(reachability.exposed.holds)),
      .init(
        "gradientsDisagree", gradients.isDecided ? .boolean(gradients.gradientsDisagree) : .null),
    ]
    if let angle { members.append(.init("angleIn", .text(angle.decimal(digits: 20)))) }
    if let violation {
      members.append(Self.json(violation: violation))
    }
    if case .holds(let weights) = reachability.weaklySupported {
      members.append(.init("weights", .exact(weights)))
    }
    return .object(members)
  }
}
