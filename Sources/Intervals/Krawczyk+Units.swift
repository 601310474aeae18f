import Exact

extension IntervalSystem {
  /// The same system in the unknowns x_i / units_i.
  ///
  /// - Precondition: the units are powers of two, one for each unknown, so that nothing is rounded.
  func inUnits(_ units: [Rational]) -> IntervalSystem {
    let (value, jacobian) = (value, jacobian)
    @Sendable func plain(_ x: IntervalVector) -> IntervalVector {
      IntervalVector(zip(x.elements, units).map { $0 * $1 })
    }
    return IntervalSystem(size: size) { x in
      value(plain(x))
    } jacobian: { x in
      let matrix = jacobian(plain(x))
      return IntervalMatrix(rows: size, columns: size) { matrix[$0, $1] * units[$1] }
    }
  }
}

extension KrawczykEnclosure {
  /// The enclosure in the unknowns times units_i, powers of two: nothing is rounded. The
  /// preconditioner, near the inverse of the Jacobian matrix, has its rows multiplied.
  func inUnits(_ units: [Rational]) -> KrawczykEnclosure {
    func scaled(_ vector: IntervalVector) -> IntervalVector {
      IntervalVector(zip(vector.elements, units).map { $0 * $1 })
    }
    func scaled(_ vector: [Rational]) -> [Rational] { zip(vector, units).map { $0 * $1 } }
    let rows = preconditioner
    return KrawczykEnclosure(
      box: scaled(box), center: scaled(center), radii: scaled(radii),
      preconditioner: RationalMatrix(
        (0..<rows.rows).map { i in (0..<rows.columns).map { rows[i, $0] * units[i] } }),
      refined: scaled(refined), precision: precision)
  }
}
