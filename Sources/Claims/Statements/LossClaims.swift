import Exact
import Surfaces

/// The setting: splitting the loss (eq. 1), the rank-q truncation (eq. 2), optimal heads (eq. 4).
enum LossClaims {
  static let all: [any Claim] = [splitting, truncation, heads]

  private typealias V = RationalVectors

  /// X with dependent or zero columns now and then.
  private static func inputs(_ draw: inout ClaimDraw, _ samples: Int, _ count: Int) -> [[Integer]] {
    var rows = draw.rows(samples, count, -3...3)
    if count >= 2, draw.integer(0...2) == 0 {
      for i in rows.indices { rows[i][count - 1] = rows[i][0] * Integer(2) }
    }
    return rows
  }

  static let splitting = StatementClaim(
    id: "eq-1",
    statement: "the loss is the fitted part plus the irreducible part |yhat - y|^2",
    source: "Hu et al., eq. 1",
    refutedBy: "X, W, a, y for which the two sides differ",
    status: .holds, mutants: [.wrongFormula],
    draw: { draw in
      let (n, p, q) = (draw.integer(1...5), draw.integer(1...3), draw.integer(1...2))
      return ClaimExample([
        .init("inputs", rows: rational(inputs(&draw, n, p)), by: "sample", "input"),
        ClaimExample.matrix("shared", draw.rows(p, q, -3...3), by: "input", "unit"),
        ClaimExample.vector("head", draw.integers(q, -3...3), by: "unit"),
        ClaimExample.vector("target", draw.integers(n, -5...5), by: "sample"),
      ])
    },
    decide: { example, context in
      guard let x = example.matrix("inputs"), let shared = example.matrix("shared") else {
        return .discarded("no inputs")
      }
      let target = example.vector("target")
      let output = x * (shared * example.vector("head"))
      let optimal =
        context.has(.wrongFormula)
        ? x * (x.transposed * target) : V.projection(target, onto: x)
      let left = V.square(V.subtract(output, target))
      let right = V.square(V.subtract(output, optimal)) + V.square(V.subtract(optimal, target))
      return .verify(left == right, "the loss is \(left), the two parts have the sum \(right)")
    })

  static let heads = StatementClaim(
    id: "eq-4",
    statement: "with the best head the loss is |yhat|^2 - yhat^T P yhat, P the projection onto XW",
    source: "Hu et al., eqs. 3 and 4",
    refutedBy: "X, W, yhat and a head with a smaller loss, or a best head with another loss",
    status: .holds, mutants: [.wrongFormula, .flippedInequality],
    draw: { draw in
      let (n, p, q) = (draw.integer(1...5), draw.integer(1...4), draw.integer(1...3))
      return ClaimExample([
        .init("inputs", rows: rational(inputs(&draw, n, p)), by: "sample", "input"),
        ClaimExample.matrix("shared", draw.rows(p, q, -2...2), by: "input", "unit"),
        ClaimExample.vector("predictor", draw.integers(n, -5...5), by: "sample"),
        ClaimExample.vector("head", draw.integers(q, -3...3), by: "unit"),
      ])
    },
    decide: { example, context in
      guard let x = example.matrix("inputs"), let shared = example.matrix("shared") else {
        return .discarded("no inputs")
      }
      let features = x * shared
      let predictor = example.vector("predictor")
      let best = V.leastSquares(features, predictor)
      let loss = V.square(V.subtract(features * best, predictor))
      // yhat^T P yhat by an orthogonal basis of the features, without solving normal equations.
      var value = Rational.zero
      var basis: [[Rational]] = []
      for column in 0..<features.columns {
        var vector = features.column(column)
        for other in basis {
          vector = V.subtract(vector, V.scale(V.dot(vector, other) / V.square(other), other))
        }
        if V.isZero(vector) { continue }
        basis.append(vector)
        let product = V.dot(vector, predictor)
        value += product * product / V.square(vector)
      }
      if context.has(.wrongFormula) { value = -value }
      let expected = V.square(predictor) - value
      guard loss == expected else {
        return .refuted("the best loss is \(loss), |yhat|^2 - yhat^T P yhat is \(expected)")
      }
      let other = V.square(V.subtract(features * example.vector("head"), predictor))
      let isBetter = context.has(.flippedInequality) ? other > loss : other < loss
      return .verify(!isBetter, "the head given has the loss \(other), the best one \(loss)")
    })

