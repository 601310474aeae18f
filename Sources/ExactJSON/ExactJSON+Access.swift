import Exact

extension ExactJSON {
  /// An error about this value.
  ///
  /// - Parameters:
  ///   - expectation: What was expected in its place.
  ///   - problem: What was found; by default a description of the value.
  public func failure(expected expectation: String, found problem: String? = nil)
    -> ExactJSONError
  {
    let position = self.position
    var (problem, expectation) = (problem ?? summary, expectation)
    if kind == .unusableNumber {
      let token = document.token(index)
      let digits = token.count { $0 != UInt8(ascii: "-") }
      if token.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) }) {
        problem = "a number of \(digits) digits"
        expectation = "at most \(document.limits.digits) digits"
      } else {
        problem = "the unquoted number \(excerpt(token))"
        expectation =
          "it in quotes, \"\(excerpt(token))\": a number with a fraction or an exponent would pass"
          + " through binary floating point"
      }
    }
    return ExactJSONError(
      path: path, line: position.line, column: position.column, problem: problem,
      expectation: expectation)
  }

  /// A few words that describe the value, for an error message.
  public var summary: String {
    switch entry.kind {
    case .null: return "null"
    case .false: return "false"
    case .true: return "true"
    case .integer, .unusableNumber: return "the number " + excerpt(document.token(index))
    case .string, .key:
      let contents = document.contents(index)
      return contents.isEmpty
        ? "an empty string"
        : "the string "
          + ExactJSONValue.quoted(String(decoding: contents.prefix(40), as: UTF8.self))
          + (contents.count > 40 ? "..." : "")
    case .array:
      let count = document.children(of: index).count
      return "an array of \(count) \(count == 1 ? "value" : "values")"
    case .object: return "an object"
    }
  }

  private func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(40), as: UTF8.self) + (bytes.count > 40 ? "..." : "")
  }

  /// The value of `true` or `false`.
  ///
  /// - Throws: ``ExactJSONError`` for any other value.
  public func boolean() throws(ExactJSONError) -> Bool {
    switch entry.kind {
    case .true: return true
    case .false: return false
    default: throw failure(expected: "true or false")
    }
  }

  /// The text of a string.
  ///
  /// - Throws: ``ExactJSONError`` for any other value.
  public func string() throws(ExactJSONError) -> String {
    guard kind == .string else { throw failure(expected: "a string") }
    return document.string(index)
  }

  /// A string that is one of a few choices, compared byte by byte.
  ///
  /// - Throws: ``ExactJSONError`` for any other value; it lists the choices.
  public func string(oneOf choices: [String]) throws(ExactJSONError) -> String {
    let list = choices.map(ExactJSONValue.quoted).joined(separator: ", ")
    guard kind == .string else { throw failure(expected: list) }
    let contents = document.contents(index)
    if let choice = choices.first(where: { $0.utf8.elementsEqual(contents) }) { return choice }
    throw failure(expected: choices.count == 1 ? list : "one of " + list)
  }

  /// The value of a JSON number (not of a number in quotes).
  ///
  /// - Throws: ``ExactJSONError`` for any other value.
  public func integer() throws(ExactJSONError) -> Integer {
    guard kind == .integer else { throw failure(expected: "an integer without quotes") }
    return document.integer(index)
  }

  /// The value of a JSON number (not of a number in quotes) in a range.
  ///
  /// - Throws: ``ExactJSONError`` for any other value.
  public func integer(in range: ClosedRange<Int>) throws(ExactJSONError) -> Int {
    guard kind == .integer, let word = document.integer(index).word, range.contains(word) else {
      throw failure(
        expected: "an integer from \(range.lowerBound) to \(range.upperBound), without quotes")
    }
    return word
  }

  /// An exact number in quotes: the text of a string in the syntax of
  /// ``Rational/init(literal:)-(StringProtocol)``.
  ///
  /// - Throws: ``ExactJSONError`` for any other value, a JSON number included.
  public func quotedRational() throws(ExactJSONError) -> Rational {
    guard kind == .string else { throw failure(expected: "an exact number in quotes") }
    do {
      return try Rational(literal: document.contents(index))
    } catch {
      throw literalFailure(error)
    }
  }

  private func literalFailure(_ error: LiteralError) -> ExactJSONError {
    let expectation: String
    switch error {
    case .empty, .malformed:
      expectation = "an integer, a fraction \"p/q\", or a decimal with an optional exponent"
    case .zeroDenominator: expectation = "a denominator that is not zero"
    case .tooManyDigits: expectation = "at most \(Rational.maximumDigits) digits"
    case .exponentTooLarge:
      expectation = "an exponent of at most \(Rational.maximumExponent) in absolute value"
    }
    if case .tooManyDigits(let count) = error {
      return failure(expected: expectation, found: "a number of \(count) digits")
    }
    return failure(expected: expectation)
  }

  /// An exact number: a JSON integer, or a number in quotes as in ``quotedRational()``.
  ///
  /// - Throws: ``ExactJSONError`` for any other value.
  public func rational() throws(ExactJSONError) -> Rational {
    switch kind {
    case .integer: return Rational(document.integer(index))
    case .string: return try quotedRational()
    default: throw failure(expected: "an integer or an exact number in quotes")
    }
  }

  /// The values of an array.
  ///
  /// - Parameters:
  ///   - count: How many values there must be; any number when nil.
  ///   - contents: What the array holds, in the plural, for the error message.
  /// - Throws: ``ExactJSONError`` for any other value and any other number of values.
  public func array(
    count: Int? = nil, of contents: String = "values"
  ) throws(ExactJSONError) -> [ExactJSON] {
    let wanted = "an array of " + (count.map { "\($0) " } ?? "") + contents
    guard kind == .array else { throw failure(expected: wanted) }
    let values = children
    guard count == nil || values.count == count else { throw failure(expected: wanted) }
    return values
  }

  /// A vector of exact numbers; see ``rational()``, or ``quotedRational()`` when `quoted`.
  ///
  /// - Throws: ``ExactJSONError`` at the first place that is something else.
  public func rationals(
    count: Int? = nil, quoted: Bool = false
  ) throws(ExactJSONError) -> [Rational] {
    var result: [Rational] = []
    for value in try array(count: count, of: "exact numbers") {
      result.append(try quoted ? value.quotedRational() : value.rational())
    }
    return result
  }

  /// A matrix of exact numbers as an array of rows; see ``rationals(count:quoted:)``.
  ///
  /// - Parameters:
  ///   - rows: The number of rows; any number when nil.
  ///   - columns: The number of columns; the length of the first row when nil.
  /// - Throws: ``ExactJSONError`` at the first place that is something else, and at a row of
  ///   another length.
  public func matrix(
    rows: Int? = nil, columns: Int? = nil, quoted: Bool = false
  ) throws(ExactJSONError) -> RationalMatrix {
    var entries: [[Rational]] = []
    for row in try array(count: rows, of: "rows") {
      entries.append(try row.rationals(count: columns ?? entries.first?.count, quoted: quoted))
    }
    return RationalMatrix(entries)
  }
}
