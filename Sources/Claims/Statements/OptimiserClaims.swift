import Exact
import Learning
import Surfaces

/// The statements of Kurin et al. about optimisers.
enum OptimiserClaims {
  static let all: [any Claim] = [
    hull, released, impartialDescent, impartialStop, surgery, opposite, signRule, maskClosed,
    maskOpen,
  ]

  private typealias V = RationalVectors

  private static func set(_ example: ClaimExample) -> GradientSet<Rational>? {
    let rows = example.rows("gradients")
    guard let first = rows.first, !first.isEmpty else { return nil }
    return GradientSet(rows)
  }

  /// Random gradients, often with zero in their convex hull.
  private static func gradients(_ draw: inout ClaimDraw, _ counts: ClosedRange<Int>) -> [[Integer]]
  {
    let count = draw.tasks(counts)
    let dimension = draw.integer(1...3)
    var rows = draw.rows(count, dimension, -3...3)
    switch draw.integer(0...3) {
    case 0:
      // The sum is zero.
      for j in 0..<dimension {
        rows[count - 1][j] = -rows.dropLast().reduce(Integer.zero) { $0 + $1[j] }
      }
    case 1 where count >= 2:
      rows[count - 1] = rows[0].map { -$0 * Integer(draw.integer(1...3)) }
    default: break
    }
    return rows
  }

  /// Gradients with rational norms: lengths times unit vectors (2 t, |t|^2 - 1) / (|t|^2 + 1) of
  /// rational t (stereographic projection).
  private static func rationalNorms(
    _ draw: inout ClaimDraw, _ count: Int, _ dimension: Int
  ) -> ClaimExample {
    let lengths = (0..<count).map { _ in Integer(draw.choice([1, 1, 2, 3, 5, 10])) }
    return ClaimExample([
      .init(
        "projections",
        rows: (0..<count).map { _ in
          (0..<(dimension - 1)).map { _ in draw.generator.smallRational(size: 3, denominators: 2) }
        }, by: "task", "coordinate"),
      .init(
        "lengths", rows: lengths.map { [Rational($0)] }, by: "task", nil, domain: .nonNegative),
    ])
  }

  /// The gradients of ``rationalNorms(_:_:_:)`` with their unit vectors, or nil when a length is
  /// not positive.
  private static func unitGradients(
    _ example: ClaimExample
  ) -> (set: GradientSet<Rational>, norms: [Rational], units: [[Rational]])? {
    let projections = example.rows("projections")
    let lengths = example.vector("lengths")
    guard !projections.isEmpty, lengths.allSatisfy({ $0.signum > 0 }) else { return nil }
    let units = projections.map { t in
      let square = V.square(t)
      return (t.map { 2 * $0 } + [square - 1]).map { $0 / (square + 1) }
    }
    let rows = zip(lengths, units).map { V.scale($0, $1) }
    return (GradientSet(rows), lengths, units)
  }

  /// Gradients times the smallest factor that makes them integers: no direction changes.
  private static func integral(_ set: GradientSet<Rational>) -> GradientSet<Rational> {
    let entries = Point.integerDirection(set.vectors.flatMap { $0 }).map { Rational($0) }
    let width = set.vectors[0].count
    return GradientSet((0..<set.count).map { Array(entries[($0 * width)..<(($0 + 1) * width)]) })
  }

  /// Gradients in words.
  private static func text(_ set: GradientSet<Rational>) -> String {
    set.vectors.enumerated().map { "g_\($0.offset + 1) = \(V.text($0.element))" }
      .joined(separator: ", ")
  }

  private static func field(_ rows: [[Integer]]) -> ClaimField {
    ClaimExample.matrix("gradients", rows, by: "task", "coordinate")
  }

