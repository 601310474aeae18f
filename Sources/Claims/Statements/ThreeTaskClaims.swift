import Exact
import Surfaces
import Verify

/// The explicit points for three tasks and the inequalities around them: Appendix B.4.
enum ThreeTaskClaims {
  static let all: [any Claim] = [pointC1, pointC2, signs, normals, above, monotone]

  private typealias V = RationalVectors

  /// Three tasks without C1 (then Q can be switched to (42)) or without C2 (Q as in (48)).
  private static func draw(_ draw: inout ClaimDraw, _ width: WidthEnd) -> [ClaimField] {
    for _ in 0..<8 {
      let gram = draw.gram(3, failing: width)
      if !gram[0][1].isZero && !gram[0][2].isZero && !gram[1][2].isZero {
        return [ClaimExample.gram(gram)]
      }
    }
    let value = Integer(draw.integer(3...9))
    let matrix = (0..<3).map { i in (0..<3).map { i == $0 ? value : Integer(-1) } }
    return [ClaimExample.gram(width == .one ? matrix : ClaimDraw.inverse(matrix))]
  }

  /// The absolute values q_ij and signs D such that D Q D is the printed matrix.
  private struct Printed {
    let instance: Instance
    let q: [[Rational]]
    let signs: [Int]

    /// - Parameter pattern: The printed signs of (q_12, q_13, q_23).
    init?(_ example: ClaimExample, _ pattern: (Int, Int, Int)) {
      guard let instance = example.instance(), instance.taskCount == 3 else { return nil }
      let inverse = instance.gramInverse
      let actual = (inverse.sign(0, 1), inverse.sign(0, 2), inverse.sign(1, 2))
      // The product of the signs does not change with switching.
      guard actual.0 * actual.1 * actual.2 == pattern.0 * pattern.1 * pattern.2 else { return nil }
      self.instance = instance
      q = inverse.entries.map { $0.map(\.magnitude) }
      signs = [1, actual.0 * pattern.0, actual.1 * pattern.1]
    }

    func direction(_ values: [Rational]) -> Point {
      Point(instance, direction: zip(signs, values).map { Rational($0) * $1 })
    }
  }

  private static func printedC1(_ example: ClaimExample, _ context: ClaimContext) -> Printed? {
    guard let printed = Printed(example, (1, -1, -1)),
      context.signs(printed.instance, .one) == nil
    else { return nil }
    return printed
  }

  static let pointC1 = StatementClaim(
    id: "thm-3.8-k3-c1",
    statement: "without C1 the point (x, q13^2/s, q12^2/s) is Pareto optimal and unreachable for"
      + " some small x > 0",
    source: "Hu et al., Appendix B.4, eq. 44",
    refutedBy: "three tasks for which the point is reachable, or the gradients agree",
    status: .holds, mutants: [.reachableAlways, .paretoNever],
    draw: { ClaimExample(draw(&$0, .one)) },
    decide: { example, context in
      guard let printed = printedC1(example, context) else {
        return .discarded("not three tasks without C1")
      }
      // u = (root of x s, q13, q12); s, and with it x, follows from (44).
      var root = min(printed.q[0][1], printed.q[0][2])
      for _ in 0..<80 {
        let point = printed.direction([root, printed.q[0][2], printed.q[0][1]])
        guard let isOptimal = context.pareto(printed.instance, point, .one) else {
          return .undecided("Pareto optimality was not decided within the limits")
        }
        if !isOptimal {
          root = root / 2
          continue
        }
        guard !context.isReachable(printed.instance, point, .one) else {
          return .refuted("the point of \(V.text(point.direction)) is reachable")
        }
        let disagreement = GradientDisagreement(printed.instance, at: point)
        return .verify(
          disagreement.gradientsDisagree && disagreement.surfaces.count >= 2,
          "the gradients at \(V.text(point.direction)) agree")
      }
      return .refuted("no point with x > 0 down to 2^-80 of the smaller coordinate is optimal")
    })

  static let pointC2 = StatementClaim(
    id: "thm-3.8-k3-c2",
    statement: "without C2 the point t - (q23^2, q13^2, q12^2)/r is Pareto optimal and unreachable",
    source: "Hu et al., Appendix B.4",
    refutedBy: "three tasks for which that point is dominated or reachable",
    status: .holds, mutants: [.reachableAlways, .paretoNever],
    draw: { ClaimExample(draw(&$0, .allButOne)) },
    decide: { example, context in
      guard let printed = Printed(example, (-1, -1, -1)),
        context.signs(printed.instance, .allButOne) == nil
      else { return .discarded("not three tasks without C2") }
      let q = printed.q
      let point = printed.direction([-q[1][2], q[0][2], q[0][1]])
      let r =
        q[0][0] * q[1][2] * q[1][2] + q[1][1] * q[0][2] * q[0][2] + q[2][2] * q[0][1] * q[0][1]
        + 2 * q[0][1] * q[1][2] * q[0][2]
      let expected = [q[1][2] * q[1][2] / r, q[0][2] * q[0][2] / r, q[0][1] * q[0][1] / r]
      guard point.squares == expected else {
        return .refuted("v is \(V.text(point.squares)), not \(V.text(expected))")
      }
      let through = SurfaceEnumeration(printed.instance).patterns(through: point)
      guard through.count >= 3 else {
        return .refuted("only \(through.count) surfaces meet at the point")
      }
      guard context.pareto(printed.instance, point, .allButOne) == true else {
        return .refuted("the point of \(V.text(point.direction)) is dominated")
      }
      return .verify(
        !context.isReachable(printed.instance, point, .allButOne),
        "the point of \(V.text(point.direction)) is reachable")
    })

