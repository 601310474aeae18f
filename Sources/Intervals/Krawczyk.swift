import Exact

/// The Krawczyk test: a proof that a box contains exactly one zero of a system, or none.
///
/// For a box X with center c, a point matrix Y and an interval matrix J that contains F'(x) for
/// all x in X, let
///
///     K = c - Y F(c) + (I - Y J) (X - c).
///
/// Every zero in X lies in K. If K and X are disjoint, X contains no zero. If K lies in the
/// interior of X, then Y and every matrix in J are non-singular and X contains exactly one zero.
/// (R. Krawczyk, Computing 4 (1969); R. E. Moore, SIAM J. Numer. Anal. 14 (1977); for uniqueness:
/// the width of K is at least |I - Y J| times the width of X, so K inside X makes the spectral
/// radius of |I - Y J| less than one.) Nothing has to be known about Y.
package enum Krawczyk {
  /// Applies the test to a box.
  ///
  /// - Parameters:
  ///   - box: The box, as center and radii; the test is carried out on an enclosure of it.
  ///   - preconditioner: The matrix Y; by default an approximate inverse of the Jacobian matrix at
  ///     the center, of 64 bits.
  ///   - precision: The precision of the arithmetic in bits.
  /// - Complexity: 2 n^3 interval products and one evaluation of F and of F'.
  package static func test(
    _ system: IntervalSystem, center: [Rational], radii: [Rational],
    preconditioner: RationalMatrix? = nil, precision: Int
  ) -> KrawczykOutcome {
    precondition(
      center.count == system.size && radii.count == system.size, "shapes do not fit")
    let point = IntervalVector(center, precision: precision)
    guard radii.allSatisfy({ $0 > .zero }),
      let box = IntervalVector(center: center, radii: radii, precision: precision)
    else { return .undecided(.unbounded) }
    let matrix: IntervalMatrix
    if let preconditioner {
      precondition(
        preconditioner.rows == system.size && preconditioner.columns == system.size,
        "shapes do not fit")
      matrix = IntervalMatrix(preconditioner, precision: precision)
    } else {
      switch inverseJacobian(system, at: point, precision: precision) {
      case .success(let inverse): matrix = inverse
      case .failure(let obstacle): return .undecided(obstacle)
      }
    }
    return test(
      system, point: point, box: box, center: center, radii: radii, preconditioner: matrix,
      precision: precision)
  }

  private static func test(
    _ system: IntervalSystem, point: IntervalVector, box: IntervalVector, center: [Rational],
    radii: [Rational], preconditioner: IntervalMatrix, precision: Int
  ) -> KrawczykOutcome {
    let value = system.value(point)
    let jacobian = system.jacobian(box)
    guard value.isBounded, jacobian.isBounded else { return .undecided(.unbounded) }
    let contraction = .identity(system.size, precision: precision) - preconditioner * jacobian
    let image = point - preconditioner * value + contraction * (box - point)
    if image.isDisjoint(from: box) { return .noZero }
    // The exact box, which may be smaller than its enclosure by rounding, must contain the image.
    for i in 0..<system.size
    where !image[i].isStrictlyBetween(center[i] - radii[i], center[i] + radii[i]) {
      return .undecided(.notContracting(coordinate: i))
    }
    guard let exact = preconditioner.rationalMidpoint else { return .undecided(.unbounded) }
    return .uniqueZero(
      KrawczykEnclosure(
        box: box, center: center, radii: radii, preconditioner: exact,
        refined: image.intersection(box), precision: precision))
  }

  /// An approximate inverse of the Jacobian matrix at a point.
  private static func inverseJacobian(
    _ system: IntervalSystem, at point: IntervalVector, precision: Int
  ) -> Result<IntervalMatrix, KrawczykObstacle> {
    let jacobian = system.jacobian(point)
    guard jacobian.isBounded else { return .failure(.unbounded) }
    for bits in Set([min(64, precision), precision]).sorted() {
      guard let inverse = MidpointInverse.of(jacobian, precision: bits) else { continue }
      // A preconditioner that is not good to half a digit will not contract anything.
      let rest = .identity(system.size, precision: precision) - inverse * jacobian
      if (rest.maximumNorm < Interval(Rational(1, 2), precision: 2)).isCertain {
        return .success(inverse)
      }
    }
    return .failure(.singularJacobian)
  }
}

