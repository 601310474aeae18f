import Exact

/// A JSON text that has been read, and the flat list of its values.
///
/// The values stand in the order of the text; an array or object is followed by what it
/// contains, a key by its value.
final class ExactJSONDocument: Sendable {
  enum EntryKind: UInt8, Sendable {
    case null, `false`, `true`, integer, unusableNumber, string, array, object, key
  }

  /// One value: 16 bytes.
  struct Entry: Sendable {
    /// The offset of its first byte.
    var start: UInt32
    /// For an array or object the list position behind its contents, otherwise the offset
    /// behind its last byte.
    var end: UInt32
    /// The list position of the array or object that contains it; its own for the root.
    var parent: UInt32
    var kind: EntryKind
    /// Whether a text contains escapes.
    var escaped: Bool = false
  }

  let bytes: [UInt8]
  let entries: [Entry]
  let limits: ExactJSONLimits

  init(bytes: [UInt8], entries: [Entry], limits: ExactJSONLimits) {
    self.bytes = bytes
    self.entries = entries
    self.limits = limits
  }

  /// The list position behind a value and all it contains.
  func following(_ index: Int) -> Int {
    switch entries[index].kind {
    case .array, .object: return Int(entries[index].end)
    default: return index + 1
    }
  }

  /// The list positions of what an array or object contains directly.
  func children(of index: Int) -> [Int] {
    guard entries[index].kind == .array || entries[index].kind == .object else { return [] }
    var result: [Int] = []
    var child = index + 1
    while child < Int(entries[index].end) {
      result.append(child)
      child = following(child)
    }
    return result
  }

  /// The bytes of a token, for a text those between the quotes.
  func token(_ index: Int) -> ArraySlice<UInt8> {
    let entry = entries[index]
    switch entry.kind {
    case .string, .key: return bytes[Int(entry.start) + 1..<Int(entry.end) - 1]
    case .array, .object: return bytes[Int(entry.start)..<Int(entry.start) + 1]
    default: return bytes[Int(entry.start)..<Int(entry.end)]
    }
  }

  /// The UTF-8 bytes of a text, escapes resolved.
  func contents(_ index: Int) -> ArraySlice<UInt8> {
    entries[index].escaped
      ? ExactJSONParser.resolvingEscapes(token(index))[...] : token(index)
  }

  func string(_ index: Int) -> String { String(decoding: contents(index), as: UTF8.self) }

  func integer(_ index: Int) -> Integer {
    Integer(decimal: String(decoding: token(index), as: UTF8.self)) ?? .zero
  }

  func path(of index: Int) -> String {
    var steps: [String] = []
    var child = index
    while child != 0 {
      let parent = Int(entries[child].parent)
      var sibling = parent + 1
      var position = 0
      if entries[parent].kind == .object {
        // A key names itself; a value is preceded by its key.
        var key = sibling
        while sibling < child {
          if entries[sibling].kind == .key { key = sibling }
          sibling = following(sibling)
        }
        if entries[child].kind == .key { key = child }
        steps.append(Self.step(key: string(key)))
      } else {
        while sibling < child {
          position += 1
          sibling = following(sibling)
        }
        steps.append("[\(position)]")
      }
      child = parent
    }
    return "$" + steps.reversed().joined()
  }

  /// A key as a step of a JSON path.
  static func step(key: String) -> String {
    let plain = key.utf8.allSatisfy {
      ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122) || $0 == 95
    }
    return plain && !key.isEmpty ? "." + key : "[" + ExactJSONValue.quoted(key) + "]"
  }

  /// The line and column of an offset, counted from 1, columns in Unicode code points.
  static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 10 {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
