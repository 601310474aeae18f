import Exact
import Floating
import Intervals
import Surfaces

extension EnclosedPoint {
  /// A direction x with the most negative x^T T x / x^T x found, T = Q - diag(w/u) (width k-1:
  /// diag(w/u) - Q), and an enclosure of that quotient; nil where none is certainly negative or the
  /// forced weights do not exist.
  ///
  /// The bottom eigenvector of T in floating point is rounded to integers and evaluated over the
  /// box; nothing is claimed about directions that are not found. Where u_i = 0, T has no weight in
  /// row i; for width k-1 x_i = 0 there.
  ///
  /// - Parameter known: A direction to compare with.
  /// - Complexity: O(k^3).
  public func violation(
    in box: PointBox, known: [Integer]? = nil
  ) -> (direction: [Integer], quotient: Interval)? {
    let zeros = Set(zeroTasks)
    let count = instance.taskCount
    guard otherTasks.allSatisfy({ box.isSigned($0) }),
      zeros.allSatisfy({ !box.dual[$0].isZero.isImpossible })
    else { return nil }
    let weights = IntervalVector(
      (0..<count).map {
        zeros.contains($0) ? .zero(precision: box.precision) : box.dual[$0] / box.direction[$0]
      })
    let tasks = width == .one ? Array(0..<count) : otherTasks
    let block = tangentBlock(tasks, weights)
    var candidates: [[Integer]] = []
    let entries = tasks.indices.flatMap { i in tasks.indices.map { block[i, $0].lowerDouble } }
    if let eigen = LAPACK.symmetricEigen(entries, size: tasks.count) {
      let vector = eigen.vectors.prefix(tasks.count)
      let top = vector.map(\.magnitude).max() ?? 0
      if top > 0 {
        for scale in [Double(1 << 8), Double(1 << 40)] {
          candidates.append(
            vector.map { Integer(Int(($0 / top * scale).rounded())) })
        }
      }
    }
    if let known { candidates.append(tasks.map { known[$0] }) }
    var best: (direction: [Integer], quotient: Interval)?
    for candidate in candidates where candidate.contains(where: { !$0.isZero }) {
      let vector = candidate.map { Rational($0) }
      let square = Rational(Integer.dot(candidate, candidate))
      let quotient =
        block.bilinear(vector, vector) / Interval(square, precision: box.precision)
      guard quotient.isNegative.isCertain, let upper = quotient.upper else { continue }
      // A shorter direction is preferred to one that is hardly better.
      if let best, let known = best.quotient.upper, upper * Rational(1000) > known * Rational(1001)
      {
        continue
      }
      var direction = Array(repeating: Integer.zero, count: count)
      for (task, coordinate) in zip(tasks, Integer.primitive(candidate)) {
        direction[task] = coordinate
      }
      best = (direction, quotient)
    }
    return best
  }
}
