import Exact

/// Full exploration for every width q (version 3 of the format).
///
/// Theorems A, B and C are those of `proofs-notes/widths.md` and `widths-sufficient.md`, which the
/// checker takes as proved.
extension Checker {
  /// Verifies a certificate of any version.
  public static func verify(_ certificate: AnyCertificate) -> CheckResult {
    switch certificate {
    case .instance(let certificate): return verify(certificate)
    case .width(let certificate): return verify(certificate)
    }
  }

  /// Verifies a certificate about full exploration.
  ///
  /// - Complexity: For signs the minors of all pairs of sets, within
  ///   ``WidthCertificate/maximumMinorBits``; for a minor O(k^3) operations on minors, and what the
  ///   certificate about it takes.
  public static func verify(_ certificate: WidthCertificate) -> CheckResult {
    do {
      try check(certificate)
      return .verified(certificate.statement)
    } catch {
      return .rejected(reason: error.reason)
    }
  }

  /// Returns when the certificate proves its statement.
  private static func check(_ certificate: WidthCertificate) throws(Rejection) {
    let (gram, width) = (certificate.gram, certificate.width)
    try require(
      width >= 1 && width < gram.rows, "the width is \(width), expected 1 to \(gram.rows - 1)")
    switch certificate.evidence {
    case .subsetSigns(let signs): try checkSubsetSigns(signs, gram, width)
    case .johnson(let signs, let perturbation):
      try checkJohnsonSigns(signs, perturbation, gram, width)
    case .minor(let contracted, let kept, let failure):
      try checkMinor(contracted, kept, failure, gram, width)
    }
  }

  /// Theorem B: s_S s_S' det G[S, S'] >= 0 for all pairs of sets S, S' of q tasks.
  ///
  /// For q > k/2 the minors of Q are smaller. By Jacobi's identity det G[S, S'] is a positive
  /// multiple of (-1)^(sum S + sum S') det Q[C, C'], with the complements C, C' of S, S'; and the
  /// complements stand in the opposite order.
  private static func checkSubsetSigns(
    _ signs: [Int], _ gram: RationalMatrix, _ width: Int
  ) throws(Rejection) {
    var instance = try CheckedInstance(gram, 2 * width <= gram.rows ? .one : .allButOne)
    let size = instance.size
    guard let count = WidthCertificate.subsetCount(tasks: size, width: width) else {
      throw Rejection("there are more than \(WidthCertificate.maximumSubsetCount) sets of tasks")
    }
    try requireSigns(signs, "subsetSigns", count: count)
    let order = min(width, size - width)
    let minors = SubsetMinors(of: try instance.conditionMatrix().reduced(), order: order)
    let bits = minors.entries.reduce(0) { $1.reduce($0) { max($0, $1.bitWidth) } }
    try require(
      order == 1 || count * order <= WidthCertificate.maximumMinorBits / bits,
      "the numbers are too long for \(count) sets of \(order) tasks")
    var switched = signs
    if order < width {
      for (position, set) in minors.sets[order].enumerated() {
        // The sum of S is that of C but for a constant.
        let isOdd = set.reduce(0, +) % 2 == 1
        switched[position] = isOdd ? -signs[count - 1 - position] : signs[count - 1 - position]
      }
    }
    try minors.visit { (first, second, minor) throws(Rejection) in
      try require(
        minor.signum * switched[first] * switched[second] >= 0,
        "the signs leave the minor of two sets of tasks negative")
    }
  }

