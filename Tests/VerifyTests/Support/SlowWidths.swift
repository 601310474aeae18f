import Exact
import Surfaces

@testable import Verify

/// Full exploration at any width the slow, literal way: every minor by its own determinant, and
/// signs by trying. It shares nothing with the search but the matrix.
struct SlowWidths {
  /// The sets of q tasks, as masks in lexicographic order.
  let sets: [[Int]]
  /// The signs of det G[S, T].
  let compound: [[Int]]
  private let gram: RationalMatrix
  let units: Int

  init(_ instance: Instance, units: Int) {
    let count = instance.taskCount
    gram = instance.gram
    self.units = units
    sets = Self.sets(count, units)
    let (sets, gram) = (sets, gram)
    compound = sets.map { rows in
      sets.map { gram.submatrix(rows: rows, columns: $0).determinant().signum }
    }
  }

  private static func sets(_ count: Int, _ size: Int) -> [[Int]] {
    (0..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }
      .filter { $0.count == size }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func distance(_ a: Int, _ b: Int) -> Int {
    sets[a].filter { !sets[b].contains($0) }.count
  }

  /// Whether a graph is balanced, by trying all signs of each vertex in turn.
  private func signs(_ count: Int, _ edge: (Int, Int) -> Int) -> [Int]? {
    var signs = Array(repeating: 0, count: count)
    for root in 0..<count where signs[root] == 0 {
      signs[root] = 1
      var pending = [root]
      while let vertex = pending.popLast() {
        for other in 0..<count where other != vertex {
          let sign = edge(vertex, other)
          if sign == 0 { continue }
          if signs[other] == 0 {
            signs[other] = sign * signs[vertex]
            pending.append(other)
          } else if signs[other] != sign * signs[vertex] {
            return nil
          }
        }
      }
    }
    return signs
  }

  /// Whether some contraction of q - 1 tasks violates C1.
  var hasFailingContraction: Bool {
    let count = gram.rows
    return Self.sets(count, units - 1).contains { set in
      let rest = (0..<count).filter { !set.contains($0) }
      return signs(rest.count) {
        gram.submatrix(rows: set + [rest[$0]], columns: set + [rest[$1]]).determinant().signum
      } == nil
    }
  }

  /// Whether some deletion to q + 1 tasks violates C2.
  var hasFailingDeletion: Bool {
    Self.sets(gram.rows, units + 1).contains { set in
      signs(set.count) { i, j in
        let minor = gram.submatrix(
          rows: set.filter { $0 != set[i] }, columns: set.filter { $0 != set[j] })
        return minor.determinant().signum * ((i + j) % 2 == 0 ? 1 : -1)
      } == nil
    }
  }

  /// Signs that suit all pairs of sets.
  var compoundSigns: [Int]? { signs(sets.count) { compound[$0][$1] } }

  /// Signs that suit neighbours.
  var johnsonSigns: [Int]? {
    signs(sets.count) { distance($0, $1) == 1 ? compound[$0][$1] : 0 }
  }

  /// How many minors vanish of sets that differ by one pair of tasks, which a chain of entries of G
  /// connects.
  var zeroCount: Int {
    var result = 0
    for a in sets.indices {
      for b in 0..<a where distance(a, b) == 1 && compound[a][b] == 0 {
        let left = sets[a].filter { !sets[b].contains($0) }[0]
        let right = sets[b].filter { !sets[a].contains($0) }[0]
        if isConnected(left, right) { result += 1 }
      }
    }
    return result
  }

  private func isConnected(_ i: Int, _ j: Int) -> Bool {
    var reached = [i]
    var next = 0
    while next < reached.count {
      reached += (0..<gram.rows).filter {
        gram.sign(reached[next], $0) != 0 && !reached.contains($0)
      }
      next += 1
    }
    return reached.contains(j)
  }

  /// How many pairs of sets signs do not suit.
  func wrongCount(_ signs: [Int]) -> Int {
    var result = 0
    for a in sets.indices {
      for b in 0..<a where compound[a][b] * signs[a] * signs[b] < 0 { result += 1 }
    }
    return result
  }
}
