import Exact
import Surfaces

extension TextLayout {
  /// The columns that running text takes.
  private static let columns = 92

  /// A sentence or more in lines of readable length.
  ///
  /// - Parameters:
  ///   - indent: The spaces before every line.
  ///   - hanging: Further spaces before every line but the first.
  static func wrapped(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      line += isEmpty ? word : " " + word
      isEmpty = false
    }
    return lines + [line]
  }

  /// A number with a few significant digits, for comparing by eye.
  static func brief(_ value: Double, digits: Int = 3) -> String {
    guard value != 0, value.isFinite else { return decimal(value) }
    let magnitude = abs(value)
    if magnitude >= 1e6 || magnitude < 1e-4 { return decimal(value) }
    var scale = 1.0
    while magnitude * scale < Double(sign: .plus, exponent: 0, significand: 1) { scale *= 10 }
    for _ in 1..<digits { scale *= 10 }
    return decimal((value * scale).rounded() / scale)
  }

  /// The same for an exact number, which may be beyond the doubles.
  static func brief(_ value: Rational, digits: Int = 3) -> String {
    let double = value.doubleValue
    return double.isNormal && double.isFinite || value.isZero
      ? brief(double, digits: digits) : scientific(value)
  }

  /// A list as `a, b and c`, cut short where it is long.
  static func list(_ words: [String], atMost limit: Int = 8) -> String {
    if words.count > limit {
      return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
    }
    guard words.count > 1, let last = words.last else { return words.first ?? "none" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A number of hidden units, as `1 hidden unit`.
  static func units(_ width: Width) -> String { count(width.units, "hidden unit") }
}

extension Instance {
  /// Tasks, counted from 1, in words: their names, or `tasks 1 and 3` where they have none.
  func words(_ tasks: [Int]) -> String {
    let names = tasks.map { taskNames[$0 - 1] }
    let list = TextLayout.list(names)
    if taskText != nil { return list }
    return (tasks.count == 1 ? "task " : "tasks ") + list
  }
}
