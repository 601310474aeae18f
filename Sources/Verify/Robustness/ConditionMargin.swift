import Exact
import Surfaces

/// How much the correlations of the predictions would have to change before C1 could have the
/// other answer; for C2 the same for partial correlations.
///
/// The correlation of two tasks is r_ij = g_ij / sqrt(g_ii g_jj); their partial correlation, with
/// all other tasks held fixed, is -q_ij / sqrt(q_ii q_jj), Q = G^-1. As long as every one of them
/// changes by less than ``squared``'s root, the condition keeps its answer:
///
/// * a condition that fails does so on ``cycle``, the frustrated cycle whose weakest link is
///   strongest: no link of it changes its sign. Setting all that are not stronger than the weakest
///   one to zero leaves no frustrated cycle, so no larger margin holds for the signed graph alone.
/// * a condition that holds has no entry that may change its sign: with three tasks or more, a
///   triangle through the weakest entry becomes frustrated once its sign is turned.
public struct ConditionMargin: Sendable, Equatable {
  /// A pair of tasks and how strongly it is correlated.
  public struct Link: Sendable, Equatable {
    /// The tasks, counted from 1.
    public let first: Int, second: Int
    /// The sign -1, 0, 1 of the correlation (C2: of the partial correlation).
    public let sign: Int
    /// The square of the correlation, exactly.
    public let squared: Rational

    /// The correlation in double precision.
    public var correlation: Double { Double(sign) * squared.doubleValue.squareRoot() }
  }

  /// The width whose condition it is about.
  public let width: WidthEnd
  /// The pair that decides: the weakest link of ``cycle``, or the weakest pair of all where the
  /// condition holds.
  public let deciding: Link
  /// All correlations (C2: partial correlations) in double precision, k x k; 1 on the diagonal.
  public let correlations: [[Double]]
  /// The links of the frustrated cycle whose weakest link is strongest, in order; empty where the
  /// condition holds.
  public let cycle: [Link]

  /// The margin squared.
  public var squared: Rational { deciding.squared }
  /// The margin in double precision.
  public var value: Double { squared.doubleValue.squareRoot() }
  /// The tasks of ``cycle`` in order, counted from 1.
  public var cycleTasks: [Int] { cycle.map(\.first) }

  /// The margin of the condition of an instance at a width; nil for fewer than three tasks, where
  /// nothing can turn the answer.
  ///
  /// - Complexity: O(k^2 log k) comparisons, most of them of doubles whose error is known, and for
  ///   width k-1 the inverse.
  public init?(_ instance: Instance, width: WidthEnd) {
    guard instance.taskCount >= 3 else { return nil }
    let search = MarginSearch(instance, width: width)
    self.width = width
    correlations = search.correlations
    if let cycle = search.strongestFrustratedCycle() {
      self.cycle = cycle.indices.map {
        search.link(cycle[$0], cycle[($0 + 1) % cycle.count])
      }
      // The edge that closed the cycle joins its ends, and is not stronger than any other.
      deciding = self.cycle[cycle.count - 1]
    } else {
      cycle = []
      deciding = search.weakest()
    }
  }
}

/// Sorts the entries of a condition matrix by their strength and finds what decides.
private struct MarginSearch {
  private let size: Int
  private let width: WidthEnd
  private let matrix: RationalMatrix
  private let numerators: [Integer]
  private let cosines: [Double]

  /// The relative error of a squared cosine is far below this.
  private static let tolerance = 1e-11
  /// Squares above this are not near the end of the range of doubles.
  private static let smallest = 1e-250

  init(_ instance: Instance, width: WidthEnd) {
    size = instance.taskCount
    self.width = width
    matrix = instance.conditionMatrix(width)
    let scaled = width == .one ? instance.scaledGram : instance.scaledInverse
    numerators = scaled.numerators
    cosines = scaled.cosines
  }

