import Exact

/// Lists of exact numbers on the command line.
enum NumberList {
  /// Reads exact numbers separated by commas.
  ///
  /// - Throws: `UsageError` that names the option, the position and what was expected.
  static func read(_ text: String, option: String, count: Int) throws -> [Rational] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == count else {
      throw UsageError(
        message: "\(option): \(parts.count) numbers, expected \(count), one for each task")
    }
    var result: [Rational] = []
    for (position, part) in parts.enumerated() {
      do {
        result.append(try Rational(literal: part))
      } catch {
        throw UsageError(message: "\(option): number \(position + 1): \(error.description)")
      }
    }
    return result
  }

  /// Reads signs, each 1 or -1, separated by commas.
  ///
  /// - Throws: `UsageError`.
  static func readSigns(_ text: String, option: String, count: Int) throws -> [Int] {
    try read(text, option: option, count: count).enumerated().map { position, number in
      guard number == 1 || number == -1 else {
        throw UsageError(message: "\(option): number \(position + 1): expected 1 or -1")
      }
      return number.signum
    }
  }
}
