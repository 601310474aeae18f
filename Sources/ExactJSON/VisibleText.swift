extension StringProtocol {
  /// The text with everything that cannot be seen, or not be told from something else, written as
  /// a JSON escape: control and format characters, spaces other than the plain one, line and
  /// paragraph separators, what fonts leave blank, and combining marks that belong into one
  /// character with the letter before them.
  ///
  /// A text that has none of them comes back unchanged; backslashes are not doubled. For example
  /// a no-break space becomes `\u00a0`, a line break `\n`.
  ///
  /// - Parameter keepsLines: Whether line breaks stay as they are.
  public func visible(keepingLines keepsLines: Bool = false) -> String {
    escaping { scalar in
      scalar.isHidden && !(keepsLines && scalar == "\n")
    }
  }

  /// The text with everything but printable ASCII written as JSON escapes.
  public var escapedToASCII: String { escaping { !(0x20..<0x7F).contains($0.value) } }

  private func escaping(_ isEscaped: (Unicode.Scalar) -> Bool) -> String {
    guard unicodeScalars.contains(where: isEscaped) else { return String(self) }
    var result = ""
    for scalar in unicodeScalars {
      if isEscaped(scalar) {
        result += scalar.jsonEscape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether the character is not seen as itself; see `visible`.
  var isHidden: Bool {
    switch value {
    case 0x20..<0x7F: return false
    case 0..<0xA0: return true
    // The blank Braille pattern.
    case 0x2800: return true
    default: break
    }
    if isJamo { return true }
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse,
      .unassigned, .surrogate:
      return true
    case .nonspacingMark, .enclosingMark:
      // Overlays, kana voicing marks, and marks above, below and beside a letter; the vowel
      // signs of other scripts have other classes.
      let order = properties.canonicalCombiningClass.rawValue
      return order == 1 || order == 8 || order >= 200
        || properties.generalCategory == .enclosingMark || properties.isDefaultIgnorableCodePoint
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is a part of a Hangul syllable, as in decomposed text.
  var isJamo: Bool { (0x1100...0x11FF).contains(value) }

  /// The character as a JSON escape, a pair of surrogates above U+FFFF.
  fileprivate var jsonEscape: String {
    switch self {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default:
      return UTF16.encode(self).map { units in
        units.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
      } ?? ""
    }
  }
}
