import Exact
import Surfaces

/// Lemmas B.6 (reflection), B.7 and B.8 (positive eigenvectors).
enum MatrixLemmaClaims {
  static let all: [any Claim] = [reflection, coneReflection, onePositive, topPositive]

  private typealias V = RationalVectors

  private static func draw(_ draw: inout ClaimDraw) -> ClaimExample {
    let dimension = draw.integer(1...3)
    return ClaimExample([
      ClaimExample.matrix(
        "generators", draw.rows(draw.integer(1...4), dimension, -3...3), by: "generator",
        "coordinate"),
      ClaimExample.vector("z", draw.integers(dimension, -4...4), by: "coordinate"),
    ])
  }

  /// The projection of z onto the convex hull (sums of weights 1) or cone of some vectors: tries
  /// every face spanned by independent generators, and proves the answer by its normal.
  private static func projection(
    _ z: [Rational], _ generators: [[Rational]], isCone: Bool
  ) -> [Rational]? {
    let count = generators.count
    guard count <= 6 else { return nil }
    for mask in 0..<(1 << count) {
      let chosen = (0..<count).filter { mask >> $0 & 1 == 1 }
      if chosen.isEmpty, !isCone { continue }
      let origin = isCone || chosen.isEmpty ? z.map { _ in .zero } : generators[chosen[0]]
      let directions =
        isCone
        ? chosen.map { generators[$0] }
        : chosen.dropFirst().map { V.subtract(generators[$0], origin) }
      var p = origin
      if !directions.isEmpty {
        let matrix = RationalMatrix(directions).transposed
        guard matrix.rank() == directions.count else { continue }
        let coefficients = V.leastSquares(matrix, V.subtract(z, origin))
        let sum = coefficients.reduce(Rational.zero) { $0 + $1 }
        guard coefficients.allSatisfy({ $0.signum >= 0 }), isCone || sum <= .one else { continue }
        p = V.add(origin, matrix * coefficients)
      }
      // The nearest point iff (z - p).(x - p) <= 0 for all x of the set.
      let normal = V.subtract(z, p)
      let level = V.dot(normal, p)
      if isCone, !level.isZero { continue }
      if generators.allSatisfy({ V.dot(normal, $0) <= level }) { return p }
    }
    return nil
  }

  private static func decide(
    _ example: ClaimExample, isCone: Bool, flipped: Bool
  ) -> ClaimOutcome {
    let generators = example.rows("generators")
    let z = example.vector("z")
    guard let p = projection(z, generators, isCone: isCone) else {
      return .discarded("too many generators")
    }
    let reflected = V.subtract(V.scale(2, p), z)
    // Linear in x, so vertices (rays) are enough; the origin belongs to a cone.
    for x in generators {
      let (after, before) = (V.dot(reflected, x), V.dot(z, x))
      if flipped ? after <= before : after >= before { continue }
      return .refuted(
        "the projection of z is \(V.text(p)), z' = \(V.text(reflected)); for x = \(V.text(x))"
          + " <z', x> = \(after) and <z, x> = \(before)")
    }
    return .holds
  }

  static let reflection = StatementClaim(
    id: "lem-b6",
    statement: "for a closed convex set C and z' = 2 P_C z - z, <z', x> >= <z, x> for all x in C",
    source: "Hu et al., Lemma B.6",
    refutedBy: "a convex hull, a z and an x in the hull with <z', x> < <z, x>",
    status: .refuted, mutants: [.repaired],
    draw: { draw(&$0) },
    decide: { example, context in
      decide(example, isCone: context.has(.repaired), flipped: false)
    })

  static let coneReflection = StatementClaim(
    id: "lem-b6-cone",
    statement: "for a closed convex cone C and z' = 2 P_C z - z, <z', x> >= <z, x> for all x in C",
    source: "Hu et al., Lemma B.6, as it is used",
    refutedBy: "a polyhedral cone, a z and an x in the cone with <z', x> < <z, x>",
    status: .holds, mutants: [.flippedInequality],
    draw: { draw(&$0) },
    decide: { example, context in
      decide(example, isCone: true, flipped: context.has(.flippedInequality))
    })