  func link(_ i: Int, _ j: Int) -> ConditionMargin.Link {
    let entry = numerator(i, j)
    return ConditionMargin.Link(
      first: i + 1, second: j + 1, sign: width == .one ? entry.signum : -entry.signum,
      squared: Rational(entry * entry, numerator(i, i) * numerator(j, j)))
  }

  var correlations: [[Double]] {
    (0..<size).map { i in
      (0..<size).map { j in
        let cosine = cosines[i * size + j]
        return i == j ? 1 : width == .one ? cosine : cosine == 0 ? 0 : -cosine
      }
    }
  }

  private func numerator(_ i: Int, _ j: Int) -> Integer { numerators[i * size + j] }

  /// Whether the pair a is exactly stronger than the pair b.
  private func isStronger(_ a: (Int, Int), _ b: (Int, Int)) -> Bool {
    let (x, y) = (cosines[a.0 * size + a.1], cosines[b.0 * size + b.1])
    let (left, right) = (x * x, y * y)
    if max(left, right) > Self.smallest, abs(left - right) > Self.tolerance * max(left, right) {
      return left > right
    }
    let (p, q) = (numerator(a.0, a.1), numerator(b.0, b.1))
    return p * p * (numerator(b.0, b.0) * numerator(b.1, b.1))
      > q * q * (numerator(a.0, a.0) * numerator(a.1, a.1))
  }

  /// The weakest pair; of equally weak ones the first.
  func weakest() -> ConditionMargin.Link {
    var best = (0, 1)
    for i in 0..<size {
      for j in (i + 1)..<max(size, i + 1) where isStronger(best, (i, j)) { best = (i, j) }
    }
    return link(best.0, best.1)
  }

  /// The vertices, counted from 0, of the frustrated cycle whose weakest edge is strongest, its
  /// weakest edge joining the last vertex to the first one; nil when the graph is balanced.
  ///
  /// Edges join a forest from the strongest on, with the parity of the signs between each vertex
  /// and its root. The first edge that contradicts the parities closes such a cycle: without it
  /// the stronger edges are balanced.
  func strongestFrustratedCycle() -> [Int]? {
    var edges: [(Int, Int)] = []
    for i in 0..<size {
      for j in (i + 1)..<max(size, i + 1) where !numerator(i, j).isZero { edges.append((i, j)) }
    }
    // Equally strong edges stay in their order, so that the cycle is the same everywhere.
    edges.sort { isStronger($0, $1) || !isStronger($1, $0) && $0 < $1 }
    var component = Array(0..<size)
    var parity = Array(repeating: 1, count: size)
    var neighbours = Array(repeating: [Int](), count: size)
    for (i, j) in edges {
      let sign = numerator(i, j).signum
      if component[i] == component[j] {
        guard parity[i] * parity[j] != sign else {
          neighbours[i].append(j)
          neighbours[j].append(i)
          continue
        }
        return shortestPath(from: i, to: j, neighbours)
      }
      let (kept, gone) = (component[i], component[j])
      let turn = parity[i] * parity[j] * sign
      for vertex in 0..<size where component[vertex] == gone {
        component[vertex] = kept
        parity[vertex] *= turn
      }
      neighbours[i].append(j)
      neighbours[j].append(i)
    }
    return nil
  }

  /// A shortest path, ends included; all paths have the same product of signs.
  private func shortestPath(from start: Int, to end: Int, _ neighbours: [[Int]]) -> [Int] {
    var parent = Array(repeating: -1, count: size)
    parent[start] = start
    var queue = [start]
    var next = 0
    while next < queue.count, parent[end] < 0 {
      for vertex in neighbours[queue[next]] where parent[vertex] < 0 {
        parent[vertex] = queue[next]
        queue.append(vertex)
      }
      next += 1
    }
    var path = [end]
    while let last = path.last, last != start { path.append(parent[last]) }
    return path.reversed()
  }
}
