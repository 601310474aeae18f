import Exact

/// Theorem C for four tasks and two units where minors between neighbouring pairs of tasks vanish:
/// looks for a symmetric H such that G + tH has none for small t > 0, with a balanced Johnson
/// graph.
enum FourTaskPerturbation {
  /// The six pairs of tasks, in lexicographic order.
  private static let sets = LexicographicSubsets(universe: 4, size: 2).all

  /// The twelve pairs of neighbours, by their positions.
  private static let neighbours: [(Int, Int)] = (0..<6).flatMap { first in
    (0..<first).filter { !Set(sets[first]).isDisjoint(with: sets[$0]) }.map { (first, $0) }
  }

  /// The entries of H in the order in which they are unknowns.
  private static let entries: [(Int, Int)] = (0..<4).flatMap { i in (i..<4).map { (i, $0) } }

  /// Signs and a perturbation, or nil when none was found.
  ///
  /// To first order det (G + tH)[S, T] is linear in H, and whether some H gives all vanishing
  /// minors the signs s_S s_T is decided by a linear program, for all signs that suit the other
  /// minors. Where that fails for all of them, all H with entries -1, 0 and 1 are tried to second
  /// order.
  ///
  /// - Parameter gram: G, 4 x 4, with a balanced Johnson graph.
  static func find(_ gram: RationalMatrix) -> SubsetSigns? {
    let g = gram.numerators
    let constant = neighbours.map { minor(g, $0).signum }
    let zeros = neighbours.indices.filter { constant[$0] == 0 }
    let forms = zeros.map { linearForm(g, neighbours[$0]) }
    for signs in patterns(constant) {
      let rows = zip(zeros, forms).map { index, form in
        signs[neighbours[index].0] * signs[neighbours[index].1] > 0 ? form : form.map { -$0 }
      }
      guard let solution = StrictInequalities.solve(rows) else { continue }
      return SubsetSigns(signs, .perturbed(matrix(solution)))
    }
    return exhaustive(g, constant)
  }

  /// All signs, 1 for the first pair, that suit the minors that do not vanish.
  private static func patterns(_ constant: [Int]) -> [[Int]] {
    (0..<32).compactMap { mask in
      let signs = [1] + (0..<5).map { mask >> $0 & 1 == 0 ? 1 : -1 }
      let suits = neighbours.indices.allSatisfy {
        constant[$0] * signs[neighbours[$0].0] * signs[neighbours[$0].1] >= 0
      }
      return suits ? signs : nil
    }
  }

  /// Tries all small H to second order.
  private static func exhaustive(_ g: [[Integer]], _ constant: [Int]) -> SubsetSigns? {
    let zeros = neighbours.indices.filter { constant[$0] == 0 }
    let forms = zeros.map { linearForm(g, neighbours[$0]) }
    var vector = Array(repeating: -1, count: entries.count)
    while true {
      var edges = constant
      let h = matrix(vector.map { Integer($0) }).numerators
      for (index, form) in zip(zeros, forms) {
        let first = zip(form, vector).reduce(Integer.zero) { $0 + $1.0 * Integer($1.1) }
        edges[index] = first.isZero ? minor(h, neighbours[index]).signum : first.signum
      }
      if edges.allSatisfy({ $0 != 0 }), let signs = patterns(edges).first {
        return SubsetSigns(signs, .perturbed(matrix(vector.map { Integer($0) })))
      }
      guard let next = vector.lastIndex(where: { $0 < 1 }) else { return nil }
      vector[next] += 1
      for index in vector.indices[(next + 1)...] { vector[index] = -1 }
    }
  }

  /// det G[S, T].
  private static func minor(_ g: [[Integer]], _ pair: (Int, Int)) -> Integer {
    let (a, b, c, d) = tasks(pair)
    return g[a][c] * g[b][d] - g[a][d] * g[b][c]
  }

  /// The derivative of det (G + tH)[S, T] at t = 0 as a linear form in the entries of H.
  private static func linearForm(_ g: [[Integer]], _ pair: (Int, Int)) -> [Integer] {
    let (a, b, c, d) = tasks(pair)
    var form = Array(repeating: Integer.zero, count: entries.count)
    func add(_ i: Int, _ j: Int, _ coefficient: Integer) {
      for (index, entry) in entries.enumerated() where entry == (min(i, j), max(i, j)) {
        form[index] += coefficient
      }
    }
    add(b, d, g[a][c])
    add(a, c, g[b][d])
    add(b, c, -g[a][d])
    add(a, d, -g[b][c])
    return form
  }

  private static func tasks(_ pair: (Int, Int)) -> (Int, Int, Int, Int) {
    (sets[pair.0][0], sets[pair.0][1], sets[pair.1][0], sets[pair.1][1])
  }

  /// The symmetric matrix of ten unknowns.
  private static func matrix(_ values: [Integer]) -> RationalMatrix {
    var rows = Array(repeating: Array(repeating: Integer.zero, count: 4), count: 4)
    for (entry, value) in zip(entries, values) {
      rows[entry.0][entry.1] = value
      rows[entry.1][entry.0] = value
    }
    return RationalMatrix(numerators: rows)
  }
}
