import Exact

/// Small helpers for results that people read.
enum TextLayout {
  /// A vector as `(1, -2, 1/3)`.
  static func vector(_ entries: [some CustomStringConvertible]) -> String {
    "(" + entries.map(\.description).joined(separator: ", ") + ")"
  }

  /// A direction for reading: the integers where they are short, otherwise decimals relative to
  /// the largest one.
  static func direction(_ entries: [Integer]) -> String {
    if entries.allSatisfy({ $0.bitWidth <= 40 }) { return "= \(vector(entries))" }
    let largest = entries.map(\.magnitude).max() ?? .one
    return "~ "
      + vector(entries.map { decimal(Rational($0, largest)) })
      + " (rounded; exact in JSON and in the certificate)"
  }

  /// Numbers in decimal notation with a few digits, for reading; the exact ones stand elsewhere.
  static func decimal(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let magnitude = abs(value)
    if magnitude >= 1e6 || magnitude < 1e-4 {
      return Rational(exactly: value).map(scientific) ?? String(value)
    }
    var text = String((value * 1e6).rounded() / 1e6)
    if let point = text.firstIndex(of: "."), text.distance(from: point, to: text.endIndex) > 7 {
      text = String(text[..<text.index(point, offsetBy: 7)])
    }
    return text
  }

  /// A count with its noun: `1 task`, `3 tasks`.
  static func count(_ number: some CustomStringConvertible, _ noun: String) -> String {
    number.description == "1" ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
