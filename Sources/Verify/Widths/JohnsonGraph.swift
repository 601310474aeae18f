import Exact
import Surfaces

/// The Johnson graph of an instance at width q: the sets of q tasks, joined when they share q - 1
/// tasks, signed by det G[S, T].
///
/// S = R + i and T = R + j share exactly one set R of q - 1 tasks, and det G[S, T] is det G_RR
/// times the entry (i, j) of G/R, up to the signs that sort i and j into their places: the
/// contractions of all R list every edge once.
///
/// *Neighbours* are such sets for which i and j are connected by entries of G that are not zero;
/// the minors of other pairs vanish whatever the numbers, and Theorem C' does not ask for them.
struct JohnsonGraph {
  /// The sets of q tasks, in lexicographic order.
  let subsets: LexicographicSubsets
  /// For each task the connected component of G that it belongs to.
  let parts: [Int]
  /// The number of pairs of neighbours, zero minors included.
  let neighbourCount: Int
  /// The number of pairs of neighbours whose minor is zero.
  private(set) var zeroCount = 0
  /// The positions of the first ``maximumZeros`` of these pairs.
  private(set) var zeros: [(first: Int, second: Int)] = []
  private let maximumZeros: Int
  /// Whether no frustrated cycle has been met.
  private(set) var isBalanced = true
  /// The components by edges that are not zero, with their signs.
  private(set) var forest: SwitchingForest

  /// Creates the graph without edges; nil when it has more vertices than the limits allow.
  init?(_ instance: Instance, units: Int, limits: WidthLimits) {
    subsets = LexicographicSubsets(universe: instance.taskCount, size: units)
    guard subsets.count <= limits.subsets else { return nil }
    maximumZeros = limits.zeros
    forest = SwitchingForest(vertexCount: subsets.count)
    let components = SignedGraph(instance.gram).components()
    var parts = Array(repeating: 0, count: instance.taskCount)
    for (part, tasks) in components.enumerated() { for task in tasks { parts[task] = part } }
    self.parts = parts
    // Each pair of connected tasks with every set R of q - 1 of the others.
    let pairs = components.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    neighbourCount =
      pairs == 0
      ? 0
      : pairs
        * LexicographicSubsets(universe: instance.taskCount - 2, size: units - 1).count
  }

  /// The number of vertices.
  var subsetCount: Int { subsets.count }

  /// Adds the edges of one contraction.
  ///
  /// - Parameters:
  ///   - graph: The signs of G/R.
  ///   - tasks: The tasks outside R, ascending.
  ///   - contracted: R, ascending.
  mutating func add(_ graph: SignedGraph, on tasks: [Int], contracted: [Int]) {
    for edge in edges(graph, on: tasks, contracted: contracted) {
      if edge.sign == 0 {
        zeroCount += 1
        if zeroCount <= maximumZeros { zeros.append((edge.first, edge.second)) }
      } else if !forest.join(edge.first, edge.second, sign: edge.sign) {
        isBalanced = false
      }
    }
  }

  /// The neighbours of one contraction by their positions, with the signs of their minors.
  ///
  /// - Parameters: as for ``add(_:on:contracted:)``.
  func edges(
    _ graph: SignedGraph, on tasks: [Int], contracted: [Int]
  ) -> [(first: Int, second: Int, sign: Int8)] {
    let vertices = tasks.map { task in
      let place = contracted.firstIndex { $0 > task } ?? contracted.count
      var set = contracted
      set.insert(task, at: place)
      return (
        position: subsets.position(of: set), sorting: (contracted.count - place) % 2 == 0 ? 1 : -1
      )
    }
    var result: [(first: Int, second: Int, sign: Int8)] = []
    result.reserveCapacity(tasks.count * (tasks.count - 1) / 2)
    for i in tasks.indices {
      for j in 0..<i where parts[tasks[i]] == parts[tasks[j]] {
        let sign = graph[i, j] * vertices[i].sorting * vertices[j].sorting
        result.append((vertices[i].position, vertices[j].position, Int8(sign)))
      }
    }
    return result
  }

  /// Signs of the sets that agree with all edges, when the graph is balanced.
  var signs: [Int] {
    var forest = forest
    return forest.signs()
  }
}
