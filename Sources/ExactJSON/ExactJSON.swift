/// One value of a JSON text, read strictly and exactly.
///
/// Reading follows RFC 8259 and nothing looser: one value, no comments, no trailing commas, no
/// `NaN`, valid UTF-8 without a byte-order mark, no unpaired surrogates, and the limits of
/// ``ExactJSONLimits`` on size and nesting. Three more rules hold for the values that are asked
/// for:
/// a number written with a point or an exponent is an error whose message asks for quotes, so that
/// no number ever passes through floating point; so is a number of too many digits; and an object
/// with a key that occurs twice, or with too many keys, is an error. Objects keep the order of
/// their keys, and keys are compared byte by byte.
///
/// A value knows its place: ``path`` and ``position`` are computed when they are asked for, and
/// every error of the reading methods carries both. The whole text is held once, with 16 bytes
/// for each value beside it; values share it.
public struct ExactJSON: Sendable {
  /// The kinds of JSON values.
  public enum Kind: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean
    /// A number without fraction and exponent.
    case integer
    /// Any other number, and one of too many digits: no method accepts it.
    case unusableNumber
    /// A text in double quotes.
    case string
    /// A list of values.
    case array
    /// A list of keys with values.
    case object
  }

  /// The text and its values, shared by all values of the text.
  let document: ExactJSONDocument
  /// The position of the value in the document's list of values.
  let index: Int

  init(document: ExactJSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  /// Reads a JSON text.
  ///
  /// - Throws: ``ExactJSONError`` at the first place where the bytes are not strict JSON or
  ///   exceed a limit.
  /// - Complexity: linear in the size of the text.
  public init(
    parsing bytes: [UInt8], limits: ExactJSONLimits = .standard
  ) throws(ExactJSONError) {
    var parser = ExactJSONParser(bytes: bytes, limits: limits)
    self.init(document: try parser.parse(), index: 0)
  }

  /// Reads a JSON text.
  ///
  /// - Throws: ``ExactJSONError`` at the first place where the text is not strict JSON or
  ///   exceeds a limit.
  public init(
    parsing text: some StringProtocol, limits: ExactJSONLimits = .standard
  ) throws(ExactJSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  var entry: ExactJSONDocument.Entry { document.entries[index] }

  /// The kind of the value.
  public var kind: Kind {
    switch entry.kind {
    case .null: return .null
    case .false, .true: return .boolean
    case .integer: return .integer
    case .unusableNumber: return .unusableNumber
    case .string, .key: return .string
    case .array: return .array
    case .object: return .object
    }
  }

  /// The JSON path of the value, for example `$.predictors[1][2]`.
  ///
  /// Keys that are not plain words are written as `["a key"]`.
  public var path: String { document.path(of: index) }

  /// Where the value begins: line and column, counted from 1, columns in Unicode code points.
  public var position: (line: Int, column: Int) {
    ExactJSONDocument.position(of: Int(entry.start), in: document.bytes)
  }

  /// The values of an array; the keys and values of an object, alternating.
  var children: [ExactJSON] {
    document.children(of: index).map { ExactJSON(document: document, index: $0) }
  }
}
