import Certificates
import Exact
import Surfaces
import Verify

/// Widths between 1 and k - 1: what proofs-notes/widths*.md prove about them.
enum WidthClaims {
  static let all: [any Claim] = [
    minorsNecessary, compound, fourTasks, johnson, tie, transition,
  ]

  // MARK: Instances

  /// A Gram matrix and a width strictly between the ends.
  private static func draw(
    _ draw: inout ClaimDraw, _ tasks: ClosedRange<Int> = 4...6
  ) -> ClaimExample {
    let k = max(3, draw.tasks(tasks))
    let units = k == 3 ? draw.integer(1...2) : draw.integer(2...(k - 2))
    let gram: [[Integer]]
    switch draw.integer(0...3) {
    case 0: gram = draw.gram(k, holding: draw.choice([.one, .allButOne]))
    case 1: gram = cauchy(&draw, k)
    default: gram = draw.gram(k)
    }
    return ClaimExample([ClaimExample.gram(gram), width(units)])
  }

  private static func width(_ units: Int) -> ClaimField {
    ClaimField("units", rows: [[Rational(units)]], by: nil, nil, domain: .fixed)
  }

  /// A switched Cauchy matrix 1 / (x_i + x_j) times a common denominator: totally positive in the
  /// order of the x_i, so that all minors of its compounds agree with signs.
  private static func cauchy(_ draw: inout ClaimDraw, _ k: Int) -> [[Integer]] {
    let places = Array(draw.generator.permutation(2 * k)[..<k]).map { $0 + 1 }
    let signs = draw.signs(k)
    var common = Integer.one
    for a in places { for b in places { common = Integer.lcm(common, Integer(a + b)) } }
    return places.indices.map { i in
      places.indices.map { j in
        Integer(signs[i] * signs[j]) * common.exactQuotient(by: Integer(places[i] + places[j]))
      }
    }
  }

  /// The instance and the width of an example; nil for numbers that are none.
  private static func problem(_ example: ClaimExample) -> (Instance, Int)? {
    guard let instance = example.instance(), let units = example.number("units").numerator.word,
      (1..<instance.taskCount).contains(units)
    else { return nil }
    return (instance, units)
  }

  private static let notMet: ClaimOutcome = .discarded("no instance of that width")

  // MARK: Minors, slowly

  /// The signed graph of the Johnson graph's clique R + i, that is of G/R, by determinants.
  private static func contraction(_ instance: Instance, _ set: [Int]) -> SignedGraph {
    let rest = (0..<instance.taskCount).filter { !set.contains($0) }
    return SignedGraph(vertexCount: rest.count) { i, j in
      instance.gram.submatrix(rows: set + [rest[i]], columns: set + [rest[j]]).determinant().signum
    }
  }

  /// The signed graph of the clique U - i, that is of the inverse of G_UU, by determinants.
  private static func deletion(_ instance: Instance, _ set: [Int]) -> SignedGraph {
    SignedGraph(vertexCount: set.count) { i, j in
      let minor = instance.gram.submatrix(
        rows: set.filter { $0 != set[i] }, columns: set.filter { $0 != set[j] })
      return minor.determinant().signum * ((i + j) % 2 == 0 ? 1 : -1)
    }
  }

  /// Whether C1 fails for some G/R with |R| = q - 1, or C2 for some G_UU with |U| = q + 1.
  private static func hasFailingMinor(
    _ instance: Instance, _ units: Int, _ context: ClaimContext
  ) -> Bool {
    let count = instance.taskCount
    return LexicographicSubsets(universe: count, size: units - 1).all.contains {
      context.signs(contraction(instance, $0)) == nil
    }
      || LexicographicSubsets(universe: count, size: units + 1).all.contains {
        context.signs(deletion(instance, $0)) == nil
      }
  }