  /// Whether zero is in the convex hull, by Caratheodory: some independent subset has it.
  private static func hullContainsZero(_ rows: [[Rational]]) -> Bool {
    let count = rows.count
    for mask in 1..<(1 << count) {
      let chosen = (0..<count).filter { mask >> $0 & 1 == 1 }.map { rows[$0] }
      // Affinely independent points with 0 = sum a_i g_i, sum a_i = 1, a_i >= 0.
      let matrix = RationalMatrix(chosen.map { $0 + [.one] }).transposed
      guard matrix.rank() == chosen.count else { continue }
      let target = Array(repeating: Rational.zero, count: rows[0].count) + [.one]
      let weights = V.leastSquares(matrix, target)
      if matrix * weights == target, weights.allSatisfy({ $0.signum >= 0 }) { return true }
    }
    return false
  }

  /// Whether zero is in the affine hull.
  private static func affineHullContainsZero(_ rows: [[Rational]]) -> Bool {
    let matrix = RationalMatrix(rows.map { $0 + [.one] }).transposed
    let target = Array(repeating: Rational.zero, count: rows[0].count) + [.one]
    return V.projection(target, onto: matrix) == target
  }

  static let hull = StatementClaim(
    id: "kurin-prop-1",
    statement: "MGDA stops exactly where 0 is in the convex hull of the gradients, in particular"
      + " where their sum is 0, also after positive rescaling",
    source: "Kurin et al., Proposition 1",
    refutedBy:
      "gradients where the minimum-norm point is zero and the hull misses 0, or the reverse",
    status: .holds, mutants: [.wrongFormula],
    draw: { draw in
      let rows = gradients(&draw, 1...5)
      return ClaimExample([
        field(rows), ClaimExample.vector("divisors", draw.integers(rows.count, 1...4)),
      ])
    },
    decide: { example, context in
      guard let set = set(example), set.count <= 8 else { return .discarded("no gradients") }
      let divisors = example.vector("divisors")
      guard divisors.allSatisfy({ $0.signum > 0 }) else { return .discarded("not positive") }
      let minimum = set.minimumNormPoint()
      guard minimum.isOptimal() else { return .refuted("the minimum-norm point is not shortest") }
      let stops =
        context.has(.wrongFormula)
        ? V.isZero(set.combination(Array(repeating: .one, count: set.count))) : minimum.isStationary
      let contains = hullContainsZero(set.vectors)
      guard stops == contains else {
        return .refuted(
          "MGDA \(stops ? "stops" : "goes on"), 0 is \(contains ? "" : "not ")in the hull")
      }
      let sum = set.combination(Array(repeating: .one, count: set.count))
      if V.isZero(sum), !stops { return .refuted("the sum is zero and MGDA goes on") }
      let scaled = zip(set.vectors, divisors).map { V.scale($1.reciprocal, $0) }
      let rescaled = GradientSet(scaled).minimumNormPoint().isStationary
      return .verify(rescaled == contains, "rescaling changes where MGDA stops")
    })

  static let released = StatementClaim(
    id: "kurin-prop-1-released",
    statement: "the same for the released code, whose weights come from normalised gradients but"
      + " multiply the original ones",
    source: "Kurin et al., Proposition 1, read for the code released with Sener and Koltun",
    refutedBy: "gradients with 0 in their convex hull and a non-zero step",
    status: .refuted, mutants: [.repaired],
    draw: { draw in
      // One coordinate: every norm is rational.
      let rows = draw.rows(draw.tasks(2...4), 1, -3...3)
      return ClaimExample([field(rows)])
    },
    decide: { example, context in
      guard let set = set(example), set.count <= 8 else { return .discarded("no gradients") }
      let norms = set.vectors.compactMap { V.square($0).exactSquareRoot }
      guard norms.count == set.count, norms.allSatisfy({ $0.signum > 0 }) else {
        return .discarded("a norm is zero or irrational")
      }
      let unit = GradientSet(zip(set.vectors, norms).map { V.scale($1.reciprocal, $0) })
      guard hullContainsZero(set.vectors) else { return .discarded("0 is not in the hull") }
      let weights = unit.minimumNormPoint().weights
      let step = (context.has(.repaired) ? unit : set).combination(weights)
      return .verify(
        V.isZero(step),
        "0 is in the hull, the weights are \(V.text(weights)) and the step is \(V.text(step))")
    })

