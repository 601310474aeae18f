import Exact
import ExactJSON
import Surfaces

/// A network in a file: `{"format": "scalarization-network/1", "network": [["1", "0"], ...]}`, a
/// row of q numbers for each task.
public enum NetworkFile {
  /// The format that this version reads.
  public static let format = "scalarization-network/1"

  /// Reads a network for an instance.
  ///
  /// - Parameter width: The number of hidden units; nil for any.
  /// - Throws: ``InputError`` of kind `malformed` at the first place that is not as the format
  ///   says, and of kind `invalid` for linearly dependent columns.
  public static func read(
    _ file: String, for instance: Instance, width: Width?
  ) throws(InputError) -> NetworkPoint {
    let bytes = try FileInput(file).readAll()
    let matrix: RationalMatrix
    do {
      let object = try ExactJSON(parsing: bytes).object(
        required: ["format", "network"], optional: ["name", "note"])
      _ = try object.required("format").string(oneOf: [format])
      matrix = try rows(object.required("network"), instance, width)
    } catch {
      throw InputError(error, file: file)
    }
    do {
      return try NetworkPoint(instance, matrix: matrix)
    } catch {
      throw InputError(
        .invalid, file: file, place: "$.network", problem: error.description,
        expectation: "linearly independent columns, one for each hidden unit")
    }
  }

  private static func rows(
    _ node: ExactJSON, _ instance: Instance, _ width: Width?
  ) throws(ExactJSONError) -> RationalMatrix {
    let count = instance.taskCount
    let nodes = try node.array(of: "rows")
    guard nodes.count == count else {
      throw node.failure(expected: "\(count) rows, one for each task")
    }
    let first = try nodes[0].array(of: "numbers")
    let columns = width?.units ?? first.count
    guard (1...count).contains(columns) else {
      throw nodes[0].failure(expected: "from 1 to \(count) numbers, one for each hidden unit")
    }
    var rows: [[Rational]] = []
    for row in nodes { rows.append(try row.rationals(count: columns, quoted: true)) }
    return RationalMatrix(rows)
  }
}
