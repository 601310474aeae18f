import Exact

/// Adds up the products of all pairs of columns while the rows of a table pass by.
///
/// A value is a mantissa times a power of the base, mantissa * base^-decimals. Rows are kept in
/// blocks of 256. When a block is full each of its columns is brought to one scale, which grows
/// when a value needs it (the sums so far are then multiplied accordingly), and the inner
/// products of the block are added: in machine words where a bound on the bits shows that they
/// cannot overflow, in GMP otherwise. Nothing rounds, and memory does not depend on the rows.
struct MomentAccumulator {
  static let blockRows = 256
  /// Integers below 2^59 are multiplied in machine words: 256 products stay below 2^126.
  private static let narrowBits = 59

  let base: Int
  let columns: Int
  /// The columns of the table and the column of ones.
  private let size: Int
  private var rows = 0
  private var filled = 0
  /// Column by column: the mantissas of the block, 0 where `wide` holds the value.
  private var mantissas: [Int]
  private var decimals: [Int32]
  /// The mantissas of the block that do not fit a machine word, by position.
  private var wide: [Int: Integer] = [:]
  private var scales: [Int?]
  /// The sums so far are `narrowSums` + `wideSums`.
  private var narrowSums: [Int128]
  private var wideSums: [Integer]
  private let narrowPowers: [Int]
  private var widePowers: [Int: Integer] = [:]

  /// Creates an accumulator for values that are mantissas times a power of `base`, 2 or 10.
  init(columns: Int, base: Int) {
    self.base = base
    self.columns = columns
    size = columns + 1
    mantissas = Array(repeating: 0, count: size * Self.blockRows)
    decimals = Array(repeating: 0, count: size * Self.blockRows)
    for row in 0..<Self.blockRows { mantissas[columns * Self.blockRows + row] = 1 }
    scales = Array(repeating: nil, count: size)
    let pairs = size * (size + 1) / 2
    narrowSums = Array(repeating: 0, count: pairs)
    wideSums = Array(repeating: .zero, count: pairs)
    var powers = [1]
    while let last = powers.last, last < 1 << Self.narrowBits {
      let (next, overflow) = last.multipliedReportingOverflow(by: base)
      if overflow { break }
      powers.append(next)
    }
    narrowPowers = powers
  }

  /// Sets a value of the current row: mantissa * base^-decimals.
  @inline(__always)
  mutating func set(_ column: Int, _ mantissa: Int, decimals places: Int) {
    let position = column * Self.blockRows + filled
    mantissas[position] = mantissa
    decimals[position] = Int32(truncatingIfNeeded: places)
  }

  /// Sets a value of the current row: mantissa * base^-decimals.
  mutating func set(_ column: Int, _ mantissa: Integer, decimals places: Int) {
    if let word = mantissa.word {
      set(column, word, decimals: places)
    } else {
      set(column, 0, decimals: places)
      wide[column * Self.blockRows + filled] = mantissa
    }
  }

  /// Ends the current row, all of whose values have been set.
  @inline(__always)
  mutating func endRow() {
    filled += 1
    if filled == Self.blockRows { flush() }
  }

  /// Ends the table.
  mutating func finish() -> ColumnSums {
    flush()
    let products = zip(narrowSums, wideSums).map { Integer($0) + $1 }
    return ColumnSums(
      rows: rows, columns: columns, products: products, scales: scales.map { $0 ?? 0 },
      base: base)
  }

  /// One column of a block, brought to a common scale.
  private enum Column {
    /// All integers are below 2^bits in absolute value, bits <= 59.
    case narrow(bits: Int)
    case wide([Integer])
  }

  private mutating func flush() {
    guard filled > 0 else { return }
    let scaled = (0..<size).map { scale(column: $0) }
    for i in 0..<size {
      for j in i..<size {
        let index = ColumnSums.index(i, j, size: size)
        if case .narrow(let left) = scaled[i], case .narrow(let right) = scaled[j] {
          add(innerProduct(i, j, bits: left + right), at: index)
        } else {
          wideSums[index] += Integer.dot(integers(i, scaled[i]), integers(j, scaled[j]))
        }
      }
    }
    rows += filled
    filled = 0
    wide.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ value: Int128, at index: Int) {
    let (sum, overflow) = narrowSums[index].addingReportingOverflow(value)
    if overflow {
      wideSums[index] += Integer(narrowSums[index]) + Integer(value)
      narrowSums[index] = 0
    } else {
      narrowSums[index] = sum
    }
  }

