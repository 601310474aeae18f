import Exact

/// The intersection of two surfaces E_I and E_J: with S the tasks whose signs differ, the points
/// a = sqrt(v) >= 0 with x^T M y = 0 for x = a_S, y = a_(S^c) and m_ij = s_i q_ij s_j, where s are
/// the signs of E_I.
///
/// The equation is bilinear, so rational points are dense on it: choose one side freely, then the
/// other in a hyperplane.
public struct Intersection: Sendable {
  /// The first surface; points carry its signs.
  public let first: SignPattern
  /// The second surface.
  public let second: SignPattern
  /// The tasks, counted from 0, whose signs differ, and the others.
  public let side: [Int]
  private let otherSide: [Int]
  /// M: one row for each task of `side`, one column for each other task, over Q's denominator.
  private let cross: [[Integer]]
  private let taskCount: Int

  /// Creates the intersection of two different patterns of an instance.
  ///
  /// - Precondition: the patterns differ and have one sign for each task.
  public init(_ instance: Instance, _ first: SignPattern, _ second: SignPattern) {
    precondition(first != second, "a pattern with itself")
    precondition(first.signs.count == instance.taskCount, "one sign for each task")
    self.first = first
    self.second = second
    taskCount = instance.taskCount
    let relative = first.relative(to: second)
    let side = relative.signs.indices.filter { relative.signs[$0] < 0 }
    let otherSide = relative.signs.indices.filter { relative.signs[$0] > 0 }
    let inverse = instance.gramInverse
    self.side = side
    self.otherSide = otherSide
    cross = side.map { i in
      otherSide.map { j in
        let entry = inverse.numerator(i, j)
        return first.signs[i] * first.signs[j] < 0 ? -entry : entry
      }
    }
  }

  /// Whether both patterns name one and the same surface: no entry of Q joins the two sides.
  public var isWholeSurface: Bool { cross.allSatisfy { $0.allSatisfy(\.isZero) } }

  /// Whether the surfaces share a point without zero coordinates: M has entries of both signs, or
  /// none at all.
  public var hasPositivePoint: Bool {
    let signs = Set(cross.flatMap { $0.map(\.signum) })
    return signs == [0] || signs.isSuperset(of: [1, -1])
  }

  /// A rational direction without zero coordinates on both surfaces, or nil when there is none.
  ///
  /// - Parameter magnitude: Positive integers for the free side, for instance random ones; called
  ///   once for each task.
  /// - Complexity: O(k^2).
  public func positivePoint(magnitude: (Int) -> Integer = { _ in .one }) -> [Integer]? {
    guard hasPositivePoint else { return nil }
    var magnitudes = (0..<taskCount).map(magnitude)
    // Some row or column sum has both signs after weighting: look for the side that balances.
    let columnTotals = totals(weights: side.map { magnitudes[$0] }, transposed: true)
    if Self.canBalance(columnTotals) {
      balance(otherSide, columnTotals, &magnitudes)
    } else {
      let rowTotals = totals(weights: otherSide.map { magnitudes[$0] }, transposed: false)
      if Self.canBalance(rowTotals) {
        balance(side, rowTotals, &magnitudes)
      } else {
        // M has both signs. Were every row of one sign only, two rows would differ and the row
        // totals could balance; so some row has both, and it may outweigh the others.
        guard let row = cross.firstIndex(where: { Self.canBalance($0, strictly: true) }) else {
          preconditionFailure("a matrix of both signs whose rows all have one")
        }
        // Doubling keeps the numbers small; it ends once the row outweighs the rest.
        var weighted = columnTotals
        while !Self.canBalance(weighted, strictly: true) {
          magnitudes[side[row]] += magnitudes[side[row]]
          weighted = totals(weights: side.map { magnitudes[$0] }, transposed: true)
        }
        balance(otherSide, weighted, &magnitudes)
      }
    }
    return Integer.primitive(
      magnitudes.enumerated().map { first.signs[$0.offset] < 0 ? -$0.element : $0.element })
  }

  /// The weighted sums of the rows (of each column) or of the columns (of each row).
  private func totals(weights: [Integer], transposed: Bool) -> [Integer] {
    transposed
      ? otherSide.indices.map { j in Integer.dot(cross.map { $0[j] }, weights) }
      : cross.map { Integer.dot($0, weights) }
  }

  /// Whether positive factors can make the sum of the numbers zero.
  private static func canBalance(_ numbers: [Integer], strictly: Bool = false) -> Bool {
    let signs = Set(numbers.map(\.signum))
    return signs.isSuperset(of: [1, -1]) || (!strictly && signs == [0])
  }

  /// Scales the magnitudes of one side so that the weighted sum of the totals vanishes.
  private func balance(_ tasks: [Int], _ totals: [Integer], _ magnitudes: inout [Integer]) {
    var positive = Integer.zero
    var negative = Integer.zero
    for (position, task) in tasks.enumerated() {
      let part = totals[position] * magnitudes[task]
      if part.signum > 0 { positive += part } else { negative -= part }
    }
    let divisor = Integer.gcd(positive, negative)
    if divisor.isZero { return }
    for (position, task) in tasks.enumerated() where !totals[position].isZero {
      magnitudes[task] *= (totals[position].signum > 0 ? negative : positive)
        .exactQuotient(by: divisor)
    }
    // Only ratios within the side matter: the equation is homogeneous in it.
  }
}
