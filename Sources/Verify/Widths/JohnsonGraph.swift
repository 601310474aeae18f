import Exact
import Surfaces

/// The Johnson graph of an instance at width q: the sets of q tasks, joined when they share q - 1
/// tasks, signed by det G[S, T].
///
/// S = R + i and T = R + j share exactly one set R of q - 1 tasks, and det G[S, T] is det G_RR
/// times the entry (i, j) of G/R, up to the signs that sort i and j into their places: the
/// contractions of all R list every edge once.
struct JohnsonGraph {
  /// The sets of q tasks, in lexicographic order.
  let subsets: LexicographicSubsets
  /// The number of edges whose minor is zero.
  private(set) var zeroCount = 0
  /// Whether no frustrated cycle has been met.
  private(set) var isBalanced = true
  /// The components by edges that are not zero, with their signs.
  private(set) var forest: SwitchingForest

  /// Creates the graph without edges; nil when it has more than `maximumSubsets` vertices.
  init?(taskCount: Int, units: Int, maximumSubsets: Int) {
    subsets = LexicographicSubsets(universe: taskCount, size: units)
    guard subsets.count <= maximumSubsets else { return nil }
    forest = SwitchingForest(vertexCount: subsets.count)
  }

  /// The number of vertices.
  var subsetCount: Int { subsets.count }

  /// The number of pairs of neighbours, zero minors included.
  var edgeCount: Int { subsets.count * subsets.size * (subsets.universe - subsets.size) / 2 }

  /// Adds the edges of one contraction.
  ///
  /// - Parameters:
  ///   - graph: The signs of G/R.
  ///   - tasks: The tasks outside R, ascending.
  ///   - contracted: R, ascending.
  mutating func add(_ graph: SignedGraph, on tasks: [Int], contracted: [Int]) {
    var positions: [Int] = []
    var sortings: [Int] = []
    for task in tasks {
      let place = contracted.firstIndex { $0 > task } ?? contracted.count
      var set = contracted
      set.insert(task, at: place)
      positions.append(subsets.position(of: set))
      sortings.append((contracted.count - place) % 2 == 0 ? 1 : -1)
    }
    for i in tasks.indices {
      for j in 0..<i {
        let sign = graph[i, j]
        if sign == 0 {
          zeroCount += 1
        } else if !forest.join(
          positions[i], positions[j], sign: Int8(sign * sortings[i] * sortings[j]))
        {
          isBalanced = false
        }
      }
    }
  }

  /// Signs of the sets that agree with all edges, when the graph is balanced.
  var signs: [Int] {
    var forest = forest
    return forest.signs()
  }
}
