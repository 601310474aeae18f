import Exact
import Surfaces

/// The feasible region and its surfaces: Theorems 3.1 and 3.2, and the number of surfaces.
enum RegionClaims {
  static let all: [any Claim] = [union, reflectedUnion, count]

  private typealias V = RationalVectors

  private static func example(_ draw: inout ClaimDraw) -> ClaimExample {
    let k = draw.tasks(1...5)
    let rows = draw.rows(k, k + draw.integer(0...2), -3...3)
    return ClaimExample([
      ClaimExample.matrix("predictors", rows, by: "task", "sample"),
      ClaimExample.vector("combination", draw.integers(k, -3...3)),
    ])
  }

  /// The signs of a vector and f_I at its absolute values, for its own I.
  private static func value(
    _ instance: Instance, _ signs: [Int], _ magnitudes: [Rational], _ context: ClaimContext
  ) -> Rational {
    let flipped =
      context.has(.wrongFormula)
      ? instance.gramInverse
      : instance.gramInverse.switched(by: signs)
    return V.dot(magnitudes, flipped * magnitudes)
  }

  /// The most tasks for which a claim visits every surface.

  static let union = StatementClaim(
    id: "thm-3.1",
    statement: "the feasible region of width 1 is the union of the 2^(k-1) surfaces E_I",
    source: "Hu et al., Theorem 3.1, Appendix A.2",
    refutedBy: "a unit vector whose values lie on no surface, or a point of a surface that no unit"
      + " vector has",
    status: .holds, mutants: [.wrongFormula],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 150),
      RequiredLabel("signs", "frustrated", perThousand: 100),
      RequiredLabel("entries", "some zero", perThousand: 40),
    ],
    draw: { example(&$0) },
    decide: { example, context in
      let rows = example.rows("predictors")
      let coefficients = example.vector("combination")
      guard let instance = example.instance() else { return .discarded("dependent predictors") }
      guard !V.isZero(coefficients) else { return .discarded("the zero vector") }
      let k = instance.taskCount
      guard k <= SurfaceEnumeration.listingLimit else {
        return .discarded("too many surfaces to visit one by one")
      }
      // Values of s = sum z_i yhat_i, from the predictors: v_i = (yhat_i . s)^2 / |s|^2.
      let s = V.combination(coefficients, rows)
      let products = rows.map { V.dot($0, s) }
      let signs = products.map { $0.signum < 0 ? -1 : 1 }
      let onSurface = value(instance, signs, products.map(\.magnitude), context)
      guard onSurface == V.square(s) else {
        return .refuted(
          "s = \(V.text(s)): f_I(v) |s|^2 = \(onSurface), not \(V.square(s)), for its own signs")
      }
      // Every point of every surface: a >= 0, s = Yhat Q D_I a has the products D_I a.
      let magnitudes = coefficients.map(\.magnitude)
      var failure: String?
      var patterns: Set<SignPattern> = []
      SurfaceEnumeration.forEachPattern(taskCount: k) { signs, _ in
        patterns.insert(SignPattern(signs: signs))
        let target = zip(signs, magnitudes).map { Rational($0) * $1 }
        let s = V.combination(instance.gramInverse * target, rows)
        let reached = rows.map { V.dot($0, s) }
        let f = value(instance, signs, magnitudes, context)
        let opposite = value(instance, signs.map { -$0 }, magnitudes, context)
        if reached != target || V.square(s) != f || f != opposite {
          failure =
            "the point a = \(V.text(magnitudes)) of the surface with signs \(signs)"
            + " is not attained"
        }
        return failure == nil
      }
      if let failure { return .refuted(failure) }
      return .verify(
        patterns.count == 1 << (k - 1)
          && SurfaceEnumeration(instance).count
            == Integer.one.shiftedLeft(k - 1),
        "\(patterns.count) index sets were listed, not 2^\(k - 1)")
    })

  static let reflectedUnion = StatementClaim(
    id: "thm-3.2",
    statement: "the feasible region of width k-1 is the union of the surfaces t - E_I",
    source: "Hu et al., Theorem 3.2, Appendix A.3",
    refutedBy: "a projection of rank k-1 whose values are not t - v for a v on its surface",
    status: .holds, mutants: [.wrongFormula],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 150),
      RequiredLabel("signs", "frustrated", perThousand: 100),
      RequiredLabel("entries", "some zero", perThousand: 40),
    ],
    draw: { example(&$0) },
    decide: { example, context in
      let rows = example.rows("predictors")
      let coefficients = example.vector("combination")
      guard let instance = example.instance() else { return .discarded("dependent predictors") }
      guard !V.isZero(coefficients), instance.taskCount >= 2 else {
        return .discarded("the zero vector, or one task")
      }
      // The orthogonal complement of s in the span: sum c_i yhat_i with c^T G z = 0.
      let s = V.combination(coefficients, rows)
      let dual = instance.gram * coefficients
      guard let pivot = dual.firstIndex(where: { !$0.isZero }) else {
        return .discarded("the zero vector")
      }
      var columns: [[Rational]] = []
      for i in 0..<instance.taskCount where i != pivot {
        var c = Array(repeating: Rational.zero, count: instance.taskCount)
        c[i] = .one
        c[pivot] = -dual[i] / dual[pivot]
        columns.append(V.combination(c, rows))
      }
      let basis = RationalMatrix(columns).transposed
      guard basis.rank() == instance.taskCount - 1, columns.allSatisfy({ V.dot($0, s).isZero })
      else { return .refuted("the orthogonal complement has another dimension") }
      let values = rows.map { V.dot($0, V.projection($0, onto: basis)) }
      // v = t - values lies on the surface of the signs of yhat_i . s, at |yhat_i . s|^2 / |s|^2.
      let products = rows.map { V.dot($0, s) }
      let square = V.square(s)
      let expected = zip(instance.optima, products).map { $0 - $1 * $1 / square }
      guard values == expected else {
        return .refuted("the values are \(V.text(values)), not t - v = \(V.text(expected))")
      }
      let signs = products.map { $0.signum < 0 ? -1 : 1 }
      let f = value(instance, signs, products.map(\.magnitude), context)
      return .verify(f == square, "f_I(v) |s|^2 = \(f), not \(square)")
    })

  static let count = StatementClaim(
    id: "ours-count",
    statement:
      "exactly 2^(k-c) surfaces are distinct, c the number of components of the graph of Q",
    source: "this project",
    refutedBy: "an instance with another number of distinct matrices D_I Q D_I",
    status: .holds, mutants: [.wrongFormula],
    requiredLabels: [
      RequiredLabel("signs", "balanced", perThousand: 200),
      RequiredLabel("signs", "frustrated", perThousand: 100),
      RequiredLabel("graph", "in parts", perThousand: 50),
    ],
    exhaustive: { SignPatterns.count(1, through: $0) },
    draw: { draw in
      let matrix: [[Integer]]
      if let position = draw.exhaustiveIndex {
        matrix = SignPatterns.dominant(SignPatterns.pattern(position, first: 1))
      } else {
        matrix = draw.positiveDefinite(draw.tasks(1...6))
      }
      return ClaimExample([ClaimExample.inverse(matrix)])
    },
    decide: { example, context in
      guard let inverse = example.matrix("inverse"), inverse.isSymmetric,
        inverse.definiteness() == .positiveDefinite
      else { return .discarded("not positive definite") }
      let k = inverse.rows
      guard k <= SurfaceEnumeration.listingLimit else {
        return .discarded("too many surfaces to list")
      }
      let entries = inverse.numerators
      var seen: Set<[Integer]> = []
      SurfaceEnumeration.forEachPattern(taskCount: k) { signs, _ in
        var flipped: [Integer] = []
        for i in 0..<k {
          for j in 0..<i { flipped.append(signs[i] == signs[j] ? entries[i][j] : -entries[i][j]) }
        }
        seen.insert(flipped)
        return true
      }
      let components = SignedGraph(inverse).components().count
      let expected = 1 << (context.has(.wrongFormula) ? k - 1 : k - components)
      guard seen.count == expected else {
        return .refuted("\(seen.count) surfaces are distinct, not \(expected)")
      }
      // Through G, too, where it is cheap.
      if k <= 3 || k == 6, let instance = example.instance() {
        let counted = SurfaceEnumeration(instance).distinctCount
        return .verify(
          counted == Integer(seen.count), "counted \(counted), listed \(seen.count)")
      }
      return .holds
    })
}
