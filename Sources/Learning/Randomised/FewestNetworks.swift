import Exact
import Surfaces

/// How many deterministic networks a randomised one needs at a point of the Pareto front of the
/// convexified region (section 4.2 of Hu et al. says two).
///
/// The point is an average of optima of one weighting lambda. Every network of every mixture with
/// the same expected values is such an optimum, so its direction lies in the kernel E of mu Q -
/// diag(lambda) (width k-1: of diag(lambda) - mu Q), of dimension r. In a basis B of E a mixture of
/// directions B x_j is the r x r matrix Z = sum p_j x_j x_j^T / c_j >= 0 of trace 1 in the metric
/// B^T Q B, its expected squares are b_i^T Z b_i for the rows b_i of B, and a matrix of rank m is a
/// mixture of m networks and no fewer. So the smallest number is the smallest rank in the compact
/// set of matrices with the given squares:
/// * one network suffices iff some signs s make (s_i sqrt(square_i)) lie in E, which is decided
///   exactly: square roots of different square classes are linearly independent over the
///   rationals, so every class must lie in E by itself;
/// * if the conditions determine Z, its rank is the number;
/// * by the theorem of Barvinok and Pataki there is a matrix of rank m with m (m + 1) / 2 at most
///   the rank of the conditions.
package struct FewestNetworks: Sendable, Equatable {
  /// Why fewer networks than ``lower`` do not suffice.
  package enum LowerEvidence: Sendable, Equatable {
    /// One is the least there is.
    case trivial
    /// No deterministic network has these losses.
    case notDeterministic
    /// The expected losses determine the matrix Z, which has this rank.
    case determined
  }

  /// The dimension r of the optima of the weighting: the multiplicity of the eigenvalue.
  package let multiplicity: Int
  /// The rank of the conditions on Z: at most k, or k + 1 where the trace is not among them.
  package let conditionRank: Int
  /// The expected squares sum p_j u_ji^2 / c_j.
  package let squares: [Rational]
  /// The number of networks of the given mixture, and the rank of its matrix.
  package let given: (networks: Int, rank: Int)
  /// No fewer networks suffice.
  package let lower: Int
  /// So many suffice.
  package let upper: Int
  /// Why ``lower`` holds.
  package let lowerEvidence: LowerEvidence
  /// Where one network suffices: signs s such that (s_i sqrt(square_i)) is its direction.
  package let deterministicSigns: [Int]?

  /// The number, where it is decided.
  package var number: Int? { lower == upper ? lower : nil }

  /// max{m : m (m + 1) / 2 <= conditions}: the bound for any point of any face.
  package static func bound(conditions: Int) -> Int {
    var m = 0
    while (m + 1) * (m + 2) / 2 <= conditions { m += 1 }
    return m
  }

  /// The most tasks: all sign vectors may be tried.
  package static let maximumTasks = 20

  /// Decides the number of networks for the expected losses of a mixture.
  ///
  /// - Parameters:
  ///   - weights: k weights >= 0, not all zero, that every network of the mixture minimises.
  /// - Throws: ``LearningError/notOnFace(_:)`` when the weights do not support the mixture (checked
  ///   exactly), ``LearningError/wrongTaskCount(expected:found:)`` for more than ``maximumTasks``.
  /// - Complexity: O(2^k) at worst for the signs, O(k r^4) exact operations for the conditions.
  package static func decide(
    _ instance: Instance, _ mixture: NetworkMixture, weights: [Rational]
  ) throws(LearningError) -> FewestNetworks {
    let k = instance.taskCount
    guard k <= maximumTasks else {
      throw .wrongTaskCount(expected: "at most \(maximumTasks)", found: k)
    }
    let face = try SupportingFace(instance, mixture, weights: weights)
    let squares = mixture.squares
    let basis = face.basis
    let metric = instance.gramInverse
    let rank = RationalMatrix(mixture.points.map { $0.direction.map { Rational($0) } }).rank()
    let all = conditions(basis, metric)
    // The conditions on matrices whose range is that of the given one.
    let own = conditions(independent(mixture.points.map(\.direction)), metric)
    let signs = deterministicSigns(squares, face.equations)
    let r = basis.count
    let determined = all == r * (r + 1) / 2
    let upper = signs != nil ? 1 : min(rank, max(bound(conditions: own), 1))
    let lower: Int
    let evidence: LowerEvidence
    if signs != nil || upper == 1 {
      (lower, evidence) = (1, .trivial)
    } else if determined {
      (lower, evidence) = (rank, .determined)
    } else {
      (lower, evidence) = (2, .notDeterministic)
    }
    return FewestNetworks(
      multiplicity: r, conditionRank: all, squares: squares,
      given: (mixture.points.count, rank), lower: lower, upper: upper, lowerEvidence: evidence,
      deterministicSigns: signs)
  }

  /// The rank of the conditions b_i^T Z b_i = square_i and tr(B^T Q B Z) = 1 on symmetric Z.
  private static func conditions(_ basis: [[Integer]], _ metric: RationalMatrix) -> Int {
    let r = basis.count
    let k = basis[0].count
    var rows: [[Rational]] = []
    for i in 0..<k {
      var row: [Rational] = []
      for a in 0..<r {
        for b in 0...a { row.append(Rational(basis[a][i] * basis[b][i])) }
      }
      rows.append(row)
    }
    var trace: [Rational] = []
    for a in 0..<r {
      for b in 0...a { trace.append(metric.bilinear(basis[a], basis[b])) }
    }
    // Off-diagonal entries count twice in both kinds of conditions, which changes no rank.
    rows.append(trace)
    return RationalMatrix(rows).rank()
  }

  /// A maximal linearly independent part of some vectors.
  private static func independent(_ vectors: [[Integer]]) -> [[Integer]] {
    RationalMatrix(vectors.map { $0.map { Rational($0) } }).transposed.independentColumns()
      .map { vectors[$0] }
  }

  /// Signs for which (s_i sqrt(square_i)) solves the equations, if there are any.
  private static func deterministicSigns(
    _ squares: [Rational], _ equations: RationalMatrix
  ) -> [Int]? {
    var signs = Array(repeating: 1, count: squares.count)
    // Square classes: i and j are together when square_i / square_j is a rational square.
    var classes: [(members: [Int], roots: [Rational])] = []
    for (i, square) in squares.enumerated() where !square.isZero {
      var isPlaced = false
      for position in classes.indices {
        let first = squares[classes[position].members[0]]
        if let root = (square / first).exactSquareRoot {
          classes[position].members.append(i)
          classes[position].roots.append(root)
          isPlaced = true
          break
        }
      }
      if !isPlaced { classes.append(([i], [.one])) }
    }
    for (members, roots) in classes {
      var isFound = false
      for bits in 0..<(1 << (members.count - 1)) where !isFound {
        var vector = squares.map { _ in Rational.zero }
        for (position, member) in members.enumerated() {
          let isNegative = position > 0 && bits >> (position - 1) & 1 == 1
          signs[member] = isNegative ? -1 : 1
          vector[member] = isNegative ? -roots[position] : roots[position]
        }
        isFound = (equations * vector).allSatisfy(\.isZero)
      }
      if !isFound { return nil }
    }
    return signs
  }

  /// Whether two answers agree.
  package static func == (left: FewestNetworks, right: FewestNetworks) -> Bool {
    left.multiplicity == right.multiplicity && left.conditionRank == right.conditionRank
      && left.squares == right.squares && left.given == right.given && left.lower == right.lower
      && left.upper == right.upper && left.lowerEvidence == right.lowerEvidence
      && left.deterministicSigns == right.deterministicSigns
  }
}