  static let signs = StatementClaim(
    id: "eq-43",
    statement: "q11 q23 > q12 q13, q22 q13 > q12 q23, q33 q12 > q13 q23 in the sign pattern (42)",
    source: "Hu et al., eq. 43",
    refutedBy: "three tasks without C1 for which one of the inequalities fails",
    status: .holds, mutants: [.flippedInequality],
    draw: { ClaimExample(draw(&$0, .one)) },
    decide: { example, context in
      guard let printed = printedC1(example, context) else {
        return .discarded("not three tasks without C1")
      }
      let q = printed.q
      for (i, j, l) in [(0, 1, 2), (1, 0, 2), (2, 0, 1)] {
        let left = q[i][i] * q[j][l]
        let right = q[i][j] * q[i][l]
        guard context.has(.flippedInequality) ? left < right : left > right else {
          return .refuted("task \(i + 1): \(left) is not greater than \(right)")
        }
      }
      return .holds
    },
    distance: { example, context in
      guard let q = printedC1(example, context)?.q else { return nil }
      var least = Double.infinity
      for (i, j, l) in [(0, 1, 2), (1, 0, 2), (2, 0, 1)] {
        let quotient: Rational = (q[i][j] * q[i][l]) / (q[i][i] * q[j][l])
        least = min(least, (Rational.one - quotient).doubleValue)
      }
      return least
    })

  static let normals = StatementClaim(
    id: "eq-45",
    statement: "the point is optimal with respect to E_0 and E_1 if and only if (45) holds",
    source: "Hu et al., eq. 45",
    refutedBy: "three tasks without C1 and an x for which only one of the two holds",
    status: .holds, mutants: [.flippedInequality, .wrongFormula],
    draw: { draw in
      var fields = Self.draw(&draw, .one)
      let root = draw.generator.smallRational(size: 20, denominators: 10).magnitude
      fields.append(ClaimExample.number("root", root, domain: .nonNegative))
      return ClaimExample(fields)
    },
    decide: { example, context in
      guard let printed = printedC1(example, context) else {
        return .discarded("not three tasks without C1")
      }
      let root = example.number("root") * printed.q[0][1]
      guard root.signum > 0 else { return .discarded("x is not positive") }
      let q = printed.q
      let (x, y, z) = (root, q[0][2], q[0][1])
      // (45) as printed, multiplied by the root of s.
      var printedHolds =
        q[1][1] * y >= q[1][2] * z + q[0][1] * x && q[2][2] * z >= q[1][2] * y + q[0][2] * x
      if context.has(.flippedInequality) { printedHolds.toggle() }
      if context.has(.wrongFormula) { printedHolds = q[1][1] * y >= q[1][2] * z }
      // Directly: no z >= a on the surface has f <= f(a), by convexity iff the normal is >= 0.
      let point = printed.direction([x, y, z])
      let inverse = printed.instance.gramInverse
      let normals = [[1, 1, 1], [-1, 1, 1]].map { flip in
        let flipped = zip(flip, point.direction).map { Integer($0) * $1 }
        let product = inverse.numeratorProduct(flipped)
        return zip(flipped, product).map { $0.signum * $1.signum }
      }
      let isOptimal = normals.allSatisfy { $0.allSatisfy { $0 >= 0 } }
      guard isOptimal == printedHolds else {
        return .refuted("(45) is \(printedHolds), optimality on both surfaces \(isOptimal)")
      }
      // The normal vector is where a small step leads: if an entry is negative, a step shows it.
      for (flip, normal) in zip([[1, 1, 1], [-1, 1, 1]], normals) {
        guard let task = normal.firstIndex(where: { $0 < 0 }) else { continue }
        let flipped = zip(flip, point.direction).map { Rational(Integer($0) * $1) }
        let base = V.dot(flipped, inverse * flipped)
        var step = flipped[task]
        var isLower = false
        for _ in 0..<60 where !isLower {
          var moved = flipped
          moved[task] += step
          isLower = V.dot(moved, inverse * moved) < base
          step = step / 2
        }
        if !isLower { return .refuted("a negative normal entry leads nowhere") }
      }
      return .holds
    })