extension Krawczyk {
  /// Searches for a zero near an approximate one by Newton's iteration and proves that it is the
  /// only one in a small box.
  ///
  /// The radii are those of the last Newton correction times a small power of two: large enough for
  /// the box to contain its image, and small enough for it to enclose the zero tightly. Any
  /// outcome but a proof is undecided: other boxes might succeed.
  ///
  /// - Parameters:
  ///   - start: An approximate zero.
  ///   - exponents: Unknown i is sought as 2^exponents[i] times a number near 1; nil where all are
  ///     near 1. The test itself does not depend on them; Newton's iteration and the radii do.
  ///   - precision: The precision of the arithmetic in bits.
  package static func enclose(
    _ system: IntervalSystem, near start: [Rational], exponents: [Int]? = nil, precision: Int
  ) -> KrawczykOutcome {
    precondition(start.count == system.size, "shapes do not fit")
    guard let exponents, exponents.contains(where: { $0 != 0 }) else {
      return enclose(plain: system, near: start, precision: precision)
    }
    precondition(exponents.count == system.size, "shapes do not fit")
    let units = exponents.map(Rational.powerOfTwo)
    let outcome = enclose(
      plain: system.inUnits(units), near: zip(start, units).map { $0 / $1 }, precision: precision)
    guard case .uniqueZero(let enclosure) = outcome else { return outcome }
    return .uniqueZero(enclosure.inUnits(units))
  }

  private static func enclose(
    plain system: IntervalSystem, near start: [Rational], precision: Int
  ) -> KrawczykOutcome {
    guard var point = IntervalVector(start, precision: precision).midpoint else {
      return .undecided(.unbounded)
    }
    let inverse: IntervalMatrix
    switch newton(system, &point, precision) {
    case .success(let matrix): inverse = matrix
    case .failure(let obstacle): return .undecided(obstacle)
    }
    let correction = inverse * system.value(point)
    guard correction.isBounded, let center = point.rationalMidpoint else {
      return .undecided(.unbounded)
    }
    // One unit in the last place of the largest coordinate keeps every radius positive.
    let scale = point.maximumNorm.upper ?? .one
    let unit =
      (scale > .one ? scale : .one) / Rational(Integer.one.shiftedLeft(max(1, precision - 2)))
    var last = KrawczykOutcome.undecided(.noConvergence)
    for inflation in [1, 4, 10, 20] where inflation < precision / 2 {
      let factor = Rational(Integer.one.shiftedLeft(inflation))
      let radii = correction.elements.map { element in
        dyadic(((element.largestMagnitude.upper ?? .one) + unit) * factor)
      }
      guard let box = IntervalVector(center: center, radii: radii, precision: precision) else {
        return .undecided(.unbounded)
      }
      last = test(
        system, point: point, box: box, center: center, radii: radii, preconditioner: inverse,
        precision: precision)
      if case .uniqueZero = last { return last }
    }
    if case .noZero = last { return .undecided(.noConvergence) }
    return last
  }

  /// Newton's iteration with midpoints until the correction stops shrinking.
  ///
  /// The Jacobian matrix is inverted to 64 bits; while a step gains 30 bits or more, the last
  /// inverse is used again. Steps from afar may grow a few times; once one has shrunk the
  /// correction a lot, the first that does not shrink it is rounding error.
  private static func newton(
    _ system: IntervalSystem, _ point: inout IntervalVector, _ precision: Int
  ) -> Result<IntervalMatrix, KrawczykObstacle> {
    let settled = Interval(Rational(1, Integer(1 << 8)), precision: 2)
    let fast = Interval(Rational(1, Integer(1 << 30)), precision: 2)
    var last: Interval?
    var inverse: IntervalMatrix?
    var isFast = false
    var allowedGrowths = 8
    for _ in 0..<(32 + precision / 16) {
      if inverse == nil || !isFast {
        switch inverseJacobian(system, at: point, precision: precision) {
        case .success(let matrix): inverse = matrix
        case .failure(let obstacle): return .failure(obstacle)
        }
      }
      guard let matrix = inverse else { break }
      let correction = matrix * system.value(point)
      guard correction.isBounded, let next = (point - correction).midpoint else {
        return .failure(.unbounded)
      }
      let norm = correction.maximumNorm
      if norm.isZero.isCertain { return .success(matrix) }
      if let last {
        if (norm < last).isImpossible {
          if allowedGrowths == 0 { return .success(matrix) }
          allowedGrowths -= 1
        }
        if (norm < last * settled).isCertain { allowedGrowths = 0 }
        isFast = (norm < last * fast).isCertain
      }
      last = norm
      point = next
    }
    return inverse.map { .success($0) } ?? .failure(.noConvergence)
  }

  /// A dyadic number of few bits that is not below a positive number.
  private static func dyadic(_ value: Rational) -> Rational {
    Interval(value, precision: 16).upper ?? value
  }
}
