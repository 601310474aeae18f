/// A table for people: the first column to the left, the others to the right.
enum TextTable {
  /// The rows in lines.
  static func lines(_ rows: [[String]], indent: Int) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        if column > 0 { line += "  " }
        line += column == 0 ? cell + padding : padding + cell
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}

extension TextLayout {
  /// A share in per cent.
  static func percent(_ share: Double) -> String {
    ((share * 1000).rounded() / 10).description + " %"
  }
}
