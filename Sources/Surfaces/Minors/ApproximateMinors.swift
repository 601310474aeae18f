import Exact
import Floating

/// Principal pivots of a matrix in double precision: guesses at frustrated triangles of minors,
/// which are to be decided exactly. Nothing is promised about the error.
public struct ApproximateMinors: Sendable {
  /// The number k of tasks.
  public let size: Int
  /// The contracted tasks, counted from 0, in the order in which they were pivoted.
  public private(set) var contracted: [Int] = []
  /// Outside the contracted tasks the Schur complement, inside minus the inverse of their block.
  private var values: [Double]

  /// Starts with the Gram matrix of an instance, scaled to the diagonal 1.
  public init(_ instance: Instance) {
    size = instance.taskCount
    values = instance.scaledGram.cosines
  }

  /// Contracts one more task; false when its pivot is not safely positive.
  ///
  /// - Complexity: O(k^2).
  public mutating func contract(_ task: Int) -> Bool {
    let size = size
    let pivot = values[task * size + task]
    guard pivot > 0x1p-40 else { return false }
    let reciprocal = 1 / pivot
    let row = (0..<size).map { values[task * size + $0] }
    values.withUnsafeMutableBufferPointer { values in
      for i in 0..<size where i != task {
        let factor = row[i] * reciprocal
        if factor == 0 { continue }
        for j in 0..<size { values[i * size + j] -= factor * row[j] }
        values[i * size + task] = factor
      }
      for j in 0..<size { values[task * size + j] = row[j] * reciprocal }
      values[task * size + task] = -reciprocal
    }
    contracted.append(task)
    return true
  }

  /// The frustrated triangle of the Schur complement, among tasks that are not contracted, whose
  /// smallest correlation is largest; nil when all triangles seem balanced.
  ///
  /// - Complexity: O(k^3).
  public func triangleOutside() -> [Int]? {
    triangle(among: (0..<size).filter { !contracted.contains($0) }, sign: 1)
  }

  /// The same for the inverse of the block of the contracted tasks.
  public func triangleInside() -> [Int]? { triangle(among: contracted.sorted(), sign: -1) }

  private func triangle(among tasks: [Int], sign: Double) -> [Int]? {
    let count = tasks.count
    guard count >= 3 else { return nil }
    let scales = tasks.map { 1 / (sign * values[$0 * size + $0]).squareRoot() }
    var correlations = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        correlations[i * count + j] =
          sign * values[tasks[i] * size + tasks[j]] * scales[i] * scales[j]
      }
    }
    // Signs below this are noise more often than not.
    var best = 0x1p-30
    var found: [Int]?
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        let edge = correlations[i * count + j]
        if !(abs(edge) > best) { continue }
        for l in (j + 1)..<max(count, j + 1) {
          let (a, b) = (correlations[i * count + l], correlations[j * count + l])
          if edge * a * b >= 0 { continue }
          let weakest = min(abs(edge), min(abs(a), abs(b)))
          if weakest > best {
            best = weakest
            found = [tasks[i], tasks[j], tasks[l]]
          }
        }
      }
    }
    return found
  }
}
