import Exact
import Surfaces

/// Which surfaces of an instance coincide, and which equalities of their values follow from others.
///
/// f_I(v) = sum_i q_ii a_i^2 + 2 sum_{i<l} s_i s_l p_il with p_il = q_il a_i a_l is linear in the
/// p_il. So f_I = f_J is one linear equation in the p_il with q_il != 0, whose coefficient is 1
/// where I and J part the pair and 0 elsewhere (after division by 4 s_i s_l, in the signs of I),
/// and a set of such equations may imply others whatever the point is.
struct SurfaceDependence: Sendable {
  /// The pairs i < l, counted from 0, with q_il != 0.
  let pairs: [(first: Int, second: Int)]
  /// The tasks of each connected component of the graph of Q, ascending.
  let components: [[Int]]
  private let taskCount: Int

  init(_ instance: Instance) {
    let graph = SignedGraph(instance.gramInverse)
    let count = instance.taskCount
    taskCount = count
    components = graph.components().map { $0.sorted() }
    pairs = (0..<count).flatMap { i in
      (i + 1..<max(count, i + 1)).compactMap { graph[i, $0] == 0 ? nil : (i, $0) }
    }
  }

  /// The same surface with the first task of every component positive: two sign vectors name one
  /// surface if and only if these forms are equal.
  func canonical(_ signs: [Int]) -> [Int] {
    var result = signs
    for component in components where result[component[0]] < 0 {
      for task in component { result[task] = -result[task] }
    }
    return result
  }

  /// The canonical signs of all distinct surfaces, in lexicographic order with + first.
  ///
  /// - Complexity: O(2^(k-c) k) for c components.
  func distinctSurfaces() -> [[Int]] {
    let free = components.flatMap { $0.dropFirst() }.sorted()
    precondition(
      free.count <= MeetingSearch.maximumTasksForGivenSurfaces, "too many surfaces to list")
    return (0..<(1 << free.count)).map { mask in
      var signs = Array(repeating: 1, count: taskCount)
      for (position, task) in free.enumerated()
      where mask >> (free.count - 1 - position) & 1 == 1 {
        signs[task] = -1
      }
      return signs
    }
  }

  /// The coefficients of f_s = f_1 for a relative sign vector s: 1 for a pair that s parts.
  func equation(_ relative: [Int]) -> [Rational] {
    pairs.map { relative[$0.first] == relative[$0.second] ? .zero : .one }
  }
}

/// The span of some rational vectors, kept in echelon form.
struct RowSpan: Sendable {
  private var rows: [(pivot: Int, entries: [Rational])] = []

  /// The dimension.
  var rank: Int { rows.count }

  /// What is left of a vector after elimination: zero if and only if it lies in the span.
  private func remainder(_ vector: [Rational]) -> [Rational] {
    var rest = vector
    for row in rows where !rest[row.pivot].isZero {
      let factor = rest[row.pivot]
      for column in rest.indices where !row.entries[column].isZero {
        rest[column] -= factor * row.entries[column]
      }
    }
    return rest
  }

  /// Whether a vector lies in the span.
  func contains(_ vector: [Rational]) -> Bool { remainder(vector).allSatisfy(\.isZero) }

  /// Adds a vector; false when it lay in the span already.
  @discardableResult
  mutating func insert(_ vector: [Rational]) -> Bool {
    let rest = remainder(vector)
    guard let pivot = rest.firstIndex(where: { !$0.isZero }) else { return false }
    let scale = rest[pivot].reciprocal
    rows.append((pivot, rest.map { $0 * scale }))
    return true
  }

  /// A column such that its unit vector lies in the span, or nil.
  func unitColumn(count: Int) -> Int? {
    (0..<count).first { column in
      contains((0..<count).map { $0 == column ? .one : .zero })
    }
  }
}