  /// yhat_i = O D p_i for O = 1, D = diag(singular values) and an orthogonal matrix of reflections,
  /// so that the singular value decomposition of Yhat Lambda is rational.
  static let truncation = StatementClaim(
    id: "eq-2",
    statement: "the rank-q truncation of Yhat Lambda is the best network of width q < k",
    source: "Hu et al., eq. 2 and case 2 after it",
    refutedBy: "a network of width q with a smaller weighted loss than the truncation",
    status: .holds, mutants: [.wrongFormula, .flippedInequality],
    draw: { draw in
      let k = draw.tasks(2...5)
      let q = draw.integer(1...(k - 1))
      return ClaimExample([
        ClaimExample.vector("singular", draw.integers(k, 1...6)),
        ClaimExample.matrix("reflections", draw.rows(k, 2, -2...2), by: "task", "reflection"),
        ClaimExample.vector("rootWeights", draw.integers(k, 1...4)),
        ClaimExample.matrix("features", draw.rows(k, q, -3...3), by: "task", "unit"),
        ClaimExample.matrix("heads", draw.rows(k, q, -3...3), by: "task", "unit"),
        ClaimExample.number(
          "optimalHeads", Rational(draw.integer(0...1)), domain: .fixed),
      ])
    },
    decide: { example, context in
      let singular = example.vector("singular")
      let roots = example.vector("rootWeights")
      let k = singular.count
      guard let features = example.matrix("features"), let heads = example.matrix("heads"),
        features.columns < k, singular.allSatisfy({ $0.signum > 0 }),
        roots.allSatisfy({ $0.signum > 0 })
      else { return .discarded("a singular value or weight is not positive, or q >= k") }
      let orthogonal = Reflections.product(example.matrix("reflections"), size: k)
      let q = features.columns
      // Yhat Lambda = diag(singular) O^T, so Yhat = diag(singular) O^T Lambda^-1.
      let weighted = RationalMatrix.diagonal(singular) * orthogonal.transposed
      let order = (0..<k).sorted { (singular[$1], $0) < (singular[$0], $1) }
      let kept = Set(context.has(.wrongFormula) ? order.suffix(q) : order.prefix(q))
      let cut = RationalMatrix.diagonal((0..<k).map { kept.contains($0) ? singular[$0] : .zero })
      let truncated = cut * orthogonal.transposed
      guard truncated.rank() == q else { return .refuted("the truncation has another rank") }
      let best = squaredNorm(truncated - weighted)
      // Predictions F A of another network of width q, weighted by Lambda.
      let lambda = RationalMatrix.diagonal(roots)
      let predictors = weighted * RationalMatrix.diagonal(roots.map(\.reciprocal))
      var predictions = features * heads.transposed
      if example.number("optimalHeads") == .one {
        predictions =
          RationalMatrix(
            (0..<k).map { V.projection(predictors.column($0), onto: features) }
          ).transposed
      }
      let loss = squaredNorm((predictions - predictors) * lambda)
      let isBetter = context.has(.flippedInequality) ? loss > best : loss < best
      return .verify(
        !isBetter, "the truncation has the weighted loss \(best), another network \(loss)")
    })

  private static func rational(_ rows: [[Integer]]) -> [[Rational]] {
    rows.map { $0.map { Rational($0) } }
  }

  private static func squaredNorm(_ matrix: RationalMatrix) -> Rational {
    matrix.entries.reduce(.zero) { $0 + V.square($1) }
  }
}
