import ExactJSON
import Intervals
import Surfaces
import Verify

/// What is printed about one point of an irrational direction.
struct EnclosedPointReport: PointReporting {
  let name: String?
  let verdict: EnclosedVerdict

  private func number(_ task: Int) -> Int { verdict.point.instance.number(task) }

  /// The report for people, indented by two spaces.
  var text: [String] {
    var lines: [String] = []
    if let box = verdict.box, let values = verdict.values, let losses = verdict.losses {
      if let weights = verdict.weights {
        lines.append("weights     \(TextLayout.vector(weights))")
      }
      lines += [
        "direction u in \(Self.brief(box.direction))",
        "values    v in \(Self.brief(values))", "losses  t-v in \(Self.brief(losses))",
      ]
      if let eigenvalue = verdict.eigenvalue {
        lines.append("eigenvalue in \(eigenvalue.decimal(digits: 20)), simple")
      }
    }
    lines += gradientLines
    switch verdict.pareto {
    case .optimalBySupport(let precision):
      lines.append(
        "Pareto optimal, because of the weights below\(proved(.paretoOptimal, precision))")
    case .optimalByTree(_, let precision):
      lines.append(
        "Pareto optimal: no other point is as good for every task and better for one"
          + proved(.paretoOptimal, precision))
    case .dominated(let by, let precision):
      lines.append(
        "dominated by the point of u \(TextLayout.direction(by))"
          + proved(.paretoOptimal, precision))
    case .undecided(let reason):
      lines.append("Pareto optimality undecided, because \(reason)")
    }
    for (word, meaning, kind, support) in kinds {
      switch support {
      case .holds(let weights, let precision):
        lines.append(
          "\(word) (\(meaning)): weights in \(Self.brief(weights))\(proved(kind, precision))")
      case .fails(let obstruction, let precision):
        lines.append("not \(word): \(explain(obstruction))\(proved(kind, precision))")
      case .undecided(let reason):
        lines.append("\(word) or not: undecided, because \(reason)")
      }
    }
    if let violation = verdict.violation { lines.append(Self.text(violation: violation)) }
    return lines.map { "  " + $0 }
  }

  private var gradientLines: [String] {
    guard let gradients = verdict.gradients else { return [] }
    let names = verdict.surfaceNames
    var lines = ["surfaces    " + Self.brief(names, isComplete: gradients.isComplete)]
    if let found = gradients.disagreement {
      lines.append(
        "gradients   those of \(names[found.first]) and \(names[found.second]) disagree (task"
          + " \(number(found.task))), at an angle in \(found.angle.decimal(digits: 8)) radians"
          + proved(.gradientsDisagree, gradients.precision))
    } else if verdict.box?.isSigned == false {
      lines.append("gradients   do not exist: a coordinate of u is zero")
    } else if gradients.disagree == false {
      lines.append("gradients   " + (names.count > 1 ? "all agree" : "one surface, one gradient"))
    } else {
      lines.append("gradients   undecided: not every surface through the point is known")
    }
    return lines
  }

  private var kinds: [(String, String, EnclosedVerdict.Kind, EnclosedSupport)] {
    let reachability = verdict.reachability
    return [
      ("weakly supported", "some weights >= 0", .weaklySupported, reachability.weaklySupported),
      ("supported", "some weights > 0", .supported, reachability.supported),
      ("exposed", "the only optimum of some weights", .exposed, reachability.exposed),
    ]
  }

  /// The verdicts in one line.
  var summary: String {
    let reached = kinds.filter { $0.3.holds == true }.map(\.0)
    let open = kinds.filter { $0.3.holds == nil }.map(\.0)
    let words =
      (reached.isEmpty ? [] : ["reached: \(reached.joined(separator: ", "))"])
      + (open.isEmpty ? [] : ["undecided: \(open.joined(separator: ", "))"])
    let disagree = verdict.gradients?.disagree == true ? ", whose gradients disagree" : ""
    return TextLayout.word(paretoOptimal: verdict.pareto.isOptimal) + "; "
      + (words.isEmpty ? "reached by no weighting" : words.joined(separator: "; ")) + disagree
      + " (an irrational point, enclosed in a box)"
  }

  /// How a verdict is proved.
  private func evidence(_ kind: EnclosedVerdict.Kind) -> String {
    verdict.certificates[kind] == nil ? "by intervals, without certificate" : "with certificate"
  }

  private func proved(_ kind: EnclosedVerdict.Kind, _ precision: Int) -> String {
    "; proved \(evidence(kind)), at \(precision) bits"
  }

