import Cases
import Exact
import ExactJSON
import Surfaces

/// The surfaces of an instance, for printing.
struct SurfacesReport {
  let problem: Case
  let instance: Instance
  let count: SurfaceCount
  /// Each distinct surface with all its patterns; nil when there are too many to list.
  let surfaces: [DistinctSurface]?

  /// The report for people.
  var text: String {
    var lines = [
      "\(problem.title): \(TextLayout.count(instance.taskCount, "task"))",
      "\(TextLayout.count(count.indexSets, "surface")), \(count.distinct) distinct",
      "task optima t = \(TextLayout.vector(instance.optima))",
    ]
    guard let surfaces else {
      lines.append("too many surfaces to list; --list-up-to raises the limit")
      return lines.joined(separator: "\n")
    }
    for entry in surfaces {
      lines.append("")
      lines.append(
        entry.patterns.map { instance.surfaceName($0) }.joined(separator: " = ") + "   Q_I =")
      lines += Self.aligned(entry.surface.matrix.reduced())
    }
    return lines.joined(separator: "\n")
  }

  /// A matrix with aligned columns.
  private static func aligned(_ matrix: RationalMatrix) -> [String] {
    let cells = matrix.entries.map { $0.map(\.description) }
    let widths = (0..<matrix.columns).map { j in cells.map { $0[j].count }.max() ?? 0 }
    return cells.map { row in
      "  "
        + zip(row, widths).map { cell, width in
          String(repeating: " ", count: width - cell.count) + cell
        }.joined(separator: "  ")
    }
  }

  /// The report for programs.
  var json: ExactJSONValue {
    var members: [ExactJSONValue.Member] = [
      .init("format", "scalarization-surfaces/1")
    ]
    members += problem.members
    members += [
      .init("tasks", .integer(instance.taskCount)),
      .init("gram", .exact(instance.gram)),
      .init(
        "surfaces",
        .object([
          .init("count", .exact(count.indexSets)), .init("distinct", .exact(count.distinct)),
        ])),
    ]
    if let surfaces {
      members.append(
        .init(
          "list",
          .array(
            surfaces.map { entry in
              .object([
                .init("names", .array(entry.patterns.map { .text(instance.surfaceName($0)) })),
                .init(
                  "indexSets",
                  .array(entry.patterns.map { .integers(instance.taskNumbers(of: $0)) })),
                .init("matrix", .exact(entry.surface.matrix)),
              ])
            })))
    }
    return .object(members)
  }
}
