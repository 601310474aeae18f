import Cases
import Exact
import Floating
import Randomness
import Surfaces

/// Gram matrices of resampled rows: what the predictions of the tasks look like on data that might
/// have been collected as well.
///
/// The block bootstrap draws as many blocks of consecutive rows as there are, with replacement
/// (H. R. Künsch, Annals of Statistics 17, 1989); the jackknife leaves out one block at a time.
/// Each resample gets its own regression. Its arithmetic is double precision; the correlations of
/// the predictions are then rounded to 44 binary places, and what is asked about that matrix is
/// decided exactly.
public struct ResampledGrams: Sendable {
  /// The seed.
  public let seed: UInt64
  /// The number of blocks of rows.
  public let blocks: Int
  /// The number of rows of most blocks.
  public let rowsOfBlock: Int
  /// An instance for each draw of the bootstrap, its predictions scaled to length one; nil where
  /// they are linearly dependent.
  public let bootstrap: [Instance?]
  /// The same for each block that is left out.
  public let jackknife: [Instance?]

  /// Resamples a data set.
  ///
  /// - Parameters:
  ///   - blocks: The moments of blocks of rows.
  ///   - samples: The number of draws of the bootstrap.
  ///   - seed: The seed; draw r has a generator of its own, so that more draws begin with the same.
  ///   - proceed: Asked between draws; the rest is left out once it returns false.
  /// - Complexity: for each draw O(b (p + k)^2 + p^3) operations, b blocks, p inputs, k tasks.
  public init(
    _ blocks: RowBlocks, samples: Int, seed: UInt64, proceed: () -> Bool = { true }
  ) {
    let regression = BlockRegression(blocks)
    let count = blocks.count
    var bootstrap: [Instance?] = []
    for sample in 0..<samples where proceed() {
      var generator = CounterGenerator(
        seed: seed, stream: "resamples", index: UInt64(sample))
      var weights = [Double](repeating: 0, count: count)
      for _ in 0..<count { weights[Int.random(in: 0..<count, using: &generator)] += 1 }
      bootstrap.append(regression.instance(weights))
    }
    var jackknife: [Instance?] = []
    for block in 0..<count where count > 1 && proceed() {
      var weights = [Double](repeating: 1, count: count)
      weights[block] = 0
      jackknife.append(regression.instance(weights))
    }
    self.seed = seed
    self.blocks = count
    rowsOfBlock = blocks.rows.first ?? 0
    self.bootstrap = bootstrap
    self.jackknife = jackknife
  }

  /// How often an answer comes out.
  public struct Share: Sendable, Equatable {
    /// In how many resamples it does.
    public let agreeing: Int
    /// The number of resamples.
    public let count: Int

    /// The share; 1 where there is no resample.
    public var value: Double { count == 0 ? 1 : Double(agreeing) / Double(count) }
  }

  /// In how many draws of the bootstrap weights reach every Pareto optimum of a group of tasks,
  /// counted from 1.
  public func share(exploring group: [Int], width: GroupWidth) -> Share {
    Self.share(bootstrap) {
      width.explores($0.restricted(to: group.map { $0 - 1 })) == true
    }
  }

  /// In how many resamples something holds.
  static func share(_ instances: [Instance?], _ holds: (Instance) -> Bool) -> Share {
    Share(
      agreeing: instances.reduce(0) { $0 + ($1.map(holds) == true ? 1 : 0) },
      count: instances.count)
  }
}

/// The regression of all tasks on the inputs for weighted blocks of rows, in double precision.
private struct BlockRegression {
  private let blocks: RowBlocks
  private let size: Int
  private let inputs: [Int]

  /// A pivot below this share of its column counts as zero: the column repeats earlier ones.
  private static let tolerance = 1e-11
  private static let places = 44

  init(_ blocks: RowBlocks) {
    self.blocks = blocks
    size = blocks.inputs + blocks.tasks + 1
    // With centred targets and a column of ones, centred inputs alone predict the same.
    let hasOnes = blocks.intercept && !blocks.center
    inputs = Array(0..<blocks.inputs) + (hasOnes ? [size - 1] : [])
  }

  /// The instance of the blocks, each taken as often as its weight says.
  func instance(_ weights: [Double]) -> Instance? {
    var sums = [Double](repeating: 0, count: size * size)
    for (weight, block) in zip(weights, blocks.products) where weight != 0 {
      for index in sums.indices { sums[index] += weight * block[index] }
    }
    return gram(of: sums)
  }

  private func gram(of sums: [Double]) -> Instance? {
    let ones = size - 1
    let rows = sums[size * size - 1]
    let tasks = blocks.inputs..<ones
    func product(_ i: Int, _ j: Int) -> Double {
      let takesMeans =
        blocks.center && (blocks.intercept || i >= blocks.inputs || j >= blocks.inputs)
      let sum = sums[i * size + j]
      return takesMeans ? sum - sums[i * size + ones] * sums[j * size + ones] / rows : sum
    }
    let predictions = Self.solved(
      inputs.map { i in inputs.map { product(i, $0) } },
      tasks.map { task in inputs.map { product($0, task) } })
    let k = tasks.count
    var gram = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
    for i in 0..<k {
      for j in 0...i {
        let value = zip(predictions[i], predictions[j]).reduce(0) { $0 + $1.0 * $1.1 }
        gram[i][j] = value
        gram[j][i] = value
      }
    }
    return Self.instance(gram)
  }

  /// L^-1 of each right side, for the Cholesky factor L of a positive semi-definite matrix, with
  /// columns left out that depend on earlier ones.
  private static func solved(_ matrix: [[Double]], _ right: [[Double]]) -> [[Double]] {
    let count = matrix.count
    var factor: [[Double]] = []
    var kept: [Int] = []
    var solutions = right.map { _ in [Double]() }
    for column in 0..<count {
      var row: [Double] = []
      for (index, other) in kept.enumerated() {
        var value = matrix[column][other]
        for t in 0..<index { value -= row[t] * factor[index][t] }
        row.append(value / factor[index][index])
      }
      let pivot = matrix[column][column] - row.reduce(0) { $0 + $1 * $1 }
      guard pivot > tolerance * matrix[column][column] else { continue }
      let root = pivot.squareRoot()
      for task in right.indices {
        var value = right[task][column]
        for t in row.indices { value -= row[t] * solutions[task][t] }
        solutions[task].append(value / root)
      }
      row.append(root)
      factor.append(row)
      kept.append(column)
    }
    return solutions
  }

  /// The instance of predictions scaled to length one.
  private static func instance(_ gram: [[Double]]) -> Instance? {
    let scale = Double(sign: .plus, exponent: places, significand: 1)
    guard gram.indices.allSatisfy({ gram[$0][$0] > 0 && gram[$0][$0].isFinite }) else {
      return nil
    }
    var numerators: [[Integer]] = []
    for i in gram.indices {
      var row: [Integer] = []
      for j in gram.indices {
        let cosine = i == j ? 1 : gram[i][j] / (gram[i][i] * gram[j][j]).squareRoot()
        guard abs(cosine) <= 1 else { return nil }
        row.append(Integer(Int((cosine * scale).rounded())))
      }
      numerators.append(row)
    }
    return try? Instance(
      gram: RationalMatrix(
        numerators: numerators, denominator: Integer.one.shiftedLeft(places)))
  }
}