  /// The signed graph of all sets of q tasks, or of those that share q - 1 tasks alone.
  private static func graph(
    _ matrix: RationalMatrix, _ units: Int, neighboursOnly: Bool
  ) -> (graph: SignedGraph, hasZero: Bool) {
    let sets = LexicographicSubsets(universe: matrix.rows, size: units).all
    var hasZero = false
    let graph = SignedGraph(vertexCount: sets.count) { a, b in
      let areNeighbours = sets[a].filter { !sets[b].contains($0) }.count == 1
      if neighboursOnly && !areNeighbours { return 0 }
      let sign = matrix.submatrix(rows: sets[a], columns: sets[b]).determinant().signum
      if sign == 0 && areNeighbours { hasZero = true }
      return sign
    }
    return (graph, hasZero)
  }

  // MARK: Claims

  static let minorsNecessary = StatementClaim(
    id: "ours-minors-necessary",
    statement:
      "a minor of width 1, or of one unit fewer than its tasks, whose condition fails gives"
      + " a Pareto optimum that fits the contracted tasks and that weights do not reach",
    source: "this project (proofs-notes/widths.md, Theorem A)",
    refutedBy: "a failing minor without certificate, or a network that beats its point",
    status: .holds,
    mutants: [.conditionAlwaysHolds, .conditionAlwaysFails, .wrongFormula, .flippedInequality],
    requiredLabels: [
      RequiredLabel("decided", "C2 of 3 tasks, 0 contracted", perThousand: 100),
      RequiredLabel("decided", "C1 of 3 tasks, 1 contracted", perThousand: 40),
      RequiredLabel("decided", "C1 of 3 tasks, 2 contracted", perThousand: 8),
    ],
    draw: { draw in
      var example = Self.draw(&draw)
      let k = example.rows("gram").count
      let units = example.number("units").numerator.word ?? 1
      example.fields.append(
        ClaimExample.matrix("rival", draw.rows(k, units, -3...3), by: "task", "unit"))
      return example
    },
    decide: { example, context in
      guard let (instance, units) = problem(example) else { return notMet }
      let verdict = WidthExplorationVerdict.decide(instance, width: Width(units))
      let fails = hasFailingMinor(instance, units, context)
      guard case .unexplored(let failing) = verdict else {
        return fails ? .refuted("a minor fails, and none was found") : .discarded("no minor fails")
      }
      guard fails else { return .refuted("a failing minor was found where none fails") }
      guard let certificate = verdict.certificate(instance, width: Width(units)),
        Checker.verify(certificate).isVerified
      else { return .refuted("the checker rejects the minor") }
      guard let witness = failing.witness, let network = failing.network(instance) else {
        return .undecided("no point of the failing minor was found")
      }
      // v_R = t_R, v_i = g_ii - n_ii + v'_i.
      let minor = failing.minor
      let branch =
        "\(failing.end.conditionName) of \(minor.kept.count) tasks,"
        + " \(minor.contracted.count) contracted"
      let inner = witness.point.values(minor.instance, width: failing.end)
      for task in minor.contracted where network.values[task] != instance.gram[task, task] {
        return .refuted("task \(task + 1) is not fitted")
      }
      for (position, task) in minor.kept.enumerated() {
        var expected = inner[position]
        if !context.has(.wrongFormula) {
          expected += instance.gram[task, task] - minor.instance.gram[position, position]
        }
        if minor.contracted.isEmpty && context.has(.wrongFormula) { expected += .one }
        guard network.values[task] == expected else {
          return .refuted("task \(task + 1) has the value \(network.values[task]), not \(expected)")
        }
      }
      guard let rows = example.matrix("rival"),
        let rival = try? NetworkPoint(instance, matrix: rows)
      else { return .holds(branch: branch) }
      let tasks = minor.contracted + minor.kept
      let isBeaten = tasks.contains { rival.values[$0] > network.values[$0] }
      let isBetter = tasks.allSatisfy { rival.values[$0] >= network.values[$0] }
      return .verify(
        !(isBeaten && (isBetter || context.has(.flippedInequality))), branch: branch,
        "the network \(rows) is better on the tasks of the minor")
    })

