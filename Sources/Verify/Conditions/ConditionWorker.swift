import Floating

/// The work on one instance of a batch after another, with storage that is reused.
struct ConditionWorker {
  let taskCount: Int
  let sampleCount: Int
  /// Scales every rounding bound.
  let filter: FloatingFilter

  private let gram: UnsafeMutablePointer<Int>
  private let words: UnsafeMutablePointer<Int64>
  private let wideWords: UnsafeMutablePointer<Int128>
  private let rows: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>
  private let inverse: UnsafeMutablePointer<Double>
  private let scratch: UnsafeMutablePointer<Double>
  private let masks: UnsafeMutablePointer<UInt64>

  init(taskCount: Int, sampleCount: Int, filter: FloatingFilter = .on) {
    self.filter = filter
    self.taskCount = taskCount
    self.sampleCount = sampleCount
    let square = taskCount * taskCount
    gram = .allocate(capacity: square)
    words = .allocate(capacity: square)
    wideWords = .allocate(capacity: square)
    rows = .allocate(capacity: taskCount * sampleCount)
    values = .allocate(capacity: square)
    inverse = .allocate(capacity: square)
    scratch = .allocate(capacity: square + 4 * taskCount)
    masks = .allocate(capacity: 2 * taskCount)
  }

  func deallocate() {
    gram.deallocate()
    words.deallocate()
    wideWords.deallocate()
    rows.deallocate()
    values.deallocate()
    inverse.deallocate()
    scratch.deallocate()
    masks.deallocate()
  }

  // MARK: Integers

  /// The exact verdicts on integer predictors, or nil when neither machine words nor the filter
  /// decide.
  @inline(__always)
  func decide<Entry: FixedWidthInteger & SignedInteger>(
    integers: UnsafePointer<Entry>
  ) -> ConditionPair? {
    if taskCount == 3, let pair = decideThree(integers) { return pair }
    guard fillGram(integers) else { return nil }
    return decideGram()
  }

  /// Three tasks in closed form, or nil when an entry of G is 2^20 or more.
  ///
  /// For three tasks a graph is balanced unless the product of the three signs is negative. With
  /// 0 <= g_ii < 2^20 all products of three entries are below 2^60, so nothing overflows.
  @inline(__always)
  private func decideThree<Entry: FixedWidthInteger & SignedInteger>(
    _ x: UnsafePointer<Entry>
  ) -> ConditionPair? {
    let n = sampleCount
    guard entriesFit(x) else { return nil }
    let (y, z) = (x + n, x + 2 * n)
    var (xx, xy, xz, yy, yz, zz) = (0, 0, 0, 0, 0, 0)
    for l in 0..<n {
      let (a, b, c) = (
        Int(truncatingIfNeeded: x[l]), Int(truncatingIfNeeded: y[l]),
        Int(truncatingIfNeeded: z[l])
      )
      xx &+= a &* a
      xy &+= a &* b
      xz &+= a &* c
      yy &+= b &* b
      yz &+= b &* c
      zz &+= c &* c
    }
    if (xx | yy | zz) >> 20 != 0 { return nil }
    // The off-diagonal cofactors: the signs of Q = adj G / det G.
    let cofactorXY = xz &* yz &- xy &* zz
    let cofactorXZ = xy &* yz &- xz &* yy
    let cofactorYZ = xy &* xz &- yz &* xx
    let determinant =
      xx &* (yy &* zz &- yz &* yz) &+ xy &* cofactorXY &+ xz &* cofactorXZ
    if determinant == 0 { return .dependent }
    return ConditionPair(
      c1: !Self.hasNegativeProduct(xy, xz, yz),
      c2: !Self.hasNegativeProduct(cofactorXY, cofactorXZ, cofactorYZ))
  }

  /// Whether the product of three numbers is negative.
  @inline(__always)
  private static func hasNegativeProduct(_ a: Int, _ b: Int, _ c: Int) -> Bool {
    (a ^ b ^ c) < 0 && a != 0 && b != 0 && c != 0
  }

