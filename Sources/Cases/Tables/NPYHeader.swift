import Exact
import ExactJSON

/// What the header of a NumPy file says about the array that follows it.
struct NPYHeader {
  /// How one number is stored.
  struct Element: Equatable {
    enum Kind: Equatable { case float32, float64, signed, unsigned }
    var kind: Kind
    /// 1, 2, 4 or 8.
    var bytes: Int
    var isBigEndian: Bool
  }

  var element: Element
  var isFortranOrder: Bool
  var rows: Int
  var columns: Int
  /// Whether the array has one dimension.
  var isVector: Bool

  /// What keeps a header from being understood.
  struct Problem: Error {
    var problem: String
    var expectation: String
    var kind = InputError.Kind.malformed
  }

  private static let types =
    "float32 (f4), float64 (f8) or an integer type (i1, i2, i4, i8, u1, u2, u4, u8)"

  /// Reads the text of a header: a Python dictionary with exactly the keys `descr`,
  /// `fortran_order` and `shape`.
  init(text: ArraySlice<UInt8>) throws(Problem) {
    var scanner = DictionaryScanner(bytes: text)
    var descr: DictionaryScanner.Value?
    var order: Bool?
    var shape: [Int]?
    for (key, value) in try scanner.dictionary() {
      switch (key, value) {
      case ("descr", _) where descr == nil: descr = value
      case ("fortran_order", .boolean(let flag)) where order == nil: order = flag
      case ("shape", .tuple(let sizes)) where shape == nil: shape = sizes
      default:
        throw Problem(
          problem: "the header entry \(ExactJSONValue.quoted(key))",
          expectation: "the entries descr, fortran_order (True or False) and shape (a tuple of"
            + " sizes), each once")
      }
    }
    guard let descr, let order, let shape else {
      throw Problem(
        problem: "an incomplete header",
        expectation: "the entries descr, fortran_order and shape")
    }
    element = try Self.element(descr)
    isFortranOrder = order
    guard shape.count == 1 || shape.count == 2 else {
      throw Problem(
        problem: "an array of \(shape.count) dimensions",
        expectation: "a table: an array of one or two dimensions", kind: .invalid)
    }
    isVector = shape.count == 1
    rows = shape[0]
    columns = shape.count == 2 ? shape[1] : 1
    guard rows > 0, columns > 0 else {
      throw Problem(
        problem: "an array of \(rows) rows and \(columns) columns",
        expectation: "at least one row and one column", kind: .invalid)
    }
    guard columns <= Limits.columns else {
      throw Problem(
        problem: "\(columns) columns", expectation: "at most \(Limits.columns) columns",
        kind: .tooLarge)
    }
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns * element.bytes)
    guard !overflow, count <= Int.max >> 1 else {
      throw Problem(
        problem: "an array of \(rows) rows and \(columns) columns",
        expectation: "an array that a file can hold", kind: .tooLarge)
    }
  }

  /// The number of bytes of the array.
  var arrayBytes: Int { rows * columns * element.bytes }

  private static func element(_ descr: DictionaryScanner.Value) throws(Problem) -> Element {
    guard case .text(let name) = descr else {
      throw Problem(
        problem: "a structured dtype", expectation: "an array of plain numbers: " + types,
        kind: .invalid)
    }
    let bytes = Array(name.utf8)
    func refused(_ what: String) -> Problem {
      Problem(
        problem: "the dtype \(ExactJSONValue.quoted(String(name.prefix(40))))" + what,
        expectation: types, kind: .invalid)
    }
    guard bytes.count >= 2 else { throw refused("") }
    let hasOrder = [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|")].contains(bytes[0])
    let letter = bytes[hasOrder ? 1 : 0]
    let digits = bytes[(hasOrder ? 2 : 1)...]
    if letter == UInt8(ascii: "O") { throw refused(" (Python objects)") }
    guard hasOrder, let size = Int(String(decoding: digits, as: UTF8.self)) else {
      throw refused("")
    }
    let kind: Element.Kind
    switch (letter, size) {
    case (UInt8(ascii: "f"), 4): kind = .float32
    case (UInt8(ascii: "f"), 8): kind = .float64
    case (UInt8(ascii: "i"), 1), (UInt8(ascii: "i"), 2), (UInt8(ascii: "i"), 4),
      (UInt8(ascii: "i"), 8):
      kind = .signed
    case (UInt8(ascii: "u"), 1), (UInt8(ascii: "u"), 2), (UInt8(ascii: "u"), 4),
      (UInt8(ascii: "u"), 8):
      kind = .unsigned
    default: throw refused("")
    }
    // "|" says that the order of bytes does not matter, which is so for one byte only.
    guard bytes[0] != UInt8(ascii: "|") || size == 1 else { throw refused("") }
    return Element(kind: kind, bytes: size, isBigEndian: bytes[0] == UInt8(ascii: ">"))
  }
}