  static let impartialDescent = StatementClaim(
    id: "kurin-prop-2",
    statement: "IMTL-G steps in the steepest descent direction with equal cosines",
    source: "Kurin et al., Proposition 2",
    refutedBy: "gradients for which the step of eq. 4 increases a loss or does not exist",
    status: .refuted, mutants: [.repaired],
    draw: { draw in
      // At most as many tasks as coordinates: otherwise 0 is usually in the affine hull.
      let count = draw.tasks(2...4)
      return rationalNorms(&draw, count, draw.integer(count...max(count, 4)))
    },
    decide: { example, context in
      guard let (set, norms, units) = unitGradients(example) else {
        return .discarded("a length is not positive")
      }
      let step = IMTLGStep(gram: set.gram, norms: norms)
      if context.has(.repaired), set.count > 2 { return .discarded("repaired: two tasks") }
      switch step {
      case .zeroGradient: return .discarded("a zero gradient")
      case .stationary: return .discarded("0 is in the affine hull")
      case .noSolution:
        return .refuted("eq. 4 has no solution for \(text(integral(set)))")
      case .step(let weights, _, _):
        let scaled = integral(set)
        let g = scaled.combination(weights)
        let products = units.map { V.dot($0, g) }
        guard let first = products.first, products.allSatisfy({ $0 == first }) else {
          return .refuted("the cosines differ: \(V.text(products))")
        }
        return .verify(
          first.signum > 0,
          "\(text(scaled)): the weights \(V.text(weights)) give the step"
            + " \(V.text(g.map { -$0 })), which increases every loss: its products with the unit"
            + " gradients are \(-first)")
      }
    },
    distance: { example, _ in
      guard let (set, norms, _) = unitGradients(example),
        case .step(_, let product, _) = IMTLGStep(gram: set.gram, norms: norms)
      else { return nil }
      return product.doubleValue
    })

  static let impartialStop = StatementClaim(
    id: "kurin-cor-1",
    statement: "IMTL-G stops where 0 is in the affine hull of the unit gradients, a superset of the"
      + " Pareto-stationary points (non-zero gradients, eq. 4 solvable)",
    source: "Kurin et al., Corollary 1",
    refutedBy: "gradients where the step is zero and the affine hull misses 0, or the reverse",
    status: .holds, mutants: [.wrongFormula],
    draw: { draw in
      let count = draw.tasks(1...4)
      var example = rationalNorms(&draw, count, draw.integer(2...3))
      // Often opposite gradients, so that 0 is in the affine hull of few.
      if count >= 2, draw.integer(0...1) == 0 {
        let first = example.fields[0].rows[0]
        let square = V.square(first)
        if !square.isZero { example.fields[0].rows[1] = first.map { -$0 / square } }
      }
      return example
    },
    decide: { example, context in
      guard let (set, norms, units) = unitGradients(example), set.count <= 8 else {
        return .discarded("a length is not positive")
      }
      let step = IMTLGStep(gram: set.gram, norms: norms)
      let contains =
        context.has(.wrongFormula) ? hullContainsZero(units) : affineHullContainsZero(units)
      if hullContainsZero(set.vectors), !contains {
        return .refuted("a Pareto-stationary point is missing")
      }
      switch step {
      case .zeroGradient, .noSolution: return .discarded("eq. 4 is not solvable")
      case .stationary: return .verify(contains, "IMTL-G stops, 0 is not in the affine hull")
      case .step(let weights, _, _):
        let isZero = V.isZero(set.combination(weights))
        return .verify(
          isZero == contains,
          "the step is \(isZero ? "" : "not ")zero, 0 is in the hull: \(contains)")
      }
    })

