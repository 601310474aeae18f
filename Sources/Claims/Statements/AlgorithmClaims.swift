import Certificates
import Exact
import Surfaces
import Verify

/// Algorithm 1 of Hu et al. as printed, its correction, and what the conditions cost.
enum AlgorithmClaims {
  static let all: [any Claim] = [
    printed("alg-1", .one), printed("alg-1-c2", .allButOne), corrected, cost,
  ]

  private static func field(_ width: WidthEnd) -> String { width == .one ? "gram" : "inverse" }

  private static func draw(_ draw: inout ClaimDraw, _ width: WidthEnd) -> ClaimExample {
    let matrix =
      draw.exhaustiveIndex.map { SignPatterns.dominant(SignPatterns.pattern($0, first: 1)) }
      ?? draw.positiveDefinite(draw.tasks(3...9))
    return ClaimExample([
      .init(
        field(width), rows: matrix.map { $0.map { Rational($0) } }, by: "task", "task",
        isSymmetric: true)
    ])
  }

  private static func printed(_ id: String, _ width: WidthEnd) -> StatementClaim {
    let name = width.conditionName
    return StatementClaim(
      id: id,
      statement: "Algorithm 1"
        + (width == .one ? "" : " on Q") + " returns True if and only if \(name) holds",
      source: width == .one ? "Hu et al., Appendix C" : "Hu et al., section 4.1",
      refutedBy: "an instance for which the printed lines return the wrong answer",
      status: .refuted, mutants: [.repaired],
      exhaustive: { SignPatterns.count(1, through: $0) },
      draw: { draw(&$0, width) },
      decide: { example, context in
        guard let matrix = example.matrix(field(width)), matrix.isSymmetric,
          matrix.definiteness() == .positiveDefinite
        else { return .discarded("not positive definite") }
        let graph = SignedGraph(matrix)
        let answer =
          context.has(.repaired) ? propagates(graph, forgetting: nil) : PrintedAlgorithm1.run(graph)
        if answer == (context.signs(graph) != nil) {
          return .holds(branch: answer ? "returns True" : "returns False")
        }
        // Only where they differ is the instance needed, for a certificate.
        guard let instance = example.instance() else { return .discarded("no instance") }
        let verdict = ConditionVerdict.decide(instance, width: width)
        return .refuted(
          "Algorithm 1 returns \(answer ? "True" : "False"), but \(name) "
            + description(verdict.evidence), verdict.certificate(instance))
      })
  }

  private static func description(_ evidence: ConditionEvidence) -> String {
    switch evidence {
    case .signs(let signs): "holds with the signs \(signs)"
    case .frustratedCycle(let tasks):
      "fails: the cycle \(tasks.map(String.init).joined(separator: ", ")) has a negative product"
    }
  }

  /// The corrected algorithm: breadth-first propagation of signs along non-zero entries.
  private static func propagates(_ graph: SignedGraph, forgetting edge: (Int, Int)?) -> Bool {
    func sign(_ i: Int, _ j: Int) -> Int {
      if let edge, (i, j) == edge || (j, i) == edge { return 0 }
      return graph[i, j]
    }
    var signs = Array(repeating: 0, count: graph.vertexCount)
    for start in signs.indices where signs[start] == 0 {
      signs[start] = 1
      var queue = [start]
      while !queue.isEmpty {
        let i = queue.removeFirst()
        for j in signs.indices where j != i && sign(i, j) != 0 {
          if signs[j] == 0 {
            signs[j] = signs[i] * sign(i, j)
            queue.append(j)
          } else if signs[i] * signs[j] * sign(i, j) < 0 {
            return false
          }
        }
      }
    }
    return true
  }

