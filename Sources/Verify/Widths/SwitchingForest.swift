/// The balance test of a signed graph whose edges arrive one by one and are not stored: a
/// union-find forest in which every vertex knows its sign relative to its parent.
///
/// The graph is balanced as long as no edge contradicts the signs within its component (Harary
/// 1953).
struct SwitchingForest {
  private var parents: [Int32]
  /// The sign of each vertex relative to its parent; 1 for a root.
  private var relative: [Int8]
  /// The number of components.
  private(set) var componentCount: Int

  init(vertexCount: Int) {
    parents = (0..<Int32(vertexCount)).map { $0 }
    relative = Array(repeating: 1, count: vertexCount)
    componentCount = vertexCount
  }

  /// The root of the component of a vertex, and the sign of the vertex relative to it.
  mutating func root(of vertex: Int) -> (root: Int, sign: Int8) {
    var path = vertex
    var sign: Int8 = 1
    while Int(parents[path]) != path {
      sign *= relative[path]
      path = Int(parents[path])
    }
    let root = path
    // Every vertex of the path becomes a child of the root.
    path = vertex
    var rest = sign
    while path != root {
      let (next, own) = (Int(parents[path]), relative[path])
      parents[path] = Int32(root)
      relative[path] = rest
      rest *= own
      path = next
    }
    return (root, sign)
  }

  /// Adds an edge with the sign 1 or -1; false when it closes a frustrated cycle, in which case
  /// nothing changes.
  mutating func join(_ first: Int, _ second: Int, sign: Int8) -> Bool {
    let a = root(of: first)
    let b = root(of: second)
    if a.root == b.root { return a.sign * b.sign == sign }
    parents[b.root] = Int32(a.root)
    relative[b.root] = a.sign * b.sign * sign
    componentCount -= 1
    return true
  }

  /// Signs that agree with all edges: 1 at the first vertex of each component.
  mutating func signs() -> [Int] {
    var firsts: [Int: Int8] = [:]
    return parents.indices.map { vertex in
      let (root, sign) = root(of: vertex)
      let first = firsts[root] ?? sign
      firsts[root] = first
      return Int(sign * first)
    }
  }

  /// The component of each vertex, by its root.
  mutating func roots() -> [Int] { parents.indices.map { root(of: $0).root } }
}
