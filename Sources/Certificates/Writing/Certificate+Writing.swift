import Exact
import ExactJSON

extension Certificate {
  /// The certificate as JSON text with a final newline: the same bytes for equal certificates.
  public var bytes: [UInt8] { json.bytes() + [UInt8(ascii: "\n")] }

  /// The certificate as a JSON value; ``init(json:)`` reads it back.
  public var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", .text(version.rawValue)),
      .init("statement", .text(statement.rawValue)),
      .init("width", .text(width.rawValue)),
      .init("gram", .exact(gram)),
    ]
    if let inverse = inverse?.reduced() {
      members.append(
        .init(
          "inverse",
          .object([
            .init("numerators", .array(inverse.numerators.map { .exact($0) })),
            .init("denominator", .exact(inverse.denominator)),
          ])))
    }
    if let note { members.append(.init("note", .text(note))) }
    members.append(.init("evidence", .object(evidence.members)))
    return .object(members)
  }
}

extension Certificate.Evidence {
  /// The keys of the evidence with their values.
  var members: [ExactJSONValue.Member] {
    switch self {
    case .signs(let signs): return [.init("signs", .integers(signs))]
    case .frustratedCycle(let tasks): return [.init("frustratedCycle", .integers(tasks))]
    case .weights(let point, let weights):
      return point.members + [.init("weights", .exact(weights))]
    case .obstruction(let point, let obstruction): return point.members + obstruction.members
    case .optimality(let point, let optimality): return point.members + [optimality.member]
    case .dominator(let point, let by): return point.members + [.init("by", .exact(by))]
    case .unreachableOptimum(let point, let optimality, let obstruction):
      return point.members + [
        optimality.member, .init("unreachable", .object(obstruction.members)),
      ]
    case .enclosure(let point, let evidence):
      return [.init("point", point.json)] + evidence.members
    }
  }
}

extension Certificate.Point {
  fileprivate var members: [ExactJSONValue.Member] {
    [.init("direction", .exact(direction))] + (dual.map { [.init("dual", .exact($0))] } ?? [])
  }
}

extension Certificate.Obstruction {
  fileprivate var members: [ExactJSONValue.Member] {
    switch self {
    case .negativeWeight(let task): return [.init("negativeWeight", .integer(task))]
    case .zeroCoordinate(let task): return [.init("zeroCoordinate", .integer(task))]
    case .negativeDirection(let direction, let preimage):
      return [.init("negativeDirection", .exact(direction))]
        + (preimage.map { [.init("preimage", .exact($0))] } ?? [])
    }
  }
}

extension Certificate.Optimality {
  fileprivate var member: ExactJSONValue.Member {
    switch self {
    case .exhaustive: return .init("exhaustive", true)
    case .weights(let weights): return .init("weights", .exact(weights))
    case .tree(let nodes): return .init("tree", .array(nodes.map(\.json)))
    }
  }
}

extension Certificate.Node {
  /// The node as JSON.
  var json: ExactJSONValue {
    switch self {
    case .branch(let task, let plus, let minus):
      return ["task": .integer(task), "plus": .integer(plus), "minus": .integer(minus)]
    case .multipliers(let y): return ["y": .exact(y)]
    case .bound: return [:]
    case .meets(let surface): return ["meets": .integer(surface)]
    }
  }
}
