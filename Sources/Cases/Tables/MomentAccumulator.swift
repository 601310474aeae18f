import Exact

/// Adds up the products of all pairs of columns while the rows of a table pass by.
///
/// A value is a mantissa times a power of the base, mantissa * base^-decimals. Rows are kept in
/// blocks of 256. When a block is full each of its columns is brought to one scale, which grows
/// when a value needs it (the sums so far are then multiplied accordingly), and cut into limbs of
/// 59 bits; the inner products of limbs are added in machine words, which the number of bits
/// shows cannot overflow. Columns that need more than six limbs go through GMP. Nothing rounds,
/// and memory does not depend on the number of rows.
struct MomentAccumulator {
  static let blockRows = 256
  /// The bits of a limb: 256 products of two limbs stay below 2^126.
  private static let limbBits = 59
  private static let limbMask: UInt128 = 1 << 59 - 1
  private static let mostLimbs = 6

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
  /// The scale of each column; nil while it has held zeros only.
  private var scales: [Int?]
  /// For each column the limbs of the block, the lowest first.
  private var limbs: [[Int]]
  /// The sums so far are `narrowSums` + `wideSums`.
  private var narrowSums: [Int128]
  private var wideSums: [Integer]
  /// The powers of 10 below 2^128; empty for base 2, where powers are shifts.
  private let narrowPowers: [UInt128]
  private var widePowers: [Int: Integer] = [:]
  /// The blocks of rows before the current one that are kept apart; nil where none are wanted, and
  /// the sums so far are those of all rows.
  private var blocks: BlockList?
  /// How many rows of the block that is kept next have been added up.
  private var rowsOfBlock = 0
  /// How many rows are gathered before they are added up.
  private var flushRows = blockRows

