import Exact

/// The work of ``SurfaceEnumeration/scan(at:listing:)``.
struct SurfaceScanner {
  private let count: Int
  /// The numerators of P_ij = 2 q_ij a_i a_j, i != j, over the denominator of Q; row by row.
  private let products: [Integer]
  /// The numerator of t = c - sum_i q_ii a_i^2.
  private let target: Integer
  /// The numerator of c.
  private let norm: Integer
  private let denominator: Integer
  /// The groups of tasks that can be flipped together; the first group holds task 1.
  private let groups: [[Int]]

  /// P_ij and t as integers of at most 51 bits in all, divided by a power of two.
  private let scaled: [Double]
  private let scaledTarget: Double
  /// A bound on what the rounding of the scaled numbers can have moved a sum.
  private let tolerance: Double

  private var found: [[Int]] = []
  private var foundCount: UInt64 = 0
  private var bestScaled = -Double.infinity
  private var bestExact: Integer?
  private var bestSigns: [Int] = []

  init(_ instance: Instance, point: Point) {
    let k = instance.taskCount
    count = k
    let inverse = instance.gramInverse
    let magnitudes = point.magnitudes
    var products = [Integer](repeating: .zero, count: k * k)
    var diagonal = Integer.zero
    for i in 0..<k {
      diagonal += inverse.numerator(i, i) * magnitudes[i] * magnitudes[i]
      for j in 0..<i {
        let product = Integer(2) * inverse.numerator(i, j) * magnitudes[i] * magnitudes[j]
        products[i * k + j] = product
        products[j * k + i] = product
      }
    }
    norm = Integer.dot(point.direction, inverse.numeratorProduct(point.direction))
    denominator = inverse.denominator
    target = norm - diagonal
    self.products = products
    groups = SignedGraph(vertexCount: k) { products[$0 * k + $1].signum }.components()

    var total = target.magnitude
    for i in 0..<k { for j in 0..<i { total += products[i * k + j].magnitude } }
    let shift = max(0, total.bitWidth - 51)
    let half = shift == 0 ? Integer.zero : Integer.one.shiftedLeft(shift - 1)
    func rounded(_ value: Integer) -> Double {
      // At most 2^51 in size, so that the conversion is exact.
      (value + half).shiftedRight(shift).doubleValue
    }
    scaled = products.map(rounded)
    scaledTarget = rounded(target)
    tolerance = shift == 0 ? 0 : Double(k * (k - 1) / 2 + 1) / 2
  }

  /// The exact numerator of f_I - c.
  private func excess(_ signs: [Int]) -> Integer {
    var sum = -target
    for i in 0..<count {
      for j in 0..<i {
        let product = products[i * count + j]
        sum += signs[i] == signs[j] ? product : -product
      }
    }
    return sum
  }

  /// Goes through all sign vectors that keep the first task of every group.
  mutating func run(listing: Int) {
    let free = groups.flatMap { $0.dropFirst() }
    let low1 = Array(free.prefix(6))
    let low2 = Array(free.dropFirst(6).prefix(6))
    let high = Array(free.dropFirst(12))
    let low = low1 + low2
    let table = pairTable(low)
    let size1 = 1 << low1.count
    let size2 = 1 << low2.count
    var linear1 = [Double](repeating: 0, count: size1)
    var linear2 = [Double](repeating: 0, count: size2)
    var signs = [Int](repeating: 1, count: count)
    // Fields of the inner tasks and the sum over pairs of outer tasks.
    let outer = (0..<count).filter { !low.contains($0) }
    var fields = low.map { l in outer.reduce(0.0) { $0 + scaled[l * count + $1] } }
    var outerSum = 0.0
    for (position, i) in outer.enumerated() {
      for j in outer[..<position] { outerSum += scaled[i * count + j] }
    }
    var step: UInt64 = 0
    let steps = UInt64(1) << UInt64(high.count)
    while true {
      Self.fillSigned(&linear1, fields[..<low1.count])
      Self.fillSigned(&linear2, fields[low1.count...])
      for pattern2 in 0..<size2 {
        let base = outerSum + linear2[pattern2] - scaledTarget
        let (smallest, largest) = Self.extremes(
          table, at: pattern2 * size1, linear1, base: base)
        if smallest <= tolerance || largest > bestScaled - 2 * tolerance {
          for pattern1 in 0..<size1 {
            let value = table[pattern2 * size1 + pattern1] + linear1[pattern1] + base
            let isClose = abs(value) <= tolerance
            let mayBeLargest = value > bestScaled - 2 * tolerance
            guard isClose || mayBeLargest else { continue }
            for (bit, task) in low1.enumerated() { signs[task] = pattern1 >> bit & 1 == 0 ? 1 : -1 }
            for (bit, task) in low2.enumerated() { signs[task] = pattern2 >> bit & 1 == 0 ? 1 : -1 }
            examine(value, signs, isClose: isClose, listing: listing)
          }
          for task in low { signs[task] = 1 }
        }
      }
      step += 1
      if step == steps { break }
      // Flip one outer task.
      let task = high[step.trailingZeroBitCount]
      let sign = Double(signs[task])
      var change = 0.0
      for j in outer where j != task { change += scaled[task * count + j] * Double(signs[j]) }
      outerSum -= 2 * sign * change
      for (position, l) in low.enumerated() {
        fields[position] -= 2 * sign * scaled[l * count + task]
      }
      signs[task] = -signs[task]
    }
  }

