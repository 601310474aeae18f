/// Names of columns in one text, such as `q1,q2` or `q01..q12`.
enum ColumnList {
  /// The names in a list. Spaces and tabs around a name are dropped; a name in double quotes is
  /// taken as it is, commas included, a doubled quote standing for one. A range counts up the
  /// number at the end of a name, with the leading zeros that its first name has.
  ///
  /// - Throws: `UsageError`.
  static func names(_ text: String, option: String) throws -> [String] {
    if text.isEmpty { return [] }
    var names: [String] = []
    for part in try parts(text, option: option) {
      guard !part.name.isEmpty else {
        throw UsageError(message: "\(option): an empty column name in \"\(text)\"")
      }
      names += part.isQuoted ? [part.name] : try range(part.name, option: option) ?? [part.name]
    }
    return names
  }

  private struct Part {
    var name: String
    var isQuoted: Bool
  }

  /// The list cut at its commas.
  private static func parts(_ text: String, option: String) throws -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }
    while true {
      skipSpace()
      if rest.first == "\"" {
        var name = ""
        var isClosed = false
        rest = rest.dropFirst()
        while !isClosed {
          guard let character = rest.popFirst() else {
            throw UsageError(message: "\(option): a quote that is never closed in \(text)")
          }
          if character != "\"" {
            name.append(character)
          } else if rest.first == "\"" {
            rest = rest.dropFirst()
            name.append(character)
          } else {
            isClosed = true
          }
        }
        skipSpace()
        guard rest.isEmpty || rest.first == "," else {
          throw UsageError(message: "\(option): text behind a closing quote in \(text)")
        }
        parts.append(Part(name: name, isQuoted: true))
      } else {
        var name = rest.prefix { $0 != "," }
        rest = rest[name.endIndex...]
        while let last = name.last, last == " " || last == "\t" { name = name.dropLast() }
        parts.append(Part(name: String(name), isQuoted: false))
      }
      guard rest.popFirst() != nil else { return parts }
    }
  }

  /// The names of a range such as `t1..t7` or `x08..x12`; nil when the text is none.
  private static func range(_ text: String, option: String) throws -> [String]? {
    guard let dots = text.firstRange(of: ".."),
      let first = NumberedName(text[..<dots.lowerBound]),
      let last = NumberedName(text[dots.upperBound...]), first.stem == last.stem
    else { return nil }
    guard first.number <= last.number, last.number - first.number < 10_000 else {
      throw UsageError(
        message: "\(option): the range \(text) does not count up, or to more than 10,000 columns")
    }
    // x01..x12 has two digits everywhere; x1..x12 and x01..x100 have as many as needed.
    let isConsistent =
      last.digits == first.digits
      || !last.isPadded && last.digits > first.digits
    guard isConsistent else {
      throw UsageError(
        message: "\(option): the range \(text) has ends with leading zeros that do not fit"
          + " together; expected for example \(first.stem)01..\(first.stem)12")
    }
    return (first.number...last.number).map { number in
      let digits = String(number)
      let zeros = first.isPadded ? max(0, first.digits - digits.count) : 0
      return first.stem + String(repeating: "0", count: zeros) + digits
    }
  }

  /// A column name that ends in a number.
  private struct NumberedName {
    let stem: String
    let number: Int
    /// How many digits it has, leading zeros included.
    let digits: Int
    var isPadded: Bool { digits > String(number).count }

    init?(_ text: Substring) {
      let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
      guard digits > 0, let number = Int(text.suffix(digits)) else { return nil }
      stem = String(text.dropLast(digits))
      self.number = number
      self.digits = digits
    }
  }
}
