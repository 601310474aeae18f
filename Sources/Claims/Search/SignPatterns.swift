import Exact

/// All signed graphs {-, 0, +} of small size, in a fixed order.
enum SignPatterns {
  /// The number of patterns of `tasks` tasks: 3^(k(k-1)/2).
  static func count(tasks: Int) -> Int {
    (0..<(tasks * (tasks - 1) / 2)).reduce(1) { result, _ in result * 3 }
  }

  /// The number of patterns from `first` to `largest` tasks.
  static func count(_ first: Int, through largest: Int) -> Int {
    largest < first ? 0 : (first...largest).reduce(0) { $0 + count(tasks: $1) }
  }

  /// The pattern at a position: off-diagonal signs, symmetric, zeros on the diagonal.
  static func pattern(_ position: Int, first: Int) -> [[Int]] {
    var tasks = first
    var rest = position
    while rest >= count(tasks: tasks) {
      rest -= count(tasks: tasks)
      tasks += 1
    }
    var signs = Array(repeating: Array(repeating: 0, count: tasks), count: tasks)
    for i in 0..<tasks {
      for j in 0..<i {
        // 0, -, + in this order: the empty graph comes first.
        let sign = [0, -1, 1][rest % 3]
        rest /= 3
        signs[i][j] = sign
        signs[j][i] = sign
      }
    }
    return signs
  }

  /// A positive definite matrix with the signs of a pattern: strictly diagonally dominant.
  static func dominant(_ pattern: [[Int]]) -> [[Integer]] {
    pattern.indices.map { i in
      pattern.indices.map { j in
        i == j
          ? Integer(pattern[i].reduce(1) { $0 + $1.magnitudeValue }) : Integer(pattern[i][j])
      }
    }
  }
}

extension Int {
  fileprivate var magnitudeValue: Int { Int(magnitude) }
}
