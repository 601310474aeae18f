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
      let parts = try CheckedInstance(gram, .one).parts
      let matrix = try perturbation.map { h throws(Rejection) in try perturbed(gram, h, parts) }
      try checkSubsetSigns(signs, matrix ?? gram, width, strictlyWithin: parts)
    case .minor(let contracted, let kept, let failure):
      try checkMinor(contracted, kept, failure, gram, width)
    }
  }

  /// Theorem B: s_S s_S' det G[S, S'] >= 0 for all pairs of sets S, S' of q tasks. Theorem C': > 0
  /// for those pairs R + a, R + b for which a and b are in the same part of the tasks.
  ///
  /// For q > k/2 the minors of Q are smaller. By Jacobi's identity det G[S, S'] is a positive
  /// multiple of (-1)^(sum S + sum S') det Q[C, C'], with the complements C, C' of S, S'; and the
  /// complements stand in the opposite order.
  private static func checkSubsetSigns(
    _ signs: [Int], _ gram: RationalMatrix, _ width: Int, strictlyWithin parts: [Int]? = nil
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
    let sets = minors.sets[order]
    var switched = signs
    if order < width {
      for (position, set) in sets.enumerated() {
        // The sum of S is that of C but for a constant.
        let isOdd = set.reduce(0, +) % 2 == 1
        switched[position] = isOdd ? -signs[count - 1 - position] : signs[count - 1 - position]
      }
    }
    try minors.visit { (first, second, minor) throws(Rejection) in
      let sign = switched[first] * switched[second]
      guard let parts else {
        try require(minor().signum * sign >= 0, "the signs leave a minor of two sets negative")
        return
      }
      let left = sets[first].filter { !sets[second].contains($0) }
      let right = sets[second].filter { !sets[first].contains($0) }
      if left.count > 1 || parts[left[0]] != parts[right[0]] { return }
      try require(
        minor().signum * sign > 0, "the signs leave a minor of two neighbouring sets <= 0")
    }
  }

  /// A positive definite multiple of G + tH for such a small t > 0 that the sign of each of its
  /// minors is that of the first coefficient in t that is not zero, or zero where all are.
  ///
  /// Let g and h be integer multiples of G and H with entries up to m. The coefficients of
  /// a minor of g + th are integers with absolute values of sum at most k! (2m)^k < (2km)^k. So
  /// with 1/t at least twice this bound the first one outweighs those after it. And since 1/t is
  /// larger than (km)^k, g + th is positive definite: the least eigenvalue of g is at least 1 /
  /// (km)^(k-1), as det g >= 1, and no eigenvalue of h is beyond km.
  private static func perturbed(
    _ gram: RationalMatrix, _ perturbation: RationalMatrix, _ parts: [Int]
  ) throws(Rejection) -> RationalMatrix {
    let size = gram.rows
    try require(
      perturbation.rows == size && perturbation.columns == size,
      "the perturbation is not \(size) x \(size)")
    try require(perturbation.isSymmetric, "the perturbation is not symmetric")
    var g = gram.reduced().numerators
    let h = perturbation.reduced().numerators
    let bits = (g + h).reduce(0) { $1.reduce($0) { max($0, $1.bitWidth) } }
    let shift = size * (bits + Integer(size).bitWidth + 1) + 1
    for i in 0..<size {
      for j in 0..<size {
        try require(
          h[i][j].isZero || parts[i] == parts[j],
          "the perturbation joins tasks \(i + 1) and \(j + 1)")
        g[i][j] = g[i][j].shiftedLeft(shift) + h[i][j]
      }
    }
    return RationalMatrix(numerators: g)
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
