import Exact
import Surfaces

/// The Shor relaxation of the problem whose optimum a Pareto optimum is.
///
/// Width 1: min tr(Q W) subject to W_ii >= u_i^2, W positive semi-definite; it is tight when some
/// weights l >= 0 have Q - diag(l) positive semi-definite and sum l_i u_i^2 = c, and has a gap when
/// some feasible W has tr(Q W) < c. Width k-1: the same with the inequalities turned round.
struct Relaxation {
  let instance: Instance
  let direction: [Rational]
  let width: WidthEnd

  init(_ instance: Instance, _ point: Point, _ width: WidthEnd) {
    self.instance = instance
    direction = point.direction.map { Rational($0) }
    self.width = width
  }

  private var sign: Rational { width == .one ? .one : -1 }

  /// Why the relaxation is not tight (gapless) although the point is reachable, or shows no gap
  /// although it is not; nil when both agree.
  func failure(isReachable: Bool) -> String? {
    let dual = instance.gramInverse * direction
    let norm = RationalVectors.dot(direction, dual)
    let forced = zip(direction, dual).map { $0.isZero ? Rational.zero : $1 / $0 }
    let difference = (instance.gramInverse - .diagonal(forced)).scaled(by: sign)
    let definiteness = difference.definiteness()
    if isReachable {
      let bound = zip(forced, direction).reduce(Rational.zero) { $0 + $1.0 * $1.1 * $1.1 }
      return definiteness.isSemidefinite && forced.allSatisfy { $0.signum >= 0 } && bound == norm
        ? nil : "the point is reachable, but its forced weights are no dual optimum"
    }
    guard case .notSemidefinite(let x) = definiteness else {
      return "the point is unreachable, but its forced weights are a dual optimum"
    }
    return hasGap(x.map { Rational($0) }, norm)
      ? nil : "the point is unreachable, but the matrix of rank two shows no gap"
  }

  /// Whether W = (u - e^2 y)(u - e^2 y)^T + e^2 x x^T is feasible and better than c for a small e.
  private func hasGap(_ x: [Rational], _ norm: Rational) -> Bool {
    // A trailing factor 1 (width 1) or 1 + kappa (width k-1) in y_i = x_i^2 / (2 u_i).
    var kappa = Rational.one
    var step = Rational.one
    for _ in 0..<120 {
      let factor = width == .one ? Rational.one : .one + kappa
      let y = zip(x, direction).map { $1.isZero ? Rational.zero : factor * $0 * $0 / (2 * $1) }
      let square = step * step
      let center = zip(direction, y).map { $0 - square * $1 }
      let diagonal = zip(center, x).map { $0 * $0 + square * $1 * $1 }
      let isFeasible = zip(diagonal, direction).allSatisfy {
        sign * ($0 - $1 * $1) >= .zero
      }
      let trace =
        RationalVectors.dot(center, instance.gramInverse * center)
        + square * RationalVectors.dot(x, instance.gramInverse * x)
      if isFeasible, sign * (norm - trace) > .zero { return true }
      step = step / 2
      kappa = kappa * Rational(Integer(3), Integer(4))
    }
    return false
  }
}
