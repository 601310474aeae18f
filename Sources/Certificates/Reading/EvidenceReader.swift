import Exact
import ExactJSON

/// Reads the evidence of a certificate about `size` tasks.
struct EvidenceReader {
  /// The value of the key `evidence`.
  let node: ExactJSON
  /// The number of tasks k.
  let size: Int
  /// The version of the format.
  let version: Certificate.Version
  /// How much memory the numbers may take.
  let budget: SizeBudget

  /// The evidence of a statement that the version has.
  func evidence(
    of statement: Certificate.Statement
  ) throws(ExactJSONError) -> Certificate.Evidence {
    if version == .enclosures { return try enclosedEvidence(of: statement) }
    switch statement {
    case .conditionHolds, .fullyExplorable:
      return .signs(
        try node.object(required: ["signs"]).required("signs").signs(count: size))
    case .conditionFails:
      let cycle = try node.object(required: ["frustratedCycle"]).required("frustratedCycle")
      return .frustratedCycle(try tasks(cycle))
    case .weaklySupported, .supported, .exposed:
      let object = try node.object(required: ["direction", "weights"], optional: ["dual"])
      return .weights(try point(object), try vector(object.required("weights")))
    case .unsupported:
      let object = try node.object(
        required: ["direction"], optional: ["dual"] + Self.obstructionKeys)
      return .obstruction(try point(object), try obstruction(object))
    case .paretoOptimal:
      let object = try node.object(
        required: ["direction"], optional: ["dual", "tree", "exhaustive", "weights"])
      return .optimality(try point(object), try optimality(object))
    case .dominated:
      let object = try node.object(required: ["direction", "by"], optional: ["dual"])
      return .dominator(try point(object), by: try vector(object.required("by")))
    case .unreachableParetoOptimum:
      let (point, optimality, obstruction) = try unreachableOptimum()
      return .unreachableOptimum(point, optimality, obstruction)
    case .notFullyExplorable, .enclosed, .gradientsDisagree:
      throw node.failure(expected: "the evidence of a statement of version 1")
    }
  }

  private static let obstructionKeys = [
    "negativeWeight", "zeroCoordinate", "negativeDirection", "preimage",
  ]

  /// The evidence of `unreachable-pareto-optimum` in version 1.
  func unreachableOptimum() throws(ExactJSONError) -> (
    Certificate.Point, Certificate.Optimality, Certificate.Obstruction
  ) {
    let object = try node.object(
      required: ["direction", "unreachable"], optional: ["dual", "tree", "exhaustive"])
    var point = try point(object)
    let optimality = try optimality(object)
    // The inner object may repeat the direction, as it stands, and the dual: since there is only
    // one right dual, two that differ cannot both be verified, and one is as good as the other.
    let inner = try object.required("unreachable").object(
      required: [], optional: ["direction", "dual"] + Self.obstructionKeys)
    if let direction = inner["direction"], try vector(direction) != point.direction {
      throw direction.failure(expected: "the direction of the point", found: "another vector")
    }
    if let node = inner["dual"] {
      let dual = try vector(node)
      if let outer = point.dual, outer != dual {
        throw node.failure(expected: "the dual of the point", found: "another vector")
      }
      point.dual = dual
    }
    return (point, optimality, try obstruction(inner))
  }

  private func point(_ object: ExactJSONObject) throws(ExactJSONError) -> Certificate.Point {
    Certificate.Point(
      direction: try vector(object.required("direction")),
      dual: try object["dual"].map(vector))
  }

  /// Exactly one of a few keys.
  func single(
    _ keys: [String], of object: ExactJSONObject
  ) throws(ExactJSONError) -> (key: String, value: ExactJSON) {
    let present = object.members.filter { keys.contains($0.key) }
    guard present.count == 1 else {
      throw object.node.failure(
        expected: "exactly one of the keys " + keys.joined(separator: ", "),
        found: "an object with \(present.count) of them")
    }
    return present[0]
  }

  private func obstruction(
    _ object: ExactJSONObject
  ) throws(ExactJSONError) -> Certificate.Obstruction {
    let (key, value) = try single(Self.obstructionKeys.dropLast(), of: object)
    if let preimage = object["preimage"], key != "negativeDirection" {
      throw preimage.failure(expected: "no preimage: there is no negativeDirection")
    }
    switch key {
    case "negativeWeight": return .negativeWeight(try task(value))
    case "zeroCoordinate": return .zeroCoordinate(try task(value))
    default:
      return .negativeDirection(
        try vector(value), preimage: try object["preimage"].map(vector))
    }
  }

  private func optimality(
    _ object: ExactJSONObject
  ) throws(ExactJSONError) -> Certificate.Optimality {
    let (key, value) = try single(["tree", "exhaustive", "weights"], of: object)
    switch key {
    case "weights": return .weights(try vector(value))
    case "exhaustive":
      guard try value.boolean() else { throw value.failure(expected: "true") }
      return .exhaustive
    default: return .tree(try tree(value))
    }
  }

  /// The nodes of a tree; leaves that name a surface belong to version 2.
  func tree(_ value: ExactJSON) throws(ExactJSONError) -> [Certificate.Node] {
    let entries = try value.array(of: "nodes")
    var nodes: [Certificate.Node] = []
    nodes.reserveCapacity(entries.count)
    for entry in entries {
      let members = try entry.object()
      if members["task"] != nil {
        let branch = try entry.object(required: ["task", "plus", "minus"])
        nodes.append(
          .branch(
            task: try task(branch.required("task")),
            plus: try branch.required("plus").integer(in: 0...entries.count - 1),
            minus: try branch.required("minus").integer(in: 0...entries.count - 1)))
      } else if members["y"] != nil {
        nodes.append(.multipliers(try vector(entry.object(required: ["y"]).required("y"))))
      } else if members["meets"] != nil, version == .enclosures {
        nodes.append(
          .meets(try entry.object(required: ["meets"]).required("meets").integer(in: 0...size)))
      } else {
        _ = try entry.object(required: [])
        nodes.append(.bound)
      }
    }
    return nodes
  }

  /// A task, counted from 1.
  func task(_ node: ExactJSON) throws(ExactJSONError) -> Int {
    try node.integer(in: 1...size)
  }

  /// A list of tasks, counted from 1.
  func tasks(_ node: ExactJSON) throws(ExactJSONError) -> [Int] {
    var tasks: [Int] = []
    for entry in try node.array(of: "tasks") { tasks.append(try task(entry)) }
    return tasks
  }

  /// A vector of k numbers.
  func vector(_ node: ExactJSON) throws(ExactJSONError) -> [Rational] {
    let numbers = try node.rationals(count: size, quoted: true)
    try budget.spend(numbers, at: node)
    return numbers
  }
}

extension ExactJSON {
  /// An array of signs, or of integers from -1 to 1: a zero is for the checker to reject.
  func signs(count: Int) throws(ExactJSONError) -> [Int] {
    var signs: [Int] = []
    for sign in try array(count: count, of: "signs") {
      signs.append(try sign.integer(in: -1...1))
    }
    return signs
  }
}
