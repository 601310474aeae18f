import Exact

extension Reproduction {
  /// Numbers rounded for reading.
  static func describe(_ values: [Rational]) -> String {
    describe(values.map(\.doubleValue))
  }

  /// Numbers rounded for reading.
  static func describe(_ values: [Double]) -> String {
    "(" + values.map { rounded($0) }.joined(separator: ", ") + ")"
  }

  /// A number with four digits after the point.
  static func rounded(_ value: Double) -> String {
    guard value.magnitude < 1e12 else { return value.description }
    return ((value * 1e4).rounded() / 1e4).description
  }

  /// Integers in parentheses; long ones as decimals relative to the largest.
  static func vector(_ entries: [Integer]) -> String {
    if entries.allSatisfy({ $0.bitWidth <= 40 }) {
      return "(" + entries.map(\.description).joined(separator: ", ") + ")"
    }
    let largest = entries.map(\.magnitude).max() ?? .one
    return "about " + describe(entries.map { Rational($0, largest) })
  }

  /// A share in per cent.
  static func percent(_ share: Double?) -> String {
    guard let share else { return "an unknown share" }
    return ((share * 1000).rounded() / 10).description + " %"
  }
}