/// Reads the Python dictionary in the header of a NumPy file.
private struct DictionaryScanner {
  enum Value {
    case text(String)
    case boolean(Bool)
    case tuple([Int])
    /// A list, as in the dtype of a structured array; what it holds does not matter.
    case list
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  private func failure() -> NPYHeader.Problem {
    NPYHeader.Problem(
      problem: "a header that is not a dictionary of plain values",
      expectation: "a NumPy header, {'descr': ..., 'fortran_order': ..., 'shape': ...}")
  }

  private mutating func skipSpace() {
    while index < bytes.endIndex, [32, 9, 10, 13].contains(bytes[index]) { index += 1 }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.endIndex, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(NPYHeader.Problem) {
    guard accept(character) else { throw failure() }
  }

  mutating func dictionary() throws(NPYHeader.Problem) -> [(String, Value)] {
    var entries: [(String, Value)] = []
    try expect("{")
    while !accept("}") {
      let key = try text()
      try expect(":")
      entries.append((key, try value()))
      guard entries.count <= 16 else { throw failure() }
      if accept(",") { continue }
      try expect("}")
      break
    }
    skipSpace()
    guard index == bytes.endIndex else { throw failure() }
    return entries
  }

  private mutating func text() throws(NPYHeader.Problem) -> String {
    skipSpace()
    guard index < bytes.endIndex else { throw failure() }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { throw failure() }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: quote) else { throw failure() }
    guard !bytes[start..<end].contains(UInt8(ascii: "\\")) else { throw failure() }
    index = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func value() throws(NPYHeader.Problem) -> Value {
    skipSpace()
    guard index < bytes.endIndex else { throw failure() }
    if accept("(") { return .tuple(try sizes()) }
    if accept("[") { return try list() }
    for (word, flag) in [("True", true), ("False", false)]
    where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return .boolean(flag)
    }
    return .text(try text())
  }

  private mutating func sizes() throws(NPYHeader.Problem) -> [Int] {
    var sizes: [Int] = []
    while !accept(")") {
      skipSpace()
      let start = index
      while index < bytes.endIndex, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
      guard let size = Int(String(decoding: bytes[start..<index], as: UTF8.self)) else {
        throw failure()
      }
      // Python 2 wrote long integers with an L behind them.
      if index < bytes.endIndex, bytes[index] == UInt8(ascii: "L") { index += 1 }
      sizes.append(size)
      guard sizes.count <= 64 else { throw failure() }
      if accept(",") { continue }
      try expect(")")
      break
    }
    return sizes
  }

  /// Steps over a list, texts in quotes included.
  private mutating func list() throws(NPYHeader.Problem) -> Value {
    var depth = 1
    while depth > 0 {
      skipSpace()
      guard index < bytes.endIndex else { throw failure() }
      switch bytes[index] {
      case UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "]"):
        depth -= 1
        index += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""): _ = try text()
      default: index += 1
      }
    }
    return .list
  }
}
