import Exact
import Randomness
import Surfaces

/// The randomness of one instance of one claim, and where the instance stands in the run.
public struct ClaimDraw: Sendable {
  /// The random numbers, keyed by (seed, claim, index).
  public var generator: CounterGenerator
  /// The position among the exhaustive instances, or nil for a random one.
  public let exhaustiveIndex: Int?
  /// The position among the random instances.
  public let index: Int
  /// The number of tasks that was asked for.
  public private(set) var taskCount: Int?

  /// Creates the draw of an instance.
  public init(
    seed: UInt64, claim: String, index: Int, exhaustiveIndex: Int? = nil, taskCount: Int? = nil
  ) {
    generator = CounterGenerator(seed: seed, stream: "claims/" + claim, index: UInt64(index))
    self.exhaustiveIndex = exhaustiveIndex
    self.index = index
    self.taskCount = taskCount
  }

  /// The same draw with another number of tasks asked for.
  func asking(tasks: Int) -> ClaimDraw {
    var result = self
    result.taskCount = tasks
    return result
  }

  /// The number of tasks: as asked, or a random one of a range.
  mutating func tasks(_ range: ClosedRange<Int> = 2...6) -> Int {
    taskCount ?? generator.integer(in: range)
  }

  /// A random integer.
  mutating func integer(_ range: ClosedRange<Int>) -> Int { generator.integer(in: range) }

  /// Random integers.
  mutating func integers(_ count: Int, _ range: ClosedRange<Int>) -> [Integer] {
    (0..<count).map { _ in Integer(generator.integer(in: range)) }
  }

  /// Random rows of integers.
  mutating func rows(_ count: Int, _ width: Int, _ range: ClosedRange<Int>) -> [[Integer]] {
    (0..<count).map { _ in integers(width, range) }
  }

  /// Random signs.
  mutating func signs(_ count: Int) -> [Int] { (0..<count).map { _ in generator.sign() } }

  /// A random choice.
  mutating func choice<T>(_ values: [T]) -> T { values[generator.integer(below: values.count)] }
}
