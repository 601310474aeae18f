/// The smallest, mean and largest loss of each task over a sweep.
package struct SweepSummary: Sendable {
  /// How many weightings were added.
  package private(set) var count = 0
  /// The smallest loss of each task; infinite while there is none.
  package private(set) var smallest: [Double]
  /// The largest loss of each task; -infinite while there is none.
  package private(set) var largest: [Double]
  private var sums: [Double]

  /// Creates a summary of nothing yet.
  package init(taskCount: Int) {
    smallest = Array(repeating: .infinity, count: taskCount)
    largest = Array(repeating: -.infinity, count: taskCount)
    sums = Array(repeating: 0, count: taskCount)
  }

  /// Adds rows of losses, one number for each task.
  package mutating func add(_ losses: [Double]) {
    let k = sums.count
    for row in 0..<(losses.count / k) {
      for i in 0..<k {
        let value = losses[row * k + i]
        smallest[i] = min(smallest[i], value)
        largest[i] = max(largest[i], value)
        sums[i] += value
      }
    }
    count += losses.count / k
  }

  /// The mean losses.
  package var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }
}
