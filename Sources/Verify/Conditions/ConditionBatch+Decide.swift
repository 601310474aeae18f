import Dispatch
import Exact
import Floating
import Surfaces

extension ConditionBatch {
  /// Decides C1 and C2 of every instance, in order.
  ///
  /// - Parameters:
  ///   - method: `filter` and `exact` give the same answers; `floating` is unverified.
  ///   - jobs: The number of threads; the result does not depend on it.
  public func decide(method: Method = .filter, jobs: Int = 1) -> [ConditionPair] {
    [ConditionPair](unsafeUninitializedCapacity: count) { target, initialized in
      if let base = target.baseAddress { run(method, into: base, jobs: jobs) }
      initialized = count
    }
  }

  /// Splits the batch into one stretch of instances for each job.
  private func run(_ method: Method, into target: UnsafeMutablePointer<ConditionPair>, jobs: Int) {
    let parts = max(1, min(jobs, count))
    if parts == 1 {
      run(method, 0..<count, into: target)
      return
    }
    // Every part writes to its own stretch of the target.
    nonisolated(unsafe) let target = target
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      run(method, (count * part / parts)..<(count * (part + 1) / parts), into: target)
    }
  }

  private func run(
    _ method: Method, _ range: Range<Int>, into target: UnsafeMutablePointer<ConditionPair>
  ) {
    switch method {
    case .exact:
      for index in range { target[index] = exactPair(index) }
    case .floating:
      for index in range { target[index] = floatingPair(index) }
    case .filter:
      switch entries {
      case .bytes(let entries):
        entries.withUnsafeBufferPointer { runIntegers($0, range, into: target) }
      case .words(let entries):
        entries.withUnsafeBufferPointer { runIntegers($0, range, into: target) }
      case .doubles(let entries):
        entries.withUnsafeBufferPointer { runDoubles($0, range, into: target) }
      }
    }
  }

  /// The verdicts of one instance in arbitrary precision.
  private func exactPair(_ index: Int) -> ConditionPair {
    guard let instance = try? Instance(predictors: predictors(index), usingFilter: false) else {
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
  private func runIntegers<Entry: FixedWidthInteger & SignedInteger>(
    _ entries: UnsafeBufferPointer<Entry>, _ range: Range<Int>,
    into target: UnsafeMutablePointer<ConditionPair>
  ) {
    guard let base = entries.baseAddress else { return }
    let perInstance = taskCount * sampleCount
    let worker = ConditionWorker(taskCount: taskCount, sampleCount: sampleCount)
    defer { worker.deallocate() }
    for index in range {
      target[index] = worker.decide(integers: base + index * perInstance) ?? exactPair(index)
    }
  }

  /// Decides a stretch of instances with predictors in double precision.
  private func runDoubles(
    _ entries: UnsafeBufferPointer<Double>, _ range: Range<Int>,
    into target: UnsafeMutablePointer<ConditionPair>
  ) {
    guard let base = entries.baseAddress else { return }
    let perInstance = taskCount * sampleCount
    let worker = ConditionWorker(taskCount: taskCount, sampleCount: sampleCount)
    defer { worker.deallocate() }
    for index in range {
      target[index] = worker.decide(doubles: base + index * perInstance) ?? exactPair(index)
    }
  }
}