  /// A non-negative matrix A with A v = level v, by its diagonal.
  private static func matrix(_ example: ClaimExample) -> (RationalMatrix, Rational)? {
    let off = example.rows("offDiagonal")
    let v = example.vector("eigenvector")
    let slack = example.number("slack")
    guard v.allSatisfy({ $0.signum > 0 }), slack.signum >= 0, off.count == v.count,
      off.allSatisfy({ $0.allSatisfy { $0.signum >= 0 } })
    else { return nil }
    let sums = v.indices.map { i in
      v.indices.reduce(Rational.zero) { $1 == i ? $0 : $0 + off[i][$1] * v[$1] } / v[i]
    }
    let level = sums.reduce(Rational.zero) { max($0, $1) } + slack
    let rows = v.indices.map { i in
      v.indices.map { $0 == i ? level - sums[i] : off[i][$0] }
    }
    return (RationalMatrix(rows), level)
  }

  private static func drawMatrix(_ draw: inout ClaimDraw) -> ClaimExample {
    let k = draw.tasks(1...5)
    var pattern = draw.pattern(k, edges: draw.choice([0.3, 0.6, 1]))
    for i in 0..<k {
      for j in 0..<i where pattern[i][j] != 0 {
        pattern[i][j] = draw.integer(1...4)
        pattern[j][i] = pattern[i][j]
      }
    }
    return ClaimExample([
      .init(
        "offDiagonal", rows: pattern.map { $0.map { Rational($0) } }, by: "task", "task",
        domain: .nonNegative, isSymmetric: true),
      .init(
        "eigenvector", rows: (0..<k).map { _ in [Rational(draw.integer(1...5))] }, by: "task", nil,
        domain: .nonNegative),
      ClaimExample.number("slack", Rational(draw.integer(0...3)), domain: .nonNegative),
    ])
  }

  static let onePositive = StatementClaim(
    id: "lem-b7",
    statement:
      "a non-negative irreducible symmetric matrix has one positive eigenvector up to scaling",
    source: "Hu et al., Lemma B.7",
    refutedBy: "such a matrix with no positive eigenvector, or with two",
    status: .holds, mutants: [.wrongFormula],
    draw: { drawMatrix(&$0) },
    decide: { example, context in
      guard let (known, level) = matrix(example) else { return .discarded("not non-negative") }
      guard SignedGraph(known).components().count == 1 else { return .discarded("reducible") }
      // Uniqueness at the eigenvalue of the positive eigenvector that is known; eigenvectors of
      // other eigenvalues are orthogonal to it and cannot be positive.
      let shifted = RationalMatrix.diagonal(Array(repeating: level, count: known.rows)) - known
      guard case .positiveSemidefinite(let kernel) = shifted.definiteness(), kernel.count == 1
      else {
        return .refuted("the eigenvalue \(level) of a positive eigenvector is not simple")
      }
      // Existence for a matrix whose eigenvectors are not known: the same off-diagonal entries and
      // another diagonal.
      var rows = known.entries
      for i in rows.indices { rows[i][i] = Rational(i % 3) }
      if context.has(.wrongFormula) {
        for i in rows.indices {
          rows[i] = rows[i].enumerated().map { $0.offset == i ? $0.element : -$0.element }
        }
      }
      let general = RationalMatrix(rows)
      switch PerronEnclosure.hasPositiveEigenvector(general) {
      case .some(true): return .holds
      case .some(false): return .refuted("\(general.entries) has no positive eigenvector")
      case .none: return .undecided("the eigenvector was not enclosed well enough")
      }
    })

  static let topPositive = StatementClaim(
    id: "lem-b8",
    statement: "a positive eigenvector of a non-negative symmetric matrix belongs to the largest"
      + " eigenvalue",
    source: "Hu et al., Lemma B.8",
    refutedBy: "a positive eigenvector of a smaller eigenvalue",
    status: .holds, mutants: [.wrongFormula],
    draw: { drawMatrix(&$0) },
    decide: { example, context in
      guard let (known, level) = matrix(example) else { return .discarded("not non-negative") }
      let v = example.vector("eigenvector")
      guard known * v == V.scale(level, v) else { return .discarded("no eigenvector") }
      let sign: Rational = context.has(.wrongFormula) ? -1 : 1
      let shifted = RationalMatrix.diagonal(Array(repeating: level, count: v.count)) - known
      return .verify(
        shifted.scaled(by: sign).definiteness().isSemidefinite,
        "\(level) is not the largest eigenvalue of \(known.entries)")
    })
}
