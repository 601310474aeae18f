/// Why numbers are not a batch of instances.
public enum ConditionBatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Fewer than one task or sample, or more tasks than an instance may have.
  case unsupportedShape(taskCount: Int, sampleCount: Int)
  /// The number of predictor entries is not a multiple of tasks times samples.
  case incompleteInstance(entries: Int, perInstance: Int)
  /// An entry is infinite or not a number; instances, tasks and samples count from 1.
  case notFinite(instance: Int, task: Int, sample: Int)

  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .unsupportedShape(let taskCount, let sampleCount):
      return "no batch of instances with \(taskCount) tasks and \(sampleCount) samples"
    case .incompleteInstance(let entries, let perInstance):
      return "\(entries) predictor entries do not make instances of \(perInstance)"
    case .notFinite(let instance, let task, let sample):
      return "sample \(sample) of task \(task) in instance \(instance) is not a finite number"
    }
  }
}
