import Exact
import Surfaces

/// How many deterministic networks a randomised one needs (width 1).
///
/// The predictors are the columns of diag(1, ..., 1, e, ..., e) O for an orthogonal matrix O whose
/// first m rows keep the factor 1: with equal weights the supporting face has the multiplicity m,
/// and its points are v(X) for X positive semi-definite with trace 1 on the first m coordinates.
/// All weights are positive, so every such point is Pareto optimal.
enum NetworkClaims {
  static let all: [any Claim] = [twoNetworks, rank]

  private typealias V = RationalVectors

  private static func draw(_ draw: inout ClaimDraw, _ tasks: ClosedRange<Int>) -> ClaimExample {
    let k = draw.integer(0...3) == 0 ? draw.tasks(6...6) : draw.tasks(tasks)
    let m = draw.choice([1, 2, 3, 3, largestRank(k), largestRank(k) + 1].filter { $0 <= k })
    return ClaimExample([
      ClaimExample.matrix("reflections", draw.rows(k, 3, -1...1), by: "task", "reflection"),
      ClaimExample.number("small", Rational(Integer(1), Integer(draw.integer(2...4)))),
      ClaimExample.matrix("mixture", draw.rows(m, m, -2...2), by: "coordinate", "network"),
    ])
  }

  /// max{r : r(r+1)/2 <= k}.
  static func largestRank(_ k: Int) -> Int {
    var r = 1
    while (r + 1) * (r + 2) / 2 <= k { r += 1 }
    return r
  }

  /// A face of multiplicity m and a point of full rank on it.
  private struct Face {
    let count: Int
    let multiplicity: Int
    /// The predictors, k rows of k numbers.
    let predictors: [[Rational]]
    /// B with X = B B^T / tr(B B^T), m x m of full rank.
    let factor: RationalMatrix

    init?(_ example: ClaimExample) {
      guard let columns = example.matrix("reflections"), let factor = example.matrix("mixture")
      else { return nil }
      let k = columns.rows
      let m = factor.rows
      let small = example.number("small")
      guard m <= k, factor.columns == m, factor.rank() == m, small.signum > 0, small < .one
      else { return nil }
      let orthogonal = Reflections.product(columns, size: k)
      count = k
      multiplicity = m
      self.factor = factor
      predictors = (0..<k).map { task in
        (0..<k).map { $0 < m ? orthogonal[$0, task] : small * orthogonal[$0, task] }
      }
    }

    /// The products of pairs of coordinates, one row for each task: v_i(X) as a linear form in the
    /// entries of a symmetric m x m matrix H, for X = B (I + H) B^T.
    var forms: RationalMatrix {
      let transposed = factor.transposed
      return RationalMatrix(
        predictors.map { predictor in
          let y = transposed * Array(predictor.prefix(multiplicity))
          var row: [Rational] = []
          for i in 0..<multiplicity {
            for j in 0...i { row.append(i == j ? y[i] * y[i] : 2 * y[i] * y[j]) }
          }
          return row
        })
    }

    /// The values of the point, up to the trace.
    var text: String {
      let integers = Point.integerDirection(predictors.flatMap { $0 })
      let rows = (0..<count).map { V.text(Array(integers[($0 * count)..<(($0 + 1) * count)])) }
      return "the predictors are, up to one factor, \(rows.joined(separator: ", "))"
    }

    /// Whether the face is what it should be: sum y y^T is 1 on the first coordinates and smaller
    /// on the others.
    var isSupporting: Bool {
      let matrix = RationalMatrix(predictors)
      let sum = matrix.transposed * matrix
      for i in 0..<count {
        for j in 0..<i where !sum[i, j].isZero { return false }
        if i < multiplicity ? sum[i, i] != .one : sum[i, i] >= .one { return false }
      }
      return true
    }
  }

  /// Whether some positive semi-definite X' of smaller rank has the same values: a direction H that
  /// no value feels, and numbers t0 < t1 between which I + t H becomes singular for the first time.
  private static func isReducible(_ face: Face) -> Bool {
    let forms = face.forms
    guard let null = forms.nullVector() else { return false }
    let m = face.multiplicity
    var h = Array(repeating: Array(repeating: Rational.zero, count: m), count: m)
    var position = 0
    for i in 0..<m {
      for j in 0...i {
        h[i][j] = Rational(null[position])
        h[j][i] = h[i][j]
        position += 1
      }
    }
    let direction = RationalMatrix(h)
    let identity = RationalMatrix.identity(m)
    for sign in [Rational.one, -1] {
      var t = Rational.one
      for _ in 0..<64 {
        let moved = identity + direction.scaled(by: sign * t)
        if case .notSemidefinite = moved.definiteness() { return true }
        if !moved.determinant().isZero { t = t * 2 } else { return true }
      }
    }
    return false
  }

  static let twoNetworks = StatementClaim(
    id: "sec-4.2-two-networks",
    statement: "randomising two networks reaches every Pareto optimum of the convexified region",
    source: "Hu et al., section 4.2 and Appendix D.3",
    refutedBy: "predictors and a Pareto optimum whose only mixture has three networks",
    status: .refuted, mutants: [.repaired],
    draw: { draw(&$0, 3...7) },
    decide: { example, context in
      guard let face = Face(example), face.isSupporting else { return .discarded("no face") }
      if face.multiplicity <= 2 { return .holds }
      if face.multiplicity == 3, isReducible(face) { return .holds }
      if context.has(.repaired), face.count >= 6 {
        return .discarded("repaired: at most five tasks")
      }
      // The values determine X when the forms are independent.
      guard face.forms.nullVector() == nil else { return .discarded("not decided by one step") }
      return .refuted(
        "\(face.text); with equal weights, X = B B^T / tr with B = \(face.factor.entries) is the"
          + " only matrix with its values, and has rank \(face.multiplicity)")
    })

  static let rank = StatementClaim(
    id: "ours-networks",
    statement: "max{r : r(r+1)/2 <= k} networks suffice; for six tasks three are needed somewhere",
    source: "this project",
    refutedBy: "a point on a face that no mixture of so many networks has",
    status: .holds, mutants: [.wrongFormula],
    existence: "six tasks and a point whose only mixture has three networks",
    draw: { draw(&$0, 3...7) },
    decide: { example, context in
      guard let face = Face(example), face.isSupporting else { return .discarded("no face") }
      let bound = largestRank(face.count) - (context.has(.wrongFormula) ? 1 : 0)
      if face.multiplicity == 3, face.count == 6, face.forms.nullVector() == nil {
        if bound >= 3 { return .holds(remark: face.text) }
        return .refuted("three networks are needed: \(face.text)")
      }
      if face.multiplicity <= bound { return .holds }
      guard face.multiplicity == bound + 1 else { return .discarded("needs more than one step") }
      return .verify(
        isReducible(face), "the rank \(face.multiplicity) cannot be reduced: \(face.text)")
    })
}
