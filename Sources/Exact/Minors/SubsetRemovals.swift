/// For every subset T of 0 ..< n with m elements, in lexicographic order, its elements and the
/// positions of the m subsets that lack one of them: what an expansion of minors along a row needs.
public struct SubsetRemovals: Sendable {
  /// The number m of elements.
  public let size: Int
  /// The number C(n, m) of subsets.
  public let count: Int
  /// The elements, m for each subset.
  public let elements: [Int32]
  /// The position of T without its p-th element, m for each subset.
  public let positions: [Int32]

  /// Lists the removals.
  ///
  /// - Precondition: 1 <= m <= n, and C(n, m) is below 2^31.
  /// - Complexity: O(m^2 C(n, m)).
  public init(universe: Int, size: Int) {
    let subsets = LexicographicSubsets(universe: universe, size: size)
    let smaller = LexicographicSubsets(universe: universe, size: size - 1)
    precondition(size >= 1 && max(subsets.count, smaller.count) < Int32.max, "too many subsets")
    var elements: [Int32] = []
    var positions: [Int32] = []
    elements.reserveCapacity(subsets.count * size)
    positions.reserveCapacity(subsets.count * size)
    subsets.forEach { subset in
      for index in 0..<size {
        var rest = subset
        rest.remove(at: index)
        elements.append(Int32(subset[index]))
        positions.append(Int32(smaller.position(of: rest)))
      }
      return true
    }
    self.size = size
    count = subsets.count
    self.elements = elements
    self.positions = positions
  }
}
