import Exact
import Surfaces
import Verify

/// The statements about Figure 1, from the printed predictors.
enum FigureClaims {
  static let all: [any Claim] = [dominated, optimal, unreachable]

  private typealias V = RationalVectors

  /// The predictors of Appendix A.1, as exact decimals; the printed data, not a counterexample.
  private static let predictors = ClaimField(
    "predictors",
    rows: [[98, 0, 20], [-49, -85, 20], [-49, 85, 20]].map { row in
      row.map { Rational(Integer($0), Integer(100)) }
    }, by: "predictor", "sample", domain: .fixed)

  private static func instance(_ example: ClaimExample) -> Instance? {
    let rows = example.rows("predictors")
    return rows.count == 3 ? example.instance() : nil
  }

  /// The point where E_1, E_2 and E_3 meet: |u| = (q23, q13, q12) when all q_ij have one sign.
  private static func meetingPoint(_ instance: Instance) -> Point? {
    let q = instance.gramInverse
    guard [q.sign(0, 1), q.sign(0, 2), q.sign(1, 2)].allSatisfy({ $0 > 0 }) else { return nil }
    return Point(instance, direction: [-q[1, 2], q[0, 2], q[0, 1]])
  }

  private static func meets(_ instance: Instance, _ point: Point) -> Bool {
    let patterns = Set(SurfaceEnumeration(instance).patterns(through: point))
    return (1...3).allSatisfy { patterns.contains(SignPattern(flipping: [$0], taskCount: 3)) }
  }

  /// The dominating direction with the smallest coordinates, up to 3.
  private static func simpleDominator(_ instance: Instance, _ point: Point) -> [Integer]? {
    for size in 1...3 {
      for x in -size...size {
        for y in -size...size {
          for z in -size...size where max(abs(x), abs(y), abs(z)) == size {
            let direction = [x, y, z].map { Integer($0) }
            let other = Point(instance, direction: direction)
            let pairs = zip(other.squares, point.squares)
            if pairs.allSatisfy({ $0 >= $1 }), other.squares != point.squares { return direction }
          }
        }
      }
    }
    return nil
  }

  static let dominated = StatementClaim(
    id: "sec-3.1-dominated",
    statement:
      "in Figure 1's instance every point of E_0 is dominated by a point of another surface",
    source: "Hu et al., section 3.1, numbers of Appendix A.1",
    refutedBy: "a point of E_0 that no point of another surface dominates",
    status: .holds, mutants: [.paretoAlways, .flippedInequality],
    draw: { draw in
      var a = draw.integers(3, 0...draw.choice([1, 4, 1_000]))
      if !a.contains(where: { !$0.isZero }) { a[draw.integer(0...2)] = .one }
      return ClaimExample([
        predictors,
        ClaimField(
          "direction", rows: a.map { [Rational($0)] }, by: "coordinate", nil,
          domain: .nonNegative),
      ])
    },
    decide: { example, context in
      guard let instance = instance(example) else { return .discarded("no instance") }
      let direction = example.vector("direction")
      guard direction.count == 3, !V.isZero(direction), direction.allSatisfy({ $0.signum >= 0 })
      else { return .discarded("no direction") }
      let point = Point(instance, direction: direction)
      guard context.pareto(instance, point, .one) == false else {
        return .refuted("\(V.text(direction)) is Pareto optimal")
      }
      // A dominating point of another surface: flip or move against one coordinate.
      let q = instance.gramInverse
      let norm = V.dot(direction, q * direction)
      for task in 0..<3 {
        var other = direction
        other[task] = -other[task]
        let start = other
        for shift in 0..<40 {
          if direction[task].isZero {
            let size = direction.reduce(Rational.zero) { max($0, $1) }
            other = start
            other[task] = -size / Rational(Integer.one.shiftedLeft(shift))
          } else if shift > 0 {
            break
          }
          let value = V.dot(other, q * other)
          let isLower = context.has(.flippedInequality) ? value > norm : value < norm
          if isLower, Set(other.map(\.signum)).isSuperset(of: [1, -1]) { return .holds }
        }
      }
      return .refuted("no flip of one coordinate gives a dominating point of another surface")
    })

  static let optimal = StatementClaim(
    id: "fig-1-optimal",
    statement: "in Figure 1's instance the point where E_1, E_2, E_3 meet is a Pareto optimum",
    source: "Hu et al., section 3.1, Figure 1",
    refutedBy: "a point that dominates it",
    status: .refuted, mutants: [.paretoAlways], instanceCount: 1,
    draw: { _ in ClaimExample([predictors]) },
    decide: { example, context in
      guard let instance = instance(example), let point = meetingPoint(instance),
        meets(instance, point)
      else { return .discarded("the three surfaces do not meet") }
      if context.pareto(instance, point, .one) == true { return .holds }
      var verdict = ParetoVerdict.decide(instance, point, width: .one)
      guard case .dominated(var direction) = verdict.outcome else {
        return .undecided("Pareto optimality was not decided within the limits")
      }
      if let simple = simpleDominator(instance, point) {
        direction = simple
        verdict = ParetoVerdict(width: .one, point: point, outcome: .dominated(by: simple))
      }
      return .refuted(
        "the meeting point \(V.text(point.magnitudes)) is dominated by \(V.text(direction))",
        verdict.certificate(instance))
    })

  static let unreachable = StatementClaim(
    id: "fig-1-unreachable",
    statement: "in Figure 1's instance no weights reach the point where E_1, E_2, E_3 meet",
    source: "Hu et al., section 3.1, Figure 1",
    refutedBy: "weights that reach it",
    status: .holds, mutants: [.reachableAlways], instanceCount: 1,
    draw: { _ in ClaimExample([predictors]) },
    decide: { example, context in
      guard let instance = instance(example), let point = meetingPoint(instance),
        meets(instance, point)
      else { return .discarded("the three surfaces do not meet") }
      let verdict = ReachabilityVerdict.decide(instance, point, width: .one)
      return context.isReachable(instance, point, .one)
        ? .refuted("weights reach the point", verdict.certificates(instance).first) : .holds
    })
}
