import Exact
import Surfaces

extension IrrationalPoint {
  /// Decides whether a weighting reaches the point.
  ///
  /// The weights that make the point stationary are w_i / u_i up to one factor, and with them
  /// T = Q - diag(w/u) (width k-1: diag(w/u) - Q) has T u = 0. So T is positive semi-definite with
  /// the kernel u alone if its block without one task with u_p != 0 is positive definite, and T is
  /// not positive semi-definite if and only if that block is not.
  ///
  /// - Parameter schedule: The precisions to try.
  /// - Complexity: an interval Cholesky factorization of order k - 1 for each precision.
  public func reachability(
    _ schedule: PrecisionDoubling = PrecisionDoubling()
  ) -> IrrationalPointReachability {
    if width == .taskCountMinusOne, let task = zeroTasks.first {
      return .weaklySupported(zeroTask: task + 1)
    }
    var last = IrrationalPointReachability.undecided(
      .sign(of: "the forced weights", enclosure: nil, precision: schedule.limit))
    for bits in schedule.precisions {
      last = reachability(precision: bits)
      if case .undecided = last { continue }
      return last
    }
    return last
  }

  private func reachability(precision: Int) -> IrrationalPointReachability {
    let u = direction(precision: precision)
    let w = dual(precision: precision)
    for task in zeroTasks where w[task].isZero.isImpossible {
      return .unreachable(
        .zeroCoordinate(task: task + 1, enclosure: w[task]), precision: precision)
    }
    let tasks = signedTasks
    let weights = tasks.map { w[$0] / u[$0] }
    if let position = weights.indices.first(where: { weights[$0].isNegative.isCertain }) {
      return .unreachable(
        .negativeWeight(task: tasks[position] + 1, enclosure: weights[position]),
        precision: precision)
    }
    // The block of T without the task of the largest value.
    guard let dropped = tasks.indices.max(by: { values[tasks[$0]] < values[tasks[$1]] }) else {
      return .undecided(.sign(of: "u", enclosure: nil, precision: precision))
    }
    let kept = tasks.indices.filter { $0 != dropped }
    let inverse = instance.gramInverse
    let block = IntervalMatrix(rows: kept.count, columns: kept.count) { i, j in
      let entry = Interval(inverse[tasks[kept[i]], tasks[kept[j]]], precision: precision)
      let value = i == j ? entry - weights[kept[i]] : entry
      return width == .one ? value : -value
    }
    switch kept.isEmpty ? .positiveDefinite(factor: block) : block.definiteness() {
    case .positiveDefinite:
      if let task = zeroTasks.first {
        return .undecided(
          .sign(of: "(Qu)_\(task + 1)", enclosure: w[task], precision: precision))
      }
      if let position = weights.indices.first(where: { !weights[$0].isPositive.isCertain }) {
        return .undecided(
          .sign(
            of: "the forced weight of task \(tasks[position] + 1)", enclosure: weights[position],
            precision: precision))
      }
      return .supportedAndExposed(weights: IntervalVector(weights), precision: precision)
    case .notSemidefinite(let direction):
      return unreachable(along: direction, block, kept.map { tasks[$0] }, precision)
    case .undecided(let pivot, let enclosure):
      if let direction = shiftedDirection(block, precision) {
        return unreachable(along: direction, block, kept.map { tasks[$0] }, precision)
      }
      return .undecided(
        .sign(
          of: "the pivot of task \(tasks[kept[pivot]] + 1) of the tangent-plane matrix",
          enclosure: enclosure, precision: precision))
    }
  }

  /// A direction x with x^T A x < 0 for every member A, found for the midpoints plus a small
  /// multiple e of the identity: x^T (A + e I) x < 0 leaves room for the radii, whatever pivots are
  /// zero. With growing precision e goes to zero.
  private func shiftedDirection(_ block: IntervalMatrix, _ precision: Int) -> [Integer]? {
    guard let middle = block.rationalMidpoint else { return nil }
    let scale = middle.entries.joined().map(\.magnitude).max() ?? .zero
    let shift = scale / Rational(Integer.one.shiftedLeft(precision / 2))
    let shifted = middle + RationalMatrix.identity(block.rows).scaled(by: shift)
    guard case .notSemidefinite(let direction) = shifted.definiteness() else { return nil }
    let vector = direction.map { Rational($0) }
    return block.bilinear(vector, vector).isNegative.isCertain ? direction : nil
  }

  private func unreachable(
    along direction: [Integer], _ block: IntervalMatrix, _ tasks: [Int], _ precision: Int
  ) -> IrrationalPointReachability {
    let vector = direction.map { Rational($0) }
    let square = Rational(Integer.dot(direction, direction))
    let curvature = block.bilinear(vector, vector) / Interval(square, precision: precision)
    var x = Array(repeating: Integer.zero, count: values.count)
    for (task, coordinate) in zip(tasks, direction) { x[task] = coordinate }
    return .unreachable(.negativeDirection(x, curvature: curvature), precision: precision)
  }
}
