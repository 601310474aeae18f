/// How a table in text form is written.
struct CSVDialect {
  /// The byte between two cells.
  var separator: UInt8
  /// The byte between the digits before and behind the decimal point.
  var point: UInt8
  /// Whether rows with a missing value in a chosen column are left out.
  var dropsMissing = false

  /// The decimal point of cells without quotes, or a byte that no number holds where the
  /// separator is the decimal point.
  var barePoint: UInt8 { point == separator ? 0 : point }

  /// What the separator is called, with an article.
  var separatorName: String {
    switch separator {
    case UInt8(ascii: ","): return "a comma"
    case UInt8(ascii: ";"): return "a semicolon"
    case 9: return "a tab"
    case 32: return "a space"
    default: return "\"\(Unicode.Scalar(separator))\""
    }
  }

  /// Whether a byte is a space or tab beside the contents of a cell.
  @inline(__always)
  func isPadding(_ byte: UInt8) -> Bool { (byte == 32 || byte == 9) && byte != separator }
}
