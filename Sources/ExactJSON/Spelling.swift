/// Guesses which known word a mistyped one was meant to be.
public enum Spelling {
  /// The known word closest to `word`, or nil when none is close.
  ///
  /// Close means: equal up to letter case, invisible characters, spaces and the way in which
  /// accents are encoded, or at most a third of the letters inserted, deleted, replaced or
  /// exchanged with a neighbour, at least one such change being allowed.
  ///
  /// - Complexity: O(n m) for each known word; words of more than 64 letters have no suggestion
  ///   that differs by more than what cannot be seen.
  public static func suggestion(for word: String, among known: [String]) -> String? {
    let wanted = folded(word)
    var best: (distance: Int, word: String)?
    for candidate in known {
      let letters = folded(candidate)
      let longest = max(wanted.count, letters.count)
      guard longest > 0 else { continue }
      let distance: Int
      if wanted == letters {
        distance = 0
      } else if longest <= 64 {
        distance = self.distance(wanted, letters)
      } else {
        continue
      }
      if distance <= max(1, longest / 3), distance < longest, distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.word
  }

  /// Two different words in quotes as they should be shown beside each other: what cannot be
  /// seen is escaped, and everything that is not ASCII where letters of two alphabets may look
  /// alike.
  public static func quotedApart(_ word: String, _ other: String) -> (String, String) {
    let quoted = (ExactJSONValue.quoted(word), ExactJSONValue.quoted(other))
    let left = Array(word)
    let right = Array(other)
    let mayLookAlike =
      left.count == right.count
      && zip(left, right).allSatisfy { $0 == $1 || $0.isASCII != $1.isASCII }
    return mayLookAlike ? (quoted.0.escapedToASCII, quoted.1.escapedToASCII) : quoted
  }

  /// The letters of a word in lower case, without what cannot be seen. `Character` compares
  /// composed and decomposed accents as equal.
  private static func folded(_ word: String) -> [Character] {
    let lower = word.lowercased()
    var kept = String.UnicodeScalarView()
    for scalar in lower.unicodeScalars {
      let isMark = scalar.properties.canonicalCombiningClass != .notReordered
      if scalar == " " || scalar.isHidden && !isMark && !scalar.isJamo { continue }
      kept.append(scalar)
    }
    return Array(String(kept))
  }

  /// The number of insertions, deletions, replacements and exchanges of neighbours between two
  /// words (optimal string alignment).
  static func distance<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
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