  /// Whether no sum of n products of entries can leave 2^62.
  @inline(__always)
  private func entriesFit<Entry: FixedWidthInteger & SignedInteger>(
    _ entries: UnsafePointer<Entry>
  ) -> Bool {
    // Bytes: products of at most 2^14, at most 2^31 of them.
    if Entry.bitWidth == 8 { return true }
    var all: Entry.Magnitude = 0
    for index in 0..<(taskCount * sampleCount) { all |= entries[index].magnitude }
    // Sizes below 2^b, so sums below n 2^(2b).
    let bits = Entry.Magnitude.bitWidth - all.leadingZeroBitCount
    return 2 * bits + (Int.bitWidth - sampleCount.leadingZeroBitCount) <= 62
  }

  /// G in machine words; false when it might not fit.
  @inline(__always)
  private func fillGram<Entry: FixedWidthInteger & SignedInteger>(
    _ entries: UnsafePointer<Entry>
  ) -> Bool {
    guard entriesFit(entries) else { return false }
    for i in 0..<taskCount {
      let x = entries + i * sampleCount
      for j in 0...i {
        let y = entries + j * sampleCount
        var sum = 0
        for l in 0..<sampleCount {
          sum &+= Int(truncatingIfNeeded: x[l]) &* Int(truncatingIfNeeded: y[l])
        }
        gram[i * taskCount + j] = sum
        gram[j * taskCount + i] = sum
      }
    }
    return true
  }

  /// The verdicts on the Gram matrix in machine words.
  private func decideGram() -> ConditionPair? {
    let size = taskCount
    for i in 0..<size where gram[i * size + i] == 0 { return .dependent }
    if size == 1 { return ConditionPair(c1: true, c2: true) }
    if size <= WordAdjugate.maximumSize,
      let bits = WordAdjugate.minorBits(gram, size: size)
    {
      if bits < 63, let pair = decide(words, bits: bits) { return pair }
      if let pair = decideByFilter(exactGram: true) { return pair }
      return decide(wideWords, bits: bits)
    }
    return decideByFilter(exactGram: true)
  }

  /// The verdicts by the adjugate in machine words.
  @inline(__always)
  private func decide<Word: FixedWidthInteger & SignedInteger>(
    _ a: UnsafeMutablePointer<Word>, bits: Int
  ) -> ConditionPair? {
    let size = taskCount
    for index in 0..<(size * size) { a[index] = Word(truncatingIfNeeded: gram[index]) }
    switch WordAdjugate.negatedAdjugate(a, size: size, bits: bits) {
    case .tooLarge: return nil
    case .singular: return .dependent
    case .regular:
      let c2 = isBalanced { i, j in
        let value = a[i * size + j]
        return value < 0 ? 1 : (value > 0 ? -1 : 0)
      }
      return ConditionPair(c1: gramIsBalanced(), c2: c2)
    }
  }

  /// Whether the signed graph of G is balanced.
  @inline(__always)
  private func gramIsBalanced() -> Bool {
    let size = taskCount
    return isBalanced { i, j in gram[i * size + j].signum() }
  }

  /// Whether the signed graph with these signs for i > j is balanced.
  @inline(__always)
  private func isBalanced(_ sign: (Int, Int) -> Int) -> Bool {
    let size = taskCount
    if size > 64 {
      return GraphBalance.isBalanced(size: size, sign)
    }
    let positive = masks
    let negative = masks + size
    for i in 0..<(2 * size) { masks[i] = 0 }
    for i in 0..<size {
      for j in 0..<i {
        let sign = sign(i, j)
        let isPositive: UInt64 = sign > 0 ? 1 : 0
        let isNegative: UInt64 = sign < 0 ? 1 : 0
        positive[i] |= isPositive << UInt64(j)
        positive[j] |= isPositive << UInt64(i)
        negative[i] |= isNegative << UInt64(j)
        negative[j] |= isNegative << UInt64(i)
      }
    }
    return BalanceMasks.isBalanced(positive: positive, negative: negative, size: size)
  }

