import Exact
import ExactJSON

extension Certificate.EnclosedPoint {
  /// The point as JSON.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member]
    var matrix: Certificate.DyadicMatrix?
    switch system {
    case .values(let values, let signs):
      members = [
        .init("kind", "values"), .init("values", .exact(values)),
        .init("signs", .integers(signs)),
      ]
    case .weights(let weights, let level, let normalization, let preconditioner):
      members = [
        .init("kind", "weights"), .init("weights", .exact(weights)),
        .init("level", .exact(level)), .init("normalization", .exact(normalization)),
      ]
      matrix = preconditioner
    case .meeting(let flips, let slices, let normalization, let preconditioner):
      members = [
        .init("kind", "meeting"), .init("flips", .array(flips.map { .integers($0) })),
        .init("slices", .array(slices.map { .exact($0) })),
        .init("normalization", .exact(normalization)),
      ]
      matrix = preconditioner
    }
    members.append(
      .init(
        "box",
        [
          "exponent": .integer(box.exponent), "centers": .exact(box.centers),
          "radii": .exact(box.radii),
        ]))
    if let matrix {
      members.append(
        .init(
          "preconditioner",
          [
            "exponent": .integer(matrix.exponent),
            "integers": .array(matrix.integers.map { .exact($0) }),
          ]))
    }
    return .object(members)
  }
}

extension Certificate.EnclosureEvidence {
  /// What stands beside the point.
  var members: [ExactJSONValue.Member] {
    switch self {
    case .existence, .support(.weights): return []
    case .disagreement(let disagreement): return disagreement.members
    case .support(.drop(let task)): return [.init("drop", .integer(task))]
    case .support(.zeroCoordinate(let task)): return [.init("zeroCoordinate", .integer(task))]
    case .obstruction(let obstruction): return obstruction.members
    case .optimality(let optimality): return optimality.members
    case .dominator(let by): return [.init("by", .exact(by))]
    case .unreachableOptimum(let optimality, let obstruction):
      return optimality.members + [.init("unreachable", .object(obstruction.members))]
    }
  }
}

extension Certificate.Disagreement {
  fileprivate var members: [ExactJSONValue.Member] {
    [.init("surfaces", .integers([first, second])), .init("task", .integer(task))]
      + (sineSquared.map { [.init("sineSquared", .exact($0))] } ?? [])
  }
}

extension Certificate.EnclosedObstruction {
  fileprivate var members: [ExactJSONValue.Member] {
    switch self {
    case .disagreement(let disagreement):
      return [.init("disagreement", .object(disagreement.members))]
    case .negativeWeight(let task): return [.init("negativeWeight", .integer(task))]
    case .zeroCoordinate(let task): return [.init("zeroCoordinate", .integer(task))]
    case .negativeDirection(let direction, let violation):
      return [.init("negativeDirection", .exact(direction))]
        + (violation.map { [.init("violation", .exact($0))] } ?? [])
    }
  }
}

extension Certificate.EnclosedOptimality {
  fileprivate var members: [ExactJSONValue.Member] {
    switch self {
    case .weights: return []
    case .drop(let task): return [.init("drop", .integer(task))]
    case .tree(let nodes): return [.init("tree", .array(nodes.map(\.json)))]
    case .exhaustive: return [.init("exhaustive", true)]
    }
  }
}
