import Exact
import Foundation

/// A table of results with named columns, to be written as CSV.
package struct DataTable: Sendable {
  /// One entry.
  package enum Cell: Sendable, Equatable {
    /// A floating-point number, written with as many digits as it needs to be read back.
    case number(Double)
    /// A count.
    case integer(Int)
    /// An exact number.
    case exact(Rational)
    /// A word.
    case text(String)
    /// Nothing.
    case missing
  }

  /// The name, which becomes that of the file.
  package let name: String
  /// What a row is and where it comes from, in one sentence.
  package let caption: String
  /// The names of the columns.
  package let columns: [String]
  /// The rows, each with one cell for each column.
  package private(set) var rows: [[Cell]] = []

  /// Creates an empty table.
  package init(_ name: String, caption: String, columns: [String]) {
    self.name = name
    self.caption = caption
    self.columns = columns
  }

  /// Adds a row.
  ///
  /// - Precondition: it has a cell for each column.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "one cell for each column")
    rows.append(row)
  }

  /// The table as CSV (RFC 4180 with LF): a header, then the rows.
  package var csv: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ cells: some Sequence<String>) {
      var isFirst = true
      for cell in cells {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(contentsOf: Self.quoted(cell).utf8)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    add(columns)
    for row in rows { add(row.lazy.map(\.text)) }
    return bytes
  }

  /// A cell in quotes where CSV needs them.
  static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

extension DataTable.Cell {
  /// A floating-point number to six significant digits, for tables of many.
  package static func rounded(_ value: Double) -> DataTable.Cell {
    guard value.isFinite, value != 0 else { return .number(value) }
    let unit = Foundation.pow(10, 5 - Foundation.log10(value.magnitude).rounded(.down))
    return .number((value * unit).rounded() / unit)
  }

  /// The entry as it stands in a file.
  package var text: String {
    switch self {
    case .number(let value): return value.description
    case .integer(let value): return value.description
    case .exact(let value): return value.description
    case .text(let value): return value
    case .missing: return ""
    }
  }
}
