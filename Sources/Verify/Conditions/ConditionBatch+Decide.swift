import Exact
import Floating
import Parallel
import Surfaces

extension ConditionBatch {
  /// Decides C1 and C2 of every instance, in order.
  ///
  /// - Parameters:
  ///   - filter: Whether machine words and floating point behind proved bounds decide what they
  ///     can.
  ///   - jobs: The number of threads; the result does not depend on it.
  public func decide(filter: FloatingFilter = .on, jobs: Int = 1) -> [ConditionPair] {
    stretches(jobs) { range in
      guard filter.isOn else { return range.map(exactPair) }
      switch entries {
      case .bytes(let entries):
        return entries.withUnsafeBufferPointer { decide($0, range, filter) }
      case .words(let entries):
        return entries.withUnsafeBufferPointer { decide($0, range, filter) }
      case .doubles(let entries):
        return entries.withUnsafeBufferPointer { decide($0, range, filter) }
      }
    }
  }

  /// C1 and C2 of every instance, in order, as a person would decide them in floating point
  /// (``FloatingConditions``). Unverified: the answers can be wrong.
  ///
  /// - Parameter jobs: The number of threads; the result does not depend on it.
  public func floatingAnswers(jobs: Int = 1) -> [ConditionPair] {
    stretches(jobs) { $0.map(floatingPair) }
  }

  /// A few stretches for each thread, because they may be of different speed.
  private func stretches(
    _ jobs: Int, _ decide: @Sendable (Range<Int>) -> [ConditionPair]
  ) -> [ConditionPair] {
    let length = jobs > 1 ? (count + 8 * jobs - 1) / (8 * jobs) : count
    let parts = OrderedParallel.stretches(
      count: count, length: max(length, 1), jobs: jobs, decide)
    return parts.count == 1 ? parts[0] : parts.flatMap { $0 }
  }

  /// The verdicts of one instance in arbitrary precision.
  private func exactPair(_ index: Int) -> ConditionPair {
    guard let instance = try? Instance(predictors: predictors(index), filter: .off) else {
      return .dependent
    }
    return ConditionPair(
      c1: ConditionVerdict.decide(instance, width: .one).holds,
      c2: ConditionVerdict.decide(instance, width: .allButOne).holds)
  }

  /// The verdicts of one instance as a person would compute them.
  private func floatingPair(_ index: Int) -> ConditionPair {
    let perInstance = taskCount * sampleCount
    let range = (index * perInstance)..<((index + 1) * perInstance)
    let rows: [Double]
    switch entries {
    case .bytes(let entries): rows = entries[range].map(Double.init)
    case .words(let entries): rows = entries[range].map(Double.init)
    case .doubles(let entries): rows = Array(entries[range])
    }
    let gram = LAPACK.gram(rows: rows, count: taskCount, length: sampleCount)
    guard LAPACK.looksPositiveDefinite(gram, size: taskCount) else { return .dependent }
    return ConditionPair(
      c1: FloatingConditions.decide(gram: gram, size: taskCount, width: .one).holds,
      c2: FloatingConditions.decide(gram: gram, size: taskCount, width: .allButOne).holds)
  }

  /// Decides a stretch of instances with integer predictors.
  @inline(__always)
  private func decide<Entry: FixedWidthInteger & SignedInteger>(
    _ entries: UnsafeBufferPointer<Entry>, _ range: Range<Int>, _ filter: FloatingFilter
  ) -> [ConditionPair] {
    decide(entries, range, filter) { $0.decide(integers: $1) }
  }

  /// Decides a stretch of instances with predictors in double precision.
  private func decide(
    _ entries: UnsafeBufferPointer<Double>, _ range: Range<Int>, _ filter: FloatingFilter
  ) -> [ConditionPair] {
    decide(entries, range, filter) { $0.decide(doubles: $1) }
  }

  @inline(__always)
  private func decide<Entry>(
    _ entries: UnsafeBufferPointer<Entry>, _ range: Range<Int>, _ filter: FloatingFilter,
    _ lane: (ConditionWorker, UnsafePointer<Entry>) -> ConditionPair?
  ) -> [ConditionPair] {
    guard let base = entries.baseAddress else { return [] }
    let perInstance = taskCount * sampleCount
    let worker = ConditionWorker(
      taskCount: taskCount, sampleCount: sampleCount, filter: filter)
    defer { worker.deallocate() }
    return [ConditionPair](unsafeUninitializedCapacity: range.count) { target, initialized in
      for (position, index) in range.enumerated() {
        target.initializeElement(
          at: position, to: lane(worker, base + index * perInstance) ?? exactPair(index))
      }
      initialized = range.count
    }
  }
}
