import Surfaces

/// Algorithm 1 of Hu et al. (Appendix C), line by line as printed: an object of verification.
///
/// It is compared with the balance test on random and exhaustive sign patterns. It decides
/// nothing in this suite, because it does not always agree.
package enum PrintedAlgorithm1 {
  /// Runs the algorithm on the signs of the inner products, for C1 on G or for C2 on Q.
  ///
  /// - Parameter graph: The signed graph; `graph[i, j]` is sgn(<yhat_i, yhat_j>), with 0 for None.
  /// - Returns: What the printed algorithm returns.
  /// - Complexity: O(k^2).
  package static func run(_ graph: SignedGraph) -> Bool {
    let k = graph.vertexCount
    // Indices run from 1 as printed; entry 0 is unused. None is 0.
    var s = Array(repeating: 0, count: k + 1)
    if k >= 1 { s[1] = 1 }
    func sgn(_ i: Int, _ j: Int) -> Int { graph[i - 1, j - 1] }
    for i in stride(from: 1, through: k - 1, by: 1) {  // line 1
      let t: Int
      if s[i] == 0 {  // line 2
        var j = i + 1
        while j <= k {  // line 3
          if s[j] != 0 && sgn(i, j) != 0 {  // line 4
            s[i] = s[j] * sgn(i, j)  // line 5
            break  // line 6
          }
          j += 1
        }
        t = min(j, k) + 1  // line 7, where j keeps its last value
      } else {
        t = i + 1  // line 9
      }
      for j in stride(from: t, through: k, by: 1) where sgn(i, j) != 0 {  // lines 10, 11
        if s[j] == 0 {  // line 12
          s[j] = s[i] * sgn(i, j)  // line 13
        } else if s[i] * s[j] * sgn(i, j) == -1 {  // line 14
          return false  // line 15
        }
      }
    }
    return true  // line 16
  }
}