  /// PCGrad on the vectors themselves, eq. 5: the projected gradients.
  private static func projected(
    _ rows: [[Rational]], _ orders: [[Int]], always: Bool
  ) -> [[Rational]] {
    rows.indices.map { i in
      orders[i].reduce(rows[i]) { current, j in
        let product = V.dot(current, rows[j])
        let square = V.square(rows[j])
        guard j != i, !square.isZero, product.signum < 0 || always else { return current }
        return V.subtract(current, V.scale(product / square, rows[j]))
      }
    }
  }

  /// All orders of a few things.
  private static func permutations(_ items: [Int]) -> [[Int]] {
    if items.count <= 1 { return [items] }
    return items.indices.flatMap { position -> [[Int]] in
      var rest = items
      let first = rest.remove(at: position)
      return permutations(rest).map { [first] + $0 }
    }
  }

  static let surgery = StatementClaim(
    id: "kurin-prop-3",
    statement: "PCGrad rescales g_i by 1 + sum_j d_ji with 0 <= d_ji <= |g_j| / |g_i|",
    source: "Kurin et al., Proposition 3",
    refutedBy: "gradients and an order of projection with another d_ji",
    status: .holds, mutants: [.wrongFormula, .flippedInequality],
    draw: { draw in ClaimExample([field(gradients(&draw, 2...4))]) },
    decide: { example, context in
      guard let set = set(example), (2...4).contains(set.count) else {
        return .discarded("not two to four gradients")
      }
      guard set.vectors.allSatisfy({ !V.isZero($0) }) else { return .discarded("a zero gradient") }
      // Every order of every task; the tasks do not interact.
      let count = set.count
      let orders = (0..<count).map { i in permutations((0..<count).filter { $0 != i }) }
      for choice in 0..<orders[0].count {
        let chosen = (0..<count).map { orders[$0][choice] }
        let step = PCGradStep(gram: set.gram, orders: chosen)
        let sum = set.combination(step.weights)
        let direct = projected(set.vectors, chosen, always: context.has(.wrongFormula))
          .reduce(sum.map { _ in .zero }) { V.add($0, $1) }
        guard sum == direct else {
          return .refuted("order \(chosen): eq. 5 gives \(V.text(direct)), d_ji \(V.text(sum))")
        }
        for j in 0..<count {
          for i in 0..<count where i != j {
            let d = step.coefficients[j][i]
            let isSmall = d * d * set.gram[i][i] <= set.gram[j][j]
            if d.signum < 0 || (context.has(.flippedInequality) ? isSmall : !isSmall) {
              return .refuted("order \(chosen): d_\(j + 1)\(i + 1) = \(d)")
            }
          }
        }
      }
      return .holds
    })

  static let opposite = StatementClaim(
    id: "kurin-cor-2",
    statement: "for two tasks PCGrad stops where the cosine of the gradients is -1",
    source: "Kurin et al., Corollary 2",
    refutedBy: "opposite gradients with a non-zero step",
    status: .holds, mutants: [.wrongFormula],
    draw: { draw in
      let dimension = draw.integer(1...4)
      let row = draw.integers(dimension, -5...5)
      let factor = Integer(draw.integer(1...5))
      let denominator = Integer(draw.integer(1...5))
      return ClaimExample([
        field([row.map { $0 * denominator }, row.map { -$0 * factor }])
      ])
    },
    decide: { example, context in
      guard let set = set(example), set.count == 2 else { return .discarded("not two tasks") }
      let product = set.gram[0][1]
      guard product.signum < 0, product * product == set.gram[0][0] * set.gram[1][1] else {
        return .discarded("the cosine is not -1")
      }
      let step = PCGradStep(gram: set.gram, orders: [[1], context.has(.wrongFormula) ? [] : [0]])
      let sum = set.combination(step.weights)
      return .verify(V.isZero(sum), "the step is \(V.text(sum))")
    })

