import Certificates
import Exact
import Surfaces
import Verify

/// On how many surfaces the Pareto front lies: Lemmas 3.4 and 3.5.
enum FrontClaims {
  static let all: [any Claim] = [
    onOneSurface("lem-3.4-if", .one), onNoSurfaceC1, onOneSurface("lem-3.5-if", .allButOne),
    onNoSurfaceC2, row,
  ]

  private typealias V = RationalVectors

  /// An instance with C1 (C2) and a direction, often one of the front.
  static func holding(_ draw: inout ClaimDraw, _ width: WidthEnd) -> ClaimExample {
    let k = draw.tasks()
    let gram = draw.gram(k, holding: width)
    var direction = draw.direction(gram)
    if draw.integer(0...3) > 0 {
      // Width 1: G w with w of the switching signs; width k-1: u of the switching signs.
      let matrix = width == .one ? gram : ClaimDraw.inverse(gram)
      if case .signs(let signs) = SignedGraph(RationalMatrix(numerators: matrix)).balance() {
        var chosen = signs.map { Integer($0 * draw.integer(0...4)) }
        if !chosen.contains(where: { !$0.isZero }) { chosen[0] = .one }
        direction = width == .one ? gram.map { Integer.dot($0, chosen) } : chosen
      }
    }
    return ClaimExample([ClaimExample.gram(gram), ClaimExample.direction(direction)])
  }

  /// An instance without C1 (C2), now and then any instance.
  static func mostlyFailing(_ draw: inout ClaimDraw, _ k: Int, _ width: WidthEnd) -> [[Integer]] {
    k < 3 || draw.integer(0...7) == 0 ? draw.gram(k) : draw.gram(k, failing: width)
  }

  private static func onOneSurface(_ id: String, _ width: WidthEnd) -> StatementClaim {
    let name = width.conditionName
    return StatementClaim(
      id: id,
      statement: "if \(name) holds, every Pareto optimum of width \(width.rawValue) lies on the"
        + " surface of the doubly non-negative matrix",
      source: width == .one
        ? "Hu et al., Lemma 3.4, Appendix B.1" : "Hu et al., Lemma 3.5, Appendix B.2",
      refutedBy: "an instance with \(name) and a Pareto optimum off that surface",
      status: .holds, mutants: [.paretoAlways, .conditionAlwaysHolds],
      requiredLabels: [
        RequiredLabel("point", "on several surfaces", perThousand: 25),
        RequiredLabel("point", "near a second surface", perThousand: 2),
      ],
      draw: { holding(&$0, width) },
      decide: { example, context in
        guard let instance = example.instance(), let point = example.point(instance) else {
          return .discarded("no instance")
        }
        guard let signs = context.signs(instance, width) else {
          return .discarded("\(name) fails")
        }
        let verdict = ParetoVerdict.decide(
          instance, point, width: width, limits: context.limits)
        guard let isOptimal = context.pareto(instance, point, width) else {
          return .undecided("Pareto optimality was not decided within the limits")
        }
        guard isOptimal else { return .discarded("not a Pareto optimum") }
        let flipped = zip(signs, point.magnitudes).map { $0 < 0 ? -$1 : $1 }
        let inverse = instance.gramInverse
        return inverse.quadraticForm(flipped) == inverse.quadraticForm(point.direction)
          ? .holds
          : .refuted(
            "\(V.text(point.direction)) is Pareto optimal and not on the surface with signs"
              + " \(signs)",
            verdict.certificate(instance))
      })
  }

  static let onNoSurfaceC1 = StatementClaim(
    id: "lem-3.4-only-if",
    statement: "if C1 fails, the Pareto front of width 1 lies on no single surface",
    source: "Hu et al., Lemma 3.4, Appendix B.1",
    refutedBy: "an instance without C1 whose best points of single tasks share a surface",
    status: .holds, mutants: [.conditionAlwaysFails, .paretoNever],
    requiredLabels: [
      RequiredLabel("graph", "in parts", perThousand: 25),
      RequiredLabel("entries", "some zero", perThousand: 100),
    ],
    draw: { draw in
      let k = draw.tasks(3...6)
      return ClaimExample([ClaimExample.gram(mostlyFailing(&draw, k, .one))])
    },
    decide: { example, context in
      guard let instance = example.instance() else { return .discarded("no instance") }
      let k = instance.taskCount
      guard k <= SurfaceEnumeration.listingLimit else {
        return .discarded("too many surfaces to list")
      }
      guard context.signs(instance, .one) == nil else { return .discarded("C1 holds") }
      // p_i = v(G e_i) is the best point of task i.
      let points = (0..<k).map { i in
        Point(instance, dual: (0..<k).map { $0 == i ? Integer.one : .zero })
      }
      for (task, point) in points.enumerated() {
        guard context.pareto(instance, point, .one) == true else {
          return .refuted("the best point of task \(task + 1) is not Pareto optimal")
        }
      }
      let shared = surface(containing: points, instance.gramInverse)
      return .verify(
        shared == nil,
        "the surface with signs \(shared ?? []) contains the best points of all tasks")
    })