  /// Creates an accumulator for values that are mantissas times a power of `base`, 2 or 10.
  ///
  /// - Parameter keepsBlocks: Whether the sums of blocks of rows are kept apart, too.
  init(columns: Int, base: Int, keepsBlocks: Bool = false) {
    precondition(base == 2 || base == 10, "base 2 or 10")
    self.base = base
    self.columns = columns
    size = columns + 1
    mantissas = Array(repeating: 0, count: size * Self.blockRows)
    decimals = Array(repeating: 0, count: size * Self.blockRows)
    for row in 0..<Self.blockRows { mantissas[columns * Self.blockRows + row] = 1 }
    scales = Array(repeating: nil, count: size)
    limbs = Array(repeating: Array(repeating: 0, count: Self.blockRows), count: size)
    let pairs = size * (size + 1) / 2
    narrowSums = Array(repeating: 0, count: pairs)
    wideSums = Array(repeating: .zero, count: pairs)
    var powers: [UInt128] = []
    var power: UInt128 = 1
    while base == 10 {
      powers.append(power)
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    narrowPowers = powers
    if keepsBlocks {
      blocks = BlockList()
      flushRows = 1
    }
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
    if filled == flushRows { flush() }
  }

  /// Forgets the values of the current row that have been set.
  mutating func dropRow() {
    if wide.isEmpty { return }
    for column in 0..<columns { wide[column * Self.blockRows + filled] = nil }
  }

  /// Ends the table.
  ///
  /// - Returns: The sums over all rows, and those of the blocks that are kept, in order.
  mutating func finish() -> (sums: ColumnSums, blocks: [ColumnSums]) {
    flush()
    let last = currentSums
    guard var blocks else { return (last, []) }
    blocks.finish(with: last)
    let all = blocks.blocks
    let empty = ColumnSums(
      rows: 0, columns: columns, products: last.products.map { _ in .zero },
      scales: last.scales, base: base)
    return (all.reduce(empty, +), all)
  }

  /// The sums since the last block that was kept.
  private var currentSums: ColumnSums {
    ColumnSums(
      rows: blocks == nil ? rows : rowsOfBlock, columns: columns,
      products: zip(narrowSums, wideSums).map { Integer($0) + $1 },
      scales: scales.map { $0 ?? 0 }, base: base)
  }

  /// Keeps the sums so far when they are those of a whole block.
  private mutating func keepBlock() {
    guard var list = blocks else { return }
    if rowsOfBlock == list.rows {
      list.append(currentSums)
      for index in narrowSums.indices {
        narrowSums[index] = 0
        wideSums[index] = .zero
      }
      rowsOfBlock = 0
      blocks = list
    }
    flushRows = min(Self.blockRows, list.rows - rowsOfBlock)
  }

  // MARK: Blocks

  /// One column of a block, brought to a common scale.
  private enum Column {
    /// The integers are cut into this many limbs; a single limb is below 2^bits.
    case limbs(Int, bits: Int)
    case wide([Integer])
  }

  private mutating func flush() {
    guard filled > 0 else { return }
    let scaled = (0..<size).map { scale(column: $0) }
    for i in 0..<size {
      for j in i..<size {
        let index = ColumnSums.index(i, j, size: size)
        if case .limbs(let left, let bits) = scaled[i],
          case .limbs(let right, let otherBits) = scaled[j]
        {
          let isShort = left == 1 && right == 1 && bits + otherBits <= 54
          for s in 0..<left {
            for t in 0..<right {
              let product = innerProduct(i, s, j, t, isShort: isShort)
              if s + t == 0 {
                add(product, at: index)
              } else if product != 0 {
                wideSums[index] += Integer(product).shiftedLeft((s + t) * Self.limbBits)
              }
            }
          }
        } else {
          wideSums[index] += Integer.dot(integers(i, scaled[i]), integers(j, scaled[j]))
        }
      }
    }
    rows += filled
    rowsOfBlock += filled
    filled = 0
    wide.removeAll(keepingCapacity: true)
    if blocks != nil { keepBlock() }
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

  /// The inner product of limb s of column i and limb t of column j.
  private func innerProduct(_ i: Int, _ s: Int, _ j: Int, _ t: Int, isShort: Bool) -> Int128 {
    limbs[i].withUnsafeBufferPointer { left in
      limbs[j].withUnsafeBufferPointer { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return 0 }
        let x = a + s * Self.blockRows
        let y = b + t * Self.blockRows
        if isShort {
          // 256 products below 2^54 add up to less than 2^62.
          var sum = 0
          for row in 0..<filled { sum &+= x[row] &* y[row] }
          return Int128(sum)
        }
        var sum: Int128 = 0
        for row in 0..<filled { sum &+= Int128(x[row]) &* Int128(y[row]) }
        return sum
      }
    }
  }

  /// The integers of a column of the block.
  private func integers(_ column: Int, _ scaled: Column) -> [Integer] {
    switch scaled {
    case .wide(let values): return values
    case .limbs(let count, _):
      return (0..<filled).map { row in
        (0..<count).reduce(Integer.zero) { sum, limb in
          let value = limbs[column][limb * Self.blockRows + row]
          return value == 0 ? sum : sum + Integer(value).shiftedLeft(limb * Self.limbBits)
        }
      }
    }
  }

  // MARK: Scales

  /// Brings a column of the block, and the sums so far, to one scale.
  private mutating func scale(column: Int) -> Column {
    let positions = column * Self.blockRows..<column * Self.blockRows + filled
    let isWide = !wide.isEmpty && positions.contains { wide[$0] != nil }
    var needed = scales[column]
    for position in positions where mantissas[position] != 0 || isWide && wide[position] != nil {
      needed = max(needed ?? .min, Int(decimals[position]))
    }
    guard let scale = needed else {
      for row in 0..<filled { limbs[column][row] = 0 }
      return .limbs(1, bits: 0)
    }
    if let old = scales[column], scale > old { rescaleSums(column, by: scale - old) }
    scales[column] = scale
    if !isWide, let cut = cutIntoLimbs(column, positions, scale) { return cut }
    return .wide(
      positions.map { position in
        let mantissa = wide[position] ?? Integer(mantissas[position])
        let shift = scale - Int(decimals[position])
        return mantissa.isZero || shift == 0 ? mantissa : mantissa * power(shift)
      })
  }

  /// Scales a column whose mantissas are machine words and cuts it into limbs; nil when some
  /// integer is too large.
  private mutating func cutIntoLimbs(
    _ column: Int, _ positions: Range<Int>, _ scale: Int
  ) -> Column? {
    var bits = 0
    for position in positions where mantissas[position] != 0 {
      let shift = scale - Int(decimals[position])
      let magnitude = mantissas[position].magnitude
      if base == 2 {
        bits = max(bits, UInt.bitWidth - magnitude.leadingZeroBitCount + shift)
      } else {
        guard shift < narrowPowers.count else { return nil }
        let (product, overflow) = UInt128(magnitude).multipliedReportingOverflow(
          by: narrowPowers[shift])
        if overflow { return nil }
        bits = max(bits, UInt128.bitWidth - product.leadingZeroBitCount)
      }
    }
    let count = max(1, (bits + Self.limbBits - 1) / Self.limbBits)
    guard count <= Self.mostLimbs else { return nil }
    if limbs[column].count < count * Self.blockRows {
      limbs[column] = Array(repeating: 0, count: count * Self.blockRows)
    }
    for (row, position) in positions.enumerated() {
      for limb in 0..<count { limbs[column][limb * Self.blockRows + row] = 0 }
      let mantissa = mantissas[position]
      if mantissa == 0 { continue }
      let shift = scale - Int(decimals[position])
      var limb = base == 2 ? shift / Self.limbBits : 0
      var rest =
        base == 2
        ? UInt128(mantissa.magnitude) << UInt128(shift % Self.limbBits)
        : UInt128(mantissa.magnitude) * narrowPowers[shift]
      while rest != 0 {
        let part = Int(truncatingIfNeeded: rest & Self.limbMask)
        limbs[column][limb * Self.blockRows + row] = mantissa < 0 ? -part : part
        rest >>= UInt128(Self.limbBits)
        limb += 1
      }
    }
    return .limbs(count, bits: bits)
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
    if let known = widePowers[exponent] { return known }
    let value = base == 2 ? Integer.one.shiftedLeft(exponent) : Integer(base).power(exponent)
    if widePowers.count < 64 { widePowers[exponent] = value }
    return value
  }
}
