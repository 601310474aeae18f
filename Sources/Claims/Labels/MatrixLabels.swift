import Exact
import Surfaces

/// What a symmetric matrix with a positive diagonal is like.
struct MatrixLabels {
  /// The labels, one of each group.
  let labels: [ClaimLabel]

  /// Labels a k x k matrix.
  ///
  /// - Complexity: O(k^2) multiplications.
  init(_ matrix: RationalMatrix) {
    let k = matrix.rows
    let graph = SignedGraph(matrix)
    var zeros = 0
    var isNearlyDependent = false
    for i in 0..<k {
      for j in 0..<i {
        let entry = matrix.numerator(i, j)
        if entry.isZero { zeros += 1 }
        // cos^2 > 99/100 between two tasks.
        if entry * entry * Integer(100)
          > matrix.numerator(i, i) * matrix.numerator(j, j) * Integer(99)
        {
          isNearlyDependent = true
        }
      }
    }
    let diagonal = (0..<k).map { matrix.numerator($0, $0) }
    let smallest = diagonal.min() ?? .one
    let largest = diagonal.max() ?? .one
    let edges = k * (k - 1) / 2
    labels = [
      ClaimLabel("signs", graph.isBalanced ? "balanced" : "frustrated"),
      ClaimLabel(
        "entries", zeros == 0 ? "dense" : zeros == edges ? "diagonal" : "some zero"),
      ClaimLabel("graph", graph.components().count <= 1 ? "connected" : "in parts"),
      ClaimLabel("angles", isNearlyDependent ? "nearly 0" : "ordinary"),
      ClaimLabel("scales", largest > smallest * Integer(1000) ? "far apart" : "alike"),
    ]
  }
}