  // MARK: The filter

  /// The verdicts from an enclosure of the inverse, or nil when it leaves a sign open.
  ///
  /// - Parameter exactGram: Whether G is given in machine words; otherwise by `values`, and C1 has
  ///   been decided already.
  private func decideByFilter(exactGram: Bool) -> ConditionPair? {
    let size = taskCount
    var relativeError = 0.0
    for index in 0..<(size * size) {
      let word = gram[index]
      if word.magnitude > 1 << 53 { relativeError = Rounding.unit }
      values[index] = Double(word)
    }
    guard let c2 = inverseIsBalanced(relativeError: relativeError, absoluteError: 0) else {
      return nil
    }
    return ConditionPair(c1: gramIsBalanced(), c2: c2)
  }

  /// Whether the signed graph of the inverse of every matrix near `values` is balanced, or nil
  /// when the bounds leave a sign open.
  private func inverseIsBalanced(relativeError: Double, absoluteError: Double) -> Bool? {
    let size = taskCount
    inverse.update(from: values, count: size * size)
    let errors = scratch + size * size + 2 * size
    let bounds = errors + size
    guard
      InverseEnclosure.enclose(
        values, inverse: inverse, rowErrors: errors, columnBounds: bounds, scratch: scratch,
        size: size, relativeError: relativeError, absoluteError: absoluteError,
        filter: filter)
    else { return nil }
    var undecided = false
    let balanced = isBalanced { i, j in
      let bound = min(errors[i] * bounds[j], errors[j] * bounds[i]) * Rounding.inflation
      let value = inverse[i * size + j]
      if value > bound { return 1 }
      if value < -bound { return -1 }
      undecided = true
      return 0
    }
    return undecided ? nil : balanced
  }

  // MARK: Doubles

  /// The exact verdicts on predictors in double precision, or nil when the filter does not decide.
  ///
  /// Each row is first scaled exactly by a power of two so that its largest entry is in [1, 2);
  /// entries below 2^-1022 afterwards may be lost, which `margin` covers. The computed g_ij errs by
  /// at most gamma_n |x_i| |x_j|, and |x_i|^2 <= g_ii (1 + 2 gamma_n) for the computed g_ii.
  func decide(doubles: UnsafePointer<Double>) -> ConditionPair? {
    let (size, n) = (taskCount, sampleCount)
    guard n <= 1 << 20 else { return nil }
    for i in 0..<size {
      let x = doubles + i * n
      var largest = 0.0
      for l in 0..<n { largest = max(largest, abs(x[l])) }
      if largest == 0 { return .dependent }
      guard largest.isNormal, largest <= 0x1p1000, largest >= 0x1p-1000 else { return nil }
      let scale = Double(sign: .plus, exponent: -Int(largest.exponent), significand: 1)
      let row = rows + i * n
      for l in 0..<n { row[l] = x[l] * scale }
    }
    if size == 1 { return ConditionPair(c1: true, c2: true) }
    var largest = 0.0
    for i in 0..<size {
      for j in 0...i {
        let sum = DenseKernel.dot(rows + i * n, rows + j * n, count: n)
        values[i * size + j] = sum
        values[j * size + i] = sum
      }
      largest = max(largest, values[i * size + i])
    }
    let boundScale = filter.boundScale
    let gamma = boundScale * Rounding.gamma(n + 4) * Rounding.inflation
    var undecided = false
    let c1 = isBalanced { i, j in
      let scale = (values[i * size + i] * values[j * size + j]).squareRoot()
      let bound = gamma * scale * Rounding.inflation + boundScale * Rounding.margin
      let value = values[i * size + j]
      if value > bound { return 1 }
      if value < -bound { return -1 }
      undecided = true
      return 0
    }
    if undecided { return nil }
    let error = gamma * largest * Rounding.inflation + boundScale * Rounding.margin
    guard let c2 = inverseIsBalanced(relativeError: 0, absoluteError: error) else { return nil }
    return ConditionPair(c1: c1, c2: c2)
  }
}