  static let above = StatementClaim(
    id: "eq-47",
    statement: "f(a, b, c) > 1 for a >= 0, b >= q13^2/s, c >= q12^2/s",
    source: "Hu et al., eq. 47",
    refutedBy: "three tasks without C1 and a, b, c with f(a, b, c) <= 1",
    status: .holds, mutants: [.flippedInequality, .wrongFormula],
    draw: { draw in
      var fields = Self.draw(&draw, .one)
      for name in ["rootA", "excessB", "excessC"] {
        let value =
          draw.integer(0...2) == 0
          ? Rational.zero : draw.generator.smallRational(size: 12, denominators: 6).magnitude
        fields.append(ClaimExample.number(name, value, domain: .nonNegative))
      }
      fields.append(
        ClaimExample.number("atMinimum", Rational(draw.integer(0...1)), domain: .fixed))
      return ClaimExample(fields)
    },
    decide: { example, context in
      guard let printed = printedC1(example, context) else {
        return .discarded("not three tasks without C1")
      }
      let q = printed.q
      // Roots of a s, b s, c s; f is homogeneous, so f > 1 reads f(roots) > s.
      let b = q[0][2] * (1 + example.number("excessB"))
      let c = q[0][1] * (1 + example.number("excessC"))
      let least = (q[0][1] * b + q[0][2] * c) / q[0][0]
      let a =
        example.number("atMinimum") == .one ? least : example.number("rootA") * q[0][1]
      guard a.signum >= 0, b >= q[0][2], c >= q[0][1] else { return .discarded("off the orthant") }
      let s =
        q[1][1] * q[0][2] * q[0][2] + q[2][2] * q[0][1] * q[0][1]
        - 2 * q[0][1] * q[1][2] * q[0][2]
      func f(_ a: Rational) -> Rational {
        let squares = q[0][0] * a * a + q[1][1] * b * b + q[2][2] * c * c
        let last = 2 * q[1][2] * b * c
        return squares - 2 * q[0][1] * a * b - 2 * q[0][2] * a * c
          + (context.has(.wrongFormula) ? -last : last)
      }
      // The chain after (47), with the root of a* for a*.
      guard f(a) >= f(least) else { return .refuted("f(a, b, c) < f(a*, b, c)") }
      return .verify(
        context.has(.flippedInequality) ? f(a) < s : f(a) > s, "f s = \(f(a)), s = \(s)")
    })

  static let monotone = StatementClaim(
    id: "eq-49",
    statement: "g(a, b, c) <= g(q23^2/r, b, c) <= g(q23^2/r, q13^2/r, c) <= 1 below the point,"
      + " with equality only at it",
    source: "Hu et al., eq. 49 and the lines after it",
    refutedBy: "three tasks without C2 and a, b, c below the point that break one step",
    status: .holds, mutants: [.flippedInequality, .wrongFormula],
    draw: { draw in
      var fields = Self.draw(&draw, .allButOne)
      for name in ["shareA", "shareB", "shareC"] {
        let whole = draw.integer(1...12)
        let part = draw.integer(0...2) == 0 ? whole : draw.integer(0...whole)
        fields.append(
          ClaimExample.number(
            name, Rational(Integer(part), Integer(whole)), domain: .nonNegative))
      }
      return ClaimExample(fields)
    },
    decide: { example, context in
      guard let printed = Printed(example, (-1, -1, -1)),
        context.signs(printed.instance, .allButOne) == nil
      else { return .discarded("not three tasks without C2") }
      let shares = ["shareA", "shareB", "shareC"].map { example.number($0) }
      guard shares.allSatisfy({ $0.signum >= 0 && $0 <= .one }) else {
        return .discarded("not below the point")
      }
      let q = printed.q
      let top = [q[1][2], q[0][2], q[0][1]]
      let low = zip(shares, top).map { $0 * $1 }
      func g(_ u: [Rational]) -> Rational {
        let squares =
          q[0][0] * u[0] * u[0] + q[1][1] * u[1] * u[1] + q[2][2] * u[2] * u[2]
        let last = 2 * q[1][2] * u[1] * u[2]
        return squares + 2 * q[0][1] * u[0] * u[1] + 2 * q[0][2] * u[0] * u[2]
          + (context.has(.wrongFormula) ? -3 * last : -last)
      }
      let r = g(top)
      let steps = [g(low), g([top[0], low[1], low[2]]), g([top[0], top[1], low[2]]), r]
      for (first, second) in zip(steps, steps.dropFirst()) {
        guard context.has(.flippedInequality) ? first >= second : first <= second else {
          return .refuted("the steps times r are \(V.text(steps))")
        }
      }
      let isThere = low == top
      return .verify((steps[0] == r) == isThere, "equality away from the point: \(V.text(steps))")
    })
}
