import Exact

/// The signed graph of a symmetric matrix: an edge wherever an off-diagonal entry is not zero,
/// with the sign of that entry.
///
/// C1 and C2 depend on the signed graphs of G and of Q alone.
public struct SignedGraph: Sendable, Equatable {
  /// The number of vertices (tasks).
  public let vertexCount: Int
  /// The signs -1, 0, 1 of the entries, row by row; the diagonal is 0.
  @usableFromInline let signs: [Int8]

  /// Reads the signs of a symmetric k x k matrix.
  ///
  /// - Complexity: O(k^2).
  public init(_ matrix: RationalMatrix) {
    self.init(vertexCount: matrix.rows, signs: matrix.signs())
  }

  /// Creates the graph with the given edge signs -1, 0, 1 (k x k, symmetric; the diagonal is
  /// ignored).
  public init(vertexCount: Int, sign: (Int, Int) -> Int) {
    self.vertexCount = vertexCount
    var signs = Array(repeating: Int8(0), count: vertexCount * vertexCount)
    for i in 0..<vertexCount {
      for j in 0..<i {
        let value = Int8(sign(i, j).signum())
        signs[i * vertexCount + j] = value
        signs[j * vertexCount + i] = value
      }
    }
    self.signs = signs
  }

  /// Creates the graph with the given edge signs -1, 0, 1 (k x k, row by row, symmetric; the
  /// diagonal is ignored).
  ///
  /// - Precondition: there are k * k signs.
  public init(vertexCount: Int, signs: [Int8]) {
    precondition(signs.count == vertexCount * vertexCount, "one sign for each pair of vertices")
    self.vertexCount = vertexCount
    var signs = signs
    for i in 0..<vertexCount { signs[i * vertexCount + i] = 0 }
    self.signs = signs
  }

  /// The sign of the edge between two vertices, 0 when there is none; vertices count from 0.
  @inlinable public subscript(_ i: Int, _ j: Int) -> Int { Int(sign(i, j)) }

  @inlinable func sign(_ i: Int, _ j: Int) -> Int8 { signs[i * vertexCount + j] }

  /// The neighbours of a vertex, ascending.
  public func neighbours(of vertex: Int) -> [Int] {
    (0..<vertexCount).filter { signs[vertex * vertexCount + $0] != 0 }
  }

  /// The connected components, each ascending, ordered by their smallest vertex.
  ///
  /// - Complexity: O(k^2).
  public func components() -> [[Int]] {
    var component = Array(repeating: -1, count: vertexCount)
    var result: [[Int]] = []
    for start in 0..<vertexCount where component[start] < 0 {
      component[start] = result.count
      var members = [start]
      var next = 0
      while next < members.count {
        for j in neighbours(of: members[next]) where component[j] < 0 {
          component[j] = result.count
          members.append(j)
        }
        next += 1
      }
      result.append(members.sorted())
    }
    return result
  }
}