  static let compound = StatementClaim(
    id: "ours-compound",
    statement: "when signs make all minors of q rows and columns non-negative, they do so for every"
      + " minor of the instance, none of which fails; for q = 1 and k - 1 such signs are C1 and C2",
    source: "this project (proofs-notes/widths-sufficient.md, Theorem B)",
    refutedBy: "an instance with such signs and a failing minor, or a difference at the ends",
    status: .holds, mutants: [.conditionAlwaysHolds, .conditionAlwaysFails, .wrongFormula],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 200),
      RequiredLabel("signs", "frustrated", perThousand: 10),
      RequiredLabel("units", "2", perThousand: 100),
      RequiredLabel("units", "3", perThousand: 60),
    ],
    draw: { draw in
      let k = draw.tasks(3...5)
      let gram = draw.integer(0...2) == 0 ? draw.gram(k) : cauchy(&draw, k)
      return ClaimExample([ClaimExample.gram(gram), width(draw.integer(1...max(1, k - 1)))])
    },
    decide: { example, context in
      guard let (instance, units) = problem(example), instance.taskCount >= 3 else { return notMet }
      let count = instance.taskCount
      for end in WidthEnd.allCases {
        let units = end.width(taskCount: count).units
        // A wrong formula takes every minor with the opposite sign.
        let whole = graph(instance.gram, units, neighboursOnly: false).graph
        let condition =
          context.has(.wrongFormula) && end == .allButOne
          ? SignedGraph(vertexCount: count) { -whole[$0, $1] }.isBalanced
          : context.signs(instance, end) != nil
        guard condition == whole.isBalanced else {
          return .refuted("the compound of width \(units) and \(end.conditionName) disagree")
        }
      }
      guard graph(instance.gram, units, neighboursOnly: false).graph.isBalanced else {
        return .discarded("no signs suit the compound")
      }
      guard
        case .explored(let signs) = WidthExplorationVerdict.decide(instance, width: Width(units)),
        signs.theorem == .compound
      else { return .refuted("the signs were not found") }
      return .verify(
        !hasFailingMinor(instance, units, context), "a minor fails in spite of the signs")
    })

  // MARK: Ties

  /// Reflections and a spectrum whose q-th and (q+1)-th numbers are equal: the parts of a positive
  /// definite matrix M with a double eigenvalue there.
  private static func drawTie(_ draw: inout ClaimDraw, _ k: Int, _ units: Int) -> ClaimExample {
    let reflections = ClaimExample.matrix(
      "reflections", draw.rows(k, k, -9...9), by: "task", "reflection")
    // Differences of consecutive eigenvalues; the q-th of them is left out.
    let steps = ClaimField(
      "steps", rows: (0..<k).map { _ in [Rational(draw.integer(1...20))] }, by: "task", nil,
      domain: .nonNegative)
    return ClaimExample([reflections, steps, width(units)])
  }

  /// M, k x k, with a tie between its q-th and (q+1)-th eigenvalue, or, broken, without.
  private static func tiedMatrix(
    _ example: ClaimExample, broken: Bool
  ) -> (matrix: RationalMatrix, units: Int)? {
    let steps = example.vector("steps")
    let k = steps.count
    guard k >= 4, let units = example.number("units").numerator.word, (1..<k).contains(units),
      let last = steps.last, last.signum > 0, steps.allSatisfy({ $0.signum >= 0 })
    else { return nil }
    // alpha_k is the last step, alpha_i = alpha_(i+1) + step_i except for i = q.
    var spectrum = [last]
    for index in stride(from: k - 2, through: 0, by: -1) {
      let step = index == units - 1 ? (broken ? Rational.one : .zero) : steps[index]
      spectrum.append(spectrum[spectrum.count - 1] + step)
    }
    let basis = Reflections.product(example.matrix("reflections"), size: k)
    let matrix = basis * RationalMatrix.diagonal(spectrum.reversed()) * basis.transposed
    return (matrix.reduced(), units)
  }

  /// Whether the Johnson graph of M is balanced without zero entries; broken deciders included.
  private static func decideTie(_ example: ClaimExample, _ context: ClaimContext) -> ClaimOutcome {
    guard
      let (matrix, units) = tiedMatrix(example, broken: context.has(.wrongFormula))
    else { return .discarded("no spectrum with a tie") }
    let (graph, hasZero) = graph(matrix, units, neighboursOnly: true)
    if hasZero { return .discarded("a minor between neighbours is zero") }
    return .verify(
      context.signs(graph) == nil,
      "the Johnson graph of \(matrix.entries) at width \(units) is balanced without zero minors")
  }

  /// How many triangles of the Johnson graph are not balanced, and by a fraction how near the
  /// weakest of their edges are to changing sign.
  private static func unbalancedTriangles(
    _ example: ClaimExample, _ context: ClaimContext
  ) -> Double? {
    guard let (matrix, units) = tiedMatrix(example, broken: false),
      let instance = try? Instance(gram: matrix)
    else { return nil }
    let count = matrix.rows
    var total = 0.0
    for (size, isContraction) in [(units - 1, true), (units + 1, false)] {
      for set in LexicographicSubsets(universe: count, size: size).all {
        let graph = isContraction ? contraction(instance, set) : deletion(instance, set)
        for i in 0..<graph.vertexCount {
          for j in 0..<i {
            for l in 0..<j where graph[i, j] * graph[i, l] * graph[j, l] < 0 { total += 1 }
          }
        }
      }
    }
    return total
  }

  static let fourTasks = StatementClaim(
    id: "ours-four-tasks",
    statement: "a positive definite 4 x 4 matrix with equal second and third eigenvalues has an"
      + " unbalanced Johnson graph of pairs, or a zero minor between neighbouring pairs",
    source: "this project (proofs-notes/widths-sufficient.md, Theorem C for k = 4, q = 2)",
    refutedBy: "such a matrix with a balanced Johnson graph and no zero minors",
    status: .holds, mutants: [.conditionAlwaysHolds, .wrongFormula],
    draw: { drawTie(&$0, 4, 2) },
    decide: { example, context in
      guard example.vector("steps").count == 4 else { return .discarded("not four tasks") }
      return decideTie(example, context)
    },
    distance: unbalancedTriangles)

  static let johnson = StatementClaim(
    id: "ours-johnson",
    statement:
      "a positive definite matrix whose q-th and (q+1)-th eigenvalues are equal, 1 < q < k-1,"
      + " has an unbalanced Johnson graph of sets of q tasks, or a zero minor between neighbours",
    source: "this project (proofs-notes/widths-sufficient.md, Theorem C)",
    refutedBy: "such a matrix with a balanced Johnson graph and no zero minors",
    status: .holds, mutants: [.conditionAlwaysHolds],
    draw: { draw in
      let k = max(4, draw.tasks(5...6))
      return drawTie(&draw, k, draw.integer(2...max(2, k - 2)))
    },
    decide: decideTie, distance: unbalancedTriangles)

  static let tie = StatementClaim(
    id: "ours-eigenvalue-tie",
    statement: "an unbalanced triangle of the Johnson graph has rational weights > 0 for which its"
      + " minor of three tasks has a double eigenvalue, so that the best network is not unique",
    source: "this project (proofs-notes/widths-johnson.md)",
    refutedBy: "an unbalanced triangle of a minor whose weights l_i = 1 / (n_ii + c_i^2) give none",
    status: .holds, mutants: [.wrongFormula, .flippedInequality],
    draw: { draw in
      var example = Self.draw(&draw, 3...6)
      let k = example.rows("gram").count
      let units = example.number("units").numerator.word ?? 1
      // A triangle R + a, R + b, R + c, or U - a, U - b, U - c: |R| = q - 1 or |U| = q + 1.
      let order = draw.generator.permutation(k)
      let isContraction = units + 2 <= k && (units < 2 || draw.generator.sign() > 0)
      let contracted = order[3..<(3 + (isContraction ? units - 1 : max(0, units - 2)))]
      for (name, tasks) in [("triangle", Array(order[..<3])), ("contracted", Array(contracted))] {
        example.fields.append(
          ClaimField(
            name, rows: tasks.sorted().map { [Rational($0 + 1)] }, by: name, nil, domain: .fixed))
      }
      return example
    },
    decide: { example, context in
      guard let (instance, units) = problem(example) else { return notMet }
      func tasks(_ name: String) -> [Int] {
        example.vector(name).compactMap { $0.numerator.word }.map { $0 - 1 }
      }
      let (triangle, contracted) = (tasks("triangle"), tasks("contracted"))
      let all = triangle + contracted
      guard triangle.count == 3, Set(all).count == all.count,
        all.allSatisfy({ (0..<instance.taskCount).contains($0) }),
        [1, 2].contains(units - contracted.count)
      else { return notMet }
      let minor = instance.minor(contracting: contracted, keeping: triangle).instance
      let end: WidthEnd = units - contracted.count == 1 ? .one : .allButOne
      let m = minor.conditionMatrix(end)
      let (a, b, c) = (m[0, 1], m[0, 2], m[1, 2])
      guard (a * b * c).signum < 0 else { return .discarded("the triangle is balanced") }
      // M - diag(m_ii + c_i^2) = -(c_i c_j) has rank one: L M L, L^2 = diag(1 / (m_ii + c_i^2)),
      // has the largest eigenvalue 1 twice.
      let squares = [-(a * b) / c, -(a * c) / b, -(b * c) / a]
      guard squares.allSatisfy({ $0.signum > 0 }) != context.has(.flippedInequality) else {
        return .refuted("the squares \(RationalVectors.text(squares)) are not positive")
      }
      let shift = context.has(.wrongFormula) ? Rational.one : Rational.zero
      let weights = (0..<3).map { (m[$0, $0] + squares[$0] + shift).reciprocal }
      let difference = RationalMatrix.diagonal(weights.map(\.reciprocal)) - m
      return .verify(
        difference.rank() == 1 && difference.definiteness().isSemidefinite,
        "the weights \(RationalVectors.text(weights)) give no double eigenvalue")
    })

  // MARK: Widths together

  static let transition = StatementClaim(
    id: "sec-6-transition",
    statement: "full exploration changes at most once along the widths 1, ..., k-1",
    source: "Hu et al., section 6 (the landscape between q = 1 and q = k-1), read as monotone",
    refutedBy:
      "an instance that is fully explored at a width between two at which it is not, or the"
      + " other way round",
    status: .refuted, mutants: [.repaired],
    draw: { draw in
      let k = draw.tasks(3...5)
      return ClaimExample([ClaimExample.gram(draw.gram(max(2, k)))])
    },
    decide: { example, context in
      guard let instance = example.instance(), instance.taskCount >= 2 else {
        return .discarded("no instance")
      }
      // With three tasks there are two widths, which change once at most.
      if context.has(.repaired) && instance.taskCount > 3 { return .discarded("four tasks") }
      var answers: [Bool] = []
      for units in 1..<instance.taskCount {
        switch WidthExplorationVerdict.decide(instance, width: Width(units)) {
        case .explored: answers.append(true)
        case .unexplored: answers.append(false)
        case .undecided: return .discarded("width \(units) is undecided")
        }
      }
      let changes = zip(answers, answers.dropFirst()).filter { $0 != $1 }.count
      return .verify(
        changes <= 1, branch: changes == 0 ? "no change" : "one change",
        "fully explored at the widths "
          + answers.indices.filter { answers[$0] }.map { String($0 + 1) }.joined(separator: ", ")
          + " of 1 to \(answers.count) and no others")
    })
}
