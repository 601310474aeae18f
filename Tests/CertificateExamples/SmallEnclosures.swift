import Exact
import TestSupport

/// Certificates about points in coarse boxes of small integers: the ends of their ranges are small
/// fractions and often equal, so that strict and other comparisons are told apart.
package enum SmallEnclosures {
  /// The text of a certificate with random evidence, rarely verified.
  package static func text(using generator: inout TestGenerator) -> String {
    let size = generator.pick([2, 2, 3])
    let isWidthOne = generator.bool()
    let gram = inverseOfSmall(size, using: &generator).rows
    var values: [Int] = []
    var signs: [Int] = []
    var centers: [Int] = []
    var radii: [Int] = []
    for _ in 0..<size {
      let (center, sign) = (generator.int(0...5), generator.pick([1, -1]))
      let radius = center == 0 ? 0 : generator.pick([0, 0, 1, 1, 2])
      // Between the squares of the ends.
      values.append(center * center + radius * radius)
      signs.append(sign)
      centers.append(sign * center)
      radii.append(radius)
    }
    let (statement, evidence) = evidence(size, isWidthOne, using: &generator)
    return """
      {"format": "scalarization-certificate/2", "statement": "\(statement)",
      "width": "\(isWidthOne ? "1" : "k-1")",
      "gram": [\(gram.map(strings).joined(separator: ", "))],
      "evidence": {"point": {"kind": "values", "values": \(strings(values)), "signs": \(signs),
      "box": {"exponent": 0, "centers": \(strings(centers)), "radii": \(strings(radii))}}
      \(evidence)}}
      """
  }

  /// The inverse of a random positive definite matrix of small integers.
  private static func inverseOfSmall(
    _ size: Int, using generator: inout TestGenerator
  ) -> SlowMatrix {
    while true {
      var rows = Array(repeating: Array(repeating: Rational.zero, count: size), count: size)
      for i in 0..<size {
        rows[i][i] = Rational(generator.pick([1, 1, 2, 3]))
        for j in 0..<i {
          rows[i][j] = Rational(generator.pick([-2, -1, 0, 0, 1, 1, 2]))
          rows[j][i] = rows[i][j]
        }
      }
      let matrix = SlowMatrix(rows)
      if matrix.isPositiveDefinite { return matrix.inverse }
    }
  }

  private static func evidence(
    _ size: Int, _ isWidthOne: Bool, using generator: inout TestGenerator
  ) -> (statement: String, keys: String) {
    switch generator.int(0...9) {
    case 0...2:
      let statement = generator.pick(["weakly-supported", "supported", "exposed"])
      return (statement, ", \"drop\": \(generator.int(1...size))")
    case 3...5:
      return ("unsupported", ", " + obstruction(size, using: &generator))
    case 6, 7:
      return ("dominated", ", \"by\": \(strings(vector(size, 5, using: &generator)))")
    case 8:
      return ("pareto-optimal", ", " + optimality(size, isWidthOne, using: &generator))
    default:
      let optimality = optimality(size, isWidthOne, using: &generator)
      let obstruction = obstruction(size, using: &generator)
      return ("unreachable-pareto-optimum", ", \(optimality), \"unreachable\": {\(obstruction)}")
    }
  }

  private static func obstruction(_ size: Int, using generator: inout TestGenerator) -> String {
    let task = generator.int(1...size)
    switch generator.int(0...4) {
    case 0, 1: return "\"negativeWeight\": \(task)"
    case 2: return "\"zeroCoordinate\": \(task)"
    default:
      var text = "\"negativeDirection\": \(strings(vector(size, 3, using: &generator)))"
      if generator.bool() {
        text += ", \"violation\": \"\(generator.int(0...8))/\(generator.int(1...6))\""
      }
      return text
    }
  }

  private static func optimality(
    _ size: Int, _ isWidthOne: Bool, using generator: inout TestGenerator
  ) -> String {
    if !isWidthOne && generator.bool() { return "\"exhaustive\": true" }
    var nodes: [String] = []
    var signs = Array(repeating: 0, count: size)
    signs[0] = 1
    grow(&nodes, &signs, isWidthOne, using: &generator)
    return "\"tree\": [\(nodes.joined(separator: ", "))]"
  }

  /// Appends a random tree below a pattern of signs.
  private static func grow(
    _ nodes: inout [String], _ signs: inout [Int], _ isWidthOne: Bool,
    using generator: inout TestGenerator
  ) {
    let position = nodes.count
    let free = signs.indices.filter { signs[$0] == 0 }
    nodes.append("{}")
    guard !free.isEmpty, !generator.chance(4) else {
      if free.isEmpty && generator.bool() {
        nodes[position] = "{\"meets\": 0}"
      } else if isWidthOne {
        let y = signs.map { $0 == 0 ? 0 : generator.int(0...3) }
        nodes[position] = "{\"y\": \(strings(y))}"
      }
      return
    }
    let task = generator.pick(free)
    signs[task] = 1
    let plus = nodes.count
    grow(&nodes, &signs, isWidthOne, using: &generator)
    signs[task] = -1
    let minus = nodes.count
    grow(&nodes, &signs, isWidthOne, using: &generator)
    signs[task] = 0
    nodes[position] = "{\"task\": \(task + 1), \"plus\": \(plus), \"minus\": \(minus)}"
  }

  private static func vector(
    _ size: Int, _ largest: Int, using generator: inout TestGenerator
  ) -> [Int] {
    (0..<size).map { _ in generator.int(-largest...largest) }
  }

  /// A JSON array of numbers in quotes.
  private static func strings<Number>(_ numbers: [Number]) -> String {
    "[" + numbers.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }
}
