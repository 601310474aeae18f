import Experiments
import Verify

/// The text of a reproduced figure.
struct ReproductionReport {
  let reproduction: Reproduction

  init(_ reproduction: Reproduction) { self.reproduction = reproduction }

  var text: String {
    var lines = ["\(reproduction.figure.rawValue)"] + Self.wrapped(reproduction.setting, indent: 0)
    for fact in reproduction.facts {
      lines.append("")
      lines += Self.wrapped("paper:    " + fact.paper, indent: 10)
      lines += Self.wrapped("measured: " + fact.measured, indent: 10)
      lines.append("          " + Self.words(fact.relation))
    }
    lines.append("")
    for table in reproduction.tables {
      lines += Self.wrapped(
        "\(reproduction.figure.rawValue)-\(table.name).csv: \(table.rows.count) rows."
          + " \(table.caption)", indent: 2)
    }
    return lines.joined(separator: "\n")
  }

  private static func words(_ relation: ReproducedFact.Relation) -> String {
    switch relation {
    case .agrees: return "=> agrees"
    case .differs: return "=> DIFFERS"
    case .open: return "=> for comparison"
    }
  }

  /// A text in lines of at most 100 characters, all but the first indented.
  static func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > 100 {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += line.isEmpty ? String(word) : " " + word
      }
    }
    return lines + [line]
  }
}