  /// Looks at one sign vector that may contain the point or have the largest value.
  private mutating func examine(
    _ value: Double, _ signs: [Int], isClose: Bool, listing: Int
  ) {
    if tolerance == 0 {
      if value == 0 { record(signs, listing) }
      if value > bestScaled {
        bestScaled = value
        bestSigns = signs
        bestExact = nil
      }
      return
    }
    let exact = excess(signs)
    if isClose && exact.isZero { record(signs, listing) }
    if bestExact.map({ exact > $0 }) ?? true {
      bestExact = exact
      bestSigns = signs
    }
    if value > bestScaled { bestScaled = value }
  }

  private mutating func record(_ signs: [Int], _ listing: Int) {
    foundCount += 1
    if found.count < listing { found.append(signs) }
  }

  /// sum_{i<j in low} P_ij s_i s_j for every choice of signs; bit b of the position is set where
  /// the sign of the task at position b is negative.
  private func pairTable(_ low: [Int]) -> [Double] {
    var table = [0.0]
    for (position, task) in low.enumerated() {
      let row = low[..<position].map { scaled[task * count + $0] }
      var linear = [Double](repeating: 0, count: table.count)
      Self.fillSigned(&linear, row[...])
      table = zip(table, linear).map(+) + zip(table, linear).map(-)
    }
    return table
  }

  /// sum_b (+-1) terms_b for every choice of signs, as in ``pairTable(_:)``.
  private static func fillSigned(_ target: inout [Double], _ terms: ArraySlice<Double>) {
    target[0] = terms.reduce(0, +)
    var filled = 1
    for term in terms {
      for position in 0..<filled { target[filled + position] = target[position] - 2 * term }
      filled *= 2
    }
  }

  /// The smallest size and the largest value of table + linear + base over one block.
  @inline(__always)
  private static func extremes(
    _ table: [Double], at start: Int, _ linear: [Double], base: Double
  ) -> (smallest: Double, largest: Double) {
    table.withUnsafeBytes { table in
      linear.withUnsafeBytes { linear in
        var smallest = Double.infinity
        var largest = -Double.infinity
        var position = 0
        if linear.count >= 64 {
          var low = SIMD4<Double>(repeating: .infinity)
          var high = SIMD4<Double>(repeating: -.infinity)
          let mask = SIMD4<UInt64>(repeating: 0x7fff_ffff_ffff_ffff)
          while position < linear.count / 8 {
            let value =
              table.loadUnaligned(fromByteOffset: (start + position) * 8, as: SIMD4<Double>.self)
              + linear.loadUnaligned(fromByteOffset: position * 8, as: SIMD4<Double>.self) + base
            let size = unsafeBitCast(
              unsafeBitCast(value, to: SIMD4<UInt64>.self) & mask, to: SIMD4<Double>.self)
            low = low.replacing(with: size, where: size .< low)
            high = high.replacing(with: value, where: value .> high)
            position += 4
          }
          smallest = low.min()
          largest = high.max()
        }
        while position < linear.count / 8 {
          let value =
            table.loadUnaligned(fromByteOffset: (start + position) * 8, as: Double.self)
            + linear.loadUnaligned(fromByteOffset: position * 8, as: Double.self) + base
          smallest = min(smallest, abs(value))
          largest = max(largest, value)
          position += 1
        }
        return (smallest, largest)
      }
    }
  }

  /// The outcome, with every choice of signs for the groups written out.
  func result(listing: Int) -> SurfaceScan {
    let best = bestExact ?? excess(bestSigns)
    let choices = Integer.one.shiftedLeft(groups.count - 1)
    return SurfaceScan(
      indexSets: Integer.one.shiftedLeft(count - 1),
      containingCount: Integer(foundCount) * choices,
      containing: patterns(listing).sorted(by: Self.precedes),
      maximum: Rational(best + norm, denominator),
      maximizer: bestSigns)
  }

  /// The order of ``SurfaceEnumeration/patterns(through:)``.
  private static func precedes(_ left: SignPattern, _ right: SignPattern) -> Bool {
    let (a, b) = (left.indexSet.count, right.indexSet.count)
    return a == b ? left.subscriptText < right.subscriptText : a < b
  }

  private func patterns(_ listing: Int) -> [SignPattern] {
    var result: [SignPattern] = []
    for signs in found {
      var signs = signs
      // A Gray code over the groups that do not hold task 1.
      for step in 1...(1 << (groups.count - 1)) {
        if result.count >= listing { return result }
        result.append(SignPattern(signs: signs))
        let group = step.trailingZeroBitCount + 1
        if group < groups.count { for task in groups[group] { signs[task] = -signs[task] } }
      }
    }
    return result
  }
}
