import Randomness
import Surfaces

/// A sequence of weight vectors on the simplex: random ones keyed by (seed, index), or a lattice.
public struct WeightSampler: Sendable {
  /// The kinds of weights.
  public enum Kind: Sendable, Equatable {
    /// Uniform on the simplex: the gaps between sorted uniform numbers.
    case uniform
    /// Dirichlet with one concentration for all tasks; 1 is uniform.
    case dirichlet(Double)
    /// All weights n_i / R with non-negative integers n_i of sum R, in lexicographic order.
    case lattice(Int)
  }

  /// The kind of weights.
  public let kind: Kind
  /// The number k of weights in a vector.
  public let taskCount: Int
  /// The number of vectors: as asked, or all of the lattice.
  public let count: Int
  private let seed: UInt64
  private let stream: UInt64

  /// The most vectors that a sampler lists.
  public static let maximumCount = 1_000_000_000

  /// Creates a sampler.
  ///
  /// - Parameters:
  ///   - count: The number of vectors; ignored for a lattice.
  ///   - stream: A name that separates samplers of one seed.
  /// - Throws: ``LearningError/badOption(_:)`` for a concentration that is not positive, a
  ///   lattice without points or with too many, or a negative count.
  public init(
    _ kind: Kind, taskCount: Int, count: Int, seed: UInt64, stream: String = "weights"
  ) throws(LearningError) {
    guard taskCount >= 1 else { throw .wrongTaskCount(expected: "at least 1", found: taskCount) }
    self.kind = kind
    self.taskCount = taskCount
    self.seed = seed
    self.stream = CounterGenerator.stream(stream)
    switch kind {
    case .uniform:
      self.count = count
    case .dirichlet(let concentration):
      guard concentration > 0, concentration.isFinite else {
        throw .badOption("a Dirichlet concentration must be positive, not \(concentration)")
      }
      self.count = count
    case .lattice(let resolution):
      guard resolution >= 1 else { throw .badOption("a lattice needs at least one step") }
      guard let size = Self.latticeSize(resolution, taskCount) else {
        throw .badOption(
          "a lattice of \(resolution) steps for \(taskCount) tasks has over"
            + " \(Self.maximumCount) points")
      }
      self.count = size
    }
    guard (0...Self.maximumCount).contains(self.count) else {
      throw .badOption("\(count) weights: between 0 and \(Self.maximumCount) are possible")
    }
  }

  /// The weight vectors of a range of indices, one row of k numbers after the other.
  ///
  /// - Precondition: the range lies in 0 ..< ``count``.
  /// - Complexity: O(k) for each vector of the lattice, O(k^2) at worst for a random one.
  public func weights(_ range: Range<Int>) -> [Double] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "no such weights")
    let k = taskCount
    return [Double](unsafeUninitializedCapacity: range.count * k) { buffer, initialized in
      initialized = range.count * k
      buffer.initialize(repeating: 0)
      guard let base = buffer.baseAddress, !range.isEmpty else { return }
      switch kind {
      case .uniform:
        for (row, index) in range.enumerated() { writeUniform(index, base + row * k) }
      case .dirichlet(let concentration):
        for (row, index) in range.enumerated() {
          writeDirichlet(index, concentration, base + row * k)
        }
      case .lattice(let resolution):
        writeLattice(range, resolution, base)
      }
    }
  }

  private func writeUniform(_ index: Int, _ row: UnsafeMutablePointer<Double>) {
    var generator = CounterGenerator(seed: seed, stream: stream, index: UInt64(index))
    let k = taskCount
    // Insertion sort: fast for a handful of tasks and right for any number.
    for i in 0..<(k - 1) {
      let value = generator.uniform()
      var j = i
      while j > 0 && row[j - 1] > value {
        row[j] = row[j - 1]
        j -= 1
      }
      row[j] = value
    }
    row[k - 1] = 1
    for i in stride(from: k - 1, to: 0, by: -1) { row[i] -= row[i - 1] }
  }

  private func writeDirichlet(
    _ index: Int, _ concentration: Double, _ row: UnsafeMutablePointer<Double>
  ) {
    var generator = CounterGenerator(seed: seed, stream: stream, index: UInt64(index))
    var largest = -Double.infinity
    for i in 0..<taskCount {
      row[i] = generator.gammaLogarithm(concentration)
      largest = max(largest, row[i])
    }
    var sum = 0.0
    for i in 0..<taskCount {
      row[i] = RandomFunctions.exponential(row[i] - largest)
      sum += row[i]
    }
    for i in 0..<taskCount { row[i] /= sum }
  }

  private func writeLattice(
    _ range: Range<Int>, _ resolution: Int, _ base: UnsafeMutablePointer<Double>
  ) {
    var parts = latticePoint(range.lowerBound, resolution)
    let k = taskCount
    for row in 0..<range.count {
      for i in 0..<k { base[row * k + i] = Double(parts[i]) / Double(resolution) }
      // The next vector: move one step from the last non-zero part before the end to its right
      // neighbour, which also takes over what was at the end.
      guard let position = parts[..<(k - 1)].lastIndex(where: { $0 > 0 }) else { continue }
      let tail = parts[k - 1]
      parts[k - 1] = 0
      parts[position] -= 1
      parts[position + 1] = tail + 1
    }
  }

  /// The vector at a position of the lattice: (R, 0, ..., 0) first.
  private func latticePoint(_ index: Int, _ resolution: Int) -> [Int] {
    var parts = Array(repeating: 0, count: taskCount)
    var rest = resolution
    var position = index
    for i in 0..<(taskCount - 1) {
      var part = rest
      // Every count here is at most that of the whole lattice, which fits.
      while part > 0, let size = Self.latticeSize(rest - part, taskCount - i - 1),
        position >= size
      {
        position -= size
        part -= 1
      }
      parts[i] = part
      rest -= part
    }
    parts[taskCount - 1] = rest
    return parts
  }

  /// The number of ways to write `sum` with `parts` non-negative parts, C(sum + parts - 1,
  /// parts - 1), or nil above ``maximumCount``.
  private static func latticeSize(_ sum: Int, _ parts: Int) -> Int? {
    let (top, overflow) = sum.addingReportingOverflow(parts - 1)
    if overflow { return nil }
    var result = 1
    let chosen = min(parts - 1, sum)
    for i in 0..<chosen {
      let (product, overflow) = result.multipliedReportingOverflow(by: top - i)
      if overflow { return nil }
      result = product / (i + 1)
      // The partial products are binomials too and grow up to chosen <= top / 2.
      if result > maximumCount { return nil }
    }
    return result
  }
}
