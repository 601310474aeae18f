/// Guesses which known word a mistyped one was meant to be.
public enum Spelling {
  /// The known word closest to `word`, or nil when none is close.
  ///
  /// Close means: equal up to letter case, or at most a third of the letters inserted, deleted,
  /// replaced or exchanged with a neighbour, at least one such change being allowed.
  ///
  /// - Complexity: O(n m) for each known word; words of more than 64 bytes have no suggestion.
  public static func suggestion(for word: String, among known: [String]) -> String? {
    let wanted = Array(word.lowercased().utf8)
    guard wanted.count <= 64 else { return nil }
    var best: (distance: Int, word: String)?
    for candidate in known {
      let letters = Array(candidate.lowercased().utf8)
      guard letters.count <= 64 else { continue }
      let distance = distance(wanted, letters)
      let allowance = max(1, max(wanted.count, letters.count) / 3)
      if distance <= allowance, distance < max(wanted.count, letters.count),
        distance < best?.distance ?? .max
      {
        best = (distance, candidate)
      }
    }
    return best?.word
  }

  /// The number of insertions, deletions, replacements and exchanges of neighbours between two
  /// words (optimal string alignment).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1]
      for j in 0..<right.count {
        var cost = min(
          last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
