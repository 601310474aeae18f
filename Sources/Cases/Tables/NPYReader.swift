import Exact
import ExactJSON

/// Reads NumPy files in one pass: an array, or an archive of arrays (NPZ) with equally many rows.
///
/// A binary floating-point number is taken as the dyadic rational that it is. The columns of an
/// array are named by their position, "1", "2", ... from the left; an array of one dimension is a
/// single column. In an archive the columns of an array X are named "X.1", "X.2", ..., the name
/// "X" stands for all of them, and the only column of an array of one dimension is "X".
struct NPYReader {
  /// Reads the chosen columns of a file and adds up the products of all pairs of them.
  ///
  /// - Throws: ``InputError``.
  static func sums(
    of choice: ColumnChoice, in input: ByteStream, dropsMissing: Bool
  ) throws(InputError) -> TableSums {
    let start = try input.peek(4)
    let arrays: [NPYArray]
    if start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) {
      arrays = try ZipArchive(input).arrays()
    } else {
      if let kind = FileKind(try input.peek(FileKind.bytes)), kind != .numpy {
        throw kind.error(file: input.name, expected: "a NumPy array")
      }
      arrays = [try NPYArray(input)]
    }
    let reader = NPYReader(file: input.name, arrays: arrays, dropsMissing: dropsMissing)
    return try reader.sums(of: choice)
  }

  private let file: String
  private let arrays: [NPYArray]
  private let dropsMissing: Bool

  // MARK: Columns

  /// A column: the array and the position in it.
  private struct Place: Hashable {
    var array: Int
    var column: Int
  }

  /// The name of a column.
  private func name(_ place: Place) -> String {
    guard let name = arrays[place.array].name else { return "\(place.column + 1)" }
    return arrays[place.array].header.isVector ? name : "\(name).\(place.column + 1)"
  }

  /// The columns that a name stands for.
  private func places(_ wanted: String) throws(InputError) -> [Place] {
    for (index, array) in arrays.enumerated() {
      let columns = array.header.columns
      var number = wanted[...]
      if let name = array.name {
        if wanted.utf8.elementsEqual(name.utf8) {
          return (0..<columns).map { Place(array: index, column: $0) }
        }
        guard !array.header.isVector, wanted.hasPrefix(name + ".") else { continue }
        number = wanted.dropFirst(name.count + 1)
      }
      let isPlain = number.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } && number.utf8.first != 48
      if isPlain, let position = Int(number), position <= columns {
        return [Place(array: index, column: position - 1)]
      }
    }
    throw unknown(wanted)
  }

  private func unknown(_ wanted: String) -> InputError {
    guard arrays[0].name != nil else {
      return InputError(
        .invalid, file: file, place: "header",
        problem: "no column \(ExactJSONValue.quoted(wanted))",
        expectation: "the number of a column, \"1\" to \"\(arrays[0].header.columns)\"")
    }
    let names = arrays.compactMap(\.name)
    let hint = Spelling.suggestion(for: wanted, among: names).map {
      "; did you mean \(ExactJSONValue.quoted($0))?"
    }
    let list = arrays.prefix(40).map { array in
      let name = array.name ?? ""
      return array.header.isVector
        ? ExactJSONValue.quoted(name)
        : "\(ExactJSONValue.quoted(name)) with columns "
          + "\(ExactJSONValue.quoted(name + ".1")) to "
          + ExactJSONValue.quoted("\(name).\(array.header.columns)")
    }
    return InputError(
      .invalid, file: file,
      problem: "no array or column \(ExactJSONValue.quoted(wanted))" + (hint ?? ""),
      expectation: "one of the arrays \(list.joined(separator: ", "))")
  }

  private func resolved(
    _ choice: ColumnChoice
  ) throws(InputError) -> (inputs: [Place], targets: [Place]) {
    var inputs: [Place] = []
    var targets: [Place] = []
    for name in choice.inputs ?? [] { inputs += try places(name) }
    for name in choice.targets { targets += try places(name) }
    if choice.inputs == nil {
      let taken = Set(targets)
      for (index, array) in arrays.enumerated() {
        for column in 0..<array.header.columns {
          let place = Place(array: index, column: column)
          if !taken.contains(place) { inputs.append(place) }
          guard inputs.count <= Limits.inputs else { break }
        }
      }
    }
    guard inputs.count <= Limits.inputs else {
      throw InputError(
        .tooLarge, file: file, place: "choice of columns",
        problem: choice.inputs == nil
          ? "more than \(Limits.inputs) input columns, all that are not targets"
          : "\(inputs.count) input columns",
        expectation: "at most \(Limits.inputs)"
          + (choice.inputs == nil ? "; name them with --inputs" : ""))
    }
    guard targets.count <= Limits.tasks else {
      throw InputError(
        .tooLarge, file: file, place: "choice of columns",
        problem: "\(targets.count) target columns", expectation: "at most \(Limits.tasks)")
    }
    return (inputs, targets)
  }

  // MARK: Rows

  private func sums(of choice: ColumnChoice) throws(InputError) -> TableSums {
    let (inputs, targets) = try resolved(choice)
    let places = inputs + targets
    var used: [(array: NPYArray, slots: [Int])] = []
    var blockRows = Int.max
    for (index, array) in arrays.enumerated() {
      let slots = places.indices.filter { places[$0].array == index }
      guard !slots.isEmpty else { continue }
      used.append((array, slots))
      blockRows = min(blockRows, try array.choose(slots.map { places[$0].column }))
    }
    let rows = used[0].array.header.rows
    for (array, _) in used where array.header.rows != rows {
      throw InputError(
        .invalid, file: file, place: array.name.map { "array \(ExactJSONValue.quoted($0))" },
        problem: "\(array.header.rows) rows",
        expectation: "\(rows) rows as in the array "
          + ExactJSONValue.quoted(used[0].array.name ?? ""))
    }
    // Integers are exact in either base.
    var accumulator = MomentAccumulator(
      columns: places.count, base: used.contains { $0.array.isBinary } ? 2 : 10,
      keepsBlocks: choice.keepsBlocks)
    var row = 0
    var dropped = 0
    while row < rows {
      let count = min(blockRows, rows - row)
      for (array, _) in used { try array.readBlock(rows: count) }
      for offset in 0..<count {
        var isMissing = false
        for (array, slots) in used {
          let element = array.header.element
          for position in slots.indices {
            let bits = array.bits(row: offset, slot: position)
            let slot = slots[position]
            if Self.set(bits, element, slot, &accumulator) { continue }
            let word = Self.word(bits, element)
            if word == "nan", dropsMissing {
              isMissing = true
            } else {
              throw notFinite(word, row: row + offset, places[slot])
            }
          }
        }
        if isMissing {
          dropped += 1
          accumulator.dropRow()
        } else {
          accumulator.endRow()
        }
      }
      row += count
    }
    for (array, _) in used { try array.finish() }
    guard dropped < rows else {
      throw InputError(
        .invalid, file: file, problem: "a missing value in every row, \(dropped) in all",
        expectation: "at least one row of numbers")
    }
    func columns(_ part: [Place]) -> [ChosenColumns.Column] {
      part.map { place in
        let before = arrays[..<place.array].reduce(0) { $0 + $1.header.columns }
        return .init(position: before + place.column, name: name(place))
      }
    }
    let (sums, blocks) = accumulator.finish()
    return TableSums(
      sums: sums, blocks: blocks,
      columns: ChosenColumns(inputs: columns(inputs), targets: columns(targets)),
      droppedRows: dropped)
  }

  private func notFinite(_ word: String, row: Int, _ place: Place) -> InputError {
    InputError(
      .malformed, file: file,
      place: "row \(row + 1), column \(ExactJSONValue.quoted(name(place)))", problem: word,
      expectation: "a finite number" + (word == "nan" ? DecimalScanner.dropHint : ""))
  }

  // MARK: Numbers

  /// Sets a value of the row; false where it is a NaN, an infinity, or none.
  @inline(__always)
  private static func set(
    _ bits: UInt64, _ element: NPYHeader.Element, _ slot: Int,
    _ accumulator: inout MomentAccumulator
  ) -> Bool {
    switch element.kind {
    case .float64:
      return setFloat(bits, fractionBits: 52, largestExponent: 0x7FF, slot, &accumulator)
    case .float32:
      return setFloat(bits, fractionBits: 23, largestExponent: 0xFF, slot, &accumulator)
    case .signed:
      let shift = UInt64(64 - 8 * element.bytes)
      accumulator.set(slot, Int(Int64(bitPattern: bits << shift) >> Int64(shift)), decimals: 0)
    case .unsigned:
      if let word = Int(exactly: bits) {
        accumulator.set(slot, word, decimals: 0)
      } else {
        accumulator.set(slot, Integer(bits), decimals: 0)
      }
    }
    return true
  }

  /// Sets a value to a number in an IEEE 754 binary format, with an odd mantissa; false where it
  /// is none.
  @inline(__always)
  private static func setFloat(
    _ bits: UInt64, fractionBits: UInt64, largestExponent: UInt64, _ slot: Int,
    _ accumulator: inout MomentAccumulator
  ) -> Bool {
    let magnitude = bits & (largestExponent << fractionBits | (1 << fractionBits - 1))
    let exponent = magnitude >> fractionBits
    let fraction = magnitude & (1 << fractionBits - 1)
    guard exponent != largestExponent else { return false }
    guard magnitude != 0 else {
      accumulator.set(slot, 0, decimals: 0)
      return true
    }
    // Subnormal numbers have the exponent of the smallest normal ones and no leading 1.
    let mantissa = exponent == 0 ? fraction : fraction | 1 << fractionBits
    let zeros = mantissa.trailingZeroBitCount
    let odd = Int(mantissa >> UInt64(zeros))
    let power = Int(max(exponent, 1)) - Int(largestExponent >> 1 + fractionBits)
    accumulator.set(slot, magnitude != bits ? -odd : odd, decimals: -(power + zeros))
    return true
  }

  /// What a number that is none is called.
  private static func word(_ bits: UInt64, _ element: NPYHeader.Element) -> String {
    let value =
      element.kind == .float32
      ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
    return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }
}
