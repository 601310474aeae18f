import Exact
import Surfaces

/// The surfaces of an instance, for printing.
struct SurfacesReport {
  let name: String
  let instance: Instance
  private let count: Integer
  private let distinctCount: Integer
  /// Each distinct surface with all its patterns; nil when there are too many to list.
  private let groups: [(surface: Surface, patterns: [SignPattern])]?

  init(name: String, instance: Instance, listUpTo: Int) {
    self.name = name
    self.instance = instance
    let enumeration = SurfaceEnumeration(instance)
    count = enumeration.count
    distinctCount = enumeration.distinctCount
    groups = instance.taskCount <= listUpTo ? Self.group(instance) : nil
  }

  private static func group(
    _ instance: Instance
  ) -> [(surface: Surface, patterns: [SignPattern])] {
    var patterns: [SignPattern] = []
    SurfaceEnumeration.forEachPattern(taskCount: instance.taskCount) { signs, _ in
      patterns.append(SignPattern(signs: signs))
      return true
    }
    patterns.sort {
      ($0.indexSet.count, $0.subscriptText) < ($1.indexSet.count, $1.subscriptText)
    }
    var order: [String] = []
    var found: [String: (surface: Surface, patterns: [SignPattern])] = [:]
    for pattern in patterns {
      let surface = Surface(instance, pattern: pattern)
      let key = surface.matrix.description
      if found[key] == nil {
        order.append(key)
        found[key] = (surface, [])
      }
      found[key]?.patterns.append(pattern)
    }
    return order.compactMap { found[$0] }
  }

  /// The report for people.
  var text: String {
    var lines = [
      "\(name): \(TextLayout.count(instance.taskCount, "task"))",
      "\(TextLayout.count(count, "surface")), \(distinctCount) distinct",
      "task optima t = \(TextLayout.vector(instance.optima))",
    ]
    guard let groups else {
      lines.append("too many surfaces to list; --list-up-to raises the limit")
      return lines.joined(separator: "\n")
    }
    for (surface, patterns) in groups {
      lines.append("")
      lines.append(
        patterns.map { Surface.label($0) }.joined(separator: " = ") + "   Q_I =")
      lines += Self.aligned(surface.matrix.reduced())
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
      .init("format", "scalarization-surfaces/1"), .init("case", .text(name)),
      .init("tasks", .integer(instance.taskCount)),
      .init("gram", .exact(instance.gram)),
      .init(
        "surfaces",
        .object([.init("count", .exact(count)), .init("distinct", .exact(distinctCount))])),
    ]
    if let groups {
      members.append(
        .init(
          "list",
          .array(
            groups.map { surface, patterns in
              .object([
                .init("names", .array(patterns.map { .text(Surface.label($0)) })),
                .init("indexSets", .array(patterns.map { .integers($0.indexSet) })),
                .init("matrix", .exact(surface.matrix)),
              ])
            })))
    }
    return .object(members)
  }
}