  /// The inner product of two narrow columns of the block.
  private func innerProduct(_ i: Int, _ j: Int, bits: Int) -> Int128 {
    mantissas.withUnsafeBufferPointer { values in
      let left = values.baseAddress! + i * Self.blockRows
      let right = values.baseAddress! + j * Self.blockRows
      if bits <= 54 {
        // 256 products below 2^54 add up to less than 2^62.
        var sum = 0
        for row in 0..<filled { sum &+= left[row] &* right[row] }
        return Int128(sum)
      }
      var sum: Int128 = 0
      for row in 0..<filled { sum &+= Int128(left[row]) &* Int128(right[row]) }
      return sum
    }
  }

  /// The integers of a column of the block.
  private func integers(_ column: Int, _ scaled: Column) -> [Integer] {
    if case .wide(let values) = scaled { return values }
    return (0..<filled).map { Integer(mantissas[column * Self.blockRows + $0]) }
  }

  /// Brings a column of the block, and the sums so far, to one scale.
  private mutating func scale(column: Int) -> Column {
    let start = column * Self.blockRows
    var needed = scales[column]
    for position in start..<start + filled
    where mantissas[position] != 0 || (!wide.isEmpty && wide[position] != nil) {
      let places = Int(decimals[position])
      if places > needed ?? .min { needed = places }
    }
    guard let scale = needed else { return .narrow(bits: 0) }
    if let old = scales[column], scale > old { rescaleSums(column, by: scale - old) }
    scales[column] = scale
    var largest = 0
    var isNarrow = wide.isEmpty || !(start..<start + filled).contains { wide[$0] != nil }
    if isNarrow {
      for position in start..<start + filled {
        let shift = scale - Int(decimals[position])
        var value = mantissas[position]
        if value != 0, shift != 0 {
          guard shift < narrowPowers.count else {
            isNarrow = false
            break
          }
          let (product, overflow) = value.multipliedReportingOverflow(by: narrowPowers[shift])
          if overflow {
            isNarrow = false
            break
          }
          value = product
          mantissas[position] = value
          decimals[position] = Int32(truncatingIfNeeded: scale)
        }
        largest |= Int(bitPattern: value.magnitude)
      }
      // `largest` has the highest bit of the largest magnitude; Int.min shows as negative.
      let bits = Int.bitWidth - largest.leadingZeroBitCount
      if isNarrow, bits <= Self.narrowBits { return .narrow(bits: bits) }
    }
    var values: [Integer] = []
    values.reserveCapacity(filled)
    for position in start..<start + filled {
      let mantissa = wide[position] ?? Integer(mantissas[position])
      let shift = scale - Int(decimals[position])
      values.append(mantissa.isZero || shift == 0 ? mantissa : mantissa * power(shift))
    }
    return .wide(values)
  }

  private mutating func rescaleSums(_ column: Int, by shift: Int) {
    let factor = power(shift)
    for other in 0..<size {
      let index = ColumnSums.index(min(column, other), max(column, other), size: size)
      var sum = Integer(narrowSums[index]) + wideSums[index]
      narrowSums[index] = 0
      if sum.isZero { continue }
      sum *= factor
      if other == column { sum *= factor }
      wideSums[index] = sum
    }
  }

  private mutating func power(_ exponent: Int) -> Integer {
    if exponent < narrowPowers.count { return Integer(narrowPowers[exponent]) }
    if let known = widePowers[exponent] { return known }
    let value = base == 2 ? Integer.one.shiftedLeft(exponent) : Integer(base).power(exponent)
    if widePowers.count < 64 { widePowers[exponent] = value }
    return value
  }
}
