import Exact
import Floating
import Surfaces

/// Many instances of the same shape, given by the entries of their optimal predictors, for exact
/// verdicts on C1 and C2 at the rate of floating-point arithmetic.
///
/// Integers up to 16 tasks are decided in machine words that provably do not overflow
/// (``WordAdjugate``); larger problems, and doubles (which are exact dyadic numbers), by a
/// floating-point filter with proved bounds; what neither decides in arbitrary precision.
public struct ConditionBatch: Sendable {
  /// The predictor entries, instance by instance, task by task, sample by sample.
  enum Entries: Sendable {
    case bytes([Int8])
    case words([Int])
    case doubles([Double])

    var count: Int {
      switch self {
      case .bytes(let entries): return entries.count
      case .words(let entries): return entries.count
      case .doubles(let entries): return entries.count
      }
    }
  }

  /// The number k of tasks of each instance.
  public let taskCount: Int
  /// The number n of samples: the length of each predictor.
  public let sampleCount: Int
  /// The number of instances.
  public let count: Int
  let entries: Entries

  /// Creates a batch of k x n integer predictors, row by row.
  ///
  /// - Throws: ``ConditionBatchError`` when the entries do not make whole instances.
  public init(
    predictors: [Int8], taskCount: Int, sampleCount: Int
  ) throws(ConditionBatchError) {
    try self.init(entries: .bytes(predictors), taskCount: taskCount, sampleCount: sampleCount)
  }

  /// Creates a batch of k x n integer predictors, row by row.
  ///
  /// - Throws: ``ConditionBatchError`` when the entries do not make whole instances.
  public init(
    predictors: [Int], taskCount: Int, sampleCount: Int
  ) throws(ConditionBatchError) {
    try self.init(entries: .words(predictors), taskCount: taskCount, sampleCount: sampleCount)
  }

  /// Creates a batch of k x n predictors in double precision, row by row, each standing for the
  /// dyadic number that it is.
  ///
  /// - Throws: ``ConditionBatchError`` when the entries do not make whole instances, or one of them
  ///   is not finite.
  public init(
    predictors: [Double], taskCount: Int, sampleCount: Int
  ) throws(ConditionBatchError) {
    try self.init(entries: .doubles(predictors), taskCount: taskCount, sampleCount: sampleCount)
    if let bad = predictors.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(
        instance: bad / (taskCount * sampleCount) + 1,
        task: bad / sampleCount % taskCount + 1, sample: bad % sampleCount + 1)
    }
  }

  private init(
    entries: Entries, taskCount: Int, sampleCount: Int
  ) throws(ConditionBatchError) {
    guard (1...Instance.maximumTasks).contains(taskCount), sampleCount >= 1,
      sampleCount <= Int(Int32.max)
    else { throw .unsupportedShape(taskCount: taskCount, sampleCount: sampleCount) }
    let perInstance = taskCount * sampleCount
    guard entries.count % perInstance == 0 else {
      throw .incompleteInstance(entries: entries.count, perInstance: perInstance)
    }
    self.entries = entries
    self.taskCount = taskCount
    self.sampleCount = sampleCount
    count = entries.count / perInstance
  }

  /// The predictors of one instance, exactly: one row for each task.
  ///
  /// - Precondition: `index` is in 0 ..< ``count``.
  public func predictors(_ index: Int) -> [[Rational]] {
    precondition((0..<count).contains(index), "no such instance")
    return (0..<taskCount).map { task in
      (0..<sampleCount).map { sample in
        let position = (index * taskCount + task) * sampleCount + sample
        switch entries {
        case .bytes(let entries): return Rational(Int(entries[position]))
        case .words(let entries): return Rational(entries[position])
        case .doubles(let entries): return Rational(exactly: entries[position]) ?? .zero
        }
      }
    }
  }

  /// One instance of the batch, checked and ready for every other question.
  ///
  /// - Throws: ``InstanceError`` when its predictors are linearly dependent.
  /// - Precondition: `index` is in 0 ..< ``count``.
  public func instance(_ index: Int) throws(InstanceError) -> Instance {
    try Instance(predictors: predictors(index))
  }

  /// The verdict on one instance with its evidence.
  ///
  /// - Throws: ``InstanceError`` when its predictors are linearly dependent.
  /// - Precondition: `index` is in 0 ..< ``count``.
  public func verdict(
    _ index: Int, width: WidthEnd, filter: FloatingFilter = .on
  ) throws(InstanceError) -> DecidedCondition {
    ConditionVerdict.decide(try instance(index), width: width, filter: filter)
  }
}
