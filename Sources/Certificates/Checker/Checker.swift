import Exact

/// The trusted kernel: decides whether a certificate proves its statement.
///
/// Everything is rational arithmetic on integers over common denominators; nothing is searched for
/// and nothing is rounded. The checker accepts any ``Certificate`` whatsoever: what it cannot
/// verify it rejects with one sentence that names the part. It is written to be read in one
/// sitting, in this order: this file (the statements and the conditions), `CheckedInstance` (the
/// Gram matrix, its inverse, a point), `Checker+Reachability` (weights, and why there are none),
/// `Checker+Optimality` (Pareto optimality and dominance); then the files for points enclosed in a
/// box: `CheckedEnclosure`, `Checker+Krawczyk`, `EnclosedPattern`, `Checker+Enclosure`; and those
/// for every width: `Checker+Widths`, `SubsetMinors`.
///
/// Notation: G is the Gram matrix, Q its inverse, M is G for width 1 and Q for width k-1, u the
/// direction of a point, w = Q u, a = |u| entrywise, c = w.u = u^T Q u > 0. The point of u is
/// v_i = u_i^2 / c; it is to be maximised for width 1 and to be minimised for width k-1.
public enum Checker {
  /// Verifies a certificate.
  ///
  /// - Complexity: O(k^3) operations on minors for the Gram matrix, plus O(k^2) (width 1) or O(k)
  ///   (width k-1) operations for each node of a tree.
  public static func verify(_ certificate: Certificate) -> CheckResult { result(of: certificate) }

  static func result(of certificate: Certificate, _ known: CheckedGram? = nil) -> CheckResult {
    do {
      try check(certificate, known)
      return .verified(certificate.statement)
    } catch {
      return .rejected(reason: error.reason)
    }
  }

  /// Returns when the certificate proves its statement.
  static func check(
    _ certificate: Certificate, _ known: CheckedGram? = nil
  ) throws(Rejection) {
    var instance = try CheckedInstance(certificate, knowing: known)
    switch (certificate.statement, certificate.evidence) {
    case (.conditionHolds, .signs(let signs)), (.fullyExplorable, .signs(let signs)):
      try checkSigns(signs, &instance)
    case (.conditionFails, .frustratedCycle(let tasks)):
      try checkCycle(tasks, &instance)
    case (.weaklySupported, .weights(let point, let weights)):
      _ = try checkWeights(weights, instance.checked(point), instance)
    case (.supported, .weights(let point, let weights)):
      let found = try checkWeights(weights, instance.checked(point), instance)
      try require(found.arePositive, "a weight is zero, which does not prove `supported`")
    case (.exposed, .weights(let point, let weights)):
      let found = try checkWeights(weights, instance.checked(point), instance)
      try require(found.areExposing, "the kernel has dimension 2 or more: not the only optimum")
    case (.unsupported, .obstruction(let point, let obstruction)):
      try checkObstruction(obstruction, instance.checked(point), &instance)
    case (.paretoOptimal, .optimality(let point, let optimality)):
      try checkOptimality(optimality, instance.checked(point), &instance)
    case (.dominated, .dominator(let point, let by)):
      try checkDominator(by, instance.checked(point), &instance)
    case (.unreachableParetoOptimum, .unreachableOptimum(let point, let optimality, let why)):
      let checked = try instance.checked(point)
      if case .weights = optimality { throw Rejection("weights reach the point") }
      try checkObstruction(why, checked, &instance)
      try checkOptimality(optimality, checked, &instance)
    case (let statement, .enclosure(let point, let evidence)):
      try checkEnclosure(statement, point, evidence, &instance)
    default:
      throw Rejection("this evidence does not belong to `\(certificate.statement.rawValue)`")
    }
  }

  /// Signs s with s_i s_j m_ij >= 0 for all i, j: the matrix diag(s) M diag(s) is non-negative.
  private static func checkSigns(
    _ signs: [Int], _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let size = instance.size
    try requireSigns(signs, "signs", count: size)
    let matrix = try instance.conditionMatrix()
    for i in 0..<size {
      for j in 0..<i where matrix.sign(i, j) * signs[i] * signs[j] < 0 {
        throw Rejection("the signs leave entry (\(j + 1), \(i + 1)) negative")
      }
    }
  }

  /// Rejects anything but an array of 1 and -1 of the right length.
  static func requireSigns(_ signs: [Int], _ name: String, count: Int) throws(Rejection) {
    try require(signs.count == count, "`\(name)` has length \(signs.count), expected \(count)")
    for (i, sign) in signs.enumerated() where sign != 1 && sign != -1 {
      throw Rejection("sign \(i + 1) is neither 1 nor -1")
    }
  }

  /// A cycle of non-zero entries of M with a negative product. Flipping signs keeps the product of
  /// a cycle, and a non-negative matrix has no negative one.
  private static func checkCycle(
    _ tasks: [Int], _ instance: inout CheckedInstance
  ) throws(Rejection) {
    let size = instance.size
    try require(tasks.count >= 3, "the cycle has \(tasks.count) tasks, expected at least 3")
    var seen = Array(repeating: false, count: size)
    for task in tasks {
      let index = try instance.index(ofTask: task, in: "the cycle")
      try require(!seen[index], "the cycle repeats task \(task)")
      seen[index] = true
    }
    let matrix = try instance.conditionMatrix()
    var product = 1
    for (position, task) in tasks.enumerated() {
      let next = tasks[position + 1 == tasks.count ? 0 : position + 1]
      let sign = matrix.sign(task - 1, next - 1)
      try require(sign != 0, "the entry between tasks \(task) and \(next) of the cycle is zero")
      product *= sign
    }
    try require(product < 0, "the product of the entries along the cycle is positive")
  }
}

/// Why a certificate is not accepted: one sentence that names the part.
struct Rejection: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Rejects with a reason unless the condition is true.
func require(
  _ condition: Bool, _ reason: @autoclosure () -> String
) throws(Rejection) {
  if !condition { throw Rejection(reason()) }
}