  static func brief(_ vector: IntervalVector) -> String {
    "(" + vector.elements.map { $0.decimal(digits: 8) }.joined(separator: ", ") + ")"
  }

  private func explain(_ obstruction: EnclosedObstruction) -> String {
    func list(_ tasks: [Int]) -> String {
      (tasks.count == 1 ? "task " : "tasks ")
        + tasks.map { String(number($0)) }.joined(separator: ",")
    }
    switch obstruction {
    case .negativeWeight(let task, let enclosure):
      return
        "the forced weight of task \(number(task)) is negative, in \(enclosure.decimal(digits: 8))"
    case .zeroCoordinate(let task, let enclosure):
      return "task \(number(task)) has u = 0 but Qu is not 0, in \(enclosure.decimal(digits: 8))"
    case .negativeDirection(let x, let curvature):
      return "the tangent plane is crossed along x \(TextLayout.direction(x)), with"
        + " x^T T x / x^T x in \(curvature.decimal(digits: 8))"
    case .zeroWeight(let task): return "the forced weight of task \(number(task)) is zero"
    case .otherOptimum(let tasks):
      return "the forced weights have further optima, which scale the coordinates of"
        + " \(list(tasks)) alone"
    case .disagreement(let flip, let task):
      return "the gradients of two surfaces through it, which differ by flipping \(list(flip)),"
        + " disagree on task \(number(task))"
    }
  }

  /// The report for programs: enclosures are texts of decimal numbers, rounded outward.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = []
    if let name { members.append(.init("name", .text(name))) }
    members.append(.init("width", .text(verdict.point.width.rawValue)))
    if let weights = verdict.weights { members.append(.init("optimumOf", .exact(weights))) }
    if let box = verdict.box, let values = verdict.values, let losses = verdict.losses {
      members += [
        .init("directionIn", Self.enclosures(box.direction)),
        .init("valuesIn", Self.enclosures(values)),
        .init("lossesIn", Self.enclosures(losses)),
      ]
      if let eigenvalue = verdict.eigenvalue {
        members.append(.init("eigenvalueIn", .text(eigenvalue.decimal(digits: 40))))
      }
    }
    if let gradients = verdict.gradients {
      members += [
        .init("surfaces", .array(verdict.surfaceNames.map { .text($0) })),
        .init("surfacesComplete", .boolean(gradients.isComplete)),
      ]
    }
    var undecided: [ExactJSONValue.Member] = []
    var evidence: [ExactJSONValue.Member] = []
    var precision: [ExactJSONValue.Member] = []
    func decided(_ kind: EnclosedVerdict.Kind, _ bits: Int) {
      evidence.append(.init(kind.rawValue, .text(self.evidence(kind))))
      precision.append(.init(kind.rawValue, .integer(bits)))
    }
    members.append(
      .init("paretoOptimal", verdict.pareto.isOptimal.map { .boolean($0) } ?? .null))
    switch verdict.pareto {
    case .optimalBySupport(let bits), .optimalByTree(_, let bits): decided(.paretoOptimal, bits)
    case .dominated(let by, let bits):
      members.append(.init("dominatedBy", .exact(by)))
      decided(.paretoOptimal, bits)
    case .undecided(let reason):
      undecided.append(.init("paretoOptimal", .text(reason.description)))
    }
    for (_, _, kind, support) in kinds {
      members.append(.init(kind.rawValue, support.holds.map { .boolean($0) } ?? .null))
      switch support {
      case .holds(_, let bits), .fails(_, let bits): decided(kind, bits)
      case .undecided(let reason):
        undecided.append(.init(kind.rawValue, .text(reason.description)))
      }
    }
    members.append(
      .init(
        "gradientsDisagree",
        (verdict.gradients?.disagree ?? nil).map { .boolean($0) } ?? .null))
    if let gradients = verdict.gradients, let found = gradients.disagreement {
      members.append(.init("angleIn", .text(found.angle.decimal(digits: 20))))
      decided(.gradientsDisagree, gradients.precision)
    }
    switch verdict.reachability.weaklySupported {
    case .holds(let weights, _): members.append(.init("weightsIn", Self.enclosures(weights)))
    case .fails(let obstruction, _):
      members.append(.init("because", .text(explain(obstruction))))
    case .undecided: break
    }
    if let violation = verdict.violation { members.append(Self.json(violation: violation)) }
    members += [.init("evidence", .object(evidence)), .init("precision", .object(precision))]
    if !undecided.isEmpty { members.append(.init("undecided", .object(undecided))) }
    return .object(members)
  }

  static func enclosures(_ vector: IntervalVector) -> ExactJSONValue {
    .array(vector.elements.map { .text($0.decimal(digits: 40)) })
  }
}
