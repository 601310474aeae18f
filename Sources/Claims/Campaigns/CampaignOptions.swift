/// How much a run of a claim tries.
public struct CampaignOptions: Sendable {
  /// The number of random instances, tried after the exhaustive ones.
  public var count: Int
  /// The number of tasks of random instances, where a claim has a choice.
  public var taskCount: Int?
  /// The seed.
  public var seed: UInt64
  /// The number of threads; results do not depend on it.
  public var jobs: Int
  /// Up to how many tasks every sign pattern is tried.
  public var exhaustiveTasks: Int
  /// How many simpler instances a search for a minimal counterexample examines.
  public var shrinkLimit: Int
  /// How many steps a directed search takes after the random one.
  public var directedSteps: Int

  /// Creates options.
  public init(
    count: Int = 1000, taskCount: Int? = nil, seed: UInt64 = 1, jobs: Int = 1,
    exhaustiveTasks: Int = 5, shrinkLimit: Int = 20_000, directedSteps: Int = 0
  ) {
    self.count = count
    self.taskCount = taskCount
    self.seed = seed
    self.jobs = jobs
    self.exhaustiveTasks = exhaustiveTasks
    self.shrinkLimit = shrinkLimit
    self.directedSteps = directedSteps
  }
}
