import Certificates
import Exact

/// Whether statements are true, by the definitions and by enumeration, without evidence; for k up
/// to about 4. Shares no code and no method with the checker.
package struct SlowTruth {
  private static let tiny = Rational(1, Integer(10).power(40))
  private static let huge = Rational(Integer(10).power(40))

  /// The Gram matrix.
  package let gram: SlowMatrix
  /// Its inverse.
  package let inverse: SlowMatrix
  /// The width.
  package let width: Certificate.Width

  /// Creates the instance; nil when the Gram matrix is not symmetric and positive definite.
  package init?(gram: [[Rational]], width: Certificate.Width) {
    let matrix = SlowMatrix(gram)
    let size = gram.count
    guard size >= 2, gram.allSatisfy({ $0.count == size }) else { return nil }
    for i in 0..<size { for j in 0..<size where gram[i][j] != gram[j][i] { return nil } }
    guard matrix.isPositiveDefinite else { return nil }
    self.gram = matrix
    inverse = matrix.inverse
    self.width = width
  }

  private var size: Int { gram.size }

  /// Whether a statement is true; `direction` is ignored where the statement is about no point.
  package func holds(_ statement: Certificate.Statement, direction u: [Rational]) -> Bool {
    switch statement {
    case .conditionHolds, .fullyExplorable: return conditionHolds
    case .conditionFails: return !conditionHolds
    default: break
    }
    guard u.count == size, u.contains(where: { !$0.isZero }) else { return false }
    switch statement {
    case .weaklySupported: return isWeaklySupported(u)
    case .supported: return isSupported(u)
    case .exposed: return isExposed(u)
    case .unsupported: return !isWeaklySupported(u)
    case .paretoOptimal: return dominator(of: u) == nil
    case .dominated: return dominator(of: u) != nil
    case .unreachableParetoOptimum: return !isWeaklySupported(u) && dominator(of: u) == nil
    case .conditionHolds, .conditionFails, .fullyExplorable, .notFullyExplorable, .enclosed,
      .gradientsDisagree:
      return false
    }
  }

  /// All sign vectors of a length.
  package static func signVectors(_ count: Int) -> [[Int]] {
    (0..<1 << count).map { mask in (0..<count).map { mask >> $0 & 1 == 1 ? -1 : 1 } }
  }

  /// The matrix that C1 or C2 is about.
  package var conditionMatrix: SlowMatrix { width == .one ? gram : inverse }

  private var conditionHolds: Bool {
    Self.signVectors(size).contains {
      conditionMatrix.switched($0).rows.allSatisfy { $0.allSatisfy { $0.signum >= 0 } }
    }
  }

  /// Q - diag(w/u), with weight zero where u is zero; nil when a weight is negative or a
  /// coordinate is zero where w is not.
  private func tangent(_ u: [Rational], freeWeight: Rational) -> SlowMatrix? {
    let w = inverse.times(u)
    var weights: [Rational] = []
    for i in 0..<size {
      if u[i].isZero {
        guard w[i].isZero else { return nil }
        weights.append(freeWeight)
      } else {
        guard (w[i] / u[i]).signum >= 0 else { return nil }
        weights.append(w[i] / u[i])
      }
    }
    let form = inverse.minus(diagonal: weights)
    return width == .one ? form : form.scaled(-1)
  }

  private func isWeaklySupported(_ u: [Rational]) -> Bool {
    // Width k-1: a weight on a task whose v_i is 0 already.
    if width == .allButOne, u.contains(where: \.isZero) { return true }
    return tangent(u, freeWeight: 0)?.isSemidefinite ?? false
  }

  /// All weights are to be positive: those of zero coordinates as small (large) as needed.
  private func isSupported(_ u: [Rational]) -> Bool {
    let w = inverse.times(u)
    guard zip(w, u).allSatisfy({ $1.isZero || ($0 / $1).signum > 0 }) else { return false }
    return tangent(u, freeWeight: width == .one ? Self.tiny : Self.huge)?.isSemidefinite ?? false
  }

  private func isExposed(_ u: [Rational]) -> Bool {
    let zeros = u.count { $0.isZero }
    if width == .allButOne, zeros == size - 1 { return true }
    let form = tangent(u, freeWeight: width == .one ? 0 : Self.huge)
    guard let form, form.isSemidefinite else { return false }
    return form.kernelDimension == 1
  }

  /// A direction whose point dominates, by trying every sign vector; nil when there is none.
  package func dominator(of u: [Rational]) -> [Rational]? {
    let a = u.map(\.magnitude)
    let c = inverse.form(u)
    for signs in Self.signVectors(size) {
      let form = inverse.switched(signs)
      let best: [Rational]
      switch width {
      case .one:
        let (point, _) = Self.minimise(form, above: a)
        let value = form.form(point)
        guard value < c || value == c && point != a else { continue }
        best = point
      case .allButOne:
        guard form.form(a) > c else { continue }
        best = a
      }
      return zip(signs, best).map { $0 < 0 ? -$1 : $1 }
    }
    return nil
  }

  /// The minimum of x^T P x over x >= a for a positive definite P, by trying every active set, and
  /// its multipliers P x.
  package static func minimise(
    _ form: SlowMatrix, above a: [Rational]
  ) -> (point: [Rational], multipliers: [Rational]) {
    for free in SlowMatrix.subsets(form.size) {
      let active = (0..<form.size).filter { !free.contains($0) }
      var x = a
      if !free.isEmpty {
        let right = free.map { i in
          -active.reduce(Rational.zero) { $0 + form.rows[i][$1] * a[$1] }
        }
        for (i, value) in zip(free, form.block(free).inverse.times(right)) { x[i] = value }
      }
      let y = form.times(x)
      guard free.allSatisfy({ x[$0] >= a[$0] }), active.allSatisfy({ y[$0].signum >= 0 }) else {
        continue
      }
      return (x, y)
    }
    preconditionFailure("a strictly convex quadratic program has a minimum")
  }
}
