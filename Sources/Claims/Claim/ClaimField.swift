import Exact

/// One named array of exact numbers of an instance: a number, a vector or a matrix.
public struct ClaimField: Sendable, Equatable {
  /// What values a field may take, which a search for simpler values respects.
  public enum Domain: String, Sendable {
    /// Any rational number.
    case rational
    /// Non-negative rational numbers.
    case nonNegative
    /// Only the values that were drawn.
    case fixed
  }

  /// The name.
  public let name: String
  /// What the rows are counted by, for instance "task"; nil for a single number. Fields that share
  /// an axis have as many entries along it.
  public let rowAxis: String?
  /// What the columns are counted by; nil for a vector or number.
  public let columnAxis: String?
  /// The rows; one number each for a vector.
  public var rows: [[Rational]]
  /// What values are allowed.
  public let domain: Domain
  /// Whether the matrix is symmetric.
  public let isSymmetric: Bool

  /// Creates a field.
  public init(
    _ name: String, rows: [[Rational]], by rowAxis: String?, _ columnAxis: String?,
    domain: Domain = .rational, isSymmetric: Bool = false
  ) {
    self.name = name
    self.rows = rows
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    self.domain = domain
    self.isSymmetric = isSymmetric
  }

  /// The number of columns.
  public var width: Int { rows.first?.count ?? 0 }

  /// A readable line, or one line for each row of a matrix.
  public var text: String {
    guard columnAxis != nil else {
      let values = rows.map { $0[0].description }
      return rowAxis == nil
        ? "\(name) = \(values.joined())" : "\(name) = (\(values.joined(separator: ", ")))"
    }
    let cells = rows.map { $0.map(\.description) }
    let widths = (0..<width).map { j in cells.map { $0[j].count }.max() ?? 0 }
    let lines = cells.map { row in
      row.enumerated().map { position, cell in
        String(repeating: " ", count: widths[position] - cell.count) + cell
      }.joined(separator: "  ")
    }
    return lines.enumerated().map { position, line in
      (position == 0 ? "\(name) = " : String(repeating: " ", count: name.count + 3))
        + "[ \(line) ]"
    }.joined(separator: "\n")
  }
}
