import Surfaces

extension SignedGraph {
  /// Decides whether the graph is balanced (Harary 1953): switching signs, or a shortest
  /// frustrated cycle.
  ///
  /// The signs are 1 on the smallest vertex of each component. A shortest frustrated cycle has no
  /// chord; of all shortest ones it is the one found first from the smallest vertex.
  ///
  /// - Complexity: O(k^2) when balanced, O(k^3) otherwise.
  public func balance() -> ConditionEvidence {
    if let signs = switchingSigns() { return .signs(signs) }
    return .frustratedCycle(shortestFrustratedCycle().map { $0 + 1 })
  }

  /// Whether the graph has no frustrated cycle.
  ///
  /// - Complexity: O(k^2).
  public var isBalanced: Bool { switchingSigns() != nil }

  /// Signs s with s_i s_j sign(i, j) >= 0 for all i, j, or nil when the graph is not balanced.
  private func switchingSigns() -> [Int]? {
    var signs = Array(repeating: 0, count: vertexCount)
    for start in 0..<vertexCount where signs[start] == 0 {
      signs[start] = 1
      var queue = [start]
      var next = 0
      while next < queue.count {
        let i = queue[next]
        next += 1
        for j in 0..<vertexCount {
          let edge = self[i, j]
          if edge == 0 { continue }
          if signs[j] == 0 {
            signs[j] = signs[i] * edge
            queue.append(j)
          } else if signs[j] != signs[i] * edge {
            return nil
          }
        }
      }
    }
    return signs
  }

  /// A shortest cycle with an odd number of negative edges, vertices counted from 0.
  ///
  /// In the double cover a vertex is (i, sign); a walk from (v, +) to (v, -) is a closed walk with
  /// an odd number of negative edges, and a shortest one over all v visits no vertex twice.
  ///
  /// - Precondition: the graph is not balanced.
  private func shortestFrustratedCycle() -> [Int] {
    // Neighbours are listed when a walk first needs them: a dense graph shows a triangle early.
    var adjacent = [[Int]?](repeating: nil, count: vertexCount)
    var best: [Int] = []
    for start in 0..<vertexCount {
      if best.count == 3 { break }
      if let cycle = closedWalk(
        from: start, adjacent: &adjacent, shorterThan: best.isEmpty ? Int.max : best.count)
      {
        best = cycle
      }
    }
    return best
  }

  /// The vertices of a shortest walk from (start, +) to (start, -) in the double cover, without
  /// the repeated end, or nil when none is shorter than `limit`.
  private func closedWalk(
    from start: Int, adjacent: inout [[Int]?], shorterThan limit: Int
  ) -> [Int]? {
    // Vertex i with sign + is 2i, with sign - it is 2i+1.
    var parent = Array(repeating: -1, count: 2 * vertexCount)
    var depth = Array(repeating: 0, count: 2 * vertexCount)
    parent[2 * start] = 2 * start
    var queue = [2 * start]
    queue.reserveCapacity(2 * vertexCount)
    var next = 0
    while next < queue.count {
      let current = queue[next]
      next += 1
      // The shortest walk that is still to be found goes on through a neighbour.
      if depth[current] + 2 >= limit { return nil }
      let neighbours = adjacent[current / 2] ?? neighbours(of: current / 2)
      adjacent[current / 2] = neighbours
      for j in neighbours {
        let target = 2 * j + (self[current / 2, j] < 0 ? 1 - current % 2 : current % 2)
        if parent[target] >= 0 { continue }
        parent[target] = current
        depth[target] = depth[current] + 1
        // Whether the edge back to the start arrives there with the other sign.
        let closing = self[j, start]
        if closing != 0 && (closing < 0) != (target % 2 == 1) {
          var walk: [Int] = []
          var node = target
          while node != 2 * start {
            walk.append(node / 2)
            node = parent[node]
          }
          walk.append(start)
          return walk.reversed()
        }
        queue.append(target)
      }
    }
    return nil
  }
}