  static let signRule = StatementClaim(
    id: "kurin-eq-6",
    statement: "eq. 6 keeps the entries that the text says GradDrop keeps",
    source: "Kurin et al., eq. 6",
    refutedBy: "gradients and uniform numbers for which the two masks differ",
    status: .refuted, mutants: [.repaired],
    draw: { draw in
      let rows = gradients(&draw, 1...4)
      let dimension = rows[0].count
      return ClaimExample([
        field(rows),
        ClaimField(
          "uniforms",
          rows: (0..<dimension).map { _ in [Rational(Integer(draw.integer(0...10)), Integer(10))] },
          by: "coordinate", nil, domain: .nonNegative),
      ])
    },
    decide: { example, context in
      guard let set = set(example) else { return .discarded("no gradients") }
      let uniforms = example.vector("uniforms")
      guard uniforms.allSatisfy({ $0.signum >= 0 && $0 <= .one }) else {
        return .discarded("not uniform numbers")
      }
      // Written out: the text masks a positive entry with a probability that decreases in p, so
      // it keeps it where u < p; eq. 6 keeps it where u > p.
      let text = GradDropStep(gradients: set.vectors, uniforms: uniforms, rule: .text)
      let printed = GradDropStep(
        gradients: set.vectors, uniforms: uniforms, rule: context.has(.repaired) ? .text : .printed)
      return .verify(
        text.mask == printed.mask,
        "p = \(V.text(text.purity)): the text keeps \(kept(text.mask)), eq. 6 keeps"
          + " \(kept(printed.mask))")
    })

  private static func kept(_ mask: [[Bool]]) -> String {
    "[" + mask.map { $0.map { $0 ? "1" : "0" }.joined(separator: " ") }.joined(separator: "; ")
      + "]"
  }

  private static func masks(_ id: String, closed: Bool) -> StatementClaim {
    StatementClaim(
      id: id,
      statement: "for p in \(closed ? "(0, 1]" : "(0, 1)") the Random Grad Drop gradient is always"
        + " zero if and only if every gradient is zero",
      source: closed
        ? "Kurin et al., Proposition 4" : "this project, correcting Kurin et al., Proposition 4",
      refutedBy: "gradients, not all zero, whose sum is zero for every mask that can occur",
      status: closed ? .refuted : .holds, mutants: closed ? [.repaired] : [.wrongFormula],
      draw: { draw in
        ClaimExample([
          field(gradients(&draw, 1...4)),
          ClaimExample.number(
            "p",
            closed && draw.integer(0...2) == 0
              ? .one : Rational(Integer(draw.integer(1...9)), Integer(10)), domain: .nonNegative),
        ])
      },
      decide: { example, context in
        guard let set = set(example), set.count <= 8 else { return .discarded("no gradients") }
        let p = example.number("p")
        let isOpen = !closed || context.has(.repaired)
        guard p.signum > 0, p < .one || (p == .one && !isOpen) else {
          return .discarded("p is out of range")
        }
        // A mask occurs with probability p^kept (1 - p)^dropped: for p = 1 only the full one.
        let full = (1 << set.count) - 1
        let isAlwaysZero = (0...full).allSatisfy { mask in
          if p == .one && mask != full { return true }
          if context.has(.wrongFormula) && mask != full { return true }
          let kept = (0..<set.count).map { mask >> $0 & 1 == 1 }
          return V.isZero(RandomGradDropStep.direction(set, kept: kept))
        }
        let areZero = set.vectors.allSatisfy { V.isZero($0) }
        return .verify(
          isAlwaysZero == areZero,
          "the gradient is \(isAlwaysZero ? "always" : "not always") zero for p = \(p), although"
            + " \(areZero ? "all" : "not all") gradients are")
      })
  }

  static let maskClosed = masks("kurin-prop-4", closed: true)
  static let maskOpen = masks("kurin-prop-4-corrected", closed: false)
}
