/// The balance test of a signed graph of at most 64 vertices, on bit masks: for each vertex the
/// neighbours along positive and along negative edges.
enum BalanceMasks {
  /// Whether the graph has no frustrated cycle (Harary 1953).
  ///
  /// - Parameters:
  ///   - positive, negative: `size` masks each, symmetric.
  /// - Complexity: O(k) word operations.
  @inline(__always)
  static func isBalanced(
    positive: UnsafePointer<UInt64>, negative: UnsafePointer<UInt64>, size: Int
  ) -> Bool {
    var unseen: UInt64 = size >= 64 ? ~0 : (1 << UInt64(size)) - 1
    while unseen != 0 {
      // Side A keeps its sign, side B is switched.
      var sideA = unseen & (0 &- unseen)
      var sideB: UInt64 = 0
      var pendingA = sideA
      var pendingB: UInt64 = 0
      while pendingA | pendingB != 0 {
        if pendingA != 0 {
          let vertex = pendingA.trailingZeroBitCount
          pendingA &= pendingA &- 1
          let same = positive[vertex] & ~sideA
          let other = negative[vertex] & ~sideB
          sideA |= same
          sideB |= other
          pendingA |= same
          pendingB |= other
        } else {
          let vertex = pendingB.trailingZeroBitCount
          pendingB &= pendingB &- 1
          let same = positive[vertex] & ~sideB
          let other = negative[vertex] & ~sideA
          sideB |= same
          sideA |= other
          pendingB |= same
          pendingA |= other
        }
        if sideA & sideB != 0 { return false }
      }
      unseen &= ~(sideA | sideB)
    }
    return true
  }
}