  static let corrected = StatementClaim(
    id: "alg-1-corrected",
    statement: "breadth-first propagation of signs returns True if and only if C1 (on Q: C2) holds",
    source: "this project, correcting Hu et al., Appendix C",
    refutedBy: "a sign pattern on which it disagrees with trying every D_I",
    status: .holds, mutants: [.wrongFormula, .conditionDropsEdge],
    requiredLabels: [
      RequiredLabel("decided", "returns True", perThousand: 80),
      RequiredLabel("decided", "returns False", perThousand: 200),
      RequiredLabel("graph", "in parts", perThousand: 50),
    ],
    exhaustive: { SignPatterns.count(1, through: $0) },
    draw: { draw(&$0, .one) },
    decide: { example, context in
      let rows = example.rows("gram")
      let k = rows.count
      let graph = SignedGraph(vertexCount: k) { rows[$0][$1].signum }
      let answer = propagates(
        graph, forgetting: context.has(.wrongFormula) && k >= 3 ? (k - 2, k - 1) : nil)
      // Literally: some D_I makes all entries non-negative.
      var edges: [(Int, Int, Int)] = []
      for i in 0..<k {
        for j in 0..<i where graph[i, j] != 0 { edges.append((i, j, graph[i, j])) }
      }
      var exists = false
      SurfaceEnumeration.forEachPattern(taskCount: k) { signs, _ in
        exists = edges.allSatisfy { signs[$0.0] * signs[$0.1] * $0.2 > 0 }
        return !exists
      }
      let decided = context.signs(graph) != nil
      guard answer == exists, decided == exists else {
        return .refuted(
          "propagation says \(answer), the decider \(decided), trying every D_I \(exists)")
      }
      if k == 3, let instance = example.instance() {
        let slow = ConditionVerdict.signsByEnumeration(instance, width: .one) != nil
        guard slow == exists else { return .refuted("double non-negativity says \(slow)") }
      }
      return .holds(branch: exists ? "returns True" : "returns False")
    })

  static let cost = StatementClaim(
    id: "sec-4.1-cost",
    statement: "C1 is decided in O(k^2) sign tests of G, C2 in O(k^3) arithmetic operations",
    source: "Hu et al., section 4.1",
    refutedBy: "an instance that needs more than k(k-1) sign tests, or more than 2 k^3 operations"
      + " for the inverse",
    status: .holds, mutants: [.wrongFormula],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 100),
      RequiredLabel("signs", "frustrated", perThousand: 100),
    ],
    draw: { draw in
      let k = draw.tasks(1...24)
      var matrix = draw.weighted(draw.pattern(k, edges: draw.choice([0.2, 0.6, 1])))
      if draw.integer(0...1) == 0 { matrix = matrix.map { $0.map(\.magnitude) } }
      return ClaimExample([ClaimExample.gram(matrix)])
    },
    decide: { example, context in
      let rows = example.rows("gram")
      let k = rows.count
      var tests = 0
      // Propagation that reads each sign from a counted matrix.
      var signs = Array(repeating: 0, count: k)
      var isBalanced = true
      for start in 0..<k where signs[start] == 0 {
        signs[start] = 1
        var queue = [start]
        while !queue.isEmpty {
          let i = queue.removeFirst()
          for j in 0..<k where j != i {
            tests += 1
            let sign = rows[i][j].signum
            if sign == 0 { continue }
            if signs[j] == 0 {
              signs[j] = signs[i] * sign
              queue.append(j)
            } else if signs[i] * signs[j] * sign < 0 {
              isBalanced = false
            }
          }
        }
      }
      let graph = SignedGraph(vertexCount: k) { rows[$0][$1].signum }
      guard isBalanced == (context.signs(graph) != nil) else {
        return .refuted("the counted algorithm gave another answer")
      }
      let limit = context.has(.wrongFormula) ? k : k * max(0, k - 1)
      guard tests <= limit else { return .refuted("\(tests) sign tests, more than \(limit)") }
      // The number of operations of a Gauss-Jordan inverse does not depend on the entries.
      var operations = 0
      for column in 0..<k {
        operations += 2 * k
        for row in 0..<k where row != column { operations += 2 * k }
      }
      return .verify(
        operations <= 2 * k * k * k, "\(operations) operations, more than \(2 * k * k * k)")
    })
}
