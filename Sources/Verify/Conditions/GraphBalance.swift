/// The balance test of a signed graph of any size, from its signs alone.
package enum GraphBalance {
  /// Whether the graph has no frustrated cycle (Harary 1953).
  ///
  /// - Parameter sign: The sign -1, 0, 1 of the edge (i, j), i > j.
  /// - Complexity: O(k^2); every sign is read.
  package static func isBalanced(size: Int, _ sign: (Int, Int) -> Int) -> Bool {
    var signs = [Int8](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<i {
        let value = Int8(sign(i, j))
        signs[i * size + j] = value
        signs[j * size + i] = value
      }
    }
    var side = [Int8](repeating: 0, count: size)
    var queue: [Int] = []
    for start in 0..<size where side[start] == 0 {
      side[start] = 1
      queue.append(start)
      while let i = queue.popLast() {
        for j in 0..<size {
          let edge = signs[i * size + j]
          if edge == 0 { continue }
          if side[j] == 0 {
            side[j] = side[i] * edge
            queue.append(j)
          } else if side[j] != side[i] * edge {
            return false
          }
        }
      }
    }
    return true
  }
}
