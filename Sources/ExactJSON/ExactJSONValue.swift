import Exact

/// A JSON value to be written.
///
/// Numbers are integers or texts: an exact number that is not a JSON integer is written as a
/// text in quotes. Objects keep the order in which their members are given, so the written text
/// is a function of the value alone.
public indirect enum ExactJSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A JSON number without fraction and exponent.
  case integer(Integer)
  /// A text, written in quotes.
  case text(String)
  /// A list of values.
  case array([ExactJSONValue])
  /// Keys with values, in order.
  case object([Member])

  /// A key with its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// The value.
    public var value: ExactJSONValue

    /// Creates a member of an object.
    public init(_ key: String, _ value: ExactJSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A JSON integer from a machine word.
  public static func integer(_ value: Int) -> ExactJSONValue { .integer(Integer(value)) }

  /// An exact number in quotes, `"p"` or `"p/q"`.
  public static func exact(_ value: Rational) -> ExactJSONValue { .text(value.description) }

  /// An exact integer in quotes.
  public static func exact(_ value: Integer) -> ExactJSONValue { .text(value.description) }

  /// A vector of exact numbers in quotes.
  public static func exact(_ vector: [Rational]) -> ExactJSONValue {
    .array(vector.map { .exact($0) })
  }

  /// A vector of exact integers in quotes.
  public static func exact(_ vector: [Integer]) -> ExactJSONValue {
    .array(vector.map { .exact($0) })
  }

  /// A matrix of exact numbers in quotes, as an array of rows.
  public static func exact(_ matrix: RationalMatrix) -> ExactJSONValue {
    .array(matrix.entries.map { .exact($0) })
  }

  /// An array of JSON integers.
  public static func integers(_ values: [Int]) -> ExactJSONValue {
    .array(values.map { .integer($0) })
  }
}

extension ExactJSONValue: ExpressibleByStringLiteral {
  /// Creates a text.
  public init(stringLiteral value: String) { self = .text(value) }
}

extension ExactJSONValue: ExpressibleByBooleanLiteral {
  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension ExactJSONValue: ExpressibleByIntegerLiteral {
  /// Creates a JSON integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

extension ExactJSONValue: ExpressibleByArrayLiteral {
  /// Creates an array.
  public init(arrayLiteral elements: ExactJSONValue...) { self = .array(elements) }
}

extension ExactJSONValue: ExpressibleByDictionaryLiteral {
  /// Creates an object whose members have the order of the literal.
  public init(dictionaryLiteral elements: (String, ExactJSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
