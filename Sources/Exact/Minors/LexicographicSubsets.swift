/// The subsets of 0 ..< n with m elements, as ascending lists, in lexicographic order.
///
/// Sets of tasks are numbered this way wherever minors are listed: {0, 1}, {0, 2}, ..., {n-2, n-1}.
public struct LexicographicSubsets: Sendable {
  /// The size n of the universe.
  public let universe: Int
  /// The number m of elements of each subset.
  public let size: Int
  /// The number of subsets, C(n, m); `Int.max` when it does not fit a machine word.
  public let count: Int
  /// C(a, b) for 0 <= a <= n and 0 <= b <= m, row by row; saturated.
  private let binomials: [Int]

  /// Creates the list of subsets.
  ///
  /// - Precondition: 0 <= m <= n.
  public init(universe: Int, size: Int) {
    precondition(size >= 0 && size <= universe, "no such subsets")
    self.universe = universe
    self.size = size
    var table = [Int](repeating: 0, count: (universe + 1) * (size + 1))
    for a in 0...universe {
      table[a * (size + 1)] = 1
      for b in 1..<(size + 1) where a > 0 {
        let (sum, overflow) = table[(a - 1) * (size + 1) + b].addingReportingOverflow(
          table[(a - 1) * (size + 1) + b - 1])
        table[a * (size + 1) + b] = overflow ? Int.max : sum
      }
    }
    binomials = table
    count = table[universe * (size + 1) + size]
  }

  private func binomial(_ a: Int, _ b: Int) -> Int { binomials[a * (size + 1) + b] }

  /// The position of a subset in the list, counted from 0.
  ///
  /// Before S come, for each i, the subsets that agree with S up to s_i and go on with a smaller
  /// element: a sum of C(n - 1 - e, m - 1 - i) over these elements e, which telescopes.
  ///
  /// - Precondition: `subset` is one of the subsets, ascending, and ``count`` fits a word.
  public func position(of subset: some Collection<Int>) -> Int {
    var result = 0
    var first = 0
    var left = size
    for element in subset {
      result += binomial(universe - first, left) - binomial(universe - element, left)
      first = element + 1
      left -= 1
    }
    return result
  }

  /// Calls `body` with every subset in order until it returns false; whether all were visited.
  @discardableResult
  public func forEach(_ body: ([Int]) -> Bool) -> Bool {
    var subset = Array(0..<size)
    while true {
      guard body(subset) else { return false }
      guard let last = subset.indices.last(where: { subset[$0] < universe - size + $0 }) else {
        return true
      }
      subset[last] += 1
      for index in (last + 1)..<max(size, last + 1) { subset[index] = subset[index - 1] + 1 }
    }
  }

  /// All subsets in order.
  public var all: [[Int]] {
    var result: [[Int]] = []
    result.reserveCapacity(count)
    forEach {
      result.append($0)
      return true
    }
    return result
  }
}