  /// The signs of a surface that contains all points, if there is one.
  private static func surface(
    containing points: [Point], _ inverse: RationalMatrix
  ) -> [Int]? {
    var shared: [Int]?
    SurfaceEnumeration.forEachPattern(taskCount: inverse.rows) { signs, _ in
      let containsAll = points.allSatisfy { point in
        let flipped = zip(signs, point.magnitudes).map { $0 < 0 ? -$1 : $1 }
        return inverse.quadraticForm(flipped) == inverse.quadraticForm(point.direction)
      }
      if containsAll { shared = signs }
      return shared == nil
    }
    return shared
  }

  static let onNoSurfaceC2 = StatementClaim(
    id: "lem-3.5-only-if",
    statement: "if C2 fails, the Pareto front of width k-1 lies on no single surface",
    source: "Hu et al., Lemma 3.5, Appendix B.2",
    refutedBy: "an instance without C2 whose Pareto optima of two tasks share a surface",
    status: .holds, mutants: [.conditionAlwaysFails, .paretoNever],
    requiredLabels: [
      RequiredLabel("graph", "in parts", perThousand: 25),
      RequiredLabel("entries", "some zero", perThousand: 50),
    ],
    draw: { draw in
      let k = draw.tasks(3...6)
      return ClaimExample([
        ClaimExample.gram(mostlyFailing(&draw, k, .allButOne))
      ])
    },
    decide: { example, context in
      guard let instance = example.instance() else { return .discarded("no instance") }
      let k = instance.taskCount
      guard k <= SurfaceEnumeration.listingLimit else {
        return .discarded("too many surfaces to list")
      }
      guard context.signs(instance, .allButOne) == nil else {
        return .discarded("C2 holds")
      }
      let inverse = instance.gramInverse
      var points: [Point] = []
      for i in 0..<k {
        for j in 0..<i where inverse.sign(i, j) != 0 {
          var direction = Array(repeating: Integer.zero, count: k)
          direction[i] = .one
          direction[j] = Integer(inverse.sign(i, j))
          let point = Point(instance, direction: direction)
          guard context.pareto(instance, point, .allButOne) == true else {
            return .refuted("\(V.text(direction)) is not Pareto optimal")
          }
          points.append(point)
        }
      }
      let shared = surface(containing: points, inverse)
      return .verify(shared == nil, "the surface with signs \(shared ?? []) contains them all")
    })

  static let row = StatementClaim(
    id: "lem-3.5-row",
    statement: "if C2 fails, some row of Q has off-diagonal entries of both signs",
    source: "Hu et al., proof of Lemma 3.5, Appendix B.2",
    refutedBy: "a Q without C2 whose rows have off-diagonal entries of one sign each",
    status: .refuted, mutants: [.repaired],
    exhaustive: { SignPatterns.count(2, through: $0) },
    draw: { draw in
      let matrix =
        draw.exhaustiveIndex.map { SignPatterns.dominant(SignPatterns.pattern($0, first: 2)) }
        ?? draw.positiveDefinite(draw.tasks())
      return ClaimExample([ClaimExample.inverse(matrix)])
    },
    decide: { example, context in
      guard let inverse = example.matrix("inverse"), inverse.isSymmetric,
        inverse.definiteness() == .positiveDefinite
      else { return .discarded("not positive definite") }
      let graph = SignedGraph(inverse)
      guard context.signs(graph) == nil else { return .discarded("C2 holds") }
      let k = inverse.rows
      let found = (0..<k).contains { i in
        let signs = graph.neighbours(of: i).map { graph[i, $0] }
        // Repaired: after switching, any row with two non-zero entries can be made mixed.
        return context.has(.repaired) ? signs.count >= 2 : Set(signs).count == 2
      }
      if found { return .holds }
      let certificate = example.instance().flatMap { instance in
        ConditionVerdict.decide(instance, width: .allButOne).certificate(instance)
      }
      return .refuted("C2 fails and no row has off-diagonal entries of both signs", certificate)
    })
}