  /// Theorem C, k = 4 and q = 2: s_S s_S' det (G + tH)[S, S'] > 0 for all small t > 0 and the pairs
  /// of sets with one task in common.
  ///
  /// The determinant is c0 + c1 t + c2 t^2; its first coefficient that is not zero has its sign.
  private static func checkJohnsonSigns(
    _ signs: [Int], _ perturbation: RationalMatrix?, _ gram: RationalMatrix, _ width: Int
  ) throws(Rejection) {
    try require(gram.rows == 4 && width == 2, "`johnson` is for 4 tasks and width 2 only")
    _ = try CheckedInstance(gram, .one)
    try requireSigns(signs, "subsetSigns", count: 6)
    let g = gram.numerators
    var h = RationalMatrix(rows: 4, columns: 4).numerators
    if let perturbation {
      try require(
        perturbation.rows == 4 && perturbation.columns == 4, "the perturbation is not 4 x 4")
      try require(perturbation.isSymmetric, "the perturbation is not symmetric")
      h = perturbation.numerators
    }
    let sets = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    for (i, rows) in sets.enumerated() {
      for (j, columns) in sets[..<i].enumerated() where rows.contains(where: columns.contains) {
        let (a, b, c, d) = (rows[0], rows[1], columns[0], columns[1])
        let coefficients = [
          g[a][c] * g[b][d] - g[a][d] * g[b][c],
          g[a][c] * h[b][d] + h[a][c] * g[b][d] - g[a][d] * h[b][c] - h[a][d] * g[b][c],
          h[a][c] * h[b][d] - h[a][d] * h[b][c],
        ]
        guard let first = coefficients.first(where: { !$0.isZero }) else {
          throw Rejection("the minor of two neighbouring sets of tasks is zero")
        }
        try require(
          first.signum == signs[i] * signs[j],
          "the minor of two neighbouring sets of tasks has the wrong sign")
      }
    }
  }

  /// Theorem A: a minor of width 1, or of one unit fewer than its tasks, is not fully explorable.
  private static func checkMinor(
    _ contracted: [Int], _ kept: [Int], _ failure: WidthCertificate.Failure,
    _ gram: RationalMatrix, _ width: Int
  ) throws(Rejection) {
    let instance = try CheckedInstance(gram, .one)
    for (tasks, name) in [(contracted, "`contracted`"), (kept, "`kept`")] {
      for task in tasks { _ = try instance.index(ofTask: task, in: name) }
      for (task, next) in zip(tasks, tasks.dropFirst()) {
        try require(task < next, "\(name) is not strictly increasing")
      }
    }
    try require(
      !kept.contains(where: contracted.contains), "`contracted` and `kept` have a task in common")
    let rest = width - contracted.count
    try require(
      kept.count >= 3 && (rest == 1 || rest == kept.count - 1),
      "the minor has \(kept.count) tasks and the width \(rest)")
    let inner: (statement: Certificate.Statement, evidence: Certificate.Evidence)
    switch failure {
    case .unreachableOptimum(let point, let optimality, let obstruction):
      inner = (.unreachableParetoOptimum, .unreachableOptimum(point, optimality, obstruction))
    case .frustratedCycle(let cycle):
      var renumbered: [Int] = []
      for task in cycle {
        guard let position = kept.firstIndex(of: task) else {
          throw Rejection("task \(task) of the cycle is not in `kept`")
        }
        renumbered.append(position + 1)
      }
      inner = (.conditionFails, .frustratedCycle(renumbered))
    }
    do {
      try check(
        Certificate(
          statement: inner.statement, width: rest == 1 ? .one : .allButOne,
          gram: schurComplement(gram, contracted.map { $0 - 1 }, kept.map { $0 - 1 }),
          evidence: inner.evidence))
    } catch {
      throw Rejection("in the minor: \(error.reason)")
    }
  }

  /// N = G_TT - G_TR (G_RR)^-1 G_RT for the contracted tasks R and the kept tasks T, by
  /// fraction-free elimination: after R, entry (i, j) is det G[R + i, R + j].
  private static func schurComplement(
    _ gram: RationalMatrix, _ contracted: [Int], _ kept: [Int]
  ) -> RationalMatrix {
    var table = gram.principalSubmatrix(contracted + kept).numerators
    var minor = Integer.one
    for pivot in contracted.indices {
      let value = table[pivot][pivot]
      for i in table.indices.dropFirst(pivot + 1) {
        let factor = table[i][pivot]
        for j in table.indices.dropFirst(pivot + 1) {
          table[i][j] = (value * table[i][j] - factor * table[pivot][j])
            .exactQuotient(by: minor)
        }
      }
      minor = value
    }
    let first = contracted.count
    return RationalMatrix(
      numerators: table[first...].map { Array($0[first...]) },
      denominator: minor * gram.denominator)
  }
}
