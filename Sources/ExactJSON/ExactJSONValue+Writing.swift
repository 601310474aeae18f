extension ExactJSONValue {
  /// How a value is laid out.
  public enum Layout: Sendable {
    /// On one line without spaces.
    case compact
    /// Indented by two spaces, a member or a matrix row on each line.
    case pretty
  }

  /// The value as JSON text, without a final newline.
  ///
  /// The text depends on the value and the layout only. In the pretty layout an array or object
  /// stands on one line when it is an array of plain values, a matrix row for example, or when
  /// it holds such arrays and plain values only, is itself an element of an array, or is short.
  ///
  /// - Complexity: linear in the size of the text.
  public func bytes(_ layout: Layout = .pretty) -> [UInt8] {
    var output: [UInt8] = []
    switch layout {
    case .compact: writeLine(to: &output, spaced: false)
    case .pretty: writePretty(to: &output, indent: 0, isElement: false)
    }
    return output
  }

  /// The value as JSON text, without a final newline; see ``bytes(_:)``.
  public func text(_ layout: Layout = .pretty) -> String {
    String(decoding: bytes(layout), as: UTF8.self)
  }

  /// A text in double quotes with the escapes that JSON requires, and with what cannot be seen
  /// escaped as well; for messages.
  public static func quoted(_ text: String) -> String {
    var output: [UInt8] = []
    write(text, to: &output)
    return String(decoding: output, as: UTF8.self).visible()
  }

  /// The longest object that the pretty layout puts on one line as the value of a key.
  private static let shortObject = 72

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output += "\\\"".utf8
      case UInt8(ascii: "\\"): output += "\\\\".utf8
      case 8: output += "\\b".utf8
      case 9: output += "\\t".utf8
      case 10: output += "\\n".utf8
      case 12: output += "\\f".utf8
      case 13: output += "\\r".utf8
      case 0..<32, 127:
        let digits = Array("0123456789abcdef".utf8)
        output += "\\u00".utf8
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private var isPlain: Bool {
    switch self {
    case .array(let values): return values.isEmpty
    case .object(let members): return members.isEmpty
    default: return true
    }
  }

  /// Whether the value is plain or an array of plain values.
  private var isRow: Bool {
    if case .array(let values) = self { return values.allSatisfy(\.isPlain) }
    return isPlain
  }

  private func writeLine(to output: inout [UInt8], spaced: Bool) {
    switch self {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += value.description.utf8
    case .text(let value): Self.write(value, to: &output)
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (position, value) in values.enumerated() {
        if position > 0 { output += (spaced ? ", " : ",").utf8 }
        value.writeLine(to: &output, spaced: spaced)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { output += (spaced ? ", " : ",").utf8 }
        Self.write(member.key, to: &output)
        output += (spaced ? ": " : ":").utf8
        member.value.writeLine(to: &output, spaced: spaced)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private func writePretty(to output: inout [UInt8], indent: Int, isElement: Bool) {
    if isRow {
      writeLine(to: &output, spaced: true)
      return
    }
    let inner = Array(repeating: UInt8(ascii: " "), count: indent + 2)
    let newline = UInt8(ascii: "\n")
    switch self {
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (position, value) in values.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        output.append(newline)
        output += inner
        value.writePretty(to: &output, indent: indent + 2, isElement: true)
      }
      output.append(newline)
      output += inner.dropLast(2)
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      if members.allSatisfy(\.value.isRow) {
        let start = output.count
        writeLine(to: &output, spaced: true)
        if isElement || (indent > 0 && output.count - start <= Self.shortObject) { return }
        output.removeSubrange(start...)
      }
      output.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        output.append(newline)
        output += inner
        Self.write(member.key, to: &output)
        output += ": ".utf8
        member.value.writePretty(to: &output, indent: indent + 2, isElement: false)
      }
      output.append(newline)
      output += inner.dropLast(2)
      output.append(UInt8(ascii: "}"))
    default: break
    }
  }
}
